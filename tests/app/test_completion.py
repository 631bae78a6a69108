"""Completion by keys: taken by Tab, chosen by the arrows, and no key is stolen from whoever types on."""

from __future__ import annotations

from pathlib import Path

from textual import events

from tests.support.app_driver import Driver, driven, empty
from tui.app.writing.offer_list import OfferList


def the_list(app: Driver) -> OfferList | None:
    return next((one for one in app.app.screen.query(OfferList) if one.display), None)


async def type_in_burst(app: Driver, *keys: str) -> None:
    """Send keys all at once, punctuation too."""
    for key in keys:
        app.app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(3):
        await app.pilot.pause()


async def test_a_figure_is_completed_and_nothing_moves(tmp_path: Path) -> None:
    async with driven(tmp_path, empty(tmp_path), size=(120, 36)) as app:
        opened = app.app.opened
        assert opened is not None
        spec = opened.outline.figures[0]
        regions = {widget: widget.region for widget in app.app.screen.query("*") if widget.region}
        await type_in_burst(app, *f"办理{{{spec.label[:2]}")
        await app.until(lambda: the_list(app))
        assert spec.label in app.shown()
        offered = the_list(app)
        assert offered is not None and app.editor.region.contains_region(offered.region)
        assert all(widget.region == region for widget, region in regions.items() if widget.is_attached and widget.id)
        await app.press("tab")
        assert app.editor.text == f"办理{{{spec.id}}}{spec.unit}"
        await app.until(lambda: the_list(app) is None)
        await app.press("ctrl+z")
        assert app.editor.text == f"办理{{{spec.label[:2]}"


async def test_the_arrows_choose_and_enter_takes_what_was_chosen_only(tmp_path: Path) -> None:
    async with driven(tmp_path, empty(tmp_path), size=(120, 36)) as app:
        await type_in_burst(app, *"《行政处", "down", "down", "up", "enter", "罚")
        assert app.editor.text == "《行政处罚法》罚"
        await type_in_burst(app, *"《行政处", "enter", "甲")
        assert app.editor.text == "《行政处罚法》罚《行政处\n甲"


async def test_esc_closes_and_the_rest_is_typed(tmp_path: Path) -> None:
    async with driven(tmp_path, empty(tmp_path), size=(120, 36)) as app:
        await type_in_burst(app, "{")
        await app.until(lambda: the_list(app))
        await app.press("escape")
        await app.until(lambda: the_list(app) is None)
        await app.press("down", "enter", "甲")
        assert app.editor.text == "{\n甲"


async def test_phrases_of_the_office_are_completed(tmp_path: Path) -> None:
    draft = empty(tmp_path)
    (tmp_path / "baogao.toml").write_text('phrases = ["依法行政工作领导小组"]\n', "utf-8")
    async with driven(tmp_path, draft, size=(120, 36)) as app:
        await type_in_burst(app, *"依法", "tab", "会")
        assert app.editor.text == "依法行政工作领导小组会"
        await type_in_burst(app, *"依法", "down", "enter", "甲")
        assert app.editor.text == "依法行政工作领导小组会依法\n甲"
