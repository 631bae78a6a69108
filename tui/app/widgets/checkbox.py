"""A box to tick: [x] or [ ], since what others draw is told apart by colour alone."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message as Event
from textual.widgets import Static

from tui.app.translated import Translated, plain
from tui.base.messages import Message


class Checkbox(Static, Translated, can_focus=True):
    """A box with a label; the space bar or a click ticks it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "turn", show=False)]

    class Turned(Event):
        """It was ticked, or the tick was taken away."""

    def __init__(self, label: Message, value: bool, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = label
        self.value = value

    def on_mount(self) -> None:
        """Write it."""
        self._tell()

    def on_click(self) -> None:
        """Turn it."""
        self.action_turn()

    def action_turn(self) -> None:
        """Checkbox it, or take the tick away."""
        self.value = not self.value
        self._tell()
        self.post_message(self.Turned())

    def _tell(self) -> None:
        self.update(plain(f"[{'x' if self.value else ' '}] {self.speak(self._label)}"))
