"""Twenty shapes of reports in four formats: nothing is lost, everything is in its section, and the draft is the same."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.support.documents import FORMATS
from tests.support.planting import outline
from tests.support.reports import REPORTS, UNIQUE, Report
from tui.draft.draft import Draft
from tui.reading.mapping import Headings
from tui.reading.placement import imported, placed
from tui.reading.sources import read
from tui.render.report import elements
from tui.toml import parse


def _draft(report: Report, suffix: str) -> tuple[Draft, str]:
    placement = placed(read(FORMATS[suffix](report), f"report.{suffix}"), outline(report.outline))
    assert placement is not None
    result = imported(placement)
    left_out = "".join(one.text for one in result.left_out)
    return Draft(parse(result.toml.encode(), "draft.toml"), placement.outline), left_out


def _characters(text: str) -> Counter[str]:
    return Counter(c for c in text if not c.isspace())


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_every_paragraph_is_in_its_section(report: Report, suffix: str) -> None:
    draft, _ = _draft(report, suffix)
    assert draft.year == report.year
    for line, section in report.lines:
        for number in UNIQUE.findall(line):
            assert [id for id, written in draft.sections.items() if number in written.text] == [section], line
    assert draft.unknown_sections == ()


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_every_character_is_in_the_draft_or_in_the_account(report: Report, suffix: str) -> None:
    draft, left_out = _draft(report, suffix)
    rendered = "".join(element.text for element in elements(draft, "filed"))
    missing = _characters("".join(report.text)) - _characters(rendered) - _characters(left_out)
    assert not missing


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_the_draft_is_the_same_from_every_format(report: Report) -> None:
    drafts = [_draft(report, suffix)[0] for suffix in FORMATS]
    first = drafts[0]
    for suffix, draft in zip(FORMATS, drafts, strict=True):
        assert draft.fields == first.fields, suffix
        assert draft.figures == first.figures, suffix
        assert {id: one.text for id, one in draft.sections.items()} == {
            id: one.text for id, one in first.sections.items()
        }, suffix


@pytest.mark.parametrize("report", [one for one in REPORTS if one.issuer], ids=lambda report: report.name)
def test_the_letterhead_is_recognised(report: Report) -> None:
    draft, _ = _draft(report, "docx")
    assert draft.words("issuer") == report.issuer
    assert draft.day("date") is not None
    assert bool(draft.words("recipients")) == bool(report.recipients)
    assert bool(draft.words("number")) == bool(report.before)


@pytest.mark.parametrize(
    ("heading", "section", "also"),
    [
        ("存在问题及下步打算", "problems", "plan"),
        ("存在的问题和下一步打算", "problems", "plan"),
        ("存在的问题下一步打算", "problems", "plan"),
        ("下一步工作举措", "plan", None),
        ("改进措施和工作打算", "plan", None),
    ],
)
def test_a_heading_has_two_contents_only_where_something_joins_them(
    heading: str, section: str, also: str | None
) -> None:
    mapped = Headings(outline("law-based-government-department"), 2024).read(heading)
    assert mapped.section is not None and mapped.section.id == section
    assert (mapped.also.id if mapped.also else None) == also
