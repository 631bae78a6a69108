"""Text as areas show it: lines filled as Chinese is, the cursor, the mouse and what is selected on the right character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.document._document import Document
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset
from textual.widgets import TextArea

from tests.app.test_canaries import One
from tests.support.app_driver import driven, empty
from tui.app.widgets.chinese_area import ChineseArea
from tui.app.widgets.filled_document import FilledDocument, InlayHint, cells
from tui.base.line_breaks import CLOSING, OPENING

WORDS = [
    "法治",
    "建设",
    "，",
    "。",
    "《",
    "》",
    "（",
    "）",
    "2025",
    "{permits}",
    " ",
    "　",
    "A",
    "\n",
    "e\u0301",
    "👩\u200d⚖\ufe0f",
    "\x1b",
    "\t",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=50).map("".join)


class EveryReference:
    """A hint after each reference, and one after the first character of each line."""

    def __init__(self) -> None:
        self._lines: Sequence[str] = ()

    def read(self, lines: Sequence[str]) -> Sequence[int]:
        self._lines = list(lines)
        return ()

    def of(self, row: int) -> Sequence[InlayHint]:
        line = self._lines[row]
        after = [at + 1 for at, one in enumerate(line) if one == "}" or at == 0]
        return [InlayHint(column, " 许可 12") for column in after]


def filled(text: str, width: int) -> FilledDocument:
    return FilledDocument(Document(text), width, hints=EveryReference())


@given(TEXTS, st.integers(1, 60))
def test_every_character_is_shown_where_a_click_finds_it(text: str, width: int) -> None:
    view = filled(text, width)
    for y in range(view.height):
        place = view.place(y)
        assert place is not None
        row, start, end = place
        for column in range(start, end):
            offset = view.location_to_offset((row, column))
            assert offset.y == y
            if cells(view.document[row][start:end], 4)[column - start]:  # accents and their like share a cell
                assert view.offset_to_location(offset) == (row, column)


@given(TEXTS, st.integers(1, 60))
def test_an_id_is_not_parted_for_the_sake_of_its_hint(text: str, width: int) -> None:
    view = filled(text, width)
    for row, line in enumerate(view.document.lines):
        for match in re.finditer(r"[!-~]+", line):
            if len(match[0]) <= width:
                assert not set(view.get_offsets(row)) & set(range(match.start() + 1, match.end())), match[0]


@given(TEXTS, st.integers(1, 60), st.integers(-5, 80), st.integers(-5, 80))
def test_a_click_anywhere_lands_in_the_text(text: str, width: int, x: int, y: int) -> None:
    view = filled(text, width)
    row, column = view.offset_to_location(Offset(x, y))
    assert 0 <= row < view.document.line_count
    assert 0 <= column <= len(view.document[row])


@given(TEXTS, st.integers(1, 60))
def test_the_cursor_goes_down_and_up_through_all_lines(text: str, width: int) -> None:
    view = filled(text, width)
    navigator = DocumentNavigator(view)
    here, seen = (0, 0), 0
    while (below := navigator.get_location_below(here)) != here:
        assert view.location_to_offset(below).y - view.location_to_offset(here).y in (0, 1)
        here, seen = below, seen + 1
        assert seen <= view.height + 1
    assert here == view.document.end


@given(TEXTS, st.integers(1, 60), TEXTS, st.data())
def test_an_edit_leaves_what_filling_all_of_it_gives(text: str, width: int, typed: str, data: st.DataObject) -> None:
    view = filled(text, width)
    document = view.document
    places = st.tuples(st.integers(0, document.line_count - 1), st.integers(0, 40)).map(
        lambda place: (place[0], min(place[1], len(document[place[0]])))
    )
    start, end = sorted([data.draw(places), data.draw(places)])
    done = document.replace_range(start, end, typed)
    view.wrap_range(start, end, done.end_location)
    whole = filled(document.text, width)
    assert view.lines == whole.lines
    assert [view.place(y) for y in range(view.height + 1)] == [whole.place(y) for y in range(whole.height + 1)]


async def test_an_area_shows_no_closing_mark_at_a_start() -> None:
    app = One(
        ChineseArea,
        "坚持依法治市，扎实推进法治政府建设（2021—2025年），办理{counsel_opinions}件。《中华人民共和国行政处罚法》施行。"
        * 3,
    )
    async with app.run_test(size=(60, 40)) as pilot:
        for width in (*range(1, 12), 23, 24, 25, 40, 60):
            await pilot.resize_terminal(width, 40)
            await pilot.pause()
            shown = [
                "".join(part.text for part in app.area.render_line(y)).rstrip() for y in range(app.area.size.height)
            ]
            assert all(cell_len(line) <= width for line in shown)
            if width > 24:
                lines = [line for line in shown if line]
                assert not any(line[0] in CLOSING for line in lines[1:])
                assert not any(line[-1] in OPENING for line in lines)
                assert not any("{" in line and "}" not in line for line in lines)
        assert "".join(shown) == app.area.text


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (3, 2), (12, 4)])
async def test_a_hint_in_no_room_does_no_harm(size: tuple[int, int]) -> None:
    app = One(ChineseArea)
    async with app.run_test(size=size) as pilot:
        app.area.placeholder = "Write here, or take a skeleton of the topics."
        await pilot.pause()
        assert app.area.text == ""


async def test_a_click_puts_the_cursor_on_the_character() -> None:
    app = One(ChineseArea, "甲乙丙，丁戊己庚辛壬癸")
    async with app.run_test(size=(12, 8)) as pilot:
        area = app.area
        lines = list(area.wrapped_document.lines[0])
        assert lines[0] == "甲乙丙，"
        await pilot.click(offset=(area.content_region.x + 2, area.content_region.y + 1))
        assert area.cursor_location == (0, 5)
        assert area.cursor_screen_offset == area.content_region.offset + Offset(2, 1)


# What is relied on of Textual, and what it does without us


def test_every_method_that_others_call_is_ours() -> None:
    theirs = {name for name in vars(WrappedDocument) if not name.startswith("_")}
    assert theirs <= vars(FilledDocument).keys(), "Textual asks its view of the lines something new"


async def test_textual_makes_a_new_view_for_each_text_and_ours_takes_its_place() -> None:
    app = One(ChineseArea, "甲")
    async with app.run_test(size=(60, 40)):
        area = app.area
        for text in ("乙" * 80, "丙"):
            area.load_text(text)
            assert isinstance(area.wrapped_document, FilledDocument)
            assert area.wrapped_document.document is area.document
            assert area.navigator._wrapped_document is area.wrapped_document
            assert area.virtual_size.height == area.wrapped_document.height


def test_textual_begins_lines_with_closing_marks() -> None:
    text = Document("甲乙丙丁，戊己")
    assert WrappedDocument(text, 8).lines[0][1][0] == "，"
    assert FilledDocument(text, 8).lines[0] == ["甲乙丙", "丁，戊己"]


async def test_textual_cuts_a_line_when_nothing_is_selected() -> None:
    app = One(TextArea, "甲")
    async with app.run_test(size=(60, 20)) as pilot:
        app.area.focus()
        await pilot.press("ctrl+x")
        assert app.area.text == ""


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_the_screen_to_write_on_lives_at_any_size(tmp_path: Path, language: str) -> None:
    async with driven(tmp_path, empty(tmp_path), size=(80, 24), language=language) as app:
        for width in (1, 2, 5, 19, 24, 31, 40, 72, 73, 99, 100, 250):
            await app.pilot.resize_terminal(width, 3 if width < 10 else 24)
            await app.press("f4", "f1", "escape")
        await app.press("甲")
        assert app.editor.text.endswith("甲")
