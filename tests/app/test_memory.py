"""Screens that were left are let go, with all that was on them: a day's work in the app does not fill the memory."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
from textual.widget import Widget

from tests.support.app_driver import Driver
from tests.support.places import WAYS, arrive, go


async def back(app: Driver, to: str) -> None:
    """Leave whatever is on top of a screen."""
    while app.screen != to:
        await app.press("escape")


def shown(app: Driver, home: str) -> list[ref[Any]]:
    """The screens on top of the one that stays, and what their widgets have drawn."""
    screens = [screen for screen in app.app.screen_stack if type(screen).__name__ not in ("Screen", home)]
    widgets = [widget for screen in screens for widget in screen.walk_children(Widget, with_self=True)]
    return [*map(ref, screens), *(ref(widget._styles_cache) for widget in widgets)]


@pytest.mark.parametrize("name", [name for name in WAYS if name not in ("drafts", "writing")])
async def test_a_screen_that_was_left_is_let_go(name: str, tmp_path: Path) -> None:
    way = WAYS[name]
    home = "WritingScreen" if way.in_draft else "StartScreen"
    async with go(way, tmp_path / "office", (120, 36), "en") as app:
        await app.until_screen(home)
        await arrive(app, way)
        left = shown(app, home)
        assert left
        await back(app, home)
        await app.pilot.pause(1)
        gc.collect()
        assert [type(screen()).__name__ for screen in left if screen() is not None] == []


async def test_a_draft_that_was_closed_is_let_go(tmp_path: Path) -> None:
    async with go(WAYS["writing"], tmp_path / "office", (120, 36), "en") as app:
        await app.until_screen("WritingScreen")
        assert app.app.opened is not None
        left: list[ref[object]] = [ref(app.app.screen), ref(app.app.opened), ref(app.editor)]
        await app.press("ctrl+o")
        await app.until_screen("StartScreen")
        await app.pilot.pause(1)
        gc.collect()
        assert [type(one()).__name__ for one in left if one() is not None] == []
