"""The elements of a report: their order, their numbers, and their places in the draft."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.conftest import ROOT
from tests.support.planting import planted
from tui.draft.prose import Kind
from tui.outline.outline import EDITIONS, Edition
from tui.render.report import Element, Part, elements, numbered, section_numbers

OUTLINES = sorted(folder.name for folder in (ROOT / "outlines").iterdir())
ORDER = (
    *(Part.MARK, Part.NUMBER, Part.SIGNER, Part.TITLE, Part.RECIPIENTS),
    *(Part.HEADING_1, Part.ATTACHMENT, Part.ISSUER, Part.DATE, Part.NOTE),
    *(Part.RULE, Part.COPIES, Part.PRINTER, Part.PRINTED),
)


@pytest.mark.parametrize("id", OUTLINES)
def test_sections_that_say_something_are_numbered_one_by_one(id: str) -> None:
    draft = planted("", id)
    given = section_numbers(draft)
    headed = [section.id for section in draft.outline.sections if section.heading is not None and section.id in given]
    assert [given[section] for section in headed] == list(range(1, len(headed) + 1))
    assert {section for section, number in given.items() if number is None} == set(given) - set(headed)


def test_an_empty_section_has_a_number_only_when_it_is_required() -> None:
    draft = planted('sections.other.text = ""\nsections.measures.text = ""')
    given = section_numbers(draft)
    sections = draft.outline.sections_by_id
    assert not sections["other"].required
    assert "other" not in given
    assert sections["measures"].required
    assert given["measures"] is not None
    full = section_numbers(planted('sections.other.text = "有。"'))
    assert full["other"] is not None
    assert list(full) == [section.id for section in draft.outline.sections if section.id in full]


def test_a_heading_follows_its_number_on_one_line() -> None:
    draft = planted("year = 2024")
    plan = draft.outline.sections_by_id["plan"]
    assert (numbered(draft, plan, 4) or "").startswith("四、2025年")
    assert (numbered(draft, plan, None) or "").startswith("2025年")
    assert numbered(draft, draft.outline.sections_by_id["introduction"], None) is None


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("id", OUTLINES)
def test_parts_stand_in_the_order_of_the_standard(id: str, edition: Edition) -> None:
    found = [element.part for element in elements(planted("", id), edition) if element.part in ORDER]
    assert [ORDER.index(part) for part in found] == sorted(ORDER.index(part) for part in found)
    assert found.count(Part.TITLE) == 1


def test_the_published_edition_has_no_letterhead_and_no_copies() -> None:
    parts = {element.part for element in elements(planted(""), "published")}
    assert not parts & {Part.MARK, Part.SIGNER, Part.COPIES, Part.PRINTER, Part.PRINTED, Part.RULE}


@pytest.mark.parametrize("id", OUTLINES)
def test_each_element_of_a_section_knows_its_place_in_it(id: str) -> None:
    draft = planted("", id)
    blocks: dict[str, list[Element]] = {}
    for element in elements(draft, "filed"):
        assert (element.section in draft.outline.sections_by_id) == bool(element.section)
        if element.section and element.part not in (Part.HEADING_1, Part.TABLE):
            blocks.setdefault(element.section, []).append(element)
    assert set(blocks) == {section for section, written in draft.blocks.items() if written}
    for section, found in blocks.items():
        said = [block for block in draft.blocks[section] if block.runs]
        assert [element.start for element in found] == [block.start for block in said]
        assert all(one.start < other.start for one, other in pairwise(found))
        for element, block in zip(found, said, strict=True):
            if block.kind is Kind.PARAGRAPH and not block.runs[0].reference and not block.runs[0].bold:
                assert draft.sections[section].text.startswith(element.pieces[0].text, element.start)


def test_a_section_that_says_none_says_it_as_a_sentence() -> None:
    draft = planted('sections.judgments.text = "无"', "law-based-government-department-jincheng")
    section = draft.outline.sections_by_id["judgments"]
    said = [one.text for one in elements(draft, "filed") if one.section == "judgments" and one.part is Part.TEXT]
    assert said == (["无。"] if section.none else ["无"])
