"""Markdown from strangers: marks removed, levels not trusted, bold read as intended.

CommonMark gets bold wrong between Chinese characters, and readers of scanned pages make every heading a `#`. So this
reads a line at a time, and only what a report has.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from tui.base.messages import Message, say
from tui.base.text import normalise
from tui.reading.decoding import decoded
from tui.reading.document import Document, LeftOut, Paragraph, Span, Table, merged

_PREFIX = re.compile(r"[ \t]{0,8}(?:>[ ]?|#{1,6}(?:[ \t]+|$)|[-+*][ \t]+)")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*)$")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_DIVIDER = re.compile(r"[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$")
_PICTURE = re.compile(r"!\[([^\]\n]{0,500})\]\(([^()\n]{0,2000})\)")
_LINK = re.compile(r"\[([^\]\n]{0,500})\]\(([^()\n]{0,2000})\)")
_ADDRESS = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]{1,2000})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_MARKS = re.compile(r"\*+|_+|`+")
_PRIVATE = 0xF0000  # where characters that are literal wait until the marks are read
_SEPARATOR = re.compile(r"(?<!\\)\|")


def read(content: bytes, file: str) -> Document:
    """The lines of a Markdown file. Raises `BaogaoError` for anything that is not a text."""
    text = normalise(decoded(content, file))
    left_out: list[LeftOut] = []
    lines = _without_comments(text, left_out).split("\n")
    return Document(tuple(_blocks(lines, left_out)), left_out=tuple(left_out))


def _without_comments(text: str, left_out: list[LeftOut]) -> str:
    """The text without `<!-- … -->`, its lines where they were; an unclosed one is text."""
    kept: list[str] = []
    at, line = 0, 1
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        line += text.count("\n", at, start)
        inside = text[start + 4 : end]
        left_out.append(LeftOut(line, inside.strip(), say("a comment of the Markdown file")))
        kept += [text[at:start], "\n" * inside.count("\n")]
        line += inside.count("\n")
        at = end + 3
    return "".join((*kept, text[at:]))


def _blocks(lines: list[str], left_out: list[LeftOut]) -> Iterator[Paragraph | Table]:
    rows: list[str] = []
    goes_on = False
    for number, line in enumerate([*lines, ""], 1):
        if _ROW.match(line):
            rows.append(line)
            continue
        if rows:
            yield from _table(number - len(rows), rows, left_out)
            rows, goes_on = [], False
        if number > len(lines):
            return
        if _RULE.match(line):
            yield Paragraph(number, (Span(line.strip()),))
            goes_on = False
            continue
        body, marked = line, False
        for _ in range(8):  # a quotation of a list of headings, say
            prefix = _PREFIX.match(body)
            if prefix is None:
                break
            marked, body = True, body[prefix.end() :]
        if marked:
            body = _without_closing(body)
        pieces = _BREAK.split(body)
        for n, piece in enumerate(pieces):
            spans = merged(_inline(piece, number, left_out))
            yield Paragraph(number, spans, goes_on=goes_on and not marked and not n)
        goes_on = bool(line.strip()) and not marked and not line.endswith(("  ", "\\"))


def _without_closing(heading: str) -> str:
    """A heading without a closing # after a space."""
    bare = heading.rstrip(" \t")
    opened = bare.rstrip("#")
    return opened if opened != bare and opened.endswith((" ", "\t")) else heading


def _table(start: int, rows: list[str], left_out: list[LeftOut]) -> Iterator[Paragraph | Table]:
    if len(rows) < 2 or not _DIVIDER.match(rows[1]):
        for n, row in enumerate(rows):
            yield Paragraph(start + n, merged(_inline(row, start + n, left_out)))
        return
    cells = []
    for n, row in enumerate(rows):
        if n != 1:
            inner = _SEPARATOR.split(row.strip()[1:-1])
            cells.append(tuple("".join(s.text for s in _inline(cell, start + n, left_out)).strip() for cell in inner))
    yield Table(start, tuple(cells))


def _inline(line: str, number: int, left_out: list[LeftOut]) -> list[Span]:
    """A line's text, with its Markdown marks read; escaped characters are literal."""
    held: list[str] = []

    def hold(text: str) -> str:
        held.append(text)
        return chr(_PRIVATE + len(held) - 1)

    def leave(match: re.Match[str], why: Message) -> str:
        left_out.append(LeftOut(number, match[2], why))
        return match[1]

    if any(ord(c) >= _PRIVATE for c in line):
        return [Span(line)]
    line = _ESCAPED.sub(lambda match: hold(match[1]), line)
    line = _ADDRESS.sub(lambda match: hold(match[1]), line)
    line = _PICTURE.sub(lambda match: leave(match, say("a picture")), line)
    line = _LINK.sub(lambda match: leave(match, say("the address of a link")), line)
    for tag in _TAG.finditer(line):
        left_out.append(LeftOut(number, tag[0], say("an HTML tag")))
    line = _ENTITY.sub(lambda match: hold(html.unescape(match[0])), _TAG.sub("", line))
    spans = _emphasised(line)
    return [Span("".join(held[ord(c) - _PRIVATE] if ord(c) >= _PRIVATE else c for c in s.text), s.bold) for s in spans]


def _emphasised(line: str) -> list[Span]:
    """Bold between double marks; single marks around something are removed; unpaired ones are literal."""
    marks = list(_MARKS.finditer(line))
    kinds = [mark[0] if mark[0] in ("**", "__", "*", "`") else "" for mark in marks]
    left = {kind: kinds.count(kind) // 2 * 2 for kind in ("**", "__", "*", "`")}
    spans: list[Span] = []
    at, bold = 0, False
    for mark, kind in zip(marks, kinds, strict=True):
        if not kind or not left[kind]:
            continue
        left[kind] -= 1
        spans.append(Span(line[at : mark.start()], bold))
        at = mark.end()
        if kind in ("**", "__"):
            bold = not bold
    spans.append(Span(line[at:], bold))
    return spans
