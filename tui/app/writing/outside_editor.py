"""A text edited in the user's own editor, $VISUAL or $EDITOR."""

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
    command = command_of()
    with tempfile.TemporaryDirectory(prefix="baogao-") as folder:
        file = Path(folder, "section.md")
        file.write_text(text + "\n", "utf-8")  # and closed before the editor opens it
        try:
            with app.suspend():
                done = subprocess.run([*command, str(file)], check=False)
        except SuspendNotSupported:
            raise BaogaoError(say("this terminal cannot be handed to another program")) from None
        except OSError as error:
            raise unreadable(command[0], error) from None
        if done.returncode:
            what = say("the editor exited with {code}; the text is unchanged", code=done.returncode)
            raise BaogaoError(what)
        try:
            return normalise(file.read_bytes().decode("utf-8-sig")).rstrip("\n")  # Notepad adds a byte order mark
        except OSError as error:
            raise unreadable(file, error) from None
        except UnicodeDecodeError:
            raise BaogaoError(say("this is not UTF-8 text"), remedy=say("save it as UTF-8 in your editor")) from None
