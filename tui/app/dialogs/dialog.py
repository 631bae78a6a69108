"""The base of all dialogs: they cover a screen, translate messages, and load their styles when the first one opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widgets import OptionList

from tui.app.place import CANCEL, Key
from tui.app.translated import Translated
from tui.app.widgets.hints import Hints
from tui.base.messages import say

Result = TypeVar("Result")

DIALOGS = str(Path(__file__).with_name("dialogs.tcss"))
"""The styles of all dialogs; a dialog with its own styles names both files."""


class Dialog(ModalScreen[Result], Translated):
    """A dialog; its result is the choice or the text entered."""

    CSS_PATH: ClassVar[CSSPathType | None] = DIALOGS
    KEYS: ClassVar[tuple[Key, ...]] = (CANCEL, Key("enter", say("OK")), Key("tab", say("Next field")))

    def on_mount(self) -> None:
        """The bottom line names the keys of the dialog: those of the screen below do not work now."""
        self.mount(Hints())


class ListDialog(Dialog[Result]):
    """A dialog with a list that the arrow keys move in while the input line keeps the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('cursor_up')", show=False),
        Binding("down", "move('cursor_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
    ]

    def action_move(self, how: str) -> None:
        """Move in the list: `how` is an action of it, such as `cursor_up`."""
        move: Callable[[], None] = getattr(self.query_one(OptionList), f"action_{how}")
        move()
