"""One line of Markdown from pieces of plain text, some of them bold: literal everywhere, and bold everywhere.

CommonMark decides by the characters around `**` whether it is a mark, and its rules are made for languages with blanks:
`**…。**再` does not close. Two definitions of punctuation are in use (Unicode P; P and S), and readers of both must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import category

from tui.text import BLANKS, visible

_MOVED = BLANKS + "。，；：！？、"  # stands outside bold, where it is no different
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

_SPECIAL = re.compile(
    r"(?P<link>(?<![A-Za-z])(?:https?|ftp)://[!-;=?-~]+)"
    r"|(?P<www>(?<![A-Za-z0-9])www\.)"
    r"|(?P<mark>[\\`*_\[\]<>&~$|#!])",
    re.IGNORECASE,
)
_AT_START = re.compile(r"[-+=]|[0-9]{1,9}(?=[.)](?:[ \t]|$))")


class Piece(NamedTuple):
    """A stretch of plain text."""

    text: str
    bold: bool = False


def line(pieces: Iterable[Piece]) -> str:
    """The Markdown of one block's text, safe at the start of a line."""
    spans = _spans(pieces)
    out = [_SPECIAL.sub(_escape, span.text) for span in spans]
    if spans and not spans[0].bold:
        out[0] = _start_escaped(out[0])
    for n, span in enumerate(spans):
        if not span.bold:
            continue
        if n and not _flanks(out[n][0], out[n - 1][-1]):
            out[n - 1] = f"{out[n - 1][:-1]}&#{ord(spans[n - 1].text[-1])};"
        if n + 1 < len(spans) and not _flanks(out[n][-1], out[n + 1][0]):
            out[n + 1] = f"&#{ord(spans[n + 1].text[0])};{out[n + 1][1:]}"
    return "".join(f"**{text}**" if span.bold else text for text, span in zip(out, spans, strict=True))


def escaped(text: str) -> str:
    """The Markdown of a stretch of plain text."""
    return line([Piece(text)])


def _spans(pieces: Iterable[Piece]) -> list[Piece]:
    """Bold and plain in turn, none empty; blanks and stops at the edges of bold moved out of it."""
    spans: list[Piece] = []

    def add(text: str, bold: bool) -> None:
        if not text:
            return
        if spans and spans[-1].bold == bold:
            spans[-1] = Piece(spans[-1].text + text, bold)
        else:
            spans.append(Piece(text, bold))

    merged: list[Piece] = []
    for text, bold in pieces:
        if merged and merged[-1].bold == bold:
            merged[-1] = Piece(merged[-1].text + text, bold)
        elif text:
            merged.append(Piece(text, bold))
    for text, bold in merged:
        if not bold:
            add(visible(text), False)
            continue
        core = text.strip(_MOVED)
        start = len(text) - len(text.lstrip(_MOVED)) if core else len(text)
        add(visible(text[:start]), False)
        add(visible(core), True)
        add(visible(text[start + len(core) :]), False)
    return spans


def _escape(match: re.Match[str]) -> str:
    if match["link"]:
        link = match["link"]
        address = link.rstrip("!\"'*,.:;?_~)\\`")
        return f"<{address}>{_SPECIAL.sub(_escape, link[len(address) :])}"
    if match["www"]:
        return f"{match['www'][:-1]}&#46;"  # GitHub would link it, and swallow the Chinese behind it
    return f"\\{match['mark']}"


def _start_escaped(markdown: str) -> str:
    """Keep the beginning of a line from being a list or an underline."""
    start = _AT_START.match(markdown)
    if start is None:
        return markdown
    at = 0 if start[0] in "-+=" else start.end()
    return f"{markdown[:at]}\\{markdown[at:]}"


def _flanks(inner: str, outer: str) -> bool:
    """Whether `**` between these two is a mark, for readers of either definition of punctuation."""
    if inner not in _ASCII_PUNCTUATION and category(inner)[0] not in "PS" and category(inner) != "Cn":
        return True
    if outer.isspace() or outer in _ASCII_PUNCTUATION:
        return True
    return category(outer)[0] == "P" and not _is_recent(outer)


def _is_recent(character: str) -> bool:
    """Whether a mark is younger than the tables of readers in use (Unicode 7), or beyond what they may know."""
    return "\u2e43" <= character <= "\u2e7f" or character > "\uffff"
