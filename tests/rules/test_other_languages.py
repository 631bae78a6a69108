"""Reports in English, German and Japanese are judged by what holds in any language, and by nothing Chinese."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support import tabled
from tui.base.errors import BaogaoError
from tui.base.messages import Language
from tui.base.numerals import full_date, month_of
from tui.checking.check import check
from tui.draft.draft import Draft
from tui.formatting.sentences import sentences
from tui.render.report import elements
from tui.rules.letterhead.dates import due

OUTLINE = """
id = "club"
version = 2026
name = "Report of a club"
kind = "report"
title = "Report {{year}}"
language = "{language}"
due = {{ filed = "02-29" }}
[[fields]]
id = "date"
label = "Date"
kind = "date"
[[figures]]
id = "cost"
label = "Cost"
unit = "pounds"
section = "money"
[[figures]]
id = "members"
label = "Members"
unit = "members"
section = "money"
[[constraints]]
that = "members <= cost"
message = "too many"
[[sections]]
id = "foreword"
[[sections]]
id = "money"
heading = "Money"
required = true
"""


def draft(text: str, top: str = "", language: str = "en-GB", numbering: str = "decimal") -> Draft:
    asked = tabled.outline(f"{OUTLINE.format(language=language)}".replace("due =", f'numbering = "{numbering}"\ndue ='))
    return tabled.draft(f'outline = "club@2026"\nyear = 2024\n{top}\n[sections.money]\ntext = """\n{text}"""\n', asked)


def found(text: str, top: str = "", language: str = "en-GB", numbering: str = "decimal") -> list[str]:
    """What is found in a text of the section, by code and quotation, long after the report was due."""
    given = draft(text, top, language, numbering)
    rows = []
    for one in check(given, "filed", date(2027, 1, 1)):
        start, end = one.locus.start, one.locus.end
        quoted = (
            given.sections["money"].text[start:end] if start is not None and end and "text" in one.locus.path else ""
        )
        rows.append(f"{one.code} {quoted}".strip())
    return rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 1.1 Dues\n\nPaid.\n\n### 1.1.2 Late\n\nNone was, in the end.\n", ["Q502 1.1", "Q502 1.1.2"]),
        ("## 1.1. Dues and a few more things\n\nAll paid.\n", ["Q502 1.1."]),
        ("## 2. Dues and a few more things\n\nAll paid.\n", ["Q502 2."]),
        ("## （一）Dues and a few more things\n\nAll paid.\n", ["Q502 （一）"]),
        ("## 2.5 million pounds in 2024\n\nAll paid.\n", []),
        ("## 1.5% growth\n\nAll paid, and none too late.\n", []),
        ("## 3.15 Day of consumers\n\nAll paid, and none too late.\n", []),
    ],
)
def test_a_number_typed_before_a_heading_is_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_without_numbers_of_the_report_a_typed_one_is_the_writers_own() -> None:
    assert found("## 2. Dues and a few more things\n\nAll paid.\n", numbering="none") == []


@pytest.mark.parametrize(
    "text",
    [
        'He said: "Will it last?" (Nobody knows…) It cost 5,000 and 3.5%, i.e. 20.50 more; see [1], p. 4-5.\n',
        "(1) The door was painted.\n(2) The bell was bought.\n\n1. Then the roof.\n2. Then the floor.\n",
        "In 2025 we hope for 10%-20% more, e.g. on 01/02/2025 or 2025-02-01.\n",
    ],
)
def test_nothing_chinese_is_asked_of_it(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dues were £{cost}, as ever.\n", []),
        ("The dues were pounds {cost}, as ever.\n", []),
        ("The dues were {cost} pounds.\n", []),
        ("The dues made {cost}, as ever.\n", ["F605 {cost}"]),
    ],
)
def test_a_unit_may_come_first(text: str, expected: list[str]) -> None:
    assert found(text, "[figures]\ncost = 500") == expected


def test_figures_that_disagree_are_listed_in_the_marks_of_the_language() -> None:
    given = draft("A short text on {members} members.\n", "[figures]\ncost = 5\nmembers = 6")
    told = [Language("en")(one.message) for one in check(given, "filed") if one.code == "S111"]
    assert told == ["too many (Cost 5 pounds, Members 6 members)"]


def test_a_date_that_nobody_asks_for_is_not_late() -> None:
    assert found("A short text on the members.\n") == []


@pytest.mark.parametrize(("year", "day"), [(2023, date(2024, 2, 29)), (2024, date(2025, 2, 28))])
def test_a_day_that_its_year_lacks_is_the_last_of_its_month(year: int, day: date) -> None:
    asked = tabled.outline(OUTLINE.format(language="en"))
    assert due(tabled.draft(f'outline = "club@2026"\nyear = {year}\n', asked), "filed") == day


@pytest.mark.parametrize("title", ["Report 2024/25", "Report 2024–25", "Report 2024-25", "Report 2024"])
def test_a_year_that_ends_in_the_next_is_no_other_year(title: str) -> None:
    assert found("A short text on the members.\n", f'[fields]\ntitle = "{title}"') == []


def test_another_year_in_a_title_is_found() -> None:
    assert found("A short text on the members.\n", '[fields]\ntitle = "Report 2023"') == ["L231"]


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("zh", "2024年1月5日", "2024年1月"),
        ("ja", "2024年1月5日", "2024年1月"),
        ("en", "5 January 2024", "January 2024"),
        ("en-US", "January 5, 2024", "January 2024"),
        ("de", "2024-01-05", "2024-01"),
    ],
)
def test_dates_are_written_as_the_language_does(language: str, day: str, month: str) -> None:
    assert (full_date(date(2024, 1, 5), language), month_of(date(2024, 1, 5), language)) == (day, month)


@pytest.mark.parametrize("language", ["zh-CN", "English", "e", "", "de_DE"])
def test_what_is_no_language_is_refused_at_its_line(language: str) -> None:
    with pytest.raises(BaogaoError) as refused:
        tabled.outline(OUTLINE.format(language=language))
    assert refused.value.place is not None and refused.value.place.span is not None
    assert refused.value.place.span.start.line == 7


def test_lists_below_decimal_headings_have_a_count_of_their_own() -> None:
    text = "## Dues\n\n1. Paid.\n2. Owed.\n\n### Late\n\n1. None.\n\n### Early\n\nAll.\n\n## Fines\n\n1. None.\n"
    given = draft(text)
    said = [one.text for one in elements(given, "filed") if one.section == "money"]
    assert [one.split(" ")[0] for one in said[1:]] == [
        *("1.1", "1.", "2.", "1.1.1", "1.", "1.1.2", "All.", "1.2", "1."),
    ]
    assert sentences(text, apart=True, language="en").replace("\n\n", "\n") == text.replace("\n\n", "\n")
