"""Search and replace in the texts of sections; the name of a reference is not text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tui.draft.prose import references

_BRACES = frozenset("{}")


class Match(NamedTuple):
    """Words found in a section: the characters `start` to `end` of its text."""

    section: str
    start: int
    end: int


def occurrences(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where exactly these words occur in a text, without overlaps.

    The name in `{a_figure}` is not searched: replacing “figure” in the text must not break the reference. To search
    for a reference, include a brace in the search.
    """
    if not wanted:
        return []
    taboo = [] if _BRACES & set(wanted) else list(references(text))
    found = []
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        inside = _overlapping(taboo, at, end)
        if inside is None:
            found.append((at, end))
        at = text.find(wanted, end if inside is None else inside[1])
    return found


def _overlapping(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The last of these spans (in order and apart) that begins before `end`, if it ends after `start`."""
    n = bisect_right(spans, end - 1, key=lambda span: span[0]) - 1
    return spans[n] if n >= 0 and spans[n][1] > start else None


def matches(texts: Mapping[str, str], wanted: str) -> list[Match]:
    """Where these words occur in the texts of sections, section by section."""
    return [Match(section, *span) for section, text in texts.items() for span in occurrences(text, wanted)]


def next_match(
    texts: Mapping[str, str], wanted: str, by: int, sections: Sequence[str], here: tuple[str, int]
) -> tuple[Match | None, bool]:
    """The next (`by` 1) or previous (-1) match from a section and offset, and whether the search wrapped around.

    `sections` are all sections in order, also those without a text.
    """
    order = {section: n for n, section in enumerate(sections)}
    at = (order[here[0]], here[1])
    found = [((order[one.section], one.start), one) for one in matches(texts, wanted)]
    ahead = [one for place, one in found if (place > at if by > 0 else place < at)]
    if not found:
        return None, False
    first = 0 if by > 0 else -1
    return (ahead[first], False) if ahead else (found[first][1], True)


def replaced(text: str, spans: Sequence[tuple[int, int]], new: str) -> str:
    """A text with these places, which are in order and do not overlap, replaced."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += [text[at:start], new]
        at = end
    return "".join((*parts, text[at:]))
