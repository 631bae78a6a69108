"""A dialog to choose one of many: typing narrows the list down, arrows and Enter choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.app.dialogs.dialog import ListDialog
from tui.app.place import CANCEL, Key
from tui.app.translated import plain
from tui.app.widgets.chinese_input import ChineseInput
from tui.app.widgets.rows import Rows
from tui.base.messages import Message, say

_WIDEST = 44  # cells of a label that others are aligned with
_MOST_LINES = 14


class Choice(NamedTuple):
    """A choice: its id, its text, a note after the text, and other words to find it by."""

    key: str
    label: str
    detail: str = ""
    aliases: str = ""


class Choose(ListDialog[str | None]):
    """Chooses; the result is the key of the choice, or None."""

    ABOUT: ClassVar[Message] = say(
        "A list to choose from. Type a few letters to narrow it down: Chinese, the initials of its pinyin, or English."
    )
    KEYS: ClassVar[tuple[Key, ...]] = (CANCEL, Key("enter", say("Choose")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, title: Message, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._column = min(_WIDEST, max((cell_len(one.label) for one in choices), default=0)) + 2
        """Where what is shown after the labels begins: the same for all, however many are shown."""

    def compose(self) -> ComposeResult:
        """The title, the input line, the choices."""
        with Vertical(classes="dialog"):
            yield Static(plain(self.speak(self._title)), classes="dialog-title")
            yield ChineseInput(placeholder=self.speak(say("type to search")), compact=True)
            yield Rows(compact=True)
            yield Static(plain(self.speak(say("no match"))), id="none")

    def on_mount(self) -> None:
        """Show all choices."""
        self.query_one(OptionList).styles.height = max(1, min(_MOST_LINES, len(self._choices)))  # and stays so
        self._narrow("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show the choices that match."""
        event.stop()
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        fitting = list(self._choices)
        if typed.strip():
            matcher = Matcher(typed.strip())
            scored = [(matcher.match(f"{one.label} {one.aliases} {one.detail}"), one) for one in self._choices]
            fitting = [one for score, one in sorted(scored, key=lambda pair: -pair[0]) if score > 0]
        found = self.query_one(OptionList)
        found.set_options(Option(_shown(one, self._column), id=one.key) for one in fitting)
        found.highlighted = 0 if fitting else None
        self.query_one("#none").visible = not fitting

    @on(Input.Submitted)
    def choose(self, event: Input.Submitted) -> None:
        """Return the highlighted choice."""
        event.stop()
        option = self.query_one(OptionList).highlighted_option
        if option is not None:
            self.dismiss(option.id)

    @on(OptionList.OptionSelected)
    def choose_option(self, event: OptionList.OptionSelected) -> None:
        """Return the choice that was clicked."""
        event.stop()
        self.dismiss(event.option_id)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def _shown(choice: Choice, column: int) -> Content:
    if not choice.detail:
        return plain(choice.label)
    gap = max(2, column - cell_len(choice.label))
    return plain(choice.label) + plain(" " * gap + choice.detail, "dim")
