"""Numbers at the start of paragraphs, as offices write them: 一、（一）1.（1）, and their remains on web pages."""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.base.numerals import chinese_number
from tui.base.text import BLANKS

_DIGITS = "一二三四五六七八九十百"
_VALUES = {chinese_number(n): n for n in range(1, 200)}
_BLANK = f"[{re.escape(BLANKS)}]"
_LEVEL_1 = re.compile(rf"([{_DIGITS}]{{1,5}}){_BLANK}*[、．.]")
_LEVEL_2 = re.compile(rf"[（(]?{_BLANK}*([{_DIGITS}]{{1,5}}){_BLANK}*[）)][、．.]?")
_LEVEL_3 = re.compile(r"([0-9０-９]{1,2})(?:[.．、](?![0-9０-９])|[.．](?=20[0-9]{2}年)|[)）])")
_LEVEL_4 = re.compile(rf"[（(]{_BLANK}*([0-9０-９]{{1,2}}){_BLANK}*[）)]")
_RUN_OF_ITEMS = re.compile(rf"(?:[{_DIGITS}]{{1,3}}(?:是|要)|第[{_DIGITS}]{{1,3}}[，,]|其[一二三四五][，,是]|[①-⑳])")


class Mark(NamedTuple):
    """The number before a heading or point: its level (1 to 4), what it says, and how many characters it takes.

    `n` is 0 for a number that is lost but for the mark after it, as in `、坚持党的领导`.
    """

    level: int
    n: int
    length: int


def mark(text: str) -> Mark | None:
    """The number at the start of a paragraph (without leading spaces)."""
    first = text[:1]
    if first in "、．" and len(text) > 2:
        return Mark(1, 0, 1)
    if first in _DIGITS or first in "（(":
        for level, pattern in ((1, _LEVEL_1), (2, _LEVEL_2)):
            found = pattern.match(text)
            if found and found[1] in _VALUES:
                return Mark(level, _VALUES[found[1]], found.end())
    if first.isdecimal() and (found := _LEVEL_3.match(text)):
        return Mark(3, int(found[1]), found.end())
    if first in ("（", "(") and (found := _LEVEL_4.match(text)):
        return Mark(4, int(found[1]), found.end())
    return None


def opens_item(text: str) -> bool:
    """Whether a line begins an item of a run in prose: 一是, 第一，, ①."""
    return _RUN_OF_ITEMS.match(text) is not None
