"""A draft that can only be read: it is said, what is typed is kept, a copy is offered, and the original stays as it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.app_driver import driven, empty
from tui.session import recovery


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = empty(tmp_path / "office")
    file.chmod(0o444)
    return file


@pytest.mark.parametrize("language", ["zh_CN", "en"])
async def test_it_is_said_at_opening_and_nobody_is_asked_while_typing(draft: Path, language: str) -> None:
    before = draft.read_bytes()
    async with driven(draft.parent, draft, language=language) as app:
        words = (
            "! 只读文件，不在此保存：Ctrl+S 另存副本" if language == "zh_CN" else "! read-only, nothing is saved here"
        )
        assert words in app.shown()
        assert ("这份草稿只读" if language == "zh_CN" else "this draft is read-only") in app.shown()
        await app.press(*"写下的话")
        await app.pilot.pause(10)
        assert app.screen == "WritingScreen"
        assert app.editor.text == "写下的话"
        assert words in app.shown()
    assert draft.read_bytes() == before
    assert list((draft.parent.parent / "office-state").glob("*.recovery.toml"))


async def test_a_copy_takes_what_was_typed_and_what_is_typed_from_then_on(draft: Path) -> None:
    before = draft.read_bytes()
    async with driven(draft.parent, draft) as app:
        await app.press(*"写下的话", "ctrl+s")
        await app.until_screen("Ask")
        assert "report-副本.toml" in app.shown()
        await app.press("enter")
        await app.until_screen("WritingScreen")
        copy = draft.with_name("report-副本.toml")
        assert "写下的话" in copy.read_text("utf-8")
        await app.until(lambda: "report-副本.toml" in app.shown().splitlines()[0])
        assert "只读" not in app.shown().splitlines()[-3]
        await app.press(*"，再写")
        await app.until(
            lambda: "写下的话，再写" in copy.read_text("utf-8") or "写下的话再写" in copy.read_text("utf-8")
        )
        await app.press("ctrl+z", "ctrl+z")
        await app.until(lambda: "写下的话" not in copy.read_text("utf-8"))
        await app.press("ctrl+q")
        await app.until(lambda: not app.app.is_running)
    assert draft.read_bytes() == before
    assert not recovery.all_left_behind(draft.parent.parent / "office-state")


async def test_a_copy_never_replaces_anything(draft: Path) -> None:
    taken = draft.with_name("report-副本.toml")
    taken.write_text("不是我的", "utf-8")
    async with driven(draft.parent, draft) as app:
        await app.press(*"写下的话", "ctrl+s")
        await app.until_screen("Ask")
        assert "report-副本2.toml" in app.shown()
        await app.paste("report-副本.toml")  # all of the name is selected
        await app.press("enter")
        await app.until(lambda: "已存在" in app.told)
        await app.press("enter")  # read
        await app.until_screen("Ask")
        await app.press("escape")
        await app.until_screen("WritingScreen")
        assert app.editor.text == "写下的话"
    assert taken.read_text("utf-8") == "不是我的"


async def test_the_question_about_leaving_offers_the_copy(draft: Path) -> None:
    async with driven(draft.parent, draft) as app:
        await app.press(*"写下的话", "ctrl+q")
        await app.until_screen("Leaving")
        await app.press("right", "enter")
        await app.until_screen("Ask")
        await app.press("enter")
        await app.until_screen("WritingScreen")
    assert "写下的话" in draft.with_name("report-副本.toml").read_text("utf-8")


async def test_a_file_that_is_made_writable_meanwhile_is_saved(draft: Path) -> None:
    async with driven(draft.parent, draft) as app:
        await app.press(*"写下的话")
        await app.pilot.pause(3)
        draft.chmod(0o644)
        await app.until(lambda: "写下的话" in draft.read_text("utf-8"))
        await app.until(lambda: "只读" not in app.shown().splitlines()[-3])


async def test_a_folder_that_takes_no_file_is_told_the_same_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = empty(tmp_path / "office")
    access = os.access
    monkeypatch.setattr(os, "access", lambda file, mode: Path(file) != draft.parent and access(file, mode))
    async with driven(tmp_path / "elsewhere", state=tmp_path / "state") as app:
        (tmp_path / "elsewhere").mkdir()
        app.app.open_draft(draft)
        await app.until_screen("WritingScreen")
        await app.until(lambda: "! 只读文件" in app.shown())
        await app.press("ctrl+s")
        await app.until_screen("Ask")
        await app.press("enter")
        await app.until(lambda: (tmp_path / "elsewhere" / "report-副本.toml").exists())
