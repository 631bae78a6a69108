"""Line breaks for a width in half characters: no closing mark starts a line, no opening one ends it, numbers stay whole."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from tui.base.line_breaks import line_breaks
from tui.base.text import is_wide

Measure = Callable[[str], int]
"""The width of a text, in half characters; a terminal has its own opinion, and calls them cells."""

_BETWEEN = "\u3000"  # between names side by side


def on_paper(text: str) -> int:
    """How wide a text is in print: quotation marks, dashes and dots are as wide as characters."""
    return len(text) + sum(map(is_wide, text))


def wrapped(
    text: str, width: int, first: int | None = None, measure: Measure = on_paper, hang: int = 0
) -> list[tuple[int, int]]:
    """Where the lines of a text begin and end; the first may be wider or narrower, and closing marks may `hang` out."""
    breaks = line_breaks(text, [measure(character) for character in text], width, first, hang)
    return list(pairwise([0, *breaks, len(text)]))


def balanced(text: str, width: int, measure: Measure = on_paper) -> list[str]:
    """The lines of a title: broken between names side by side, otherwise as few and as equal as the width allows."""
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
