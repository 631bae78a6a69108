"""A draft that cannot be read: the error with its line, the remedy, and the user's own editor or another try."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from tui.app.dialogs.dialog import Dialog
from tui.app.outside_editor import edit_file
from tui.app.place import CANCEL, Key
from tui.app.translated import Translated, plain
from tui.base import files
from tui.base.errors import BaogaoError, Place
from tui.base.messages import Message, say
from tui.base.text import message_line

_LOOK = 0.5  # seconds between two looks at the file
_BEFORE, _AFTER = 24, 40  # characters shown around the place
_AROUND = 1  # lines before and after the place


def line_at(place: Place) -> list[tuple[int, str, int | None]]:
    """The lines around a place with their numbers, cut to its surroundings, and the cells before it in its own line."""
    if place.span is None:
        return []
    try:
        lines = files.read(Path(place.file)).decode("utf-8-sig", "replace").splitlines()
    except BaogaoError:
        return []
    at, column = place.start.line, place.start.column
    first = max(0, column - 1 - _BEFORE)
    shown: list[tuple[int, str, int | None]] = []
    for n in range(max(1, at - _AROUND), min(len(lines), at + _AROUND) + 1):
        text = message_line(lines[n - 1][first : first + _BEFORE + _AFTER])
        before = cell_len(text[: column - 1 - first]) if n == at else None
        shown.append((n, text, before))
    return shown


def excerpt(place: Place) -> Content:
    """The lines around a place, with a mark below its character; nothing if they cannot be read."""
    parts: list[Content] = []
    for n, text, before in line_at(place):
        number = f"{n:>6}  "
        parts.append(plain(number, "$text-muted") + plain(text))
        if before is not None:
            parts.append(plain(" " * (len(number) + before) + "^", "bold $text-error"))
    return Content("\n").join(parts)


def told(error: BaogaoError, speaker: Translated) -> Content:
    """An error: place, message, line, remedy."""
    parts: list[Content] = []
    if error.place is not None:
        where = speaker.host.short(error.place.file)
        if error.place.span is not None:
            where += f":{error.place.start.line}:{error.place.start.column}"
        parts.append(plain(where, "bold"))
    parts.append(plain(speaker.speak(error.what)))
    if error.place is not None and (lines := excerpt(error.place)):
        parts.append(lines)
    if error.remedy:
        parts.append(plain(speaker.speak(error.remedy)))
    return Content("\n").join(parts)


class DamagedScreen(Dialog[bool]):
    """Shows why a draft cannot be read; the result is whether it can be read now."""

    ABOUT: ClassVar[Message] = say(
        "This draft cannot be read: its file is damaged at the line shown. Correct it in your editor, and it is read again."
    )
    KEYS: ClassVar[tuple[Key, ...]] = (CANCEL, Key("enter", say("OK")), Key("f12", say("Edit")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f12", "edit", show=False),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, file: Path, error: BaogaoError) -> None:
        super().__init__()
        self._file = file
        self._error = error
        self._seen = self._state

    def compose(self) -> ComposeResult:
        """The error, and the ways on."""
        with Vertical(classes="dialog"):
            yield Static(plain(self.speak(say("This draft cannot be opened yet"))), classes="dialog-title")
            with VerticalScroll(can_focus=False, classes="dialog-body"):
                yield Static(id="what")
            yield Static(
                plain(self.speak(say("Correct it in any editor; it opens by itself once it can be read."))),
                classes="dim",
            )
            yield Static(id="trouble")
            with Horizontal(classes="buttons"):
                yield Button(plain(self.speak(say("Open in the editor"))), id="edit", compact=True)
                yield Button(plain(self.speak(say("Try again"))), id="again", compact=True)
                yield Button(plain(self.speak(say("Back"))), id="leave", compact=True)

    def on_mount(self) -> None:
        """Show the error, and watch the file for changes."""
        self.query_one("#what", Static).update(told(self._error, self))
        self.query_one("#edit").focus()
        self.set_interval(_LOOK, self._look)

    @property
    def _culprit(self) -> Path:
        """The file to be corrected: the draft, its outline or the office's settings."""
        return Path(self._error.place.file) if self._error.place else self._file

    @property
    def _state(self) -> object:
        try:
            status = self._culprit.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _look(self) -> None:
        if self.is_current and self._state != self._seen:
            self.again()

    @on(Button.Pressed, "#again")
    def again(self) -> None:
        """Try again to read the draft."""
        self._seen = self._state
        try:
            self.host.offices.open(self._file)
            self.host.offices.of(self._file.parent)
        except BaogaoError as error:
            self._error = error
            self._seen = self._state
            self.query_one("#what", Static).update(told(error, self))
        else:
            self.dismiss(True)

    @on(Button.Pressed, "#edit")
    def action_edit(self) -> None:
        """Open the file in the user's own editor, at the line."""
        place = self._error.place
        try:
            edit_file(self.app, self._culprit, place.start.line if place and place.span else 1)
        except BaogaoError as error:
            words = (error.what, error.remedy) if error.remedy else (error.what,)
            self.query_one("#trouble", Static).update(plain("\n".join(map(self.speak, words)), "bold"))
        else:
            self.again()

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(False)
