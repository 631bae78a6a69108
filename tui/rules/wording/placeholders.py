"""Placeholders that were never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tui.base.messages import Message, say
from tui.base.pattern import Pattern
from tui.draft.length import GAP
from tui.outline.title import TITLE
from tui.rules.finding import Grade, Locus
from tui.rules.needs import NOTHING
from tui.rules.passage import Passage
from tui.rules.rule import Problem, Subject, rule, text_rule
from tui.rules.support.quotations import Quotations
from tui.rules.support.standards import handling
from tui.toml import KeyPath

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_QUOTED = 60  # characters of a quotation at each side of a gap
_UNITS = frozenset("%％件次个项家万亿元人份期年月日号条期场起名户")
_WHOLE = Pattern(
    "(?:[（(【\\[]?(?:待定|待补充?|待填写?|待确定|待确认|待明确|待核实?|略|无|暂无|没有|空|未知|不详|同上|示例|测试|N/?A|n/?a|TBD|tbd|none|None)"
    "[）)】\\]]?|[/／\\\\—–－_＿.．·、,，?？*＊x×X-]{1,12})[。．.]?"
)
"""Placeholder values."""
_LONGEST_WHOLE = 16  # characters
_IN_WHOLE = frozenset("待略无没空未不同示测")
_FIELD_KINDS = (
    "organ",
    "organs",
    "person",
    "persons",
    "text",
    "texts",
)  # a document number has a rule of its own
_TRIGGERS = (
    "××",
    "XX",
    "xx",
    "ＸＸ",
    "___",
    "＿＿",
    "□□",
    "待补",
    "待填",
    "待定",
    "待核",
    "待确认",
    "待提供",
    "待更新",
    "【待",
    "待完善",
    *(f"{here}{fill}" for here in ("此处", "这里", "请") for fill in ("填", "插入", "补充", "输入", "写明", "添加")),
    "TODO",
    "TBD",
    "FIXME",
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The form of a placeholder: marks that may also mask a name after a surname, and the rest."""
    marks = re.compile(r"×{2,}|ＸＸ+|(?<![0-9A-Za-z])(?:XX+|xx+)(?![0-9A-Za-z.])")
    rest = re.compile(
        r"_{3,}|＿{2,}|□{2,}"
        r"|(?<![A-Za-z])(?:TODO|TBD|FIXME)(?![A-Za-z])"
        rf"|{GAP}"
        r"|[（(【\[](?:此处|这里|请)(?:填写?|插入|补充|输入|写明|添加)[^（）()【】\[\]，。；]{0,20}[）)】\]]"
        r"|(?:(?<=[，。；：、])|^)待(?:补充?|填写?)(?=[，。；、]|$)"
        r"|(?:(?<=[，。；：、（由与和向])|^)某某(?=单位|同志|局|厅|部门)"
        r"|\{[^{}\n]{0,60}\}"
    )
    return marks, rest


def _spans(text: str) -> Iterator[tuple[int, int]]:
    marks, rest = _patterns()
    for match in marks.finditer(text):
        start, end = match.span()
        if not _masks_a_name(text, start, end) and not _of_a_form(text, start, end):
            yield start, end
    for match in rest.finditer(text):
        yield match.span()


def _masks_a_name(text: str, start: int, end: int) -> bool:
    """Whether the marks replace a given name, as in 李××: that hides a person, and is right."""
    return end - start <= 2 and text[start - 1 : start] in _SURNAMES and text[end : end + 1] not in _UNITS


def _of_a_form(text: str, start: int, end: int) -> bool:
    """Whether the marks are a gap of a form or decision that is quoted: “处以XX元的罚款”, “当事人××于××年”."""
    opening = text.rfind("“", max(0, start - _QUOTED), start)
    if opening >= 0 and "”" not in text[opening:start] and "”" in text[end : end + _QUOTED]:
        return start - opening > 1 or text[end : end + 1] != "”"
    return bool(re.search("处以?$|处罚款$", text[max(0, start - 4) : start])) and text[end : end + 1] == "元"


def _what(words: str) -> tuple[Message, Message]:
    return say("a placeholder was left: {words}", words=words), say("fill in what it stands for")


@text_rule(
    "W801",
    "placeholder",
    Grade.ERROR,
    say("a placeholder was left in a text"),
    why=say("The report will be published; everyone will see what was left to fill in."),
    bad="全年办理涉企案件××件，群众满意度进一步提高。",
    good="作出“处以XX元的罚款”的决定，当事人李××不服处罚决定，经调解后撤回申请，其手机号138****1234未予公开。",
    triggers=(*_TRIGGERS, "某某", "{"),
    citation=handling("20(四)"),
    needs=NOTHING,
)
def placeholder(passage: Passage) -> Iterator[Problem]:
    """Each placeholder; masked names and numbers, and what is quoted, pass."""
    quotations = Quotations(passage.text)
    for start, end in _spans(passage.text):
        is_reference = passage.text[start] == "{" and passage.replaced(start, start + 1, "") is None
        if not is_reference and not quotations.hold(start, end):
            yield Problem(passage.locus(start, end), *_what(passage.text[start:end]))


def _may_be_nothing(words: str) -> bool:
    """Whether a value may be a placeholder as a whole: a quick test that spares a clean draft the slow one."""
    return len(words) <= _LONGEST_WHOLE and (
        words.isascii() or not _IN_WHOLE.isdisjoint(words) or not any(map(str.isalnum, words))
    )


@rule(
    "W802",
    "placeholder-in-field",
    Grade.ERROR,
    say("a placeholder was left in the letterhead"),
    why=say("The report will be published; everyone will see what was left to fill in."),
    bad='[fields]\nattachments = ["××统计表", "重点任务完成情况表"]',
    good='[fields]\nattachments = ["执法数据统计表", "重点任务完成情况表"]',
    citation=handling("20(四)"),
)
def placeholder_in_field(subject: Subject) -> Iterator[Problem]:
    """The first placeholder of each value of a field of words."""
    draft = subject.draft
    for field in draft.outline.every_field:
        if field.kind not in _FIELD_KINDS:
            continue
        is_list = isinstance(draft.document.values["fields"].get(field.id), list) if draft.words(field.id) else False
        for n, words in enumerate(draft.words(field.id)):
            if _may_be_nothing(words) and _WHOLE.fullmatch(words):
                yield Problem(Locus(("fields", field.id, n) if is_list else ("fields", field.id)), *_what(words))
                continue
            if not any(trigger in words for trigger in _TRIGGERS):
                continue
            path: KeyPath = ("fields", field.id, n) if is_list else ("fields", field.id)
            shown = draft.filled(words) if field.id == TITLE else words
            for start, end in list(_spans(shown))[:1]:
                yield Problem(Locus(path), *_what(shown[start:end]))
