"""A text or a file edited in the user's own editor, $VISUAL or $EDITOR."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from textual.app import App, SuspendNotSupported

from tui.base.errors import BaogaoError, unreadable
from tui.base.messages import say
from tui.base.text import normalise


def command_of(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The command of the editor. Raises `BaogaoError` if none is set."""
    try:
        command = shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or "")
    except ValueError:  # a quotation mark that is left open
        command = []
    if not command:
        raise BaogaoError(
            say("no editor is set"), remedy=say("set the variable EDITOR, for example to vim or nano, and start again")
        )
    return command


def edited_outside(app: App[object], text: str) -> str:
    """The text as the editor leaves it; the app is suspended meanwhile.

    Raises `BaogaoError` if there is no editor, if it fails or cannot be started, or if the app cannot be suspended.
    """
    with tempfile.TemporaryDirectory(prefix="baogao-") as folder:
        file = Path(folder, "section.md")
        file.write_text(text + "\n", "utf-8")  # and closed before the editor opens it
        if code := _exit_code(app, [str(file)]):
            raise BaogaoError(say("the editor exited with {code}; the text is unchanged", code=code))
        try:
            return normalise(file.read_bytes().decode("utf-8-sig")).rstrip("\n")  # Notepad adds a byte order mark
        except OSError as error:
            raise unreadable(file, error) from None
        except UnicodeDecodeError:
            raise BaogaoError(say("this is not UTF-8 text"), remedy=say("save it as UTF-8 in your editor")) from None


def edit_file(app: App[object], file: Path, line: int = 1) -> None:
    """Let the user edit a file, with the cursor on a line if the editor supports that; raises like `edited_outside`."""
    program = Path(command_of()[0]).name
    if code := _exit_code(app, [*([f"+{line}"] if program in _TAKE_A_LINE else []), str(file)]):
        raise BaogaoError(say("the editor exited with {code}", code=code))


_TAKE_A_LINE = frozenset(
    {"vi", "vim", "nvim", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe", "ne", "mg"}
)
"""Editors that take +LINE before the file."""


def _exit_code(app: App[object], arguments: list[str]) -> int:
    command = command_of()
    try:
        with app.suspend():
            return subprocess.run([*command, *arguments], check=False).returncode
    except SuspendNotSupported:
        raise BaogaoError(say("this terminal cannot be handed to another program")) from None
    except OSError as error:
        raise unreadable(command[0], error) from None
