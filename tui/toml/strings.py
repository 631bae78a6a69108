"""The characters of a TOML string: what its source stands for, and where each character of the value comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

_PIECE = re.compile(
    r"\\[ \t]*\r?\n[ \t\r\n]*"  # a backslash at a line's end swallows the spaces after it
    r"|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\."
    r"|\r\n"
    r"|[^\\\r]+"
)
_LITERAL_PIECE = re.compile(r"\r\n|[^\r]+")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


def _pieces(raw: str) -> Iterator[tuple[str, int, int]]:
    """The pieces of a string's source that stand for text, with their span; verbatim text is one piece."""
    quote = _quote_of(raw)
    at, end = len(quote), len(raw) - len(quote)
    if len(quote) == len('"""'):
        at += 2 if raw.startswith("\r\n", at) else raw.startswith("\n", at)
    for piece in (_LITERAL_PIECE if "'" in quote else _PIECE).finditer(raw, at, end):
        typed = piece[0]
        if typed == "\r\n":
            yield "\n", *piece.span()
        elif "'" in quote or typed[0] != "\\":
            yield typed, *piece.span()
        elif typed[1] in "uUx":
            yield chr(int(typed[2:], 16)), *piece.span()
        elif typed[1] in _ESCAPES:
            yield _ESCAPES[typed[1]], *piece.span()


def _quote_of(raw: str) -> str:
    return next(quote for quote in ('"""', "'''", '"', "'") if raw.startswith(quote))


def decoded(raw: str) -> str:
    """The value of a string given with its double or single quotes."""
    return "".join(text for text, _, _ in _pieces(raw))


class Characters:
    """Where each character of a string's normalised value is in the string's source.

    The value is cut into stretches that run in step with the source, character by character; an escape is a stretch of
    one, and the closing quotation mark is the last stretch.
    """

    def __init__(self, raw: str) -> None:
        self.values: list[int] = []
        self.sources: list[int] = []
        self.ends: list[int] = []
        value = 0
        broken = False  # the previous piece was a carriage return, which forms one line break with a line feed
        for text, start, end in _pieces(raw):
            joins = broken and text[0] == "\n"
            kept = text[1:] if joins else text
            if joins:
                self.ends[-1] = start = end - len(kept)
            if kept:
                self.values.append(value)
                self.sources.append(start)
                self.ends.append(end)
                value += len(kept)
            broken = text == "\r"
        close = len(raw) - len(_quote_of(raw))
        self.values.append(value)
        self.sources.append(close)
        self.ends.append(close)

    def start(self, index: int) -> int:
        """Where the source of the character at `index` begins."""
        stretch = bisect_right(self.values, index) - 1
        return min(self.sources[stretch] + index - self.values[stretch], self.ends[-1])

    def end(self, index: int) -> int:
        """Where the source of the character at `index` ends."""
        stretch = bisect_right(self.values, index) - 1
        if stretch + 1 < len(self.values) and self.values[stretch + 1] == index + 1:
            return self.ends[stretch]
        return min(self.start(index) + 1, self.ends[-1])
