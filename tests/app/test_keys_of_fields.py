"""The keys of text fields: those of Word, in each of them, and none that types what nobody meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.geometry import Offset
from textual.widgets import Input, TextArea

from tests.app.test_canaries import One
from tests.support.app_driver import driven, empty
from tui.app.widgets.chinese_area import ChineseArea
from tui.app.widgets.chinese_input import ChineseInput

FIELDS = [ChineseArea, ChineseInput]
TEXT = "办理行政许可1,204件，全部办结。"


def selected(app: One) -> str:
    return app.area.selected_text if app.query(TextArea) else app.line.selected_text


def text(app: One) -> str:
    return app.area.text if app.query(TextArea) else app.line.value


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (["ctrl+a"], TEXT),
        (["ctrl+home", "shift+right", "shift+right"], "办理"),
        (["ctrl+end", "shift+left"], "。"),
        (["ctrl+home", "ctrl+shift+end"], TEXT),
        (["ctrl+end", "ctrl+shift+home"], TEXT),
        (["ctrl+end", "shift+home"], TEXT),
    ],
)
async def test_selecting(field: type[ChineseArea | ChineseInput], keys: list[str], found: str) -> None:
    app = One(field, TEXT)
    async with app.run_test(size=(60, 8)) as pilot:
        app.query_one(field).focus()
        await pilot.press(*keys)
        assert selected(app) == found


@pytest.mark.parametrize("field", FIELDS)
async def test_cut_copy_and_paste(field: type[ChineseArea | ChineseInput]) -> None:
    app = One(field, "甲乙")
    async with app.run_test(size=(60, 8)) as pilot:
        app.query_one(field).focus()
        await pilot.press(
            "ctrl+home", "shift+right", "ctrl+x", "ctrl+end", "ctrl+v", "ctrl+a", "ctrl+c", "ctrl+end", "ctrl+v"
        )
        assert text(app) == "乙甲乙甲"
        await pilot.press("ctrl+home", "ctrl+x")
        assert text(app) == "乙甲乙甲", "nothing is selected"


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(("times", "found"), [(1, ""), (2, "1,204"), (3, TEXT)])
async def test_clicks(field: type[ChineseArea | ChineseInput], times: int, found: str) -> None:
    app = One(field, TEXT)
    async with app.run_test(size=(60, 8)) as pilot:
        widget = app.query_one(field)
        await pilot.click(offset=widget.content_region.offset + Offset(14, 0), times=times)
        await pilot.pause()
        assert selected(app) == found


@pytest.mark.parametrize("theirs", [TextArea, Input])
async def test_textual_types_the_letter_of_a_key_with_alt(theirs: type[TextArea | Input]) -> None:
    assert await typed(theirs, "alt+x", "x") == "x"


@pytest.mark.parametrize("ours", FIELDS)
async def test_ours_do_not(ours: type[TextArea | Input]) -> None:
    assert await typed(ours, "alt+x", "x") == ""
    assert await typed(ours, "x", "x") == "x"


async def typed(field: type[TextArea | Input], key: str, character: str) -> str:
    """What a key leaves in a field."""
    app = One(field)
    async with app.run_test(size=(60, 8)) as pilot:
        app.query_one(field).focus()
        await pilot.pause()
        app.post_message(events.Key(key, character))
        await pilot.pause()
        await pilot.pause()
        return text(app)


async def test_what_was_looked_for_is_found_again_through_all_sections(tmp_path: Path) -> None:
    async with driven(tmp_path, empty(tmp_path), size=(120, 36)) as app:
        await app.press(*"执法甲执法", "f4", *"乙执法", "f3")
        first = app.editor
        await app.press("ctrl+f")
        await app.until_screen("FindReplaceScreen")
        await app.press(*"执法", "enter")
        await app.until_screen("WritingScreen")
        places = []
        for _ in range(4):
            await app.until(lambda: app.editor.selected_text == "执法")
            places.append((app.editor is first, app.editor.selection.start))
            await app.press("ctrl+pagedown")
        assert places == [(True, (0, 0)), (True, (0, 3)), (False, (0, 1)), (True, (0, 0))]
        await app.press("ctrl+pageup")
        await app.until(lambda: app.editor is first and app.editor.selection.start == (0, 0))
        await app.press("ctrl+pageup")
        await app.until(lambda: app.editor is not first)
