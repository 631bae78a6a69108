"""Quotations from laws, which rules on wording must leave alone, since somebody else wrote them."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from tui.base.pattern import Pattern

_SAYS = Pattern(
    r"》[^。！？“”]{0,40}"  # a text is named …
    r"(?:规定|明确|要求|指出|提出|强调|载明|所称|条|款|项)[：:，,]?“"  # … and said to say something, which follows
)
_LONGEST = 2000  # characters of a quotation


class Quotations:
    """The stretches of a text that are quoted from a law or another named text; found when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        at = 0
        while said := _SAYS.search(self._text, at):
            start = said.end()
            end = self._text.find("”", start, start + _LONGEST + 1)
            at = start if end < 0 else end + 1
            if end >= 0:
                spans.append((start, end))
        return spans

    def hold(self, start: int, end: int) -> bool:
        """Whether any of the characters `start` to `end` is part of a quotation."""
        at = bisect_right(self._spans, (start, len(self._text))) - 1
        return (at >= 0 and start < self._spans[at][1]) or (at + 1 < len(self._spans) and self._spans[at + 1][0] < end)
