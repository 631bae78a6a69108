"""Words that are often taken for each other, and sentences that were begun one way and ended another."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.marks import A_HAN, Fixer
from tui.rules.support.quotations import Quotations
from tui.rules.support.standards import handling

_UNTIL = Pattern(
    "截止(?:到|至)?(?=(?:19|20)[0-9]{2}|[0-9]{1,2}月|目前|当前|今年|去年|上年|本年|年底|年末|[上本当]?月底|[上本当]月|"
    "[上本一二三四]?季度末|[上下]半年|现在|报告[期日]|统计[日时]|填报[日时]|发稿|此时|昨[日天]|今[日天])"
)


@text_rule(
    "W821",
    "until-a-day",
    Grade.WARNING,
    say("截止 before a date; it should be 截至"),
    why=say("截至 comes before a date; 截止 means that something ended, and comes after it."),
    bad="截止2024年底，各项任务全部完成。",
    good="截至2024年底，各项任务全部完成，报名于12月截止，截止日期不变。",
    triggers=("截止",),
    citation=handling("20(四)"),
)
def until_a_day(passage: Passage) -> Iterator[Problem]:
    """截止, 截止到 and 截止至 before a date, 目前, 年底 and their like."""
    fixer = Fixer(passage)
    for match in _UNTIL.finditer(passage.text):
        what = say("“{words}” should be “{right}”", words=match[0], right="截至")
        yield Problem(passage.locus(*match.span()), what, fix=fixer.replaced(*match.span(), "截至"))


_MEMBERS = "负责人|负责同志|业务骨干|骨干|科室|股室|科室人员|工作人员|执法人员|专业人员|班子成员|村干部|成员单位|部门|单位|律师|专家|代表"
_MIXED = (
    (
        Pattern("(?:包括|包含)(?:了)?[^。；！？由]{2,150}?(?:[部分项章类个]|内容|方面)(?:组成|构成)(?=[，。；：])"),
        "由……组成",
    ),
    (Pattern(f"(?:包括|包含)(?:了)?[^。；：！？由]{{4,80}}?(?:{_MEMBERS})组成(?=[，。；])"), "由……组成"),
    (Pattern("以[^，。；！？由]{2,40}为组长[^。；！？由]{2,60}?为成员(?:组成|构成)"), "由……组成"),
    (Pattern("(?:包括|包含)(?:了)?[^，。；！？由、]{1,12}(?:人|名同志|部门|单位|成员)组成(?=[，。；])"), "由……组成"),
    (
        Pattern(
            "(?:包括|包含)了?[^，。；！？由、0-9]{0,8}?(?:[0-9]{1,4}|[一二三四五六七八九十两]{1,3})[名个位家支][^，。；！？由、的]{1,10}组成(?=[，。；])"
        ),
        "由……组成",
    ),
    (Pattern("由[^。；！？、]{1,20}任组长[^。；！？]{1,40}为成员(?:组成|构成)(?=[，。；])"), "由……组成"),
    (Pattern("由[^，。；！？、]{1,20}任(?:组长|主任|队长)(?:组成|构成)(?=[，。；])"), "由……组成"),
    (Pattern("(?:利用|借助|通过|抓住)[^，。；！？以]{2,40}?为契机"), "以……为契机"),
    (Pattern("坚持习近平[^，。；！？以、]{2,24}为(?:指导|统领|引领|指引|根本遵循)(?=[，。；])"), "以……为……"),
    (Pattern("(?:以|抓住|利用|借助)[^，。；！？]{2,40}?契机下(?=[，、])"), "以……为契机"),
)


@text_rule(
    "W822",
    "mixed-construction",
    Grade.WARNING,
    say("a sentence mixes two constructions"),
    why=say("Use either 包括 or 由…组成, and either 利用 or 以…为契机."),
    bad="本报告包括总体情况、主动公开情况、存在的问题等三个部分组成。",
    good="本报告由总体情况、主动公开情况、存在的问题等三个部分组成，包括附表，以宪法宣传周为契机开展宣讲。",
    triggers=("组成", "构成", "为契机", "契机下", "坚持习近平"),
    citation=handling("19(三)"),
)
def mixed_construction(passage: Passage) -> Iterator[Problem]:
    """包括…组成, 利用…为契机, and 坚持…为指导."""
    for pattern, right in _MIXED:
        for match in pattern.finditer(passage.text):
            words = match[0] if len(match[0]) < 12 else f"{match[0][:2]}……{match[0][-3:]}"
            what = say("“{words}” mixes two constructions", words=words)
            yield Problem(passage.locus(*match.span()), what, say("write {right}", right=right))


_BETTER = (
    "更好|更多|更快|更有效|更有力|更加有效|更加有力|更加主动|及时准确|科学合理|积极主动|积极稳妥|扎实有效|依法依规"
)
_DOES = (
    "满足|发挥|推动|推进|落实|履行|维护|促进|实现|完成|惠及|融入|适应|保障(?!措施|体系|机制|能力)|服务(?:于|群众|企业|大局|基层|社会)|"
    "解决|开展(?!情况)|做好|掌握|了解|公布|公开(?!方式|渠道)|处置|化解|应对|回应|把|将|为(?!民)|向|让|使"
)
_NOUN = "机制|体系|方式|措施|方案|力度|情况|工作|作用|效果|效应|条件|环境|平台|能力|水平|者|性|力"
_PLAIN = "及时|有效|扎实|积极|认真|切实|严格|有力|有序|稳步|全力|深入|充分|主动|全面|精准|高效|妥善"
_OTHER = "准确|科学|规范|快速|稳妥|持续|完整|依法|公正"
_OF_BETTER = tuple(f"{word}的" for word in _BETTER.split("|"))
_OF_PLAIN = tuple(f"{word}的" for word in _PLAIN.split("|"))
_OF_ADVERB = (*_OF_PLAIN, *(f"{word}的" for word in _OTHER.split("|")))
_OF_RESULT = (
    *(f"的{how}" for how in (*"好实准严细快稳紧牢很更较比", "还不", "不够", "不太", "到位", "扎实", "有声", "卓有")),
    *(f"的{how}{mark}" for how in "深活透" for mark in "、，。；”"),
)
_ADVERB = Pattern(f"(?:{_BETTER})(的)(?=(?:{_DOES})(?!{_NOUN}))", having=_OF_BETTER)
_IN_TWO = Pattern(
    "(?:及时|准确|全面|切实|有效|扎实|有力|有序|稳步|深入|认真|严格|主动|科学|充分|精准|高效|规范|快速|稳妥|积极|持续|完整|依法|公正|妥善){2}"
    f"(的)(?=(?:{_DOES}|贯彻|执行|把握|理解|认识|反映|记录|保护|调处|处理|处罚|查处|打击|宣传|学习|领会)(?!{_NOUN}|的|与|和|及))",
    having=_OF_ADVERB,
)
_PLAINLY = Pattern(
    f"(?:{_PLAIN})(的)"
    "(?=(?:推进|推动|落实|履行|维护|促进|完成|解决|开展|化解|公开|处置|回应|执行|贯彻|打击|查处|保护)"
    "(?:了|各[项类]|全[市县区年镇局]|群众|矛盾|纠纷|行政|执法|依法|任务|职责|违法|信息|政府|企业|政策|工作任务)(?![^，。；、]{0,8}的))",
    having=_OF_PLAIN,
)
_RESULT = Pattern(
    "(?:建设|生活|变|做|干|办|抓|管|搞)(的)(?=更加[^，。；、的]{2,8}[，。；、])"
    "|(?<=[建改办管抓干做搞用评学讲写落打])(的)(?=更?[好实准严细快稳紧牢深活透](?:[、，。；”]|$))"
    "|(?<=落实|执行|完成|开展|推进|履行|坚持|运行|建设)(的)(?=(?:很|更|较|比较)?(?:[好实准严细快稳]|到位|扎实)(?:[、，。；”]|$))"
    "|(?<=落实|执行|完成|开展|推进|履行|运用|把握|研究)(的)(?=(?:还)?不(?:够|太)(?:到位|扎实|深入|充分|全面|及时|严格|理想|平衡|彻底|好)(?:[、，。；”]|$))"
    "|(?<=开展|推进|落实|组织|执行|完成)(的)(?=(?:扎实|有声|有条|卓有|井然|如火)有?(?:有效|有力|有序|有色|不紊|成效|如荼))",
    having=_OF_RESULT,
)
_OF_GET = tuple(f"{how}得" for how in ("更好", "更快", "有效", "及时", "认真", "积极", "充分", "深入", "全面", "扎实"))
_GET = Pattern(
    f"(?:{'|'.join(one[:-1] for one in _OF_GET)})(得)(?=(?:{_DOES}|学习|贯彻|执行|处理|提高|提升|完善))", having=_OF_GET
)
_DONE = "提高|提升|增强|加强|完善|推动|推进|完成|规范|促进|保障|维护|发挥|化解|解决|优化|改善|落实|履行|拓宽|夯实|防范|打击|遏制"
_OF_DONE = tuple(
    f"{word}的"
    for word in ("不断", "进一步", "逐步", "有效", "有力", "圆满", "较好", "很好", "切实", "大大", "极大", "充分")
)
_DONE_SO = Pattern(f"(?:{'|'.join(one[:-1] for one in _OF_DONE)})(的)(?=(?:{_DONE})了)", having=_OF_DONE)


@text_rule(
    "W823",
    "particle",
    Grade.HINT,
    say("的, 地 and 得 confused"),
    why=say("地 stands between an adverb and its verb, and 得 between a verb and how it is done."),
    bad="更好的满足群众办事需求。",
    good="更好地满足群众更多的办事需求，把制度建得好、用得好，形成更有效的推进机制，把它做好。",
    triggers=(*_OF_BETTER, *_OF_ADVERB, *_OF_DONE, *_OF_GET, *_OF_RESULT),
)
def particle(passage: Passage) -> Iterator[Problem]:
    """的 or 得 between well-known adverbs and verbs, 的 before 更加 and its like, and in 建的好."""
    text, fixer = passage.text, Fixer(passage)
    for pattern, right in (
        (_ADVERB, "地"),
        (_IN_TWO, "地"),
        (_PLAINLY, "地"),
        (_DONE_SO, "地"),
        (_GET, "地"),
        (_RESULT, "得"),
    ):
        for match in pattern.finditer(text):
            start, end = match.span(match.lastindex or 1)
            words = text[max(match.start(), start - 4) : end + 2]
            what = say("“{words}”: use {right}", words=words, right=right)
            yield Problem(passage.locus(start, end), what, fix=fixer.replaced(start, end, right))


_LAW = Pattern("法》等(?:相关|有关)?(行政法规|部门规章|规章(?!制度)|规范性文件)")


@text_rule(
    "W825",
    "law-called-otherwise",
    Grade.WARNING,
    say("a law is called an administrative regulation"),
    why=say("What the National People's Congress makes is a 法律; the State Council's are 行政法规."),
    bad="学习《中华人民共和国行政处罚法》等行政法规，健全工作机制。",
    good="学习《中华人民共和国行政处罚法》等法律法规、《优化营商环境条例》等行政法规，健全工作机制。",
    triggers=("法》等",),
    citation=handling("20(四)"),
)
def law_called_otherwise(passage: Passage) -> Iterator[Problem]:
    """A title in 法 right before 等行政法规, 等规章 and the like."""
    text, quotations = passage.text, Quotations(passage.text)
    for match in _LAW.finditer(text):
        if not quotations.hold(*match.span()) and text[match.start() - 1] not in "办方做":
            what = say("a 法 is not a {kind}", kind=match[1])
            yield Problem(passage.locus(*match.span()), what, say("write {right}", right="等法律法规"))


_ISSUED = Pattern("《关于(?:印发|转发|下发)[^《》]{4,80}(?<!通知)》的通知", having=("《关于",))
_NOTICE = Pattern("(?:贯彻|落实|执行|按照|根据|依据|学习|传达|对照)(?:了)?《(?![^》]*印发)[^》]{4,80}》的通知")


@text_rule(
    "W831",
    "title-without-its-notice",
    Grade.WARNING,
    say("《…》的通知 after a title that is not that of a notice"),
    why=say("Cite either the document, or the notice that issued it: 《关于印发〈…〉的通知》."),
    bad="认真贯彻落实《云川市法治政府建设实施方案》的通知（云办发〔2022〕4号），健全工作机制。",
    good="认真贯彻落实《云川市法治政府建设实施方案》，按照市政府关于印发《云川市权责清单》的通知要求，健全工作机制。",
    triggers=("》的通知",),
    citation=handling("20(一)"),
)
def title_without_its_notice(passage: Passage) -> Iterator[Problem]:
    """After a verb of carrying out; not where 关于, 印发 or 转发 comes before the title."""
    text = passage.text
    for match in _ISSUED.finditer(text):
        what = say("the title should include 的通知")
        yield Problem(passage.locus(match.end() - 8, match.end()), what, say("write 《关于印发〈…〉的通知》"))
    for match in _NOTICE.finditer(text):
        before = text[max(0, match.start() - 30) : match.end()].rpartition("，")[2].partition("《")[0]
        if not any(word in before for word in ("关于", "印发", "转发", "下发")):
            start = match.end() - 4
            what = say("the title should include 的通知")
            remedy = say("write 《关于印发〈…〉的通知》, or leave 的通知 out")
            yield Problem(passage.locus(start - 4, match.end()), what, remedy)


_ALL = Pattern(f"应({A_HAN}{{1,3}}?)[，、](?:必\\1[，、])?尽\\1(?!{A_HAN}?[尽必])", having=("，尽", "、尽"))


@text_rule(
    "W838",
    "all-that-should",
    Grade.HINT,
    say("a mark within 应…尽…"),
    why=say("应公开尽公开 is one expression; a mark breaks it in two."),
    bad="坚持应公开，尽公开，及时回应关切。",
    good="坚持应公开尽公开、应上尽上，及时回应关切，做到尽职尽责。",
    triggers=("，尽", "、尽"),
)
def all_that_should(passage: Passage) -> Iterator[Problem]:
    """The mark between the two halves, each with the same verb."""
    fixer = Fixer(passage)
    for match in _ALL.finditer(passage.text):
        right = f"应{match[1]}尽{match[1]}"
        what = say("“{words}” should be “{right}”", words=match[0], right=right)
        yield Problem(passage.locus(*match.span()), what, fix=fixer.replaced(*match.span(), right))
