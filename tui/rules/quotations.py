"""Quotations from laws: what a rule on wording must leave as it is, since somebody else wrote it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

_QUOTED = (
    r"》[^。！？“”]{0,40}"  # a text is named …
    r"(?:规定|明确|要求|指出|提出|强调|载明|所称|条|款|项)[：:，,]?"  # … and said to say something …
    r"“([^”]{0,2000})”"  # … which follows
)


class Quotations:
    """The stretches of a text that are quoted from a law or another named text; found when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [match.span(1) for match in re.finditer(_QUOTED, self._text)]

    def hold(self, start: int, end: int) -> bool:
        """Whether any of the characters `start` up to `end` is part of a quotation."""
        at = bisect_right(self._spans, (start, len(self._text))) - 1
        return (at >= 0 and start < self._spans[at][1]) or (at + 1 < len(self._spans) and self._spans[at + 1][0] < end)
