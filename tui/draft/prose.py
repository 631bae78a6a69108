"""A section's text as a flat sequence of blocks: headings, points, paragraphs, bold, references.

The reader is total: every text is a sequence of blocks. It takes linear time. Every character of a block knows
its place in the text it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, Protocol

from msgspec import Struct

from tui.base.text import BLANKS, joins
from tui.draft.markers import HEADINGS, Kind, Marker, enumerations, is_heading, is_item, marker

__all__ = ["Block", "Kind", "Run", "numbers", "read", "references"]


class Run(NamedTuple):
    """A stretch of a block: text copied from the source character by character, or one reference.

    `start` is the offset in the section's text. A space made from a line break is located at that line break.
    """

    text: str
    start: int
    bold: bool = False
    reference: bool = False  # then the text is the name between the braces


class Block(Struct, frozen=True):
    """A heading, a point or a paragraph. `typed` is the number typed before a point."""

    kind: Kind
    start: int
    runs: tuple[Run, ...]
    typed: int | None = None

    @property
    def text(self) -> str:
        """What the block says, without bold; references as typed."""
        return "".join(f"{{{run.text}}}" if run.reference else run.text for run in self.runs)


_MARK = re.compile(r"\*+|\{\{|\}\}|\{[a-z][a-z0-9_]*\}")
_BOLD = "**"


def read(text: str, *, spaced: bool = False) -> tuple[Block, ...]:
    """Read a section's text, whose line breaks are line feeds (`text.normalise`).

    `spaced` as for `text.joins`; there, the items of lists are paragraphs of their own.
    """
    return tuple(_blocks(text, spaced))


def references(text: str) -> Iterator[tuple[int, int]]:
    """Where references such as `{id}` are in a text, braces included; `{{` and `}}` are literal braces."""
    for mark in _MARK.finditer(text):
        if mark[0].startswith("{") and mark[0] != "{{":
            yield mark.span()


_Line = tuple[int, int]
"""Where the words of a line begin and end."""


class _Open(Struct):
    kind: Kind
    start: int
    typed: int | None
    lines: list[_Line]
    enumerated: int = 0

    def take(self, text: str, start: int, end: int) -> None:
        """Continue with a line of text."""
        self.lines.append((start, end))
        words = text[start:end]
        if "（" in words or "(" in words:
            for _, self.enumerated in enumerations(words):
                pass

    def settle(self, text: str, *, is_alone: bool) -> None:
        """Make a point a heading if it has turned out to be one."""
        if self.kind is Kind.POINT_2 and len(self.lines) == 1:
            start, end = self.lines[0]
            if is_heading(text[start:end], is_alone=is_alone):
                self.kind, self.typed = Kind.HEADING_2, None

    def goes_on_with(self, text: str, found: Marker) -> bool:
        """Whether a line is part of the block despite its marker."""
        if not self.lines or self.kind in HEADINGS:
            return False
        start, end = self.lines[-1]
        is_complete = self.kind is Kind.POINT_2 and len(self.lines) == 1 and is_heading(text[start:end], is_alone=True)
        return not is_complete and not found.opens(self.enumerated, text[start:end])


def _blocks(text: str, spaced: bool) -> Iterator[Block]:
    block: _Open | None = None
    at = 0
    for line in text.split("\n"):
        words = line.strip(BLANKS)
        start = at + len(line) - len(line.lstrip(BLANKS))
        end = start + len(words)
        at += len(line) + 1
        found = marker(words) if words else None
        if found and block and block.goes_on_with(text, found):
            found = None
        opens = found is not None or (spaced and is_item(words))
        if block and words and not opens:
            block.settle(text, is_alone=False)
        if block and (not words or opens or block.kind in HEADINGS):
            yield _closed(text, block, spaced)
            block = None
        if found:
            block = _Open(found.kind, start, found.typed, [])
            start = end - len(words[found.length :].lstrip(BLANKS))
        elif words and not block:
            block = _Open(Kind.PARAGRAPH, start, None, [])
        if block and start < end:
            block.take(text, start, end)
    if block:
        yield _closed(text, block, spaced)


_Token = tuple[str, int, Literal["text", "bold", "reference", "break"]]
"""A stretch of a block's lines: what it says, where it begins, and what it is."""


def _closed(text: str, block: _Open, spaced: bool) -> Block:
    block.settle(text, is_alone=True)
    if len(block.lines) == 1 and not _MARK.search(text, *block.lines[0]):
        start, end = block.lines[0]
        return Block(block.kind, block.start, (Run(text[start:end], start),), block.typed)
    tokens = list(_tokens(text, block.lines))
    bolds = sum(sort == "bold" for _, _, sort in tokens)
    runs: list[Run] = []
    bold = False
    last = ""  # the character before a line break
    broken: int | None = None  # where a line break waits for the next character
    for said, start, sort in tokens:
        if sort == "break":
            broken = start if last else None
            continue
        if sort == "bold" and bolds > 1 - bold:  # an unpaired one is literal
            bolds -= 1
            bold = not bold
            continue
        reference = sort == "reference"
        if broken is not None:
            if not joins(last, "0" if reference else said[0], spaced=spaced):
                runs.append(Run(" ", broken, bold))
            broken = None
        last = "0" if reference else said[-1]  # a figure ends in a digit
        run = Run(said, start, bold, reference)
        if runs and not reference and _continues(runs[-1], run):
            runs[-1] = Run(runs[-1].text + said, runs[-1].start, bold)
        else:
            runs.append(run)
    return Block(block.kind, block.start, _trimmed(runs), block.typed)


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Strip spaces from both ends, even where bold marks were between them and the end of the line."""
    while runs and not runs[-1].reference:
        kept = runs[-1].text.rstrip(BLANKS)
        if kept:
            if kept != runs[-1].text:
                runs[-1] = runs[-1]._replace(text=kept)
            break
        runs.pop()
    first = 0
    while first < len(runs) and not runs[first].reference:
        text, start = runs[first].text, runs[first].start
        kept = text.lstrip(BLANKS)
        if kept:
            if kept != text:
                runs[first] = runs[first]._replace(text=kept, start=start + len(text) - len(kept))
            break
        first += 1
    return tuple(runs[first:])


def _continues(before: Run, run: Run) -> bool:
    return not before.reference and before.bold == run.bold and before.start + len(before.text) == run.start


def _tokens(text: str, lines: Sequence[_Line]) -> Iterator[_Token]:
    for number, (start, end) in enumerate(lines):
        if number:
            yield "", lines[number - 1][1], "break"
        at = start
        for mark in _MARK.finditer(text, start, end):
            typed = mark[0]
            if typed[0] == "*" and typed != _BOLD:
                continue
            if at < mark.start():
                yield text[at : mark.start()], at, "text"
            at = mark.end()
            if typed == _BOLD:
                yield typed, mark.start(), "bold"
            elif typed in ("{{", "}}"):
                yield typed[0], mark.start(), "text"
            else:
                yield typed[1:-1], mark.start(), "reference"
        if at < end:
            yield text[at:end], at, "text"


class Counted(Protocol):
    """What `numbers` needs to know of a block."""

    @property
    def kind(self) -> Kind: ...
    @property
    def typed(self) -> int | None: ...


def numbers(blocks: Iterable[Counted], *, continued: bool = False, apart: bool = False) -> list[int | None]:
    """The number of each block within its level; None for a paragraph.

    Headings and points of a level share one count. The second level resets the third, unless its count is `continued`
    across second-level parts; the second and third reset the fourth. Typed numbers do not count, except that a 1
    after a plain paragraph restarts the count, for the third level only within a second-level part.

    Where headings are numbered 1.1.1, third-level points are separate lists (`apart`): their numbers restart below each heading.
    """
    second = third = fourth = headed = 0
    is_begun = False  # whether this second-level part has a third level
    given: list[int | None] = []
    previous: Kind | None = None
    for block in blocks:
        again = block.typed == 1 and previous is Kind.PARAGRAPH
        match block.kind:
            case Kind.HEADING_2 | Kind.POINT_2:
                second, third, fourth = (1 if again else second + 1), (third if continued else 0), 0
                is_begun, headed = False, 0
                given.append(second)
            case Kind.HEADING_3 if apart:
                headed, third, fourth = headed + 1, (third if continued else 0), 0
                given.append(headed)
            case Kind.HEADING_3 | Kind.POINT_3:
                third, fourth = (1 if again and is_begun else third + 1), 0
                is_begun = True
                given.append(third)
            case Kind.POINT_4:
                fourth = 1 if again else fourth + 1
                given.append(fourth)
            case Kind.PARAGRAPH:
                given.append(None)
        previous = block.kind
    return given
