"""One undo for the whole draft: from every panel and screen, going where it acts, and leaving what others wrote."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from tests.app.test_find_replace import opened as find_opened
from tests.app.test_keeping import changed_outside
from tests.support.app_driver import Driver, driven, empty, example
from tui.app.widgets.panels import Panels
from tui.app.writing.last_year import LastYear

INTRODUCTION, RESPONSIBILITY = (("sections", id, "text") for id in ("introduction", "responsibility"))


def value(app: Driver, *path: str) -> object:
    return app.session.value(path)


async def test_a_sentence_taken_over_is_undone_from_last_years_panel_where_the_focus_stays(tmp_path: Path) -> None:
    example(tmp_path / "office", "last.toml")
    draft = empty(tmp_path / "office")
    before = draft.read_bytes()
    async with driven(tmp_path / "office", draft, size=(120, 36)) as app:
        await app.press("f4", "ctrl+l")
        await app.choose(*"last")
        await app.until(lambda: isinstance(app.app.focused, LastYear))
        await app.press("enter")
        first = str(value(app, *RESPONSIBILITY)).strip()
        await app.press("enter")
        both = str(value(app, *RESPONSIBILITY)).strip()
        assert first.startswith("局党组书记") and both.startswith(first) and len(both) > len(first)
        await app.press("ctrl+z")
        assert str(value(app, *RESPONSIBILITY)).strip() == first
        await app.press("ctrl+z")
        assert isinstance(app.app.focused, LastYear)
        assert "已撤销：取用句子" in app.told
        app.saved()
        assert draft.read_bytes() == before


async def test_all_replacements_are_undone_from_last_years_panel_with_another_writer_in_between(tmp_path: Path) -> None:
    example(tmp_path / "office", "last.toml")
    draft = example(tmp_path / "office")
    before = draft.read_text("utf-8")
    async with driven(tmp_path / "office", draft, size=(120, 36)) as app:
        await find_opened(app)
        await app.press(*"执法", "tab", *"行政执法", "ctrl+d", "escape")
        await app.until_screen("WritingScreen")
        app.saved()
        for old, new in (("谋划部署抓到位", "谋划部署抓得紧"), ("行政执法", "他们加的行政执法")):
            changed_outside(app, old, new)
        await app.until(lambda: "抓得紧" in str(value(app, *RESPONSIBILITY)))
        await app.press("f4", "ctrl+l")
        await app.choose(*"last")
        await app.until(lambda: isinstance(app.app.focused, LastYear))
        await app.press("ctrl+z")
        app.saved()
        undone = draft.read_text("utf-8")
        assert undone.count("他们加的") == 1
        assert undone.replace("他们加的", "").replace("抓得紧", "抓到位") == before
        await app.press("ctrl+y")
        redone = app.saved()
        assert "他们加的行政执法" in str(redone) and "抓得紧" in str(redone)


async def test_undo_in_the_letterhead_goes_to_the_field_and_then_out_to_the_section(tmp_path: Path) -> None:
    draft = empty(tmp_path / "office")
    async with driven(tmp_path / "office", draft) as app:
        await app.press("甲", "f9")
        await app.until_screen("LetterheadScreen")
        await app.paste("李明")  # one step, however busy the machine is
        await app.until(lambda: len(app.session.unsaved) > 1 or "李明" in draft.read_text("utf-8"))
        await app.press("down", "down", "ctrl+z")
        assert "李明" not in str(app.session.draft.document.values)
        assert app.screen == "LetterheadScreen"
        assert app.app.focused is not None and getattr(app.app.focused, "text", None) == ""
        await app.press("ctrl+z")
        await app.until_screen("WritingScreen")
        await app.until(lambda: app.editor.text == "")
        assert "已撤销：输入（导语）" in app.told
        await app.press("ctrl+y")
        assert app.editor.text == "甲"


async def test_half_a_date_is_undone_as_it_was_typed(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        before = app.session.value(("fields", "date"))
        await app.press("f9")
        await app.until_screen("LetterheadScreen")
        (row,) = app.app.screen.query("#field-fields-date")
        area = row.query_one("FieldArea")
        area.focus()
        await app.pilot.pause()
        await app.press("backspace", "backspace", "ctrl+z")
        assert getattr(area, "text", None) == str(before)
        assert app.app.opened is not None and not app.app.opened.unfinished
        assert app.session.value(("fields", "date")) == before
        await app.press("ctrl+y")
        assert getattr(area, "text", None) == str(before)[:-2]
        assert ("fields", "date") in app.app.opened.unfinished


async def test_a_figure_is_undone_where_it_was_entered_and_from_elsewhere(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", empty(tmp_path / "office"), size=(120, 36)) as app:
        await app.press("f4")
        app.app.screen.query_one(Panels).show("figures")
        line = app.app.screen.query("#figures-responsibility Input").first(Input)
        line.focus()
        await app.press(*"12", "ctrl+z")
        assert (line.value, app.session.draft.figures) == ("", {})
        await app.press("ctrl+y", "f4")
        assert len(app.session.draft.figures) == 1
        await app.press("ctrl+z")
        await app.until(lambda: app.app.focused is line)
        assert line.value == ""


async def test_a_burst_that_ends_in_undo_is_taken_in_order(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", empty(tmp_path / "office")) as app:
        await app.pilot.press(*"甲乙", "ctrl+z", *"丙丁", "ctrl+z", "ctrl+y", *"戊")
        await app.pilot.pause()
        assert app.editor.text == "丙丁戊"


async def test_the_preview_follows_what_is_undone_in_it(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        await app.press(*"新字", "f5")
        await app.until_screen("PreviewScreen")
        await app.until(lambda: "新字" in app.shown())
        await app.press("ctrl+z")
        await app.until(lambda: "新字" not in app.shown())
        assert app.screen == "PreviewScreen"
        await app.press("ctrl+z")
        assert "没有可撤销的操作" in app.told
