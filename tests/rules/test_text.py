"""Rules on punctuation, numerals and sequences: bad cases with their places and fixes, good ones, published errors, hostile texts."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from tests.support.examples import SHIPPED
from tui.draft.draft import Draft, outline_reference
from tui.draft.prose import Kind
from tui.outline.library import Library
from tui.render.markdown import render
from tui.rules.finding import Finding
from tui.rules.fix import fixed
from tui.rules.passage import Passage
from tui.rules.register import RULES, run_rules
from tui.rules.support.marks import Quoted, balanced, paired
from tui.toml import parse

FAMILIES = [rule for rule in RULES.values() if rule.code[0] in "PNQ"]
PATH = ("sections", "plan", "text")
OUTLINE = Library.searching().find("law-based-government-department@2024")


def draft_of(text: str, **figures: object) -> Draft:
    values = {"outline": OUTLINE.reference, "year": 2024, "figures": figures, "sections": {"plan": {"text": text}}}
    return Draft(parse(tomli_w.dumps(values).encode(), "draft.toml"), OUTLINE)


def findings(text: str, **figures: object) -> list[Finding]:
    return sorted(run_rules(draft_of(text, **figures), "filed", None, FAMILIES), key=lambda one: one.locus)


def with_fixes(text: str, **figures: object) -> str:
    """The text with every fix made once."""
    draft = draft_of(text, **figures)
    return fixed(draft, run_rules(draft, "filed", None, FAMILIES)).get(PATH, text)


def place(text: str, one: Finding) -> str:
    start, end = one.locus.start, one.locus.end
    assert start is not None
    assert end is not None
    assert one.locus.path == PATH
    return f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"


BAD = [
    # code, the text with what is found in ⟦⟧, and the text with_fixes (None: no fix)
    ("P301", "有效触动⟦“⟧关键少数。", None),
    ("P301", "《法治政府建设实施纲要2021—2025年⟦）⟧》", None),
    ("P301", "川〔2021⟦】⟧30号〕", None),
    ("P301", "推进⟦《⟧纲要的落实。", None),
    ("P301", "触动⟦“⟧关键少数“。”", None),
    ("P301", "⟦（⟧全面{{深化", None),
    ("P301", "⟦《⟧甲“乙”", None),
    ("P301", "落实⟦(⟧全年。", None),
    ("P301", "1.甲。\n2.乙⟦）⟧。\n（3）丙", None),
    ("P302", "印发⟦《⟧《甲》实施方案》".replace("⟦《⟧《", "《⟦《⟧"), "印发《〈甲〉实施方案》"),
    ("P302", "印发《贯彻落实⟦<⟧甲>的通知》", "印发《贯彻落实〈甲〉的通知》"),
    ("P302", "印发《贯彻落实⟦＜⟧甲＞的通知》", "印发《贯彻落实〈甲〉的通知》"),
    ("P302", "**《甲**⟦《⟧乙》丙》", "**《甲**〈乙〉丙》"),
    ("P303", "全部事项⟦(⟧共12项)。", "全部事项（共12项）。"),
    ("P303", "全部事项（共12项⟦)⟧。", "全部事项（共12项）。"),
    ("P303", "落实⟦(⟧一)项", "落实（一）项"),
    ("P303", "世贸组织⟦(⟧WTO)", "世贸组织（WTO）"),
    ("P303", "《纲要⟦(⟧2021—2025年)》", None),
    ("P303", "“甲⟦(⟧乙)丙”", None),
    ("P304", '落实⟦"⟧谁执法谁普法"责任制', "落实“谁执法谁普法”责任制"),
    ("P304", '落实⟦"⟧谁执法谁普法', None),
    ("P304", "落实⟦'⟧谁执法谁普法'", None),
    ("P305", "问题导向⟦,⟧整改", "问题导向，整改"),
    ("P305", "《甲》⟦,⟧《乙》", "《甲》，《乙》"),
    ("P305", "12项⟦;⟧ABC", "12项；ABC"),
    ("P305", "同比增长5%⟦,⟧完成", "同比增长5%，完成"),
    ("P305", "是否满意⟦?!⟧很好", "是否满意？！很好"),
    ("P305", "做法⟦:⟧一", "做法：一"),
    ("P305", "甲⟦,,⟧乙", "甲，乙"),
    ("P305", "培训{trainings}⟦,⟧乙", "培训{trainings}，乙"),
    ("P305", "网址https://www.example.cn/a，欢迎⟦,⟧好", "网址https://www.example.cn/a，欢迎，好"),
    ("P306", "甲⟦，，⟧乙", "甲，乙"),
    ("P306", "甲⟦、、、⟧乙", "甲、乙"),
    ("P306", "甲⟦。。⟧", "甲。"),
    ("P306", "甲⟦；；⟧乙⟦：：⟧丙", "甲；乙：丙"),
    ("P306", "“甲⟦。。⟧”", None),
    ("P307", "甲⟦...⟧", "甲……"),
    ("P307", "甲⟦。。。⟧乙", "甲……乙"),
    ("P307", "甲⟦…⟧乙", "甲……乙"),
    ("P307", "甲⟦………⟧", "甲……"),
    ("P308", "重点⟦--⟧粮食", "重点——粮食"),
    ("P308", "重点⟦──⟧粮食", "重点——粮食"),
    ("P309", "公安⟦、⟧等部门", "公安等部门"),
    ("P309", "公安、应急⟦、⟧等12个部门", "公安、应急等12个部门"),
    ("P309", "公安、应急⟦、⟧等。", "公安、应急等。"),
    ("P309", "公安、应急⟦、⟧等三家单位", "公安、应急等三家单位"),
    ("P310", "⟦、⟧坚持党的领导", "坚持党的领导"),
    ("P310", "## ⟦、⟧坚持党的领导\n\n甲", "## 坚持党的领导\n\n甲"),
    ("P310", "（1）⟦、⟧加强", "（1）加强"),
    ("P310", "1.⟦．⟧加强", "1.加强"),
    ("P311", "重点是：（1）⟦、⟧加强；（2）强化", "重点是：（1）加强；（2）强化"),
    ("P311", "重点是：（一）⟦．⟧加强", "重点是：（一）加强"),
    ("P312", "一是⟦，⟧加强；二是⟦、⟧强化", "一是加强；二是强化"),
    (
        "P312",
        "做法是：第一⟦、⟧加强；首先⟦、⟧强化。其一⟦、⟧完善；其二⟦、⟧甲",
        "做法是：第一，加强；首先，强化。其一，完善；其二，甲",
    ),
    ("P313", "法治⟦ ⟧政府⟦　⟧建设，⟦ ⟧甲⟦  ⟧。", "法治政府建设，甲。"),
    ("P314", "抽查12⟦ ⟧家，2024年1月5日在3处", "抽查12家，2024年1月5日在3处"),
    ("P314", "抽查{trainings}⟦ ⟧家，在⟦ ⟧5处，2024年1月5日", "抽查{trainings}家，在5处，2024年1月5日"),
    ("N401", "自⟦24年⟧底起，⟦23年⟧12月，⟦22年⟧度", None),
    ("N402", "会议于⟦2024年01月05日⟧召开", "会议于2024年1月5日召开"),
    ("N402", "会议于⟦2024年12月05日⟧召开", "会议于2024年12月5日召开"),
    ("N403", "提高⟦15～30%⟧", "提高15%～30%"),
    ("N403", "提高⟦1.5—3％⟧", "提高1.5％—3％"),
    ("N404", "投入⟦13～17万⟧元", "投入13万～17万元"),
    ("N404", "投入⟦9—16亿⟧元", "投入9亿—16亿元"),
    ("N405", "⟦3千⟧5百元", None),
    ("N405", "⟦4千⟧人，⟦2百⟧余户", None),
    ("N406", "⟦2024年十二月⟧起，⟦2024年三月5日⟧，⟦6月十五日⟧", "2024年12月起，2024年3月5日，6月15日"),
    ("N407", "开展⟦１２．５％⟧", "开展12.5%"),
    ("N407", "⟦１⟧．加强", None),
    ("N408", "“⟦3.15⟧”“⟦4.15⟧”“⟦6.26⟧”“⟦12.4⟧”", "“3·15”“4·15”“6·26”“12·4”"),
    ("N408", "⟦12.4⟧国家宪法日", "“12·4”国家宪法日"),
    ("N408", "“⟦12.4⟧国家宪法日”", None),
    ("N409", "还有三⟦、⟧四个部门，约七⟦、⟧八次", "还有三四个部门，约七八次"),
    ("N410", "下降⟦.5⟧%，增加（⟦.25⟧万元）", "下降0.5%，增加（0.25万元）"),
    ("N411", "截至⟦5月1号⟧，⟦12月31号⟧", "截至5月1日，12月31日"),
    ("Q501", "一是甲。⟦三是⟧乙。", None),
    ("Q501", "一是甲。二是乙。⟦二是⟧丙。三是丁。", None),
    ("Q501", "存在不足。⟦一是⟧甲。", None),
    ("Q501", "⟦二是⟧乙；三是丙", None),
    ("Q501", "一是甲：一要乙，二要丙。二是丁：一要乙，⟦三要⟧丙。三是戊。", None),
    ("Q501", "**一是甲。**乙\n\n**二是甲。**乙\n\n**⟦四是⟧甲。**乙", None),
    ("Q501", "## 甲\n\n一是乙。二是丙。\n\n## 甲\n\n⟦三是⟧乙。", None),
    ("Q501", "（一）甲。一是乙。二是丙。\n\n（二）甲。⟦三是⟧乙。", None),
    ("Q501", "（一）甲。⟦一是⟧乙。\n\n（二）甲。一是乙。二是丙。", None),
    ("Q501", "1. 一是甲；二是乙。\n\n2.一是甲；⟦三是⟧乙。", None),
    ("Q501", "其一，甲。⟦其三⟧，乙。", None),
    ("Q501", "第一，甲；⟦第三⟧，乙。", None),
    ("Q502", "## ⟦（一）⟧强化\n\n甲", "## 强化\n\n甲"),
    ("Q502", "## ⟦一、⟧强化\n\n### ⟦1.⟧甲\n\n乙", "## 强化\n\n### 甲\n\n乙"),
    ("Q502", "## **⟦（一） ⟧强化**", "## **强化**"),
    ("Q502", "## ⟦（一）、⟧强化", "## 强化"),
    ("Q503", "⟦一、⟧强化", None),
    ("Q502", "## ⟦㈠⟧强化", "## 强化"),
    ("Q502", "## ⟦①⟧强化\n\n## ⟦⒈⟧甲\n\n## ⟦⑵⟧乙\n\n## ⟦㊀⟧丙", "## 强化\n\n## 甲\n\n## 乙\n\n## 丙"),
    ("Q502", "## ⟦1)⟧强化\n\n### ⟦2）⟧甲", "## 强化\n\n### 甲"),
    ("Q502", "## ⟦（ 一 ）⟧强化", "## 强化"),
    ("Q502", "（一）⟦一、⟧强化", "（一）强化"),
    ("Q503", "**⟦（一）⟧强化。**甲", None),
    ("Q502", "## ⟦（一）⟧和谐稳定\n\n## ⟦（二）⟧项目建设", "## 和谐稳定\n\n## 项目建设"),
    ("Q503", "⟦㈠⟧强化", None),
    ("Q503", "⟦1)⟧强化", None),
    ("Q503", "⟦（ 一 ）⟧强化", None),
    ("Q503", "**⟦1.⟧强化**", None),
    ("Q503", "⟦一，⟧强化", None),
]

GOOD = [
    "（一）、（二）项已经办结。\n\n（三）项还在办。\n\n①甲",
    # pairs
    "“谁执法谁普法、谁管理谁普法”，《甲》《乙》、《丙》（〔2021〕1号）【丁】〈戊〉‘己’",
    "“一段很长的引文，分成几段，每段开头都有引号。\n\n“最后一段才有后引号。”",
    "包括1）甲；2）乙；a）丙",
    "People’s Daily，24”屏幕",
    "《甲〈乙《丙》丁〉戊》",
    "数值x<y，a>b，《甲》<《乙》",
    # half-width
    "9:30至10:00，罚款1,200元，比例1:3，f(x)=1，WTO (World Trade)。",
    "网址https://www.example.cn/a?b=1,c;d:e(f)看，邮箱a.b@example.cn;看",
    "C:盘，I'm，24\"",
    "满意吗？！好！！",
    "法治政府建设“报、网、端、微、屏”资源。",
    # ellipses and dashes
    "甲……乙…………丙，1...3，../a，云川—青泽，2021—2025年，甲——乙，GB/T 1-2，a--b",
    # lists
    "优、良、等外，等级、等次，等候、等待",
    "甲，乙，丙，等部门",
    "依照第九条第（一）、（二）项，第（三）、（四）款",
    "第一、第二产业，第一、二、三产业，首先要学",
    # blanks
    "第三条 行政机关，第一章 总则，Windows 系统，甲 A 乙",
    "2024 年 5 月共 12 次",
    # numerals
    "12年来，第24届，近10年初步统计，满30年底，10年度过，2024年底，第12年度，判处12年6个月",
    "2024年1月5日，2024年10月10日，2024-01-05，2024年10月",
    "15%～30%，8000～1万人，13万～17万元，2021—2025年，9%—10%，1万～2万",
    "5千克、5千瓦、3千米，12345百姓热线，2024百强，四千，1.2万，2千卡",
    "农历2024年八月十五，五年一次，6月三次，二〇二四年十二月，三月五日，2024年一季度，12月十日内",
    "“3·15”“12·4”国家宪法日，3.15万元，12.4%，版本12.4，112.4宪法，“12·2”",
    "二、三产业，三、四季度，第三、四次，一、二、三个，三四个，六、七月",
    "0.5%，第3.1节，图.1，甲.5乙",
    "5月1日，5月1号楼，5月1号线，15月1号文",
    # sequences
    "一是甲；二是乙；三是丙。",
    "一是甲：一要乙，二要丙。二是丁：一是戊，二是己。三是庚。",
    "一是甲，一要乙，二要丙。二是丁。",
    "一要甲；二要乙；三是丙。",
    "主要一是甲，二是乙，三是丙。",
    "主要有：一是甲。\n\n二是乙。\n\n其他。\n\n三是丙。",
    "一是甲。另一方面，乙。",
    "做到一是一、二是二，统一要求，唯一是，同一是。",
    "一是一体推进；二是一并处理；三是一以贯之。",
    "## 一是甲\n\n乙\n\n## 二是丙\n\n丁",
    "第一责任人、第一时间、第一季度，全省第一，第三，第五。",
    "1. 一是甲；二是乙。\n\n2. 一是丙；二是丁；三是戊。\n\n3. **一要甲**；二要乙。",
    "其一生，其中，其三子",
    # numbers
    "一、二审案件，二、三产业",
    "## 2024年工作\n\n## 1.5亿元\n\n## 三四个方面\n\n1.甲\n\n（1）乙",
    "### 一、二审",
    "一分部署，九分落实",
    "（此件公开发布）",
    "无",
    "",
]


@pytest.mark.parametrize(("code", "marked", "right"), BAD)
def test_a_bad_case_is_found_at_its_place_and_fixed(code: str, marked: str, right: str | None) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    some = findings(text, trainings=3)
    assert {one.code for one in some} == {code}
    shown = text
    for one in reversed(some):
        start, end = one.locus.start, one.locus.end
        assert start is not None
        assert end is not None
        shown = f"{shown[:start]}⟦{shown[start:end]}⟧{shown[end:]}"
    assert shown == marked
    assert with_fixes(text, trainings=3) == (text if right is None else right)
    if right is not None:
        assert findings(right, trainings=3) == []


@pytest.mark.parametrize("text", GOOD)
def test_a_good_case_is_left_alone(text: str) -> None:
    assert [(one.code, place(text, one)) for one in findings(text)] == []


PUBLISHED = [
    ("《法治政府建设实施纲要2021-2025年)》", {"P301": 1, "P315": 1}),  # 东湖街道 2024
    ("有效触动“关键少数。", {"P301": 1}),  # 古丈县司法局 2024
    ("《鲁山县贯彻落实<全面深化法治建设>的实施方案》", {"P302": 1}),  # 鲁山县 2024
    ("《关于印发(法治政府建设实施纲要(2021-2025年)>的通知》", {"P301": 1, "P303": 1, "P315": 1}),  # a provincial guide
    ("开展“3.15”“4.15”“6.26”“12.4”等主题宣传。", {"N408": 4}),  # 黎侯镇 2025
    ("、坚持党的全面领导。", {"P310": 1}),  # 太原 2024
    ("一)纵深推进依法行政。", {"P301": 1}),  # 栗子乡 2025
    ("淮政〔202130号。", {"P301": 1}),  # 淮北 2022
    ("《法治静海建设规划(20212025年)》", {"P303": 1}),  # 静海 2023
]


@pytest.mark.parametrize("example", SHIPPED, ids=lambda path: path.parent.name)
@pytest.mark.parametrize(("text", "expected"), PUBLISHED)
def test_published_errors_are_found_in_a_clean_report(example: Path, text: str, expected: dict[str, int]) -> None:
    values = tomllib.loads(example.read_text("utf-8"))
    clean = values["sections"]["problems"]["text"]
    values["sections"]["problems"]["text"] = f"{clean}\n{text}\n"
    document = parse(tomli_w.dumps(values).encode(), "draft.toml")
    draft = Draft(document, Library.searching().find(outline_reference(document)))
    some = run_rules(draft, "published", None, FAMILIES)
    assert {code: sum(one.code == code for one in some) for code in {one.code for one in some}} == expected
    for one in some:
        start, end = one.locus.start, one.locus.end
        assert one.locus.path == ("sections", "problems", "text")
        assert start is not None
        assert end is not None
        assert len(clean) < start < end <= len(clean) + 1 + len(text)


def test_a_figure_is_read_and_never_changed() -> None:
    text = "投入{trainings}～17万元，下降{trainings}%，共{trainings}、{trainings}人"
    [one] = findings(text, trainings=13)
    assert (one.code, one.fix) == ("N404", None)


SOME = st.lists(
    st.sampled_from(
        [
            *"“”‘’《》〈〉（）〔〕【】()<>\"',;:?!.。，、；：…—-～% \n　１２9甲乙",
            *(
                "一是",
                "二是",
                "三要",
                "其一，",
                "第二，",
                "首先、",
                "（一）",
                "（1）",
                "1.",
                "## ",
                "### ",
                "**",
                "{trainings}",
            ),
            *(
                "、等",
                "等部门",
                "--",
                "...",
                "三、四个",
                "3千",
                "24年底",
                "年十二月",
                "2024",
                "2024年01月05日",
                "12.4",
                "宪法",
            ),
            *(
                "15～30%",
                "3～5万",
                ".5%",
                "5月1号",
                "6月三日",
                "https://a.cn/",
                "a@b.cn",
                "{{",
                "}}",
                "\u3000",
                "12 家",
            ),
        ]
    ),
    max_size=25,
).map("".join)


@given(SOME)
def test_any_text_is_checked_and_fixed_to_an_end(text: str) -> None:
    for _ in range(12):
        draft = draft_of(text, trainings=3)
        some = run_rules(draft, "filed", None, FAMILIES)
        for one in some:
            start, end = one.locus.start, one.locus.end
            assert start is not None
            assert end is not None
            assert 0 <= start < end <= len(draft.sections["plan"].text)
        after = fixed(draft, some).get(PATH)
        if after is None:
            assert all(one.fix is None for one in some)
            break
        assert after != text
        text = after
    else:
        pytest.fail("fixes go on for ever")
    render(draft, "filed")


@given(SOME)
def test_a_fix_made_alone_ends_its_finding_and_changes_its_characters_only(text: str) -> None:
    draft = draft_of(text, trainings=3)
    text = draft.sections["plan"].text
    before = run_rules(draft, "filed", None, FAMILIES)
    for one in before:
        if one.fix is None:
            continue
        after = fixed(draft, [one])[PATH]
        first = min(edit.start for edit in one.fix.edits)
        last = max(edit.end for edit in one.fix.edits)
        assert after.startswith(text[:first])
        assert after.endswith(text[last:])
        again = run_rules(draft_of(after, trainings=3), "filed", None, FAMILIES)
        assert one not in again or after.count(text[first:last]) >= text.count(text[first:last])


@given(st.text("“”‘’《》〈〉（）〔〕【】()甲", max_size=30))
def test_marks_are_paired_or_alone(text: str) -> None:
    pairs, alone = paired(text)
    marks = [at for at, character in enumerate(text) if character != "甲"]
    assert sorted([at for pair in pairs for at in pair] + alone) == marks
    for one in pairs:
        for other in pairs:  # none crosses another
            assert not one.opening < other.opening < one.closing < other.closing
    assert not (balanced(text) and alone)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("甲“乙”丙《丁》戊", "“乙《丁"),
        ("甲《乙“丙”丁》戊", "《乙“丙”丁"),
        ("甲“乙丙", "“乙丙"),
        ("甲乙”丙", "甲乙"),
        ("甲（乙）", ""),
    ],
)
def test_what_is_quoted_is_known(text: str, quoted: str) -> None:
    quotations = Quoted(text)
    assert "".join(character for at, character in enumerate(text) if at in quotations) == quoted


def test_a_passage_without_text_has_no_finding() -> None:
    empty = Passage("plan", Kind.PARAGRAPH, "", ())
    for rule in FAMILIES:
        if rule.check_text is not None:
            assert list(rule.check_text(empty)) == []
