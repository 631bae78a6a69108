"""The registry of render targets and the table of styles: complete, and everything is found by it."""

from __future__ import annotations

import pytest

from tui.base.errors import BaogaoError
from tui.render.form import STYLES, Align, empty_lines
from tui.render.report import Part
from tui.render.targets import DEFAULT, TARGETS, target_of


def test_every_part_has_a_style_with_its_clause() -> None:
    assert set(STYLES) == set(Part)
    assert all(style.clause[0] in "578" for style in STYLES.values())


def test_only_headings_have_a_level_and_each_level_is_one_below_the_last() -> None:
    levels = {part: style.level for part, style in STYLES.items() if style.level}
    assert sorted(levels.values()) == list(range(1, len(levels) + 1))
    assert levels[Part.TITLE] == 1


def test_empty_lines_are_in_front_of_the_first_of_a_kind_and_below_the_title() -> None:
    assert empty_lines(None, Part.TITLE) == 0
    assert empty_lines(Part.SIGNER, Part.TITLE) == 2
    assert empty_lines(Part.TITLE, Part.RECIPIENTS) == empty_lines(Part.TITLE, Part.TEXT) == 1
    assert empty_lines(Part.TEXT, Part.ATTACHMENT) == 1
    assert empty_lines(Part.ATTACHMENT, Part.ATTACHMENT) == 0
    assert STYLES[Part.DATE].align is Align.RIGHT


@pytest.mark.parametrize("suffix", TARGETS)
def test_a_target_is_found_by_the_name_of_a_file(suffix: str) -> None:
    assert target_of(f"folder.x/报告.{suffix.upper()}") is TARGETS[suffix]


@pytest.mark.parametrize("name", [None, "", "report", "report.txt", "folder.md/report"])
def test_a_name_that_asks_for_no_target_gets_the_default(name: str | None) -> None:
    assert target_of(name) is TARGETS[DEFAULT]


@pytest.mark.parametrize("name", ["report.doc", "报告.WPS", "a.html", "x.odt"])
def test_the_name_of_another_kind_of_document_is_refused(name: str) -> None:
    with pytest.raises(BaogaoError, match="cannot be written"):
        target_of(name)
