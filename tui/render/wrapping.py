"""Lines of Chinese for a width in half characters: no closing mark at a start, no opening one at an end, numbers in one piece."""

from __future__ import annotations

import re
from collections.abc import Callable

from tui.base.text import is_wide

Measure = Callable[[str], int]
"""How wide a text is, in half characters; a terminal has its own opinion, and calls them cells."""

_OPENING = "（《〈「『【〔［｛“‘"
_CLOSING = "，。、；：？！）》〉」』】〕］｝”’％…"
_BETWEEN = "\u3000"  # what stands between names side by side
_UNIT = re.compile(rf"[{_OPENING}]*(?:[!-~]+|[^{_OPENING}])?[{_CLOSING}]*")
"""What stays together: opening marks, a word in Latin letters or digits or one character, closing marks."""


def on_paper(text: str) -> int:
    """How wide a text is in print: quotation marks, dashes and dots are as wide as characters."""
    return len(text) + sum(map(is_wide, text))


def wrapped(
    text: str, width: int, first: int | None = None, measure: Measure = on_paper, hang: int = 0
) -> list[tuple[int, int]]:
    """Where the lines of a text begin and end; the first may have another width, since something stands in front of it.

    A closing mark at the end of a line may `hang` over the edge by so much: in print the half of it that is blank.
    """
    room = width if first is None else first
    lines: list[tuple[int, int]] = []
    start = at = used = 0
    for unit in _units(text, min(width, room), measure):
        cells = measure(unit)
        if used + cells > room + (hang if unit[-1] in _CLOSING else 0) and at > start:
            lines.append((start, at))
            start, used, room = at, 0, width
        at += len(unit)
        used += cells
    return [*lines, (start, at)]


def balanced(text: str, width: int, measure: Measure = on_paper) -> list[str]:
    """The lines of a title: broken between names that stand side by side, and else as few and as equal as the width allows."""
    lines: list[str] = []
    for part in filter(None, text.split(_BETWEEN)):
        if lines and measure(f"{lines[-1]}{_BETWEEN}{part}") <= width:
            lines[-1] += _BETWEEN + part
        else:
            lines += _even(part, width, measure)
    return lines


def _even(text: str, width: int, measure: Measure) -> list[str]:
    count = -(-measure(text) // width) or 1
    even = min(width, -(-measure(text) // count) + 2)  # so that one character too much makes no further line
    return [text[start:end].strip() for start, end in wrapped(text, even, measure=measure)]


def _units(text: str, width: int, measure: Measure) -> list[str]:
    """The text in pieces that are not broken, each at most so wide."""
    units: list[str] = []
    for unit in _UNIT.findall(text):
        if measure(unit) <= width:
            units.append(unit)
        else:
            units += unit
    return [unit for unit in units if unit]
