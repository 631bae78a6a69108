"""Characters: uniform line breaks, places as line and column, what joins without a space, what is safe to show."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple
from unicodedata import east_asian_width

BLANKS = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""White space at the ends of a line that is not text (Unicode Zs, and tab)."""

_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_LINE_BREAKS = re.compile(f"\r\n|[{_BREAKS}]")
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters (except tab and line feed), bidirectional controls, lone surrogates and noncharacters."""

_JOINING_PUNCTUATION = "“”‘’—…·"  # of ambiguous width, and common in Chinese


class Position(NamedTuple):
    """A place in a file: line and column, both from 1, columns in code points."""

    line: int
    column: int


class Span(NamedTuple):
    """From the first position up to, not including, the second."""

    start: Position
    end: Position


def normalise(text: str) -> str:
    """Make every line break (CRLF, CR, VT, FF, NEL, U+2028, U+2029) a line feed."""
    if not any(map(text.__contains__, _BREAKS)):  # a text is normalised at every keystroke, and hardly any contains one
        return text
    return _LINE_BREAKS.sub("\n", text)


def is_wide(character: str) -> bool:
    """Whether a character is Han or full-width, so that a line break next to it is not a space."""
    return east_asian_width(character) in "WF" or character in _JOINING_PUNCTUATION


def joins(before: str, after: str, *, spaced: bool = False) -> bool:
    """Whether a line break between these two characters joins them without a space.

    It does unless both are neither Han nor full-width nor one of “”‘’—…·, which are other languages' marks as well:
    in a text whose words are `spaced`, they count as those.
    """
    if spaced:
        return east_asian_width(before) in "WF" or east_asian_width(after) in "WF"
    return is_wide(before) or is_wide(after)


def joined(text: str) -> str:
    """Put a value that may hold line breaks on one line, joined as line breaks in prose are."""
    lines = [line.strip(BLANKS) for line in normalise(text).split("\n")]
    whole = ""
    for line in filter(None, lines):
        whole += line if not whole or joins(whole[-1], line[0]) else " " + line
    return whole


def lines_of(text: str) -> str:
    """A title or heading on the lines as given, without empty lines or spaces at the ends of lines."""
    return "\n".join(line for typed in normalise(text).split("\n") if (line := typed.strip(BLANKS)))


def says_nothing(text: str) -> bool:
    """Whether a text has nothing visible in it."""
    words = text.strip(BLANKS + "\n")
    if not words or words.isascii() or is_gb2312(words):
        return not words.strip()
    from tui.base.characters import INVISIBLE  # hardly any text gets here

    return not INVISIBLE.sub("", words).strip(BLANKS + "\n")


def is_gb2312(text: str) -> bool:
    """Whether all characters are of GB 2312: then none is invisible, a look-alike of another, or traditional."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def visible(text: str) -> str:
    """Replace what must never be shown raw by U+FFFD, so that foreign text cannot steer a terminal."""
    return text if text.isprintable() else UNSAFE.sub("\ufffd", text)  # nothing printable is unsafe


def shortened(text: str, length: int = 60) -> str:
    """Shorten a text that is too long to quote in a message."""
    return text if len(text) <= length else text[: length - 3] + "..."


_SENTENCE = re.compile(rf"[^。！？\n]*[。！？]*[”’」』）》]*(?:\*\*)?[{re.escape(BLANKS)}]*")


def sentence_around(text: str, offset: int) -> str:
    """The sentence around the character at `offset`, on its line, with its final mark and any closing marks."""
    start = text.rfind("\n", 0, offset) + 1
    while start < len(text):
        end = _SENTENCE.match(text, start).end()  # type: ignore[union-attr]  # it matches the empty text, too
        if end - start > 2 and text.endswith("**", start, end) and text.count("**", start, end) % 2:
            end -= 2  # they open the bold of the next sentence
        if offset < end or end == start or text[end : end + 1] in ("", "\n"):
            return text[start:end].strip(BLANKS)
        start = end
    return ""


class Lines:
    """Where each line of a text starts: turns an offset (in code points) into a `Position`."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def position(self, offset: int) -> Position:
        """Line and column of the character at `offset`."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)


def one_line(title: str) -> str:
    """A title or heading without the line breaks it has in print."""
    return "".join(part.strip() for part in title.split("\n"))


def message_line(text: str) -> str:
    """A text as it may appear on one line of a message: no control characters, no line breaks."""
    return visible(text).replace("\n", "\ufffd").replace("\t", " ")
