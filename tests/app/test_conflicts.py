"""What others changed too waits: nobody who types is disturbed, no first key decides, and no text is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Button

from tests.app.test_outside_edits import HEAD, answer, ask, outside, text_in
from tests.support.app_driver import Driver, driven, empty
from tui.app.dialogs.conflict import ConflictScreen
from tui.app.widgets.version_area import VersionArea
from tui.session.open_draft import TYPING

OLD = "第一句。\n\n第二句。\n\n第三句。"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = empty(tmp_path / "office")
    file.write_text(f'{HEAD}[sections.introduction]\ntext = """\n{OLD}\n"""\n', "utf-8")
    return file


async def conflict(app: Driver, draft: Path, mine: str, theirs: str) -> None:
    """Write one text here and another outside, before either has seen the other."""
    assert app.app.opened is not None
    app.app.opened.rewrite_texts(TYPING, {"introduction": mine})
    outside(draft, introduction=theirs)
    await app.until(lambda: app.session.conflicts)


async def opened(app: Driver) -> None:
    await app.press("f3")
    assert app.editor.text == OLD


async def test_whoever_types_types_on_and_everything_else_is_saved(draft: Path) -> None:
    async with driven(draft.parent, draft) as app:
        await opened(app)
        await app.press("ctrl+end", "left")  # into the sentence
        typed = ""
        for n, character in enumerate("一二三四五六七八九十" * 3):
            await app.paste(character)
            typed += character
            if n == 10:
                outside(draft, introduction=OLD.replace("第三句。", "第三句，他人改了。"))
            await app.pilot.pause(0.3)
            assert app.screen == "WritingScreen"
        await app.until(lambda: app.session.conflicts)
        assert app.editor.text.endswith(f"第三句{typed}。")
        await app.press("f4")
        await app.paste("另一部分。")
        await app.until(lambda: "另一部分。" in draft.read_text("utf-8"))
        assert "他人改了" in text_in(draft)
        assert "! 有1处与他人写的不同：Ctrl+K 处理" in app.shown()


async def test_the_words_that_differ_are_marked_on_both_sides_passage_by_passage(draft: Path) -> None:
    async with driven(draft.parent, draft, size=(120, 36)) as app:
        await opened(app)
        await conflict(
            app,
            draft,
            OLD.replace("一句", "一句甲").replace("三句", "三句甲"),
            OLD.replace("一句", "一句乙").replace("三句", "三句乙"),
        )
        await app.until(lambda: "! 有2处与他人写的不同" in app.shown())
        await ask(app)
        dialog = app.app.screen
        assert "（第1处，共2处）" in app.shown()
        await answer_one(app, "keep-mine", marked=("甲", "乙"))
        await app.until(lambda: "（第2处，共2处）" in app.shown())
        assert app.app.screen is dialog, "what is typed between two questions goes to no text"
        await answer_one(app, "keep-theirs", marked=("甲", "乙"))
        await app.until_screen("WritingScreen")
        await app.until(lambda: not app.session.unsaved)
        assert text_in(draft) == "第一句甲。\n\n第二句。\n\n第三句乙。\n"
        (one, other) = app.session.texts_set_aside()
        assert {"三句甲" in one.text, "三句甲" in other.text} == {True, False}


async def answer_one(app: Driver, id: str, marked: tuple[str, str]) -> None:
    """Answer one of several questions, after a look at what is marked in it."""
    screen = app.app.screen
    assert isinstance(screen, ConflictScreen)
    areas = list(screen.query(VersionArea))
    for area, word in zip(areas, marked, strict=True):
        stretches = [
            area.document.get_line(row)[one.start : one.end]
            for row in range(area.document.line_count)
            for one in area.stretches(row)
        ]
        assert stretches == [word]
    while app.app.focused is None or app.app.focused.id != id:
        await app.press("right")
    await app.press("enter")
    await app.until(lambda: not areas[0].is_attached)
    await app.pilot.pause()


async def test_each_question_begins_with_later_however_fast_the_keys_come(draft: Path) -> None:
    async with driven(draft.parent, draft) as app:
        await opened(app)
        mine, theirs = (OLD.replace("一句", f"一句{one}").replace("三句", f"三句{one}") for one in "甲乙")
        await conflict(app, draft, mine, theirs)
        await ask(app)
        await app.press("right", "enter", "enter", *"abc")  # mine, later, and then text
        await app.until_screen("WritingScreen")
        assert app.app.opened is not None
        assert app.app.opened.questions_left == 2, "a place is decided once all of its passages are"
        assert "abc" in app.editor.text


@pytest.mark.parametrize("keys", [("enter",), ("escape",), ("enter", "enter", "enter"), (*"abc", "enter")])
async def test_no_first_key_decides_anything(draft: Path, keys: tuple[str, ...]) -> None:
    async with driven(draft.parent, draft) as app:
        await opened(app)
        await conflict(app, draft, "我改的。", "他人改的。")
        await ask(app)
        assert isinstance(app.app.focused, Button) and app.app.focused.id == "later"
        await app.press(*keys)
        await app.until_screen("WritingScreen")
        assert app.session.conflicts
        assert text_in(draft) == "他人改的。\n"
        assert "我改的。" in app.editor.text


async def test_a_text_that_others_deleted_is_asked_like_a_change(draft: Path) -> None:
    async with driven(draft.parent, draft) as app:
        await opened(app)
        await conflict(app, draft, "我改的。", "")
        await ask(app)
        assert "他人写的）：已删除" in app.shown() and "按他人的删除" in app.shown()
        assert not app.app.screen.query("#keep-both")
        await answer(app, "keep-theirs")
        await app.until(lambda: not app.session.unsaved)
        assert text_in(draft).strip() == ""
        (one,) = app.session.texts_set_aside()
        assert one.text == "我改的。\n"


async def test_a_conflict_is_told_and_resolved_on_other_screens_of_the_draft(draft: Path) -> None:
    async with driven(draft.parent, draft) as app:
        await opened(app)
        await app.press("f9")
        await app.until_screen("LetterheadScreen")
        await conflict(app, draft, "我改的。", "他人改的。")
        await app.until(lambda: "Ctrl+K 处理冲突" in app.shown().splitlines()[-1])
        await app.press("ctrl+k")
        await app.until_screen("ConflictScreen")
        await app.press("right", "enter")
        await app.until_screen("LetterheadScreen")
        await app.until(lambda: text_in(draft) == "我改的。\n")
        await app.until(lambda: "Ctrl+K" not in app.shown().splitlines()[-1])


async def test_leaving_the_draft_and_coming_back_loses_neither_text(draft: Path) -> None:
    async with driven(draft.parent, draft) as app:
        await opened(app)
        await conflict(app, draft, "我改的。", "他人改的。")
        await app.press("ctrl+o")
        await app.until_screen("StartScreen")
        app.app.open_draft(draft)
        await app.until_screen("Decide")
        await app.press("enter")  # restore
        await app.until_screen("WritingScreen")
        await app.until(lambda: app.session.conflicts)
        await ask(app)
        assert "我改的。" in app.shown() and "他人改的。" in app.shown()


async def test_the_question_can_be_reached_from_the_one_about_leaving(draft: Path) -> None:
    async with driven(draft.parent, draft) as app:
        await opened(app)
        await conflict(app, draft, "我改的。", "他人改的。")
        await app.press("ctrl+q")
        await app.until_screen("Leaving")
        await app.press("right", "enter")
        await app.until_screen("ConflictScreen")
