"""Small dialogs: one line to fill in, or a question with its answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Static

from tui.app.dialogs.dialog import Dialog
from tui.app.place import CLOSE, Key
from tui.app.translated import plain
from tui.app.widgets.chinese_input import ChineseInput
from tui.app.widgets.filled_text import FilledText
from tui.base.messages import Message, say


class Ask(Dialog[str | None]):
    """Asks for one line; the result is the text typed, or None."""

    ABOUT: ClassVar[Message] = say("One line to fill in.")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, title: Message, value: str = "") -> None:
        super().__init__()
        self._title = title
        self._value = value

    def compose(self) -> ComposeResult:
        """The question and the line."""
        with Vertical(classes="dialog"):
            yield Static(plain(self.speak(self._title)), classes="dialog-title")
            yield ChineseInput(self._value, compact=True)

    @on(Input.Submitted)
    def done(self, event: Input.Submitted) -> None:
        """Return the text typed."""
        event.stop()
        self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)


class Answer(NamedTuple):
    """One answer to a question."""

    key: str
    label: Message


class Decide(Dialog[str | None]):
    """Asks a question; the result is the key of the answer, or None after Esc."""

    ABOUT: ClassVar[Message] = say(
        "A question. Left and Right go from one answer to the next; leaving it open changes nothing."
    )
    KEYS: ClassVar[tuple[Key, ...]] = (CLOSE, Key("enter", say("OK")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, title: Message, text: str, answers: Sequence[Answer]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._answers = answers

    def compose(self) -> ComposeResult:
        """The question, its details, the answers."""
        with Vertical(classes="dialog"):
            yield Static(plain(self.speak(self._title)), classes="dialog-title")
            with VerticalScroll(can_focus=False, classes="dialog-body"):
                yield Static(FilledText(plain(self._text)))
            with Horizontal(classes="buttons"):
                for answer in self._answers:
                    yield Button(plain(self.speak(answer.label)), id=answer.key, compact=True)

    def on_mount(self) -> None:
        """Focus the first answer."""
        self.query(Button).first().focus()

    @on(Button.Pressed)
    def decide(self, event: Button.Pressed) -> None:
        """Return the answer."""
        event.stop()
        self.dismiss(event.button.id)

    def action_leave(self) -> None:
        """Decide later."""
        self.dismiss(None)


class Leaving(Decide):
    """Asks whether to leave with unsaved changes; the result is "leave" for yes, or another way out."""

    def __init__(self, why: str, ways: Sequence[Answer] = ()) -> None:
        answers = (Answer("stay", say("Stay")), *ways, Answer("leave", say("Leave")))
        super().__init__(say("Not everything is saved"), why, answers)
