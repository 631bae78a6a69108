"""A passage that two people changed: both versions side by side, and which of them is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from tui.app.dialogs.dialog import Dialog
from tui.app.translated import plain
from tui.app.widgets.filled_text import FilledText
from tui.app.widgets.version_area import VersionArea
from tui.base.messages import Message, say
from tui.editing.questions import Answer, Question, Version

_ANSWERS = {"keep-mine": Answer.MINE, "keep-theirs": Answer.THEIRS, "keep-both": Answer.BOTH}


class ConflictScreen(Dialog[Answer | None]):
    """Asks about one passage; the result is the version that is kept, or None where the question waits.

    It opens with the focus on “Later”: an Enter that was meant for the text decides nothing.
    """

    ABOUT: ClassVar[Message] = say(
        "Two people changed the same place. Compare both texts and decide which one is kept, or put it off: nothing is lost until then."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, question: Question, where: str, number: int = 1, of: int = 1) -> None:
        super().__init__()
        self._question = question
        self._where = where
        self._number = number
        self._of = of

    def compose(self) -> ComposeResult:
        """Both versions, and the answers."""
        with Vertical(classes="dialog large"):
            yield Static(plain(self.speak(self._title)), classes="dialog-title")
            with Horizontal(classes="versions"):
                yield from self._version("mine", say("Yours"), self._question.mine)
                yield from self._version("theirs", say("In the file, by others"), self._question.theirs)
            told = say("Left, Right: choose   Enter: OK   Esc: later. The text that is not kept is set aside.")
            yield Static(FilledText(plain(self.speak(told))), classes="dim")
            with Horizontal(classes="buttons"):
                for id, label in self._answers():
                    yield Button(plain(self.speak(label)), id=id, compact=True)

    @property
    def _title(self) -> Message:
        what = say("“{where}” differs from what others wrote. Which version is kept?", where=self._where)
        if self._of == 1:
            return what
        return say("({number} of {of}) {what}", number=self._number, of=self._of, what=what)

    def _version(self, id: str, whose: Message, version: Version) -> ComposeResult:
        with Vertical():
            gone = say("{whose}: deleted", whose=whose)
            yield Static(plain(self.speak(gone if version.is_gone else whose)), classes="whose")
            yield VersionArea(version.shown, version.differing, id=id)

    def _answers(self) -> Iterator[tuple[str, Message]]:
        yield "later", say("Later")
        yield "keep-mine", say("Delete, as I did") if self._question.mine.is_gone else say("Keep mine")
        yield "keep-theirs", say("Delete, as they did") if self._question.theirs.is_gone else say("Take theirs")
        if self._question.can_be_both and not (self._question.mine.is_gone or self._question.theirs.is_gone):
            yield "keep-both", say("Keep both")

    def on_mount(self) -> None:
        """Nothing is decided by the first key."""
        self.query_one("#later").focus()

    @on(Button.Pressed)
    def decide(self, event: Button.Pressed) -> None:
        """Return the answer."""
        event.stop()
        self.dismiss(_ANSWERS.get(event.button.id or ""))

    def action_leave(self) -> None:
        """Decide later."""
        self.dismiss(None)
