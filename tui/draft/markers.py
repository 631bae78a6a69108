"""What opens a block of a section's text: the marker that a line begins with, and where it counts (design §5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from tui.base.numerals import chinese_number
from tui.base.pattern import Pattern
from tui.base.text import BLANKS


class Kind(StrEnum):
    """What a block is. Levels count as in GB/T 9704—2012, 7.3.3: 一、 is the first, （一） the second …"""

    HEADING_2 = "heading of the second level"
    HEADING_3 = "heading of the third level"
    POINT_2 = "point of the second level"
    POINT_3 = "point of the third level"
    POINT_4 = "point of the fourth level"
    PARAGRAPH = "paragraph"

    @property
    def level(self) -> int:
        """The level of its number; 5 for a paragraph, which has none."""
        return _LEVELS[self]


_LEVELS = {
    Kind.HEADING_2: 2,
    Kind.HEADING_3: 3,
    Kind.POINT_2: 2,
    Kind.POINT_3: 3,
    Kind.POINT_4: 4,
    Kind.PARAGRAPH: 5,
}

HEADINGS = (Kind.HEADING_2, Kind.HEADING_3)

_BLANK = f"[{re.escape(BLANKS)}]"
_HEADING = re.compile(rf"(##|###)(?={_BLANK}|$)")
_POINT_3 = re.compile(r"([0-9]{1,2})[.．、](?![0-9])")
_POINT_4 = re.compile(r"（([0-9]{1,2})）|\(([0-9]{1,2})\)")
_NUMERAL = "[一二三四五六七八九十]"
_NUMERALS = {chinese_number(n): n for n in range(1, 100)}
_CITED = f"(?!{_BLANK}*(?:[、，和至到或及与—～-]第?)?[（(]{_NUMERAL}|项(?!目))"
"""What shows that a number in brackets is a citation, as in （一）、（二）项."""
_SECOND = rf"(?:（({_NUMERAL}{{1,3}})）|\(({_NUMERAL}{{1,3}})\)){_CITED}"
_BRACKETED = tuple(f"{bracket}{numeral}" for bracket in "（(" for numeral in "一二三四五六七八九十")
_POINT_2 = Pattern(_SECOND)
_ENUMERATED = Pattern(rf"(?:^|(?<=[：；，。、！？”’）》」』】*:;,])){_SECOND}", re.MULTILINE, having=_BRACKETED)
_ARTICLE = re.compile(r"(?:第|[0-9一二三四五六七八九十百零〇][条款])$")
"""What comes before a number in brackets that is a citation, as in 第十五条（三）."""
_GOES_ON = re.compile(r"[。！？；]|[，、：．.,:;]\**$|\*\*[^*]+\*\*.")
"""What shows that a line after （一） is not a heading: a sentence, an open end, or a bold lead before plain text."""
_LONGEST_ALONE = 60  # characters of a heading after （一） with nothing on the next line; the longest published have 60
_LONGEST = 30  # of one right above its text, where a longer line is a wrapped paragraph


_ITEM = re.compile(rf"(?:[-*•–]|\((?:[a-z]|[ivx]{{2,4}})\)){_BLANK}")


class Marker(NamedTuple):
    """The marker at the start of a line that opens a block. `length` is its characters, without the spaces after it."""

    kind: Kind
    length: int
    typed: int | None = None

    def opens(self, enumerated: int, before: str) -> bool:
        """Whether the marker opens a block on a line that follows another in a paragraph.

        `enumerated` is the last number of an enumeration in that block's text (`enumerations`), `before` how the text
        ends: after 包括：（一）甲。 a line that begins with （二） is part of the sentence, and so is （三） after 第十五条.
        """
        if self.kind is not Kind.POINT_2 or self.typed is None:
            return True
        return not 0 < enumerated == self.typed - 1 and not _ARTICLE.search(before[-2:])


def marker(line: str) -> Marker | None:
    """The marker at the start of a line, which has no spaces at its ends.

    A line that begins with （一） is returned as a point; `is_heading` decides whether it is a heading.
    """
    first = line[:1]
    if first == "#" and (match := _HEADING.match(line)):
        return Marker(Kind.HEADING_2 if match[1] == "##" else Kind.HEADING_3, match.end())
    if first.isdecimal() and (match := _POINT_3.match(line)):
        return Marker(Kind.POINT_3, match.end(), int(match[1]))
    if first in ("（", "("):
        if match := _POINT_4.match(line):
            return Marker(Kind.POINT_4, match.end(), int(match[1] or match[2]))
        if (
            line.startswith(_BRACKETED)
            and (match := _POINT_2.match(line))
            and (typed := _NUMERALS.get(match[1] or match[2]))
        ):
            return Marker(Kind.POINT_2, match.end(), typed)
    return None


def is_item(line: str) -> bool:
    """Whether a line, which has no spaces at its ends, begins as the items of lists do where words are spaced: with - or (a)."""
    return _ITEM.match(line) is not None


def is_heading(words: str, *, is_alone: bool) -> bool:
    """Whether the text after （一） on a line is a heading; `is_alone` means that no text follows on the next line.

    It is if it is short and not a sentence: （一）标题。正文 is run in, and （一） before a whole paragraph numbers it.
    """
    return 0 < len(words) <= (_LONGEST_ALONE if is_alone else _LONGEST) and not _GOES_ON.search(words)


def enumerations(text: str) -> Iterator[tuple[int, int]]:
    """Where in a text （一）, （二） … begin a clause, and their numbers."""
    for match in _ENUMERATED.finditer(text):
        if typed := _NUMERALS.get(match[1] or match[2]):
            yield match.start(), typed
