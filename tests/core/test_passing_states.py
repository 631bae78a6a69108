"""What an open draft makes of a file that others are at: half-written, in git's hands, or not a file any more."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tui.base.errors import BaogaoError
from tui.outline.library import Library
from tui.session.passing import is_moving
from tui.session.session import Outcome, Session

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
LIBRARY = Library.searching()
TEXT = ("sections", "plan", "text")


class Desk:
    """A session on a draft in a folder of its own, with a clock that is set by hand."""

    def __init__(self, folder: Path) -> None:
        self.now = 100.0
        self.file = folder / "report.toml"
        self.file.write_bytes(EXAMPLE.read_bytes())
        self.session = Session.open(self.file, LIBRARY, state=folder / "state", clock=lambda: self.now)

    def wait(self) -> Outcome:
        """Let time pass until what was typed is due to be saved."""
        self.now += 6
        return self.session.tick().outcome


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_nothing_is_saved_over_a_file_that_is_still_being_written(desk: Desk) -> None:
    whole = desk.file.read_bytes()
    desk.session.write_text("plan", "我的。\n")
    with desk.file.open("wb") as stream:
        stream.write(whole[:5000])
        stream.flush()
        assert not desk.session.is_settled()
        assert desk.wait() is Outcome.NOTHING
        stream.write(whole[5000:])
    assert desk.file.read_bytes() == whole
    while not desk.session.is_settled():
        time.sleep(0.05)
    assert desk.wait() is Outcome.SAVED
    assert desk.file.read_bytes() != whole


@pytest.mark.parametrize("name", ["index.lock", "rebase-merge", "MERGE_AUTOSTASH"])
@pytest.mark.parametrize("worktree", [False, True])
def test_what_git_is_in_the_middle_of_is_left_alone(desk: Desk, name: str, worktree: bool) -> None:
    git = desk.file.parent / (".git" if not worktree else "elsewhere")
    git.mkdir()
    if worktree:
        (desk.file.parent / ".git").write_text(f"gitdir: {git}\n", "utf-8")
    (git / name).write_bytes(b"") if "." in name or name.isupper() else (git / name).mkdir()
    other = desk.file.with_suffix(".new")
    other.write_text(desk.file.read_text("utf-8").replace("抓好以下五件事", "抓好下面五件事"), "utf-8")
    os.replace(other, desk.file)
    desk.session.write_text("other", "我的。\n")
    assert is_moving(desk.file)
    assert desk.wait() is Outcome.NOTHING
    past = time.time() - 60
    os.utime(git / name, (past, past))
    assert not is_moving(desk.file), "a conflict that waits for a person, or a lock that was left lying"
    os.utime(desk.file, (past, past))
    assert desk.wait() is Outcome.MERGED


@pytest.mark.skipif(os.name == "nt", reason="this is how POSIX systems are")
@pytest.mark.parametrize("kind", ["pipe", "circle", "folder", "device"])
def test_something_else_in_the_drafts_place_is_said_and_the_text_is_kept(desk: Desk, kind: str) -> None:
    desk.session.write_text("plan", "我的。\n")
    desk.file.unlink()
    match kind:
        case "pipe":
            os.mkfifo(desk.file)
        case "circle":
            desk.file.symlink_to(desk.file)
        case "folder":
            desk.file.mkdir()
        case "device":
            desk.file.symlink_to("/dev/zero")
    for act in (desk.session.look, desk.session.save):
        with pytest.raises(BaogaoError):
            act()
    assert desk.session.value(TEXT) == "我的。\n"
    assert "我的。" in next((desk.file.parent / "state").iterdir()).read_text("utf-8")


def test_a_read_only_draft_is_said_and_the_text_is_kept(desk: Desk) -> None:
    desk.session.write_text("plan", "我的。\n")
    desk.file.chmod(0o444)
    with pytest.raises(BaogaoError, match="read-only"):
        desk.session.save()
    assert desk.session.value(TEXT) == "我的。\n"
    assert desk.file.read_bytes() == EXAMPLE.read_bytes()
    desk.file.chmod(0o644)
    assert desk.session.save().outcome is Outcome.SAVED
