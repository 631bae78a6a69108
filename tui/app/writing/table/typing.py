"""A number while it is typed into a cell: the characters it may have, and its value."""

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
"""Characters that an input method types at full width, or as Chinese marks."""


@dataclass(frozen=True, slots=True)
class Typing:
    """The text typed so far."""

    text: str = ""

    def longer(self, character: str, kind: CellKind) -> Typing | None:
        """The text with one more character; None if no number of the kind has it there."""
        typed = character.translate(_HALF_WIDTH)
        is_digit = len(typed) == 1 and typed in "0123456789"
        is_point = typed == "." and not kind.is_whole and "." not in self.text
        is_sign = typed == "-" and kind.signed and not self.text
        if not (is_digit or is_point or is_sign or (typed == "," and self.text)):
            return None
        return Typing(self.text + typed) if len(self.text) < _LONGEST else self

    def shorter(self) -> Typing:
        """The text without its last character."""
        return Typing(self.text[:-1])

    def number(self, kind: CellKind) -> tuple[Decimal | None, Message | None]:
        """The number, None for a blank; or the reason why it is none."""
        if is_blank(self.text):
            return None, None
        found = read_number(self.text)
        if found is None:
            return None, say("“{text}” is not a number", text=shortened(self.text))
        refusal = refused_number(found, kind, is_whole=found == found.to_integral_value())
        return (None, refusal) if refusal else (found, None)
