"""Line breaks of Chinese text: no closing mark starts a line, no opening one ends it, numbers and ids stay whole.

The rules are GB/T 15834—2011, 5.1: 句号、逗号 and the like, the second half of a pair and ‰ never start a line,
the first half never ends one, and ——, …… are not split.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from unicodedata import category, east_asian_width

OPENING = "（《〈「『【〔［｛〖“‘([{"
"""Marks that must not end a line."""
CLOSING = "，。、；：？！）》〉」』】〕］｝〗”’％‰…·～々,.;:?!)]}%"
"""Marks that must not start a line."""

_OPENS, _CLOSES, _WORD, _BLANK, _CLINGS, _DASH, _JOINS = (1 << n for n in range(7))
_DASHES = "—–―"
_JOINER = "\u200d"
_BOLD = re.compile(r"\*\*")


class _Traits(dict[str, int]):
    """How a character behaves at the end of a line, looked up once for each."""

    def __missing__(self, character: str) -> int:
        traits = (
            _OPENS * (character in OPENING)
            | _CLOSES * (character in CLOSING)
            | _WORD * _is_of_word(character)
            | _BLANK * (character == " ")
            | _CLINGS * (category(character) in ("Mn", "Me", "Cf", "Sk") and character > "\u02ff")
            | _DASH * (character in _DASHES)
            | _JOINS * (character == _JOINER)
        )
        self[character] = traits
        return traits


_TRAITS = _Traits()


def _is_of_word(character: str) -> bool:
    """Whether a character is part of a number, id or Latin word: ASCII but space, full-width digits, letters like é."""
    if character.isascii():
        return " " < character < "\x7f"
    return character.isalnum() and (
        (east_asian_width(character) not in "W" and character < "\u2e80") or "０" <= character <= "ｚ"
    )


def line_breaks(text: str, widths: Sequence[int], room: int, first: int | None = None, hang: int = 0) -> list[int]:
    """The offsets, in characters, at which a text on one line breaks so that no line is wider than `room`.

    `widths` holds the width of each character; the first line may have a different room, `first`. Only what is wider
    than a line is split: first next to marks, then within words. A character wider than the room gets its own line.
    A closing mark at the end of a line may `hang` over the edge by this much: in print, the half of it that is empty.
    """
    ends = list(accumulate(widths, initial=0))
    limit = room if first is None else first
    total = ends[-1]
    if total <= limit:
        return []
    kept = _bold_edges(text)
    breaks: list[int] = []
    start = 0
    while total - ends[start] > limit:
        fits = bisect_right(ends, ends[start] + max(limit, 1), start) - 1
        if hang and ends[min(fits + 1, len(text))] - ends[start] <= limit + hang and _TRAITS[text[fits]] & _CLOSES:
            fits += 1
        end = _break(text, start, fits, kept) if fits < len(text) else fits
        if end >= len(text):
            break
        breaks.append(end)
        start, limit = end, room
    return breaks


def _break(text: str, start: int, fits: int, kept: set[int]) -> int:
    """Where the line that begins at `start` ends, when it has room for the characters up to `fits`."""
    if fits <= start:
        fits = start + 1
        while fits < len(text) and _TRAITS[text[fits]] & _CLINGS:
            fits += 1
        return fits
    beside_marks = within_word = 0
    for end in range(fits, start, -1):
        before, after = _TRAITS[text[end - 1]], _TRAITS[text[end]]
        if after & _CLINGS or before & _JOINS:
            continue
        in_word = before & after & _WORD or (before & after & _DASH)
        marks = after & (_CLOSES | _BLANK) or before & _OPENS or end in kept
        if not in_word and not marks:
            return end
        if not in_word:
            beside_marks = beside_marks or end
        elif not marks:
            within_word = within_word or end
    return beside_marks or within_word or fits


def _bold_edges(text: str) -> set[int]:
    """The places between bold marks and what they enclose."""
    if "**" not in text:
        return set()
    return {match.start() if n % 2 else match.end() for n, match in enumerate(_BOLD.finditer(text))}
