"""The same section of another draft, to read and to take sentences from."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message as Event

from tui.app.commands import bindings
from tui.app.widgets.chinese_area import ChineseArea
from tui.base.messages import Message, say
from tui.base.text import sentence_around
from tui.draft.draft import Draft
from tui.draft.new import PLAN_TITLE, promised, same_section
from tui.draft.years import turned
from tui.outline.outline import Section


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
        """The year of the other draft, and by how many years this one is later."""

    def show_section(self, section: Section, draft: Draft, other: Draft | None) -> None:
        """Show a section as the other draft has it, and what was planned there for this year.

        Sentences are taken with the other draft's years moved on to those of `draft`.
        """
        if other is None:
            self._show(self.speak(say("No draft chosen yet: {key} chooses one.", key=self.key("last-year"))))
            self.disabled = True
            return
        written = same_section(other, section)
        texts = [written.text.rstrip("\n")] if written and written.text.strip() else []
        for plan in promised(other, section):
            texts.append(f"{self.speak(PLAN_TITLE)}\n\n{plan.rstrip()}")
        self._turn = (other.year, draft.year - other.year if draft.year is not None and other.year is not None else 0)
        self._show("\n\n".join(texts))
        self.disabled = False

    def _show(self, text: str) -> None:
        if text != self.text:
            self.load_text(text)

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
