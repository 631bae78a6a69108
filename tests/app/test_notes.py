"""Notes in the app: made on selected words, marked, listed, gone to, answered, withdrawn; all of it in the file, and undone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, OptionList, Static

from tests.app.test_contrast import unreadable
from tests.support.app_driver import DAY, Driver, driven, example
from tui.app.remembered import FILE, read
from tui.app.settings import Preferences
from tui.app.widgets.hints import Hints

TEXT = "基层执法力量不足。\n业务培训不够。\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """The example with two sentences of our own at the beginning of a section, which is shown first."""
    file = example(tmp_path / "office")
    text = file.read_text("utf-8")
    start = text.index('text = """\n', text.index("[sections.problems]")) + len('text = """\n')
    file.write_text(f"{text[:start]}{TEXT}\n{text[start:]}", "utf-8")
    return file


def with_notes(file: Path, *notes: str) -> Path:
    """The draft with notes before its waivers or at its end."""
    file.write_text(file.read_text("utf-8") + "".join(f"\n[[notes]]\n{note}\n" for note in notes), "utf-8")
    return file


ON_WORDS = 'section = "problems"\nquote = "培训不够"\nby = "王科长"\ntext = "请写明原因"'
ON_MEASURES = 'section = "measures"\ntext = "再精简"'


async def go_to(app: Driver, section: str) -> None:
    await app.press("f2")
    await app.choose(*section)
    await app.until(lambda: app.editor.section == section)


async def add(app: Driver, text: str, by: str = "") -> None:
    await app.press("f15")
    await app.until_screen("MakeNote")
    await app.paste(text)
    if by:
        await app.press("tab")
        await app.paste(by)
        assert app.app.screen.query_one("#by", Input).value == by
    await app.press("enter")
    await app.until_screen("WritingScreen")


def notes(app: Driver) -> list[dict[str, Any]]:
    written: list[dict[str, Any]] = app.saved().get("notes", [])
    return written


def line(app: Driver) -> str:
    """The line above the keys."""
    return str(app.app.screen.query_one(Hints).query_one("#remark", Static).content)


def style(app: Driver, words: str) -> str:
    """How the first character of words of the text is drawn."""
    for strip in app.app.screen._compositor.render_strips():
        at = "".join(segment.text for segment in strip).find(words)
        for segment in strip:
            if 0 <= at < len(segment.text):
                return str(segment.style)
            at -= len(segment.text)
    raise AssertionError(words)


@pytest.mark.parametrize(
    ("language", "size"), [("zh_CN", (80, 24)), ("en", (80, 24)), ("zh_CN", (120, 36)), ("en", (120, 36))]
)
async def test_a_note_on_selected_words_is_in_the_file_is_undone_and_remembers_who_it_is_from(
    draft: Path, language: str, size: tuple[int, int]
) -> None:
    before = draft.read_bytes()
    async with driven(draft.parent, draft, language=language, size=size) as app:
        await go_to(app, "problems")
        await app.press("ctrl+home", *["shift+right"] * 4)
        await add(app, "数字请核对", "王科长")
        assert notes(app) == [
            {"section": "problems", "quote": "基层执法", "by": "王科长", "date": DAY, "text": "数字请核对"}
        ]
        await app.press("ctrl+z")
        app.session.save()
        assert draft.read_bytes() == before
        await app.press("f15")
        await app.until_screen("MakeNote")
        assert app.app.screen.query_one("#by", Input).value == "王科长"
        await app.press("enter")
        assert app.screen == "MakeNote", "a note that says nothing is none"
        await app.press("escape")
    assert read(draft.parent.parent / "office-state" / FILE).reviewer == "王科长"


async def test_without_a_selection_the_note_is_about_the_whole_section(draft: Path) -> None:
    async with driven(draft.parent, draft) as app:
        await go_to(app, "problems")
        await add(app, "整体再精简")
        assert notes(app) == [{"section": "problems", "date": DAY, "text": "整体再精简"}]


async def test_the_words_are_marked_and_the_note_is_said_at_the_cursor(draft: Path) -> None:
    with_notes(draft, ON_WORDS)
    async with driven(draft.parent, draft) as app:
        await go_to(app, "problems")
        await app.until(lambda: "underline" in style(app, "培训不够"))
        await app.press("ctrl+home", "down", *["right"] * 3)
        await app.until(lambda: "批注：王科长：请写明原因" in line(app))
        assert "Ctrl+E 答复" in line(app)
        await app.press("ctrl+home")
        await app.until(lambda: "批注" not in line(app))


async def test_one_key_answers_at_the_cursor_and_one_undo_takes_it_back(draft: Path) -> None:
    with_notes(draft, ON_WORDS)
    async with driven(draft.parent, draft) as app:
        await go_to(app, "problems")
        await app.press("ctrl+home", "down", *["right"] * 3)
        await app.until(lambda: "Ctrl+E 答复" in line(app))
        await app.press("ctrl+e")
        await app.until_screen("Ask")
        await app.paste("已写明")
        await app.press("enter")
        await app.until_screen("WritingScreen")
        assert [one.get("answered") for one in notes(app)] == ["已写明"]
        await app.until(lambda: "underline" not in style(app, "培训不够"))
        await app.press("ctrl+z")
        assert [one.get("answered") for one in notes(app)] == [None]


async def test_f8_stops_at_open_notes(draft: Path) -> None:
    with_notes(draft, ON_WORDS, ON_MEASURES, 'section = "plan"\ntext = "甲"\nanswered = "乙"')
    async with driven(draft.parent, draft) as app:
        stops = []
        for _ in range(3):
            await app.press("f8")
            await app.pilot.pause(0.3)
            stops.append((app.editor.section, app.editor.selected_text))
        assert set(stops) == {("problems", "培训不够"), ("measures", "")}
        assert stops[0] == stops[2]
        assert "批注" in line(app)


async def test_notes_are_listed_the_open_ones_first_and_enter_goes_there(draft: Path) -> None:
    with_notes(draft, 'section = "plan"\ntext = "甲"\nanswered = "乙"', ON_WORDS)
    async with driven(draft.parent, draft) as app:
        await app.press("f17")
        await app.until_screen("NotesScreen")
        listed = [str(option.prompt) for option in app.app.screen.query_one(OptionList).options]
        assert [row.split()[-1] for row in listed] == ["未答复", "请写明原因", "已答复", "甲"]
        await app.press("enter")
        await app.until_screen("WritingScreen")
        await app.until(lambda: app.editor.selected_text == "培训不够")


async def test_a_note_is_answered_opened_again_and_withdrawn_in_the_list(draft: Path) -> None:
    with_notes(draft, ON_WORDS)
    async with driven(draft.parent, draft) as app:
        await app.press("f17", "ctrl+e")
        await app.until_screen("Ask")
        await app.paste("已写明")
        await app.press("enter")
        await app.until_screen("NotesScreen")
        assert notes(app)[0]["answered"] == "已写明"
        await app.press("ctrl+e")
        await app.until_screen("Ask")
        await app.press("ctrl+a", "delete", "enter")
        await app.until_screen("NotesScreen")
        assert "answered" not in notes(app)[0]
        await app.press("delete")
        assert notes(app) == []
        await app.press("ctrl+z")
        assert notes(app)[0]["text"] == "请写明原因"


async def test_the_words_of_a_note_are_changed_in_the_list_and_one_undo_takes_them_back(draft: Path) -> None:
    with_notes(draft, ON_WORDS + '\nanswered = "已写"\nsure = true')
    async with driven(draft.parent, draft, language="en") as app:
        await app.press("f17")
        await app.until_screen("NotesScreen")
        await app.press("f24")
        await app.until_screen("MakeNote")
        assert app.app.screen.query_one("#text", Input).value == "请写明原因"
        await app.press("end")
        await app.paste("，分三点")
        await app.press("tab", "ctrl+a", "delete", "enter")
        await app.until_screen("NotesScreen")
        changed = {
            "section": "problems",
            "quote": "培训不够",
            "text": "请写明原因，分三点",
            "answered": "已写",
            "sure": True,
        }
        assert notes(app) == [changed] and "请写明原因，分三点" in app.shown()
        await app.press("ctrl+z")
        assert notes(app) == [changed | {"text": "请写明原因", "by": "王科长"}]
        await app.press("f24", "escape")
        await app.until_screen("NotesScreen")
        assert notes(app)[0]["text"] == "请写明原因"


async def test_a_note_whose_words_were_changed_is_kept_and_says_so(draft: Path) -> None:
    with_notes(draft, ON_WORDS)
    async with driven(draft.parent, draft) as app:
        await go_to(app, "problems")
        await app.press("ctrl+home")
        await app.paste("新增一段。\n\n")
        await app.until(lambda: "underline" in style(app, "培训不够"))
        await app.press("down", *["right"] * 2, "delete", "delete")
        assert "业务不够" in app.editor.text
        await app.press("f17")
        await app.until_screen("NotesScreen")
        assert "原文已改动" in app.shown()
        assert notes(app)[0]["quote"] == "培训不够"


async def test_an_empty_list_says_how_to_begin(draft: Path) -> None:
    for language, words in (("zh_CN", "Shift+F3"), ("en", "Shift+F3")):
        async with driven(draft.parent, draft, language=language) as app:
            await app.press("f17")
            await app.until_screen("NotesScreen")
            assert words in app.shown()
            assert "Esc" in app.shown().splitlines()[-1]
            await app.press("escape")
            await app.until_screen("WritingScreen")


async def test_a_note_of_others_arrives_while_somebody_writes(draft: Path) -> None:
    async with driven(draft.parent, draft) as app:
        await go_to(app, "problems")
        with_notes(draft, ON_WORDS)
        await app.until(lambda: app.app.opened is not None and app.app.opened.draft.notes)
        await app.until(lambda: "underline" in style(app, "培训不够"))


@pytest.mark.parametrize("theme", ["ink", "paper"])
async def test_notes_can_be_read_in_every_theme(theme: str, draft: Path) -> None:
    with_notes(draft, ON_WORDS, ON_MEASURES)
    async with driven(draft.parent, draft, preferences=Preferences(theme)) as app:
        await go_to(app, "problems")
        await app.until(lambda: "underline" in style(app, "培训不够"))
        assert unreadable(app) == set()
        await app.press("f17")
        await app.until_screen("NotesScreen")
        assert unreadable(app) == set()
        await app.press("escape", "f15")
        await app.until_screen("MakeNote")
        assert unreadable(app) == set()


async def test_notes_are_in_no_rendering(draft: Path) -> None:
    with_notes(draft, ON_WORDS)
    async with driven(draft.parent, draft, size=(120, 36)) as app:
        await app.press("f5")
        await app.until_screen("PreviewScreen")
        assert "请写明原因" not in app.shown()
    assert "请写明原因" in tomllib.loads(draft.read_text("utf-8"))["notes"][0]["text"]
