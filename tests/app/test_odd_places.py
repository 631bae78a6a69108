"""Something else is where the draft was, or is opened as one: the app says it and lives, and what was typed is there when it is back."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.app_driver import driven, empty

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, devices and links of Unix")


def fifo(file: Path) -> None:
    os.mkfifo(file)


def circle(file: Path) -> None:
    file.symlink_to(file)


def endless(file: Path) -> None:
    file.symlink_to("/dev/zero")


def folder(file: Path) -> None:
    file.mkdir()


KINDS = (fifo, circle, endless, folder)


@pytest.mark.parametrize("kind", KINDS)
async def test_the_app_lives_while_something_else_is_in_the_drafts_place(
    tmp_path: Path, kind: Callable[[Path], None]
) -> None:
    draft = empty(tmp_path / "office")
    kept = tmp_path / "kept.toml"
    async with driven(draft.parent, draft) as app:
        await app.press("甲")
        await app.until(lambda: not app.session.unsaved)
        draft.rename(kept)
        kind(draft)
        await app.press("乙")
        await app.until(lambda: app.app.opened is not None and app.app.opened.trouble is not None)
        assert app.screen == "WritingScreen"
        assert app.editor.text == "甲乙"
        await app.until(lambda: list((tmp_path / "office-state").glob("*.recovery.toml")))
        draft.rmdir() if draft.is_dir() and not draft.is_symlink() else draft.unlink()
        kept.rename(draft)
        await app.until(lambda: not app.session.unsaved)
    assert tomllib.loads(draft.read_text("utf-8"))["sections"]["introduction"]["text"] == "甲乙\n"


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_no_file_is_not_opened_and_said(tmp_path: Path, kind: Callable[[Path], None]) -> None:
    empty(tmp_path / "office", "other.toml")
    odd = tmp_path / "office" / "odd.toml"
    kind(odd)
    async with driven(tmp_path / "office") as app:
        app.app.open_draft(odd)
        await app.until(lambda: "odd.toml" in app.told)
        await app.press("enter")
        await app.until_screen("StartScreen")
