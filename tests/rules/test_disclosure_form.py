"""The report on information disclosure: its form word for word, its 42 identities, two years, and what the text says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.planting import outline, planted
from tui.base.messages import Language
from tui.checking.check import check
from tui.draft.draft import Draft
from tui.draft.table import TableNumbers
from tui.outline.table import Table
from tui.rules.finding import Grade

ID = "information-disclosure"
TABLES = ("active", "requests", "disputes")


def table(section: str) -> Table:
    found = outline(ID).sections_by_id[section].table
    assert found is not None
    return found


def changed(**cells: int) -> Draft:
    """The example with cells changed: `requests__new__total=5`."""
    rows: dict[tuple[str, str], list[str]] = {}
    for name, value in cells.items():
        section, row, column = name.split("__")
        rows.setdefault((section, row), []).append(f"{column} = {value}")
    return planted("\n".join(f"[sections.{s}.rows.{r}]\n" + "\n".join(c) for (s, r), c in rows.items()), ID)


def found(draft: Draft, last: Draft | None = None) -> list[tuple[str, str]]:
    """What the rules on tables and figures find: the texts of an example are last year's, too, and other rules say so."""
    return [
        (one.code, Language("en")(one.message))
        for one in check(draft, "filed", last_year=last)
        if not one.code.startswith("Y")
    ]


def identities() -> Iterator[tuple[str, int, str]]:
    """Each identity of the form within the year: its section, its number there, and the row or column it holds in."""
    for section in TABLES:
        for part in table(section).every_part:
            for n, identity in enumerate(part.identities):
                if not identity.is_of_two_years:
                    lines = part.entry_rows if identity.each == "row" else part.columns
                    yield from ((section, n, line.id) for line in lines)


def test_the_form_has_its_sections_rows_columns_and_42_identities() -> None:
    assert [section.heading for section in outline(ID).sections] == [
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    ]
    (requests,) = table("requests").every_part
    assert (len(requests.entry_rows), len(requests.columns), len(table("requests").cells)) == (25, 7, 175)
    assert len(table("disputes").cells) == 15
    assert len(table("active").cells) == 10
    assert len(list(identities())) == 42


@pytest.mark.parametrize(("section", "number", "line"), identities())
def test_each_identity_broken_alone_is_the_only_finding(section: str, number: int, line: str) -> None:
    """One cell more: exactly the identities that it is in are found, with both sides of each sum."""
    draft = planted("", ID)
    numbers = draft.numbers(section)
    assert numbers is not None
    part = next(part for part in numbers.table.every_part if part.identities)
    identity = part.identities[number]
    for cell in numbers.table.cells:
        broken = list(TableNumbers(numbers.table, {**numbers.entered, cell: numbers.entered[cell] + 1}).broken())
        names = [(one.identity, one.line.id) for one in broken]
        if (identity, line) in names:
            got = [
                text
                for code, text in found(changed(**{f"{section}__{cell[0]}__{cell[1]}": int(numbers.entered[cell]) + 1}))
                if code == "T002"
            ]
            assert [text.split(": ")[0] for text in got] == [one.line.name or section for one in broken]
            assert any(identity.message in text for text in got)
            for text, one in zip(got, broken, strict=True):
                assert text.endswith(f"({one.left}; {one.right})")
                assert one.left.split(" = ")[-1] != one.right.split(" = ")[-1]
            return
    pytest.fail("no cell breaks it")


def test_carried_in_is_last_years_carried_out_and_documents_follow_from_last_years() -> None:
    last = planted(
        "year = 2024\n[sections.requests.rows]\ncarried_out = { natural = 2, company = 1, total = 3 }\n"
        "[sections.active.rows]\ndocuments = { valid = 29 }",
        ID,
    )
    assert found(planted("", ID), last) == []
    wrong = planted(
        "year = 2024\n[sections.requests.rows]\ncarried_out = { natural = 3, company = 1, total = 4 }\n"
        "[sections.active.rows]\ndocuments = { valid = 30 }",
        ID,
    )
    assert found(planted("", ID), wrong) == [
        ("T004", "行政规范性文件: 现行有效件数，不等于上年现行有效件数加本年制发、减本年废止 (31; 30 + 4 - 2 = 32)"),
        ("T004", "自然人: 上年结转，与上年报告的结转下年度继续办理不一致 (2; 3)"),
        ("T004", "总计: 上年结转，与上年报告的结转下年度继续办理不一致 (3; 4)"),
    ]
    assert {one.grade for one in check(planted("", ID), "filed", last_year=wrong) if one.code == "T004"} == {
        Grade.WARNING
    }


BEFORE = "全年新收政府信息公开申请41件，上年结转3件，全部在法定期限内处理；答复42件，结转下年度2件。"
DISPUTES = "因政府信息公开被申请行政复议3件、被提起行政诉讼2件。"


def told(sentence: str, of: str = BEFORE) -> list[str]:
    """The numbers that are found wrong when a sentence stands in the place of the example's."""
    draft = planted("", ID)
    text = draft.sections["overview"].text
    assert of in text
    lines = f"[sections.overview]\ntext = '''{text.replace(of, sentence)}'''"
    wrong = planted(lines, ID)
    return [
        wrong.sections["overview"].text[one.locus.start : one.locus.end]
        for one in check(wrong, "filed")
        if one.code == "T005"
    ]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("新收政府信息公开申请41件，结转3件；答复42件，结转2件。", []),
        ("新收政府信息公开申请41件、上年结转3件，办结42件，结转下年度继续办理2件。", []),
        ("新收政府信息公开申请41，上年结转3；答复42，结转2。", []),
        ("共受理政府信息公开申请44件（含上年结转3件），办结42件。", []),
        ("受理政府信息公开申请44件（包含上年结转3件）。", []),
        ("收到政府信息公开申请41件。", []),
        ("办理政府信息公开申请44件，办结42件。", []),
        ("收到公民、法人和其他组织提出的政府信息公开申请41件。", []),
        ("2024年收到政府信息公开申请39件，2025年收到41件。", []),
        ("收到政府信息公开申请41件，比上年收到的39件增加2件。", []),
        ("收到政府信息公开申请41件，其中通过网络提交30件。", []),
        ("新收政府信息公开申请40件，上年结转3件。", ["40"]),
        ("新收政府信息公开申请41件，上年结转4件。", ["4"]),
        ("新收政府信息公开申请41件，结转4件。", ["4"]),
        ("新收政府信息公开申请41，上年结转4；答复40，结转2。", ["4", "40"]),
        ("收到政府信息公开申请44件。", ["44"]),
        ("受理政府信息公开申请43件（含上年结转3件）。", ["43"]),
        ("受理政府信息公开申请41件（含上年结转3件）。", ["41"]),
        ("受理政府信息公开申请44件（含上年结转5件）。", ["5"]),
        ("政府信息公开申请办结41件，结转下年度3件。", ["41", "3"]),
        ("全年未收到政府信息公开申请。", ["未收到政府信息公开申请"]),
        ("上年即2024年未收到政府信息公开申请。", []),
        ("对公开申请作出答复：予以公开21件，部分公开5件，不予公开8件。", []),
        ("对公开申请作出答复：予以公开20件，部分公开6件，不予公开9件。", ["20", "6", "9"]),
    ],
)
def test_the_text_gives_the_numbers_of_the_requests(sentence: str, wrong: list[str]) -> None:
    assert sorted(told(sentence)) == sorted(wrong)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("被申请行政复议3件，被提起行政诉讼2件。", []),
        ("行政复议案件3件，行政诉讼案件2件。", []),
        ("被申请行政复议4件，被提起行政诉讼2件。", ["4"]),
        ("被申请行政复议3件，被提起行政诉讼1件。", ["1"]),
        ("未发生行政复议、行政诉讼。", ["未发生行政复议", "未发生行政复议、行政诉讼"]),
        ("行政复议结果维持2件，结果纠正1件。", []),
    ],
)
def test_the_text_gives_the_numbers_of_the_disputes(sentence: str, wrong: list[str]) -> None:
    assert sorted(told(sentence, DISPUTES)) == sorted(wrong)
