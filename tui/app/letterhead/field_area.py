"""The place to type into in a form: a line, or a few; what is typed arrives as in any text, and the arrows lead on."""

from __future__ import annotations

from textual import events
from textual.message import Message as Event

from tui.app.translated import plain
from tui.app.widgets.chinese_area import ChineseArea
from tui.base.text import joined, normalise
from tui.reading.pasting import cleaned

_STEPS = {"ctrl+up": 1, "pageup": 1, "ctrl+down": -1, "pagedown": -1}


class FieldArea(ChineseArea):
    """An area for one field. Textual's own Input drops U+3000, shows control characters raw, and forgets what was undone."""

    class Leaving(Event):
        """The next field is wanted, or the one before."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Stepped(Event):
        """One day more is wanted, or one less."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self, text: str, *, lines: int, steps: bool = False, read_only: bool = False) -> None:
        super().__init__(text, read_only=read_only)
        self.lines = lines
        self._steps = steps
        self._offered = ""
        self._cursor_from_end = 0
        self.soft_wrap = lines > 1
        self.set_class(lines == 1, "-line")
        self.styles.height = lines

    def on_mount(self) -> None:
        """Go on at the end of what is there."""
        self.move_cursor(self.document.end)

    @property
    def is_line(self) -> bool:
        """Whether it holds one line only."""
        return self.lines == 1

    @property
    def offered(self) -> str:
        """What is offered now: nothing once something is typed."""
        return "" if self.text else self._offered

    def offer(self, text: str, cursor: int = 0) -> None:
        """Show a text that can be taken over while nothing is typed; `cursor` characters before its end is where to go on."""
        if text != self._offered:
            self._offered, self._cursor_from_end = text, cursor
            self.placeholder = plain(joined(text))

    def _take_offer(self) -> None:
        text = self.offered
        self.replace_text(text)
        row, column = self.document.end
        self.move_cursor((row, column - self._cursor_from_end))

    async def on_key(self, event: events.Key) -> None:
        """Move to other fields, and step through days. Done here and not by bindings, which run after later characters."""
        if self._acts(event.key):
            event.stop()
            event.prevent_default()

    def _acts(self, key: str) -> bool:
        if key in _STEPS and self._steps:
            self.post_message(self.Stepped(_STEPS[key]))
        elif key == "right" and self.offered:
            self._take_offer()
        elif key == "up" and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.post_message(self.Leaving(-1))
        elif (key == "down" and self.navigator.is_last_wrapped_line(self.cursor_location)) or (
            key == "enter" and self._is_done
        ):
            self.post_message(self.Leaving(1))
        else:
            return False
        return True

    @property
    def _is_done(self) -> bool:
        """Whether Enter leads on: from a single line always, from a list on an empty one."""
        return self.is_line or self.read_only or not self.document.get_line(self.cursor_location[0]).strip()

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text without its debris: a line each, and into a single line on one line."""
        event.prevent_default()
        event.stop()
        if self.read_only:
            return
        lines = "\n".join(map(cleaned, normalise(event.text).split("\n")))
        done = self.replace(joined(lines) if self.is_line else lines, *self.selection, maintain_selection_offset=False)
        self.move_cursor(done.end_location)
