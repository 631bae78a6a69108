"""The texts that were set aside are listed in the app, read, taken back by one undoable step, and deleted by hand."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.widgets import OptionList

from tests.support.app_driver import Driver, driven, empty
from tui.app.widgets.version_area import VersionArea
from tui.session import set_aside

HEAD = 'outline = "law-based-government-department-jincheng@2024"\nyear = 2024\n\n'
INTRODUCTION = ("sections", "introduction", "text")
NOW, THEN = "现在的一句。\n相同的一句。\n", "相同的一句。\n从前的一句。\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = empty(tmp_path / "office")
    file.write_text(f'{HEAD}[sections.introduction]\ntext = """\n{NOW}"""\n', "utf-8")
    return file


def state_of(draft: Path) -> Path:
    return draft.parent.parent / f"{draft.parent.name}-state"


def kept(draft: Path, text: str = THEN, section: str = "introduction") -> set_aside.SetAside:
    return set_aside.keep(draft, ("sections", section, "text"), text, set_aside.OVERWRITTEN, state_of(draft))


async def listed(app: Driver) -> None:
    await app.press("f14")  # Shift+F2
    await app.until_screen("SetAsideScreen")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
async def test_the_list_says_when_where_and_why_and_shows_the_text(draft: Path, language: str) -> None:
    kept(draft, "另一部分的文字。\n", "plan")
    one = kept(draft)
    async with driven(draft.parent, draft, language=language) as app:
        await listed(app)
        shown = app.shown()
        assert f"{one.when.astimezone():%m-%d %H:%M}" in shown
        assert ("导语" if language == "zh_CN" else "Introduction") in shown
        assert ("他人在文件中作了改动" if language == "zh_CN" else "others changed it in the file") in shown
        assert "30" in shown.splitlines()[0]
        area = app.app.screen.query_one(VersionArea)
        assert area.text == THEN  # the latest first
        stretches = [one for row in range(area.document.line_count) for one in area.stretches(row)]
        assert len(stretches) == 1, "the sentence that the draft has is not marked"
        await app.press("down")
        await app.until(lambda: area.text == "另一部分的文字。\n")
        await app.press("escape")
        await app.until_screen("WritingScreen")


async def test_without_any_it_is_said_what_the_list_is_for(draft: Path) -> None:
    async with driven(draft.parent, draft) as app:
        await app.press("f10")
        await app.choose(*"aside")
        await app.until_screen("SetAsideScreen")
        assert "没有另存的文字" in app.shown() and "保留30天" in app.shown()
        await app.press("enter", "delete", "escape")  # there is nothing to take back or to delete
        await app.until_screen("WritingScreen")


async def test_what_is_missing_is_added_at_the_end_and_one_undo_takes_it_out(draft: Path) -> None:
    kept(draft)
    async with driven(draft.parent, draft) as app:
        await listed(app)
        await app.press("enter")
        await app.until_screen("Decide")
        await app.press("enter")
        await app.until_screen("SetAsideScreen")
        assert app.session.value(INTRODUCTION) == f"{NOW}\n从前的一句。\n"
        assert "草稿中已有全部这些文字" in app.shown()
        await app.press("ctrl+z")
        assert app.session.value(INTRODUCTION) == NOW
        assert len(app.session.texts_set_aside()) == 1, "it can be taken back once more"


async def test_the_text_that_is_replaced_is_set_aside_in_turn(draft: Path) -> None:
    kept(draft)
    async with driven(draft.parent, draft) as app:
        await listed(app)
        await app.press("enter")
        await app.until_screen("Decide")
        await app.press("right", "enter")
        await app.until_screen("SetAsideScreen")
        assert app.session.value(INTRODUCTION) == THEN
        assert [one.text for one in app.session.texts_set_aside()] == [NOW, THEN]
        await app.press("escape")
        await app.until_screen("WritingScreen")
        await app.until(lambda: "从前的一句。" in draft.read_text("utf-8"))


async def test_where_nothing_is_lost_by_it_nothing_is_asked(draft: Path) -> None:
    kept(draft, "另一部分的文字。\n", "plan")
    async with driven(draft.parent, draft) as app:
        await listed(app)
        await app.press("enter")
        await app.until(lambda: app.session.value(("sections", "plan", "text")) == "另一部分的文字。\n")
        assert app.screen == "SetAsideScreen"
        await app.press("enter")
        assert "草稿中已有全部这些文字" in app.told


async def test_a_text_is_deleted_by_hand_once_that_is_confirmed(draft: Path) -> None:
    kept(draft)
    async with driven(draft.parent, draft) as app:
        await listed(app)
        await app.press("delete")
        await app.until_screen("Decide")
        await app.press("enter")  # the first answer keeps it
        await app.until_screen("SetAsideScreen")
        assert len(app.session.texts_set_aside()) == 1
        await app.press("delete")
        await app.until_screen("Decide")
        await app.press("right", "enter")
        await app.until(lambda: not app.session.texts_set_aside())
        await app.until(lambda: "没有另存的文字" in app.shown())


async def test_old_texts_are_cleared_at_the_start_and_those_of_other_drafts_are_not_listed(draft: Path) -> None:
    one, other = kept(draft), kept(empty(draft.parent, "other.toml"), "别的草稿的文字。\n")
    old = (datetime.now(UTC) - timedelta(days=31)).isoformat().replace("+00:00", "Z")
    text = one.file.read_text("utf-8")
    when = next(line for line in text.splitlines() if line.startswith("when"))
    one.file.write_text(text.replace(when, f"when = {old}"), "utf-8")
    async with driven(draft.parent, draft) as app:
        await app.until(lambda: not one.file.exists())
        await listed(app)
        assert not app.app.screen.query_one(OptionList).display
    assert other.file.exists()


async def test_a_strangers_text_is_shown_as_text(draft: Path) -> None:
    kept(draft, "[bold red]标[/]\x1b[31m。\n")
    async with driven(draft.parent, draft) as app:
        await listed(app)
        assert app.shown().count("[bold red]标[/]") == 2
        assert "\x1b" not in app.shown()


async def test_it_can_be_shown_at_any_size(draft: Path) -> None:
    kept(draft)
    for size in ((1, 1), (20, 5), (40, 12), (200, 50)):
        async with driven(draft.parent, draft, size=size) as app:
            await listed(app)
            await app.press("escape")
            await app.until_screen("WritingScreen")


def test_what_is_set_aside_is_for_its_owner_only(draft: Path) -> None:
    assert os.name == "nt" or kept(draft).file.stat().st_mode & 0o777 == 0o600
