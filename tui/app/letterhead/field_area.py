"""The input of a form: one line or a few; text arrives as in any text area, and the arrows move between fields."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.message import Message as Event

from tui.app.place import Key
from tui.app.translated import plain
from tui.app.widgets.chinese_area import ChineseArea
from tui.base.messages import Message, say
from tui.base.text import joined, normalise
from tui.reading.pasting import cleaned

_STEPS = {"ctrl+up": 1, "pageup": 1, "ctrl+down": -1, "pagedown": -1}


class FieldArea(ChineseArea):
    """An area for one field. Textual's Input drops U+3000, shows control characters raw, and has no redo."""

    ABOUT: ClassVar[Message] = say(
        "A field of the letterhead. What is typed is saved at once; what is wrong is said when you leave it."
    )
    KEYS: ClassVar[tuple[Key, ...]] = (Key("tab", say("Next field")),)

    class Leaving(Event):
        """Move to the next or the previous field."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Stepped(Event):
        """Move to the next or the previous day."""

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
        """Continue at the end of the text."""
        self.move_cursor(self.document.end)

    @property
    def is_line(self) -> bool:
        """Whether it holds one line only."""
        return self.lines == 1

    @property
    def offered(self) -> str:
        """The current offer: nothing once something is typed."""
        return "" if self.text else self._offered

    def offer(self, text: str, cursor: int = 0) -> None:
        """Offer a text while nothing is typed; taking it puts the cursor `cursor` characters before its end."""
        if text != self._offered:
            self._offered, self._cursor_from_end = text, cursor
            self.placeholder = plain(joined(text))

    def _take_offer(self) -> None:
        text = self.offered
        self.replace_text(text)
        row, column = self.document.end
        self.move_cursor((row, column - self._cursor_from_end))

    async def on_key(self, event: events.Key) -> None:
        """Move to other fields, and step through days; a binding would run after later characters."""
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
        """Whether Enter moves on: from a single line always, from a list on an empty line."""
        return self.is_line or self.read_only or not self.document.get_line(self.cursor_location[0]).strip()

    def on_paste(self, event: events.Paste) -> None:
        """Paste text without the debris of word processors, joined into one line where the field has only one."""
        event.prevent_default()
        event.stop()
        if self.read_only:
            return
        lines = "\n".join(map(cleaned, normalise(event.text).split("\n")))
        done = self.replace(joined(lines) if self.is_line else lines, *self.selection, maintain_selection_offset=False)
        self.move_cursor(done.end_location)
