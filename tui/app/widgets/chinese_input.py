"""An input line: Chinese arrives whole and in order, and no text controls the terminal."""

from __future__ import annotations

from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset
from textual.widgets import Input
from textual.widgets.input import Selection

from tui.app.field_keys import LINE, actions
from tui.app.widgets.own_keys import draft_action, is_command, is_dropped_blank
from tui.base.text import visible
from tui.base.words import word_at

# Enter moves to another field, as Tab does, and in the same order
_KEYS = {key: action for key, action in actions(LINE).items() if action != "submit"}


class _Safely(Highlighter):
    """Shows a value with the characters replaced that must never reach a terminal."""

    def highlight(self, text: Text) -> None:
        """Replace them one for one."""
        text.plain = visible(text.plain).replace("\n", " ").replace("\t", " ")


class ChineseInput(Input, inherit_bindings=False):
    """An input for one line, like `ChineseArea` for many."""

    BINDINGS: ClassVar[list[BindingType]] = LINE

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,
        max_length: int = 0,
        compact: bool = False,
        select_on_focus: bool = True,
    ) -> None:
        super().__init__(
            value,
            placeholder,
            _Safely(),
            id=id,
            max_length=max_length,
            compact=compact,
            select_on_focus=select_on_focus,
        )
        self.cursor_blink = False

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is; at the end of the text Textual is one cell too far (seen in 8.2.8)."""
        offset = super().cursor_screen_offset
        return offset - (1, 0) if self.cursor_at_end else offset

    async def on_key(self, event: events.Key) -> None:
        """Act on our own keys at once (see `own_keys`), and type the full-width blank, which Input drops as TextArea does."""
        action = _KEYS.get(event.key) or draft_action(self, event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(action)
        elif event.character and is_dropped_blank(event):
            event.stop()
            event.prevent_default()
            self.replace(event.character, *self.selection)
        elif is_command(event):
            event.prevent_default()

    async def on_click(self, event: events.Click) -> None:
        """Select a word on a double click, everything on a triple one."""
        if event.chain == 2:
            self.selection = Selection(*word_at(self.value, min(self.selection)))
        elif event.chain > 2:
            self.select_all()
