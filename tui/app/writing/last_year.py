"""The same section of another draft, to read and to take sentences from."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message as Event

from tui.app.commands import bindings
from tui.app.widgets.chinese_area import ChineseArea
from tui.base.messages import Message, say
from tui.base.text import sentence_around
from tui.draft.years import turned


class LastYear(ChineseArea):
    """The same section of another draft."""

    ABOUT: ClassVar[Message] = say(
        "The same section of last year's draft. A sentence that still holds can be taken over; its years are moved on."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("last-year")

    class Taken(Event):
        """A sentence was taken."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self) -> None:
        super().__init__(id="last-year", read_only=True)
        self._turn: tuple[int | None, int] = (None, 0)

    def show(self, text: str | None, year: int | None = None, by: int = 0) -> None:
        """Show the section of the other draft, if there is one. Sentences are taken with its `year` moved on `by`."""
        self._turn = (year, by)
        shown = (
            self.speak(say("No draft chosen yet: {key} chooses one.", key=self.key("last-year")))
            if text is None
            else text
        )
        if shown != self.text:
            self.load_text(shown)
        self.disabled = text is None

    def action_take_sentence(self) -> None:
        """Take the sentence at the cursor, with its years moved on, and go to the next one."""
        offset = self.offset_at(self.cursor_location)
        sentence = sentence_around(self.text, offset)
        if not sentence:
            return
        year, by = self._turn
        self.post_message(self.Taken(turned(sentence, year, by) if year is not None and by else sentence))
        start = self.text.rfind(sentence, 0, offset + len(sentence))
        end = start + len(sentence)
        rest = self.text[end:]
        self.move_cursor(self.location_at(end + len(rest) - len(rest.lstrip())))
