"""A number while it is typed into a cell: which characters belong to it, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tui.base.messages import Message, say
from tui.base.text import shortened
from tui.draft.answers import refused_number
from tui.draft.cell_text import is_blank, read_number
from tui.outline.table import CellKind

_LONGEST = 20  # characters
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．。－，", "0123456789..-,")
"""What an input method types while it is switched to full width, or to Chinese marks."""


@dataclass(frozen=True, slots=True)
class Typing:
    """What is typed so far."""

    text: str = ""

    def longer(self, character: str, kind: CellKind) -> Typing | None:
        """With one more character; None for one that no number of the kind has there."""
        typed = character.translate(_HALF_WIDTH)
        is_digit = len(typed) == 1 and typed in "0123456789"
        is_point = typed == "." and not kind.is_whole and "." not in self.text
        is_sign = typed == "-" and kind.signed and not self.text
        if not (is_digit or is_point or is_sign or (typed == "," and self.text)):
            return None
        return Typing(self.text + typed) if len(self.text) < _LONGEST else self

    def shorter(self) -> Typing:
        """Without the last character."""
        return Typing(self.text[:-1])

    def number(self, kind: CellKind) -> tuple[Decimal | None, Message | None]:
        """The number, None for a blank; or why it is none."""
        if is_blank(self.text):
            return None, None
        found = read_number(self.text)
        if found is None:
            return None, say("“{text}” is no number", text=shortened(self.text))
        refusal = refused_number(found, kind, is_whole=found == found.to_integral_value())
        return (None, refusal) if refusal else (found, None)
