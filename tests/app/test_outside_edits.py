"""The file changes while the app is open: other places are taken over, the same place is asked about, and no text is lost."""

from __future__ import annotations

import os
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.support.app_driver import Driver, driven, empty
from tui.app.widgets.chinese_area import ChineseArea
from tui.app.writing.figures import FigureLine

MINE, THEIRS = "我写的一句，", "别人写的一句。"
HEAD = 'outline = "law-based-government-department-jincheng@2024"\nyear = 2024\n\n'


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = empty(tmp_path / "office")
    file.write_text(f'{HEAD}[sections.introduction]\ntext = """\n原来的一句。\n"""\n', "utf-8")
    return file


@asynccontextmanager
async def opened(draft: Path) -> AsyncIterator[Driver]:
    """The app with the draft open, at the section that others write in."""
    async with driven(draft.parent, draft) as app:
        await app.press("f3")
        assert app.editor.text == "原来的一句。"
        yield app


def outside(draft: Path, **texts: str) -> None:
    """Another program writes the file, as git does: another file takes its place."""
    sections = "".join(f'[sections.{id}]\ntext = """\n{text}\n"""\n\n' for id, text in texts.items())
    other = draft.with_suffix(".other")
    other.write_text(HEAD + sections, "utf-8")
    os.replace(other, draft)


def text_in(draft: Path, section: str = "introduction") -> str:
    """A section's text as the file holds it."""
    text = tomllib.loads(draft.read_text("utf-8"))["sections"][section]["text"]
    assert isinstance(text, str)
    return text


async def conflict(app: Driver, draft: Path, theirs: str = THEIRS) -> None:
    """Write in one place here and outside, before either has seen the other."""
    await app.write_unsaved(MINE)
    outside(draft, introduction=theirs)  # nothing is awaited in between: no tick can save
    await app.until(lambda: app.session.conflicts)


async def ask(app: Driver) -> None:
    """Open the question that waits."""
    await app.press("ctrl+k")
    await app.until_screen("ConflictScreen")


async def answer(app: Driver, id: str) -> None:
    """Give an answer by its keys."""
    await app.until(lambda: app.app.focused is not None and app.app.focused.id == "later")
    while app.app.focused is None or app.app.focused.id != id:
        await app.press("right")
    await app.press("enter")
    await app.until_screen("WritingScreen")


async def test_an_open_section_is_updated_if_nothing_was_written_in_it(draft: Path) -> None:
    async with opened(draft) as app:
        outside(draft, introduction=THEIRS)
        await app.until(lambda: app.editor.text == THEIRS)
        assert app.screen == "WritingScreen"


@pytest.mark.parametrize("id", ["keep-mine", "keep-theirs", "keep-both"])
async def test_the_same_section_is_asked_about(draft: Path, id: str) -> None:
    async with opened(draft) as app:
        await conflict(app, draft)
        await ask(app)
        assert MINE in app.app.screen.query_one("#mine", ChineseArea).text
        assert app.app.screen.query_one("#theirs", ChineseArea).text.strip() == THEIRS
        assert text_in(draft) == f"{THEIRS}\n"  # and stays so until it is answered
        await answer(app, id)
        await app.until(lambda: not app.session.unsaved and not app.session.conflicts)
        text = text_in(draft)
        assert app.editor.text == text.rstrip("\n")
        assert (MINE in text) == (id != "keep-theirs")
        assert (THEIRS in text) == (id != "keep-mine")
        assert "<<<<<<<" not in text
        aside = [one.text for one in app.session.texts_set_aside()]
        assert [MINE in text for text in aside] == [True] * (id == "keep-theirs") + [False] * (id == "keep-mine")


async def test_a_question_put_off_does_not_come_back_while_writing_and_both_texts_stay(draft: Path) -> None:
    async with opened(draft) as app:
        await conflict(app, draft)
        await ask(app)
        await answer(app, "later")
        await app.press("f4")
        await app.paste("另一部分。")
        await app.until(lambda: "另一部分。" in draft.read_text("utf-8"))
        await app.paste("再写一句。")
        await app.until(lambda: "再写一句。" in draft.read_text("utf-8"))
        assert app.screen == "WritingScreen"
        assert text_in(draft) == f"{THEIRS}\n"
        await app.press("f3")
        assert MINE in app.editor.text
        await app.press("f10")
        await app.choose(*"resolve")
        await app.until_screen("ConflictScreen")
        await answer(app, "keep-both")
        await app.until(lambda: MINE in text_in(draft) and THEIRS in text_in(draft))


async def test_another_change_while_the_question_is_open_is_part_of_it(draft: Path) -> None:
    async with opened(draft) as app:
        await conflict(app, draft)
        await ask(app)
        outside(draft, introduction="又改了一遍。")
        await app.until(lambda: "又改了一遍。" in str(app.session.conflicts))
        await app.press("right", "enter")  # keeps mine, and not what nobody has seen yet
        await app.until(
            lambda: (
                [area.text.strip() for area in app.app.screen.query("#theirs").results(ChineseArea)] == ["又改了一遍。"]
            )
        )
        assert text_in(draft) == "又改了一遍。\n"
        await answer(app, "keep-theirs")
        await app.until(lambda: app.editor.text == "又改了一遍。")


async def test_leaving_with_the_question_open_keeps_both_texts(draft: Path) -> None:
    async with opened(draft) as app:
        await conflict(app, draft)
        await app.press("ctrl+q")
        await app.until_screen("Leaving")
        assert "有1处他人也作了修改，等您选择" in app.shown()
        await app.press("ctrl+q")
    assert text_in(draft) == f"{THEIRS}\n"
    (left,) = (draft.parent.parent / "office-state").glob("*.recovery.toml")
    assert MINE in left.read_text("utf-8")
    async with driven(draft.parent) as app:
        app.app.open_draft(draft)
        await app.until_screen("Decide")
        await app.press("enter")  # restore
        await app.until_screen("WritingScreen")
        await app.until(lambda: "! 有1处与他人写的不同：Ctrl+K 处理" in app.shown())
        await ask(app)
        await answer(app, "keep-both")
        await app.until(lambda: MINE in text_in(draft) and THEIRS in text_in(draft))


async def test_the_same_figure_is_asked_about(draft: Path) -> None:
    async with opened(draft) as app:
        await app.press("f4", "f6", "f6")
        line = app.app.screen.query_one("#figure-party_group_sessions", FigureLine).query_one(Input)
        line.focus()
        await app.write_unsaved("6")
        draft.write_text(f"{HEAD}[figures]\nparty_group_sessions = 8\n", "utf-8")
        await app.until(lambda: app.session.conflicts)
        await ask(app)
        await answer(app, "keep-theirs")
        await app.until(lambda: line.value == "8")
        assert tomllib.loads(draft.read_text("utf-8"))["figures"]["party_group_sessions"] == 8


async def test_a_file_broken_outside_is_reported_and_nothing_is_overwritten(draft: Path) -> None:
    async with opened(draft) as app:
        draft.write_text("outline = [", "utf-8")
        await app.paste(MINE)
        await app.until(lambda: app.app.opened is not None and app.app.opened.trouble is not None)
        assert app.screen == "WritingScreen"
        assert draft.read_text("utf-8") == "outline = ["
        assert MINE in app.editor.text
        outside(draft, introduction="原来的一句。")
        await app.until(lambda: app.app.opened is not None and app.app.opened.trouble is None)
        await app.until(lambda: MINE in text_in(draft))


async def test_whoever_types_between_two_changes_of_others_types_on_where_they_were(draft: Path) -> None:
    draft.write_text(f'{HEAD}[sections.introduction]\ntext = """\n第一句。\n第二句。\n第三句。\n"""\n', "utf-8")
    async with driven(draft.parent, draft) as app:
        await app.press("f3")
        await app.until(lambda: app.editor.text == "第一句。\n第二句。\n第三句。")
        await app.press("ctrl+home", "down", "right")
        outside(draft, introduction="开头。\n第一句。\n第二句。\n第三句在后。")
        await app.until(lambda: "开头" in app.editor.text)
        await app.paste("我的")
        assert app.editor.text == "开头。\n第一句。\n第我的二句。\n第三句在后。"
