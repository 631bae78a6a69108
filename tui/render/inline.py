"""One line of Markdown from pieces of plain text, some of them bold: literal and bold in every reader.

CommonMark decides by the characters around `**` whether it is a mark, and its rules are made for languages with spaces:
`**…。**再` does not close. Two definitions of punctuation are in use (Unicode P; P and S), and readers of both must
agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from unicodedata import category, ucd_3_2_0

from tui.base.text import BLANKS, visible
from tui.render.report import Piece

_MOVED = BLANKS + "。，；：！？、"  # goes outside bold, where it looks the same
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

_SPECIAL = re.compile(
    r"(?P<link>(?:https?|ftp)://[a-z0-9](?:[!-%'-;=?-~]|&(?!#?[a-z0-9]+;))*)"  # readers differ on an entity in a link
    r"|(?P<dot>www\.|(?:https?|ftp):(?=//))"
    r"|(?P<mark>[\\`*_\[\]<>&~$|#!])",
    re.IGNORECASE | re.ASCII,
)
_PERHAPS = re.compile(r"[a-zA-Z\\`*_\[\]<>&~$|#!]")
"""What every special one has: looking for it takes a tenth of the time, and few texts have it."""
_IS_BOLD = attrgetter("bold")
_AT_START = re.compile(r"[-+=]|[0-9]{1,9}(?=[.)](?:[ \t]|$))")


def line(pieces: Iterable[Piece]) -> str:
    """The Markdown of one block's text, safe at the start of a line."""
    given = tuple(pieces)
    if not any(map(_IS_BOLD, given)):  # nearly every line
        return _start_escaped(_literal(visible("".join([piece.text for piece in given]))))
    spans = _spans(given)
    out = [_literal(span.text) for span in spans]
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
    """Bold and plain in turn, none empty; spaces and punctuation at the edges of bold moved out of it."""
    merged = _merged(Piece(visible(piece.text), piece.bold) for piece in pieces)
    return _merged(part for piece in merged for part in (_moved(piece) if piece.bold else [piece]))


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours that are both bold or both plain, joined."""
    some = [piece for piece in pieces if piece.text]
    if len(some) < 2:
        return some
    groups = [(bold, [piece.text for piece in group]) for bold, group in groupby(some, _IS_BOLD)]
    return [Piece("".join(texts), bold) for bold, texts in groups]


def _moved(piece: Piece) -> list[Piece]:
    core = piece.text.strip(_MOVED)
    before, _, after = piece.text.partition(core) if core else (piece.text, "", "")
    return [Piece(before), Piece(core, True), Piece(after)]


def _literal(text: str) -> str:
    return _SPECIAL.sub(_escape, text) if _PERHAPS.search(text) else text


def _escape(match: re.Match[str]) -> str:
    if match["link"]:
        link = match["link"]
        address = link.rstrip("!\"'*,.:;?_~)\\`")
        return f"<{address}>{_SPECIAL.sub(_escape, link[len(address) :])}"
    if match["dot"]:  # of `www.`, or the colon of `http://` before Chinese: GitHub's link would swallow that
        return f"{match['dot'][:-1]}&#{ord(match['dot'][-1])};"
    return f"\\{match['mark']}"


def _start_escaped(markdown: str) -> str:
    """Keep the beginning of a line from being read as a list or an underline."""
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
    return category(outer)[0] == "P" and ucd_3_2_0.category(outer)[0] == "P"  # old enough for every reader's tables
