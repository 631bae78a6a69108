"""Years, figures, disclosure, coverage: what contradicts itself, at its place, and everything that is right left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from tests.support.planting import DEPARTMENT, marked, planted, told, with_fixes
from tui.checking.check import check, withheld
from tui.draft.draft import Draft, outline_reference
from tui.outline.library import Library
from tui.outline.outline import EDITIONS, Edition
from tui.rules.finding import Grade
from tui.rules.register import RULES
from tui.rules.rule import Subject
from tui.rules.structure.coverage import coverage
from tui.toml import parse

REASON = "不足的主要原因是专业人员少。"
GOVERNMENT = "law-based-government-government"
JINCHENG = "law-based-government-department-jincheng"
MINE = ("L", "Y", "F6", "D9", "S112", "S113", "S114", "S115", "S116", "S117", "S118")


def said(
    lines: str, family: str, edition: Edition = "filed", id: str = DEPARTMENT, today: date | None = None
) -> list[tuple[str, str]]:
    draft = planted(lines, id)
    return marked(draft, told(draft, family, edition, today))


def in_problems(
    text: str, family: str, edition: Edition = "filed", figures: str = "", id: str = DEPARTMENT
) -> list[str]:
    lines = f"[figures]\n{figures}\n" if figures else ""
    body = tomli_w.dumps({"sections": {"problems": {"text": f"{REASON}\n\n{text}"}}})
    return [marks for _, marks in said(lines + body, family, edition, id)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("现将市局2024年法治政府建设情况报告如下：", [("Y701", "2024")]),
        ("根据〔2024〕37号通知，现将市局2026年度情况报告如下：", [("Y701", "2026")]),
        ("2024年，市局坚持依法行政。\n现将2025年情况报告如下：", [("Y702", "2024")]),
        ("2024年以来，市局坚持依法行政。现将有关情况报告如下：", [("Y702", "2024")]),
        ("2025年，市局坚持依法行政。现将2025年度情况报告如下：", []),
        ("{year}年，市局坚持依法行政。现将{year}年情况报告如下：", []),
        ("2021年以来，市局坚持依法行政。现将有关情况报告如下：", []),
        ("2024年12月以来，市局坚持依法行政。现将有关情况报告如下：", []),
        ("对照《纲要（2021—2025年）》，现将2025年情况报告如下：", []),
        ("现将《2024年法治政府建设情况报告》整改情况报告如下：", []),
        ("现将2024年12月至2025年11月情况报告如下：", []),
        ("现将2021—2025年情况报告如下：", []),
        ("市局坚持依法行政。2024年评为优秀。现将有关情况报告如下：", []),
    ],
)
def test_the_year_of_the_introduction(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(tomli_w.dumps({"sections": {"introduction": {"text": text}}}), "Y") == expected


def test_the_year_of_the_introduction_is_fixed_and_nothing_else() -> None:
    text = "2024年评为优秀的做法继续坚持。现将市局2024年法治政府建设情况报告如下："
    draft = planted(tomli_w.dumps({"sections": {"introduction": {"text": text}}}))
    found = [one for one in told(draft, "Y") if one.code == "Y701"]
    after = with_fixes(draft, found)
    assert after.sections["introduction"].text == text.replace("市局2024", "市局2025")
    assert [one for one in told(after, "Y") if one.code == "Y701"] == []


@pytest.mark.parametrize(
    ("section", "text", "expected"),
    [
        ("problems", f"## 2024年主要举措和成效\n\n{REASON}", [("Y703", "2024")]),
        ("problems", f"### 2026年工作开展情况\n\n{REASON}", [("Y703", "2026")]),
        ("problems", f"## 2025年主要举措和成效\n\n{REASON}", []),
        ("problems", f"## {{year}}年工作情况\n\n{REASON}", []),
        ("problems", f"## 2024年以来的工作情况\n\n{REASON}", []),
        ("problems", f"## 2024年反馈问题整改情况\n\n{REASON}", []),
        ("problems", f"## 落实《2024年工作要点》情况\n\n{REASON}", []),
        ("problems", f"{REASON}比2024年增长，2022年12月以来，2026年6月底前完成。", []),
        ("plan", "## 2025年工作安排\n\n学习。", [("Y703", "2025")]),
        ("plan", "## 2026年工作安排\n\n学习。", []),
        ("plan", "2025年，市局将学习贯彻，针对短板规范执法。", [("Y704", "2025")]),
        ("plan", "2024年，市局将学习贯彻，针对短板规范执法。", [("Y704", "2024")]),
        ("plan", "2026年，市局将学习贯彻，针对短板规范执法。", []),
        ("plan", "2025年，市局将法治建设纳入考核，取得实效。2026年，市局将继续。", []),
        ("plan", "2025年，市局将法治建设纳入考核，取得实效。{next_year}年，市局将继续。", []),
        ("plan", "2025年12月，市局将启动检查。", []),
        ("plan", "2025年，各项工作取得实效。", []),
    ],
)
def test_the_years_of_headings_and_of_the_plan(section: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert said(tomli_w.dumps({"sections": {section: {"text": text}}}), "Y") == expected


@pytest.mark.parametrize(
    ("figures", "text", "marks"),
    [
        ("", "办结率120%。", ["120"]),
        ("", "满意度达到101.5%，群众认可。", ["101.5"]),
        ("", "按时办结率、满意度均为100%。", []),
        ("", "受理量增长120%，投资完成率120%。", []),
        ("", "满意度提高了120个百分点。", []),
        ("handling_rate = 101", "甲。", []),  # S111 says so
        ("litigation_cases = 3", "全年未发生行政诉讼案件。", ["未发生行政诉讼案件"]),
        ("litigation_cases = 3", "本年度未发生行政诉讼、行政复议案件。", ["未发生行政诉讼、行政复议案件"]),
        ("litigation_cases = 3", "我局无行政诉讼案件。", ["无行政诉讼案件"]),
        ("litigation_cases = 3", "{year}年没有发生行政诉讼案件。", ["没有发生行政诉讼案件"]),
        ("litigation_lost = 1", "全年实现零败诉。", ["实现零败诉"]),
        ("litigation_lost = 1", "全年保持“零败诉”。", ["保持“零败诉”"]),
        ("litigation_cases = 0\nlitigation_concluded = 0\nlitigation_lost = 0", "全年未发生行政诉讼案件。", []),
        ("litigation_cases = 3", "上半年未发生行政诉讼案件。", []),
        ("litigation_cases = 3", "2024年未发生行政诉讼案件。", []),
        ("litigation_cases = 3", "下属单位未发生行政诉讼案件。", []),
        ("litigation_cases = 3", "全年未发生行政诉讼败诉后不履行的情况。", []),
        ("litigation_cases = 3", "全年没有领导干部违规过问司法案件的情形。", []),
        ("litigation_cases = '预计3'", "全年未发生行政诉讼案件。", []),
        ("litigation_lost = 1", "力争实现零败诉。", []),
        ("penalties = 23", "全年办理行政处罚32件。", ["32"]),
        ("penalties = 23", "全年共作出行政处罚32件。", ["32"]),
        ("penalties = 23", "全年办理行政处罚23件。", []),
        ("penalties = 23", "全年办理行政处罚32余件。", []),
        ("penalties = 23", "其中行政处罚3件，食品类行政处罚9件。", []),
        ("penalties = 23", "2024年办理行政处罚32件。", []),
        ("penalties = 23", "全年办理行政处罚32万元。", []),
        ("penalties = 23", "全年办理行政处罚32件次。", []),
        ("penalties = '约23'", "全年办理行政处罚32件。", []),
        ("penalties = '20余'", "全年办理行政处罚32件。", []),
        ("inspections = 30", "全年开展行政检查{inspections}，成效明显。", ["{inspections}"]),
        ("inspections = 30", "全年开展行政检查{inspections}", ["{inspections}"]),
        (
            "inspections = 30",
            "检查次数为{inspections}，由{inspections}增至{inspections}次，{inspections}、{penalties}件。",
            [],
        ),
    ],
)
def test_figures_and_what_the_text_says(figures: str, text: str, marks: list[str]) -> None:
    assert in_problems(text, "F6", figures=figures) == marks


def test_the_government_counts_first_instances() -> None:
    assert in_problems("全县未发生行政诉讼案件。", "F6", id=GOVERNMENT) == ["未发生行政诉讼案件"]


def test_a_rate_figure_that_no_constraint_speaks_of() -> None:
    draft = planted("[figures]\nhandling_rate = -1")
    assert marked(draft, told(draft, "F6")) == [("F601", "-1")]


def test_figures_without_a_reference_are_reported_once_and_not_while_their_section_is_empty() -> None:
    text = "第一责任人，专题研究，学法，述法，共{party_group_sessions}次。"
    lines = tomli_w.dumps({"sections": {"responsibility": {"text": text}}})
    assert said(lines, "F6") == [("F604", "director_lectures")]
    assert said('[sections.responsibility]\ntext = ""', "F6") == []
    assert said(f"[figures]\nhearings_due = 0\nhearings_attended = 0\n{lines}", "F6") == [("F604", "director_lectures")]


MOBILES = ["13812341234", "138 1234 1234", "138-1234-1234", "19912341234"]
IDENTITIES = ["11010519491231002X", "11010519491231002x"]
CARDS = ["6222020000000000018", "6222 0200 0000 0000 018", "4111111111111111"]


@pytest.mark.parametrize("number", [*MOBILES, *IDENTITIES, *CARDS])
@pytest.mark.parametrize("frame", ["群众{}来电。", "电话：{}", "{}", "（{}）", "号码为{}，"])
def test_a_personal_number_is_found_at_its_place_and_only_when_published(number: str, frame: str) -> None:
    assert in_problems(frame.format(number), "D9", "published") == [number]
    assert in_problems(frame.format(number), "D9", "filed") == []


@pytest.mark.parametrize(
    "text",
    [
        "138****1234",
        "138****12341234",
        "35*************123",
        "1101051949********",
        "110105194912310021",  # a wrong check digit
        "11010519491331002X",  # no day
        "12812341234",
        "1381234123",
        "138123412341",
        "0138123412345678901234",
        "6222020000000000019",  # a wrong check digit
        "62220200000000000181234",
        "91140500MA0K12345X",
        "12140500012345678X",
        "0356-2058888",
        "12345热线",
        "投资13812341234元",
        "登记13812341234件",
        "http://www.example.com/art/13812341234.html",
        "t20250311_13812341234",
        "1.13812341234",
        "2021—2025年，2021-2025年",
        "fagui@yunchuan.gov.cn",
        "某某@公司",
        "{\u003f}",
        "国家秘密、商业秘密和个人隐私",
        "机密件管理",
        "《内部资料性出版物管理办法》",
        "★★★★★",
    ],
)
def test_masked_office_and_other_numbers_may_be_published(text: str) -> None:
    assert in_problems(f"情况：{text}。", "D9", "published") == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("邮箱zhangsan@qq.com。", ["zhangsan@qq.com"]),
        ("邮箱lisi@vip.163.com、wang@gmail.com。", ["lisi@vip.163.com", "wang@gmail.com"]),
        ("邮箱z***@qq.com。", []),
        ("邮箱a@qq.com.cn。", []),
        ("秘密★1年", ["秘密★"]),
        ("机密　★", ["机密　★"]),
        ("绝密★", ["绝密★"]),
        ("内部资料　注意保存", ["内部资料　注意保存"]),
        ("内部资料，注意保存", ["内部资料，注意保存"]),
    ],
)
def test_addresses_and_marks_of_secrecy(text: str, marks: list[str]) -> None:
    assert in_problems(text, "D9", "published") == marks


def test_fields_of_the_published_edition_are_looked_at_and_others_are_not() -> None:
    assert said('[fields]\nnote = "联系电话13812341234"', "D9", "published") == [("D902", "13812341234")]
    assert said('[fields]\nprinter = "办公室13812341234"', "D9", "published") == []


@pytest.mark.parametrize(
    ("lines", "today", "codes"),
    [
        ('by = ""', None, ["D906"]),
        ("date = 2025-03-12", None, ["D907"]),
        ("date = 2025-12-01", None, []),
        ("date = 2026-03-12", date(2026, 3, 11), ["D907"]),
        ("date = 2026-03-12", date(2026, 3, 12), []),
    ],
)
def test_the_review_for_secrets(lines: str, today: date | None, codes: list[str]) -> None:
    assert [code for code, _ in said(f"[clearance]\n{lines}", "D9", "published", today=today)] == codes


def test_the_published_edition_is_withheld_for_errors_that_are_not_waived() -> None:
    assert withheld(planted("")) == []
    number = "不足的原因：13812341234，a@qq.com。"
    body = tomli_w.dumps({"sections": {"problems": {"text": number}}})
    kept = [one.code for one in withheld(planted(body)) if one.grade is Grade.ERROR]
    assert kept == ["D902"]
    waiver = '\n[[waivers]]\nrule = "D902"\nreason = "值班电话，经同意公开"\n'
    assert [one.code for one in withheld(planted(body + waiver))] == ["D904"]  # a warning withholds nothing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("专业人员少，培训的次数也少，研究新情况新问题不及时。", [("S112", "problems")]),
        ("专业人员不足，培训的次数也少，原\n因是研究新情况新问题不及时。", []),
        ("专业人员**不**足，培训的次数也少，原**因**是研究新情况不及时。", []),
        ("", []),
        ("不足。", [("S117", "problems")]),
        (f"## 存在的不足\n\n## 原因\n\n{REASON}{REASON}", [("S113", "存在的不足")]),
        (f"## 存在的不足\n\n### 人员\n\n{REASON}{REASON}", []),
        (f"### 人员\n\n## 原因\n\n{REASON}{REASON}", [("S113", "人员")]),
        (f"{REASON}{REASON}\n\n## 原因", [("S113", "原因")]),
        (f"{REASON}{REASON}\n\n##\n\n甲。", [("S114", "##")]),
        (f"{REASON}{REASON}\n\n1.\n2. 甲。", [("S114", "1.")]),
        (f"{REASON}{REASON}\n\n1. 甲。", [("S115", "甲。")]),
        (f"{REASON}{REASON}\n\n1. 甲。\n（1）乙。\n2. 丙。", [("S115", "乙。")]),
        (f"{REASON}{REASON}\n\n1. 甲。\n2. 丙。", []),
        (f"{REASON}{REASON}\n\n1. 甲。\n2. 丙。\n\n正文。\n\n1. 丁。\n2. 戊。", []),
        (f"{REASON}{REASON}\n\n## 甲\n\n1. 乙。\n\n## 丙\n\n1. 丁。\n2. 戊。", [("S115", "乙。")]),
        (f"{REASON}{REASON}\n（1）甲。\n（2）乙。\n1. 丙。\n2. 丁。", [("S118", "丙。")]),
        (f"{REASON}{REASON}\n1. 丙。\n（1）甲。\n（2）乙。\n2. 丁。\n（1）戊。\n（2）己。", []),
        (f"{REASON}{REASON}\n（1）甲。\n（2）乙。\n\n## 丙\n\n丁。", []),
    ],
)
def test_coverage_and_parts_without_a_text(text: str, expected: list[tuple[str, str]]) -> None:
    found = said(tomli_w.dumps({"sections": {"problems": {"text": text}}}), "S11")
    assert found == expected


def test_a_long_paragraph() -> None:
    assert in_problems("甲" * 3001, "S11") == ["甲"]
    assert in_problems("甲" * 3000, "S11") == []


def test_a_short_section_that_may_be_none_is_no_token() -> None:
    assert said('[sections.judgments]\ntext = "本年度未发生行政诉讼、行政复议案件。"', "S117", id=JINCHENG) == []


def test_a_few_topics_of_many_may_be_left_out() -> None:
    words = "权责清单 营商环境 规范性文件 行政决策 行政执法 行政复议 人大代表 政务公开"
    assert said(tomli_w.dumps({"sections": {"measures": {"text": words}}}), "S112") == []
    assert said(tomli_w.dumps({"sections": {"measures": {"text": words[:-5]}}}), "S112") == [("S112", "measures")]


def test_coverage_is_a_row_for_each_topic_and_where_it_is_covered() -> None:
    draft = planted('[sections.problems]\ntext = "人员不足，短板不少。"')
    rows = [row for row in coverage(draft) if row.section.id == "problems"]
    assert [(row.topic.id, row.where and (row.where.start, row.where.end)) for row in rows] == [
        ("shortcomings", (2, 4)),
        ("causes", None),
    ]
    assert len(coverage(draft)) == sum(len(section.topics) for section in draft.outline.sections)
    assert all(row.where for row in coverage(planted("")))


QUIET = [
    "## 聚焦主责主业\n\n1. **强化组织领导，统筹推进。**\n积极履职，原因在于不足。\n2. 甲。",  # from 一、 straight to 1.
    "1. 建议市委、市政府统一标准，建议加强培训，不足的原因是人员少。\n2. 意见二。",
    "一是不足。二是短板。三是差距，原因在于培训少。",
    "比2024年增长5%，《2024年度报告》指出的不足，2024年12月以来，原因已经查明。",
    "获得资金2563万元，其中900万元和1000万元，不足的原因是项目少。",
    "全年没有领导干部违规过问司法案件的情形，不足的原因是人员少。",
    "预计将突破160家，不足的主要原因是高新技术企业申报材料准备不够充分。",
]


@pytest.mark.parametrize("text", QUIET)
def test_what_the_sample_does_stays_quiet(text: str) -> None:
    draft = planted(
        tomli_w.dumps(
            {
                "fields": {"recipients": ["市委", "市政府"], "signer": "郑　泽", "mark": "", "attachments": []},
                "sections": {"problems": {"text": text}},
            }
        )
    )
    assert [one for edition in EDITIONS for one in told(draft, "", edition) if one.code.startswith(MINE)] == []


def test_the_sample_has_at_most_one_hint(sample: Path) -> None:
    document = parse(sample.read_bytes(), "report.toml")
    draft = Draft(document, Library.searching().find(outline_reference(document)))
    for edition in EDITIONS:
        found = {(one.code, one.grade) for one in check(draft, edition) if one.code.startswith(MINE)}
        uncleared = {("D906", Grade.ERROR)} if edition == "published" else set()
        assert found == uncleared | {("S112", Grade.HINT)}  # it tells no causes


TEXTS = st.text() | st.text(
    "现将2024年报告如下：{year}未发生行政诉讼案件全办理处罚3件率%1@q.com★机密#（）. \n*", max_size=80
)


@given(TEXTS, TEXTS, TEXTS)
def test_any_text_is_checked_at_a_place_of_the_file(introduction: str, problems: str, plan: str) -> None:
    sections = {"introduction": introduction, "problems": problems, "plan": plan}
    draft = planted(tomli_w.dumps({"sections": {id: {"text": text} for id, text in sections.items()}}))
    for edition in EDITIONS:
        found = told(draft, "", edition, date(2026, 3, 1))
        marked(draft, found)
        after = with_fixes(draft, [one for one in found if one.code == "Y701"])
        assert [one for one in told(after, "Y701") if one.fix] == []
    coverage(draft)


HOSTILE = [
    "2" * 30_000,
    "138 1234 " * 4_000,
    "1234 " * 6_000,
    "妥否" * 15_000,
    "请批示。" * 8_000,
    "“你局" * 10_000,
    "全年未发生" * 6_000,
    "未发生行政诉讼、" * 4_000,
    "全年办理" * 8_000,
    "全年办理行政处罚3" * 4_000,
    "率" * 30_000 + "%" * 3_000,
    "办结率100%" * 4_000,
    "a" * 30_000 + "@",
    "a@" * 15_000,
    "现将2024年" * 6_000 + "报告如下",
    "机密 " * 10_000,
    "## \n" * 8_000,
    "1.\n（1）\n" * 4_000,
    "{inspections}，" * 3_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_a_long_text_made_to_be_slow_is_checked(text: str) -> None:
    sections = {id: {"text": text} for id in ("introduction", "problems", "plan")}
    draft = planted(tomli_w.dumps({"sections": sections}))
    subject = Subject(draft, "published")
    for rule in RULES.values():
        if rule.check is not None and rule.code.startswith(MINE):
            assert all(problem.locus.path for problem in rule.check(subject))
