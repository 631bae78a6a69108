"""Passages that two people changed: both versions side by side, and which of them is kept; one dialog for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from tui.app.dialogs.conflicts import Asked, Conflicts
from tui.app.dialogs.dialog import Dialog
from tui.app.translated import Translated, plain
from tui.app.widgets.filled_text import FilledText
from tui.app.widgets.version_area import VersionArea
from tui.base.messages import Message, say
from tui.editing.questions import Answer, Version

_ANSWERS = {"keep-mine": Answer.MINE, "keep-theirs": Answer.THEIRS, "keep-both": Answer.BOTH}


class ConflictScreen(Dialog[None]):
    """Asks about one passage after the other, until all are decided or the rest is put off.

    Each is shown with the focus on “Later”: an Enter that was meant for the text decides nothing.
    """

    ABOUT: ClassVar[Message] = say(
        "Two people changed the same place. Compare both texts and decide which one is kept, or put it off: nothing is lost until then."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, conflicts: Conflicts, first: Asked) -> None:
        super().__init__()
        self._conflicts = conflicts
        self._first = first

    def compose(self) -> ComposeResult:
        """The first passage."""
        yield Passage(self._first)

    def on_mount(self) -> None:
        """Nothing is decided by the first key."""
        self.query_one("#later").focus()

    @on(Button.Pressed)
    async def decide(self, event: Button.Pressed) -> None:
        """Take the answer, and ask the next question in the place of this one."""
        event.stop()
        answer = _ANSWERS.get(event.button.id or "")
        asked = None if answer is None else self._conflicts.answer(answer)
        if asked is None:
            self.dismiss()
            return
        async with self.batch():
            await self.query_one(Passage).remove()
            await self.mount(Passage(asked), before=0)
            self.query_one("#later").focus()

    def action_leave(self) -> None:
        """Decide later."""
        self.dismiss()


class Passage(Vertical, Translated):
    """One passage: both versions, and the answers."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(classes="dialog large")
        self._asked = asked

    def compose(self) -> ComposeResult:
        """The title, the versions, the answers."""
        question = self._asked.question
        yield Static(plain(self.speak(self._title)), classes="dialog-title")
        with Horizontal(classes="versions"):
            yield from self._version("mine", say("Yours"), question.mine)
            yield from self._version("theirs", say("In the file, by others"), question.theirs)
        told = say("Left, Right: choose   Enter: OK   Esc: later. The text that is not kept is set aside.")
        yield Static(FilledText(plain(self.speak(told))), classes="dim")
        with Horizontal(classes="buttons"):
            for id, label in self._answers():
                yield Button(plain(self.speak(label)), id=id, compact=True)

    @property
    def _title(self) -> Message:
        asked = self._asked
        what = say("“{where}” differs from what others wrote. Which version is kept?", where=asked.where)
        if asked.of == 1:
            return what
        return say("({number} of {of}) {what}", number=asked.number, of=asked.of, what=what)

    def _version(self, id: str, whose: Message, version: Version) -> ComposeResult:
        with Vertical():
            gone = say("{whose}: deleted", whose=whose)
            yield Static(plain(self.speak(gone if version.is_gone else whose)), classes="whose")
            yield VersionArea(version.shown, version.differing, id=id)

    def _answers(self) -> Iterator[tuple[str, Message]]:
        question = self._asked.question
        yield "later", say("Later")
        yield "keep-mine", say("Delete, as I did") if question.mine.is_gone else say("Keep mine")
        yield "keep-theirs", say("Delete, as they did") if question.theirs.is_gone else say("Take theirs")
        if question.can_be_both and not (question.mine.is_gone or question.theirs.is_gone):
            yield "keep-both", say("Keep both")
