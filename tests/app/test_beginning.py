"""The first moment of the app: the text first, at the current width, then everything beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.app_driver import DAY, Driver, driven, empty, example
from tui.app.application import Baogao
from tui.app.settings import Settings
from tui.app.widgets.panels import Panels
from tui.app.writing.editor import SectionEditor
from tui.app.writing.last_year import LastYear
from tui.base.messages import Language
from tui.session import recovery
from tui.session.recovery import Change


async def test_the_panels_are_filled_for_the_section_shown_by_then(tmp_path: Path) -> None:
    file = example(tmp_path / "office")
    async with driven(file.parent, file) as app:
        await app.press("f4", "f6")
        await app.until(lambda: app.app.screen.query_one(Panels).is_filled)
        await app.until(lambda: app.app.screen.query_one(Panels).shown == "findings")
        await app.press("f6")
        await app.until(lambda: "party_group_sessions" in app.shown())


async def test_panels_that_are_not_there_yet_can_be_asked_for(tmp_path: Path) -> None:
    panels = Panels((), id="side")
    panels.step()
    panels.show("findings")
    panels.count("findings", 3)
    assert panels.shown == ""


async def test_the_window_of_an_input_method_stays_at_the_text_whatever_is_shown_beside_it(tmp_path: Path) -> None:
    file = example(tmp_path / "office")
    async with driven(file.parent, file) as app:
        await app.press("字")
        place = app.editor.cursor_screen_offset
        assert app.app.cursor_position == place
        beside = app.app.screen.query_one(LastYear)
        beside.disabled = False
        beside.load_text("去年的一段话。\n又一段话。")
        await app.until(lambda: app.app.cursor_position == place)


@pytest.mark.parametrize(("name", "dialog"), [("bad.toml", "DamagedScreen"), ("gone.toml", "Decide")])
async def test_a_named_draft_that_cannot_be_read_is_reported_over_the_list(
    tmp_path: Path, name: str, dialog: str
) -> None:
    file = example(tmp_path / "office", "good.toml")
    file.with_name("bad.toml").write_text("outline = ", "utf-8")
    settings = Settings(
        Language("zh_CN"), file.parent, DAY, file.with_name(name), state=tmp_path / "state", shows_guide=False
    )
    app = Baogao(settings)
    async with app.run_test(size=(80, 24)) as pilot:
        driver = Driver(app, pilot)
        await driver.until_screen(dialog)
        await driver.press("escape")
        await driver.until_screen("StartScreen")
        await driver.until(lambda: "good.toml" in driver.shown())
        assert app.opened is None


async def test_what_a_crash_left_is_asked_for_before_a_named_draft_is_shown(tmp_path: Path) -> None:
    file = empty(tmp_path / "office")
    state = tmp_path / "state"
    recovery.remember(file, (Change(("sections", "plan", "text"), None, "没有保存的话。\n"),), state)
    settings = Settings(Language("zh_CN"), file.parent, DAY, file, state=state, shows_guide=False)
    app = Baogao(settings)
    async with app.run_test(size=(80, 24)) as pilot:
        driver = Driver(app, pilot)
        await driver.until_screen("Decide")
        await driver.press("enter")
        await driver.until_screen("WritingScreen")
        assert driver.session.value(("sections", "plan", "text")) == "没有保存的话。\n"


async def test_from_a_named_draft_a_key_leads_to_the_list_and_enter_back(tmp_path: Path) -> None:
    file = example(tmp_path / "office")
    async with driven(file.parent, file) as app:
        await app.press("字", "ctrl+o")
        await app.until_screen("StartScreen")
        await app.until(lambda: "report.toml" in app.shown())
        assert "字" in file.read_text("utf-8")
        assert app.app.opened is None
        for _ in range(2):
            await app.press("enter")
            await app.until_screen("WritingScreen")
            await app.until(lambda: isinstance(app.app.focused, SectionEditor))
            await app.press("甲", "ctrl+o")
            await app.until_screen("StartScreen")
            assert len(app.app.screen_stack) == 2
        assert "字甲甲" in file.read_text("utf-8")
