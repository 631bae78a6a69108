"""A text or a file edited in the user's own editor, $VISUAL or $EDITOR."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from textual.app import App, SuspendNotSupported

from tui.base import files
from tui.base.errors import BaogaoError, Place, unreadable, unwritable
from tui.base.messages import Message, say
from tui.base.text import normalise
from tui.session.identity import private_folder


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


class UncleanReturn(BaogaoError):
    """The editor did not come back in order; what it saved is kept in the file that the error names."""

    text: str | None = None
    """What it saved, if that can be read."""


def _unclean(what: Message, file: Path, saved: bytes, remedy: Message | None = None) -> UncleanReturn:
    error = UncleanReturn(
        what, place=Place(str(file)), remedy=remedy or say("what the editor saved is kept in this file")
    )
    error.text = _read(saved)
    return error


def edited_outside(app: App[object], text: str, state: Path) -> str:
    """The text as the editor leaves it; the app is suspended meanwhile. The file is in a folder of its own in `state`.

    Raises `UncleanReturn` if the editor fails, saves no UTF-8, or returns at once, and keeps its file if that was changed.
    Raises `BaogaoError` if there is no editor, if it cannot be started, or if the app cannot be suspended.
    """
    private_folder(state)
    try:
        folder = Path(tempfile.mkdtemp(prefix="editor-", dir=state))
    except OSError as error:
        raise unwritable(state, error) from None
    file = folder / "section.md"
    is_kept = False
    try:
        file.write_text(text + "\n", "utf-8", newline="")  # and closed before the editor opens it
        begun = time.monotonic()
        code = _exit_code(app, [str(file)])
        saved = files.read(file)
        is_changed = saved != f"{text}\n".encode()
        if code and is_changed:
            raise _unclean(say("the editor exited with {code}; the draft is unchanged", code=code), file, saved)
        if code:
            raise BaogaoError(say("the editor exited with {code}; the text is unchanged", code=code))
        if not is_changed and time.monotonic() - begun < _AT_ONCE:
            remedy = say("set EDITOR to wait for it, as in “code --wait”; what you save there is kept in this file")
            raise _unclean(say("the editor returned at once, without a change"), file, b"", remedy)
        try:
            return normalise(saved.decode("utf-8-sig")).rstrip("\n")  # Notepad adds a byte order mark
        except UnicodeDecodeError:
            remedy = say("save it as UTF-8 in your editor; what it saved is kept in this file")
            raise _unclean(say("this is not UTF-8 text"), file, saved, remedy) from None
    except UncleanReturn:
        is_kept = True
        raise
    finally:
        if not is_kept:
            shutil.rmtree(folder, ignore_errors=True)


_AT_ONCE = 0.5  # seconds in which nobody has read the text: the editor left a window open and went


def _read(saved: bytes) -> str | None:
    """A text in UTF-8 or in the Chinese national encoding; None for anything else."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return normalise(saved.decode(encoding))
        except UnicodeDecodeError:
            continue
    return None


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
    """Run the editor in place of the app. Ctrl+C is for the editor meanwhile, and nothing in it keeps the app from coming back."""
    command = command_of()
    try:
        with app.suspend(), _without_interrupts():
            try:
                return subprocess.run([*command, *arguments], check=False).returncode
            except OSError as error:  # an exception that leaves `suspend` leaves the screen suspended
                refused = unreadable(command[0], error)
    except SuspendNotSupported:
        raise BaogaoError(say("this terminal cannot be handed to another program")) from None
    raise refused


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ignore Ctrl+C here; a handler of our own, and not `SIG_IGN`, which the editor would inherit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, *_QUIT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


_QUIT = [signal.SIGQUIT] if sys.platform != "win32" else []
