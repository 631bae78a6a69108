"""Another draft's section beside this one: to read, and to take sentences from."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message as Event

from tui.app.commands import bindings
from tui.app.widgets.chinese_area import ChineseArea
from tui.base.messages import say
from tui.base.text import sentence_around


class LastYear(ChineseArea):
    """The same section of another draft."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("last-year")

    class Taken(Event):
        """A sentence was taken over."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self) -> None:
        super().__init__(id="last-year", read_only=True)

    def show(self, text: str | None) -> None:
        """Show the section of the other draft; None: there is none yet."""
        shown = (
            self.speak(say("No draft chosen yet: {key} chooses one.", key=self.key("last-year")))
            if text is None
            else text
        )
        if shown != self.text:
            self.load_text(shown)
        self.disabled = text is None

    def action_take_sentence(self) -> None:
        """Give the sentence at the cursor to whoever writes."""
        sentence = sentence_around(self.text, self.offset_at(self.cursor_location))
        if sentence:
            self.post_message(self.Taken(sentence))
