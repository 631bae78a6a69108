"""A checkbox, [x] or [ ]: Textual's own differs by colour only."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message as Event
from textual.widgets import Static

from tui.app.translated import Translated, plain
from tui.base.messages import Message


class Checkbox(Static, Translated, can_focus=True):
    """A checkbox with a label; the space bar or a click toggles it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "turn", show=False)]

    class Turned(Event):
        """The checkbox was toggled."""

    def __init__(self, label: Message, value: bool, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = label
        self.value = value

    def on_mount(self) -> None:
        """Draw box and label."""
        self._tell()

    def on_click(self) -> None:
        """Toggle it."""
        self.action_turn()

    def action_turn(self) -> None:
        """Toggle it."""
        self.value = not self.value
        self._tell()
        self.post_message(self.Turned())

    def _tell(self) -> None:
        self.update(plain(f"[{'x' if self.value else ' '}] {self.speak(self._label)}"))
