"""A section's text as a flat sequence of blocks: headings, points, paragraphs, bold, references.

The reader is total: every text is some sequence of blocks. It is linear in time. Every character of a block knows
where it stands in the text it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tui.base.text import BLANKS, joins


class Kind(StrEnum):
    """What a block is. Levels count as in GB/T 9704—2012, 7.3.3: 一、 is the first, （一） the second …"""

    HEADING_2 = "heading of the second level"
    HEADING_3 = "heading of the third level"
    POINT_3 = "point of the third level"
    POINT_4 = "point of the fourth level"
    PARAGRAPH = "paragraph"


class Run(NamedTuple):
    """A stretch of a block: text that stands in the source character by character, or one reference.

    `start` is the offset in the section's text. A blank that a line break became stands at the line break.
    """

    text: str
    start: int
    bold: bool = False
    reference: bool = False  # then the text is the name between the braces


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a point or a paragraph. `typed` is the number typed in front of a point."""

    kind: Kind
    start: int
    runs: tuple[Run, ...]
    typed: int | None = None

    @property
    def text(self) -> str:
        """What the block says, without bold; references as typed."""
        return "".join(f"{{{run.text}}}" if run.reference else run.text for run in self.runs)


_BLANK = f"[{re.escape(BLANKS)}]"
_HEADING = re.compile(rf"(##|###)(?:{_BLANK}+|$)")
_POINT_3 = re.compile(r"([0-9]{1,2})[.．、](?![0-9])")
_POINT_4 = re.compile(r"（([0-9]{1,2})）|\(([0-9]{1,2})\)")
_MARK = re.compile(r"\*+|\{\{|\}\}|\{[a-z][a-z0-9_]*\}")
_BOLD = "**"


def read(text: str) -> tuple[Block, ...]:
    """Read a section's text, whose line breaks are line feeds (`text.normalise`)."""
    return tuple(_blocks(text))


def references(text: str) -> Iterator[tuple[int, int]]:
    """Where references such as `{id}` stand in a text, braces included; `{{` and `}}` are braces and no references."""
    for mark in _MARK.finditer(text):
        if mark[0].startswith("{") and mark[0] != "{{":
            yield mark.span()


class _Line(NamedTuple):
    start: int
    end: int


@dataclass(slots=True)
class _Open:
    kind: Kind
    start: int
    typed: int | None
    lines: list[_Line]


def _blocks(text: str) -> Iterator[Block]:
    block: _Open | None = None
    at = 0
    for line in text.split("\n"):
        stripped = line.strip(BLANKS)
        start = at + len(line) - len(line.lstrip(BLANKS))
        end = start + len(stripped)
        at += len(line) + 1
        opened = _opened(stripped, start) if stripped else None
        if block and (not stripped or opened or block.kind in (Kind.HEADING_2, Kind.HEADING_3)):
            yield _closed(text, block)
            block = None
        if opened:
            block = opened
            body = text[block.lines[0].start : end]
            block.lines[0] = _Line(end - len(body.lstrip(BLANKS)), end)
        elif stripped and block:
            block.lines.append(_Line(start, end))
        elif stripped:
            block = _Open(Kind.PARAGRAPH, start, None, [_Line(start, end)])
    if block:
        yield _closed(text, block)


def _opened(line: str, start: int) -> _Open | None:
    """The block that a line opens by its marker; its first line begins behind the marker."""
    first = line[0]
    if first == "#" and (match := _HEADING.match(line)):
        kind, typed = Kind.HEADING_2 if match[1] == "##" else Kind.HEADING_3, None
    elif first.isdecimal() and (match := _POINT_3.match(line)):
        kind, typed = Kind.POINT_3, int(match[1])
    elif first in "（(" and (match := _POINT_4.match(line)):
        kind, typed = Kind.POINT_4, int(match[1] or match[2])
    else:
        return None
    return _Open(kind, start, typed, [_Line(start + match.end(), start + match.end())])


class _Token(NamedTuple):
    text: str
    start: int
    sort: str  # text, bold, reference, break


def _closed(text: str, block: _Open) -> Block:
    tokens = list(_tokens(text, block.lines))
    bolds = sum(token.sort == "bold" for token in tokens)
    runs: list[Run] = []
    bold = False
    last = ""  # the character before a line break
    broken: int | None = None  # where a line break waits for the character behind it
    for token in tokens:
        if token.sort == "break":
            broken = token.start if last else None
            continue
        if token.sort == "bold" and bolds > 1 - bold:  # an unpaired one is literal
            bolds -= 1
            bold = not bold
            continue
        reference = token.sort == "reference"
        if broken is not None:
            if not joins(last, "0" if reference else token.text[0]):
                runs.append(Run(" ", broken, bold))
            broken = None
        last = "0" if reference else token.text[-1]  # a figure ends in a digit
        run = Run(token.text, token.start, bold, reference)
        if runs and not reference and _continues(runs[-1], run):
            runs[-1] = Run(runs[-1].text + run.text, runs[-1].start, bold)
        else:
            runs.append(run)
    return Block(block.kind, block.start, _trimmed(runs), block.typed)


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Take the blanks off both ends, where bold marks may have stood between them and the end of the line."""
    while runs and not runs[-1].reference:
        kept = runs[-1].text.rstrip(BLANKS)
        if kept:
            runs[-1] = runs[-1]._replace(text=kept)
            break
        runs.pop()
    first = 0
    while first < len(runs) and not runs[first].reference:
        text, start = runs[first].text, runs[first].start
        kept = text.lstrip(BLANKS)
        if kept:
            runs[first] = runs[first]._replace(text=kept, start=start + len(text) - len(kept))
            break
        first += 1
    return tuple(runs[first:])


def _continues(before: Run, run: Run) -> bool:
    return not before.reference and before.bold == run.bold and before.start + len(before.text) == run.start


def _tokens(text: str, lines: Sequence[_Line]) -> Iterator[_Token]:
    for number, (start, end) in enumerate(lines):
        if number:
            yield _Token("", lines[number - 1].end, "break")
        at = start
        for mark in _MARK.finditer(text, start, end):
            typed = mark[0]
            if typed[0] == "*" and typed != _BOLD:
                continue
            if at < mark.start():
                yield _Token(text[at : mark.start()], at, "text")
            at = mark.end()
            if typed == _BOLD:
                yield _Token(typed, mark.start(), "bold")
            elif typed in ("{{", "}}"):
                yield _Token(typed[0], mark.start(), "text")
            else:
                yield _Token(typed[1:-1], mark.start(), "reference")
        if at < end:
            yield _Token(text[at:end], at, "text")


def numbers(blocks: Sequence[Block]) -> list[int | None]:
    """The number each block is given in its level; None for a paragraph.

    Headings and points of the third level share one count, which a heading of the second level resets; the fourth level
    is reset by the third. What was typed does not count, but for a 1 right behind a plain paragraph: it starts anew.
    """
    second = third = fourth = 0
    given: list[int | None] = []
    previous: Kind | None = None
    for block in blocks:
        anew = block.typed == 1 and previous is Kind.PARAGRAPH
        match block.kind:
            case Kind.HEADING_2:
                second, third, fourth = second + 1, 0, 0
                given.append(second)
            case Kind.HEADING_3 | Kind.POINT_3:
                third, fourth = (1 if anew else third + 1), 0
                given.append(third)
            case Kind.POINT_4:
                fourth = 1 if anew else fourth + 1
                given.append(fourth)
            case Kind.PARAGRAPH:
                given.append(None)
        previous = block.kind
    return given
