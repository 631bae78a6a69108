"""A text edited in the person's own editor: what it saves comes back, and what goes wrong leaves the text as it was."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest
from textual.app import App, SuspendNotSupported

from tui.app import outside_editor
from tui.app.outside_editor import UncleanReturn, command_of, edited_outside
from tui.base.errors import BaogaoError


class Lending:
    """An app that makes way, and counts how often."""

    def __init__(self) -> None:
        self.away = 0

    @contextmanager
    def suspend(self) -> Iterator[None]:
        self.away += 1
        yield


class Staying:
    """An app that cannot make way."""

    def suspend(self) -> None:
        raise SuspendNotSupported


def edited(text: str, app: object | None = None) -> str:
    return edited_outside(cast("App[object]", app or Lending()), text, STATE)


STATE = Path()


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's state folder; nothing waits for an editor that returns at once but where that is tried."""
    monkeypatch.setattr(f"{__name__}.STATE", tmp_path / "state")
    monkeypatch.setattr(outside_editor, "_AT_ONCE", 0.0)
    return tmp_path / "state"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that stands in for an editor: it is given the file's name."""
    script = tmp_path / "editor's own.py"
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))} --wait")
    return script


def does(script: Path, lines: str) -> None:
    script.write_text(f"import pathlib, sys\nfile = pathlib.Path(sys.argv[-1])\n{lines}\n", "utf-8")


@pytest.mark.parametrize(
    ("saved", "want"),
    [
        ("依法行政。\n".encode(), "依法行政。"),
        ("依法行政。".encode(), "依法行政。"),
        ("依法\r\n行政。\r\n\r\n".encode(), "依法\n行政。"),
        ("\ufeff依法行政。\r\n".encode(), "依法行政。"),  # as Notepad saves it
        (b"", ""),
    ],
)
def test_what_the_editor_saves_comes_back(editor: Path, saved: bytes, want: str) -> None:
    does(editor, f"file.write_bytes({saved!r})")
    app = Lending()
    assert edited("一是学习。", app) == want
    assert app.away == 1


def test_the_editor_is_given_the_text_in_a_file_of_its_own(editor: Path, tmp_path: Path) -> None:
    does(editor, f"pathlib.Path({str(tmp_path / 'seen')!r}).write_bytes(file.read_bytes() + str(file).encode())")
    assert edited("一是学习。\n\n二是宣传。") == "一是学习。\n\n二是宣传。"
    text, name = (tmp_path / "seen").read_text("utf-8").rsplit("\n", 1)
    assert text == "一是学习。\n\n二是宣传。"
    assert name.endswith(".md")
    assert not Path(name).exists()


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ("file.write_text('x'); sys.exit(3)", "the editor exited with 3"),
        ("file.unlink()", ""),
        ("file.write_bytes('依法行政。'.encode('gbk'))", "this is not UTF-8 text"),
    ],
)
def test_what_goes_wrong_in_the_editor_is_reported(editor: Path, lines: str, what: str) -> None:
    does(editor, lines)
    with pytest.raises(BaogaoError) as caught:
        edited("一是学习。")
    assert what in str(caught.value.what)


def test_an_editor_that_is_not_there_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor-anywhere")
    with pytest.raises(BaogaoError, match="no-such-editor-anywhere"):
        edited("一是学习。")


def test_an_app_that_cannot_make_way_says_so(editor: Path) -> None:
    does(editor, "")
    with pytest.raises(BaogaoError, match="cannot be handed"):
        edited("一是学习。", Staying())


@pytest.mark.parametrize("environment", [{}, {"EDITOR": ""}, {"EDITOR": "  "}, {"VISUAL": "", "EDITOR": ""}])
def test_without_an_editor_it_is_said_how_to_set_one(environment: dict[str, str]) -> None:
    with pytest.raises(BaogaoError) as caught:
        command_of(environment)
    assert "no editor is set" in str(caught.value.what)
    assert "EDITOR" in str(caught.value.remedy)


def test_the_editor_may_have_options_and_visual_comes_first() -> None:
    assert command_of({"EDITOR": "nano"}) == ["nano"]
    assert command_of({"EDITOR": "nano", "VISUAL": "code --wait"}) == ["code", "--wait"]
    assert command_of({"EDITOR": "'/opt/my editor/e' -n"}) == ["/opt/my editor/e", "-n"]


def test_a_quotation_mark_that_is_left_open_is_reported() -> None:
    with pytest.raises(BaogaoError, match="no editor is set"):
        command_of({"EDITOR": "vim 'x"})


@pytest.mark.parametrize(
    ("lines", "kept", "text"),
    [
        ("file.write_text('改过。', 'utf-8'); sys.exit(1)", "改过。".encode(), "改过。"),
        ("file.write_text('改过。', 'utf-8'); os.kill(os.getpid(), 9)", "改过。".encode(), "改过。"),
        ("file.write_bytes('改过。'.encode('gbk'))", "改过。".encode("gbk"), "改过。"),
        ("file.write_bytes(b'\\xff\\xff')", b"\xff\xff", None),
    ],
)
def test_text_whose_way_back_is_not_clean_is_kept_and_named(
    editor: Path, state: Path, lines: str, kept: bytes, text: str | None
) -> None:
    does(editor, f"import os\n{lines}")
    with pytest.raises(UncleanReturn) as caught:
        edited("原来的。")
    assert caught.value.place is not None
    file = Path(caught.value.place.file)
    assert file.read_bytes() == kept
    assert state in file.parents
    assert caught.value.text == text
    assert os.name == "nt" or file.parent.stat().st_mode & 0o077 == 0


def test_nothing_is_left_of_a_clean_return(editor: Path, state: Path) -> None:
    does(editor, "file.write_text('改过。', 'utf-8')")
    assert edited("原来的。") == "改过。"
    does(editor, "sys.exit(1)")
    with pytest.raises(BaogaoError):
        edited("原来的。")
    assert list(state.iterdir()) == []


def test_an_editor_that_returns_at_once_is_noticed_and_its_file_stays(
    editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside_editor, "_AT_ONCE", 60.0)
    does(editor, "")
    with pytest.raises(UncleanReturn) as caught:
        edited("原来的。")
    assert caught.value.place is not None and Path(caught.value.place.file).read_text("utf-8") == "原来的。\n"
    assert "--wait" in str(caught.value.remedy)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_ctrl_c_in_the_editor_is_for_the_editor(editor: Path) -> None:
    does(editor, f"import os, signal\nos.kill({os.getpid()}, signal.SIGINT)\nfile.write_text('改过。', 'utf-8')")
    before = signal.getsignal(signal.SIGINT)
    assert edited("原来的。") == "改过。"
    assert signal.getsignal(signal.SIGINT) is before
    does(editor, "import os, signal\nos.kill(os.getpid(), signal.SIGINT)")
    with pytest.raises(BaogaoError, match="the editor exited with"):
        edited("原来的。")
