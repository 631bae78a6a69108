"""The neutral document: what every importer turns its source into, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from tui.base.messages import Message


class Span(NamedTuple):
    """A stretch of a paragraph's text."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the source as readers see it.

    `line` counts from 1: the line of a text file, the paragraph of a Word document, the visible line of a web page.
    `number` is an automatic number as it shows, and no part of `spans`. `goes_on` is set where the source itself says
    that this line belongs to the paragraph before it, and `full` where the line reached the right margin of its page.
    """

    line: int
    spans: tuple[Span, ...]
    number: str = ""
    goes_on: bool = False
    full: bool | None = None

    @property
    def text(self) -> str:
        """What it says, its number included."""
        return self.number + "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the text of its cells, row by row; a cell that spans several is given once, the others are empty."""

    line: int
    rows: tuple[tuple[str, ...], ...]


class Comment(NamedTuple):
    """A remark in the margin: the words it is tied to, the line they are in, its author, and its date (ISO or "")."""

    line: int
    quote: str
    text: str
    by: str = ""
    date: str = ""


class LeftOut(NamedTuple):
    """Something of the source that is not in the neutral document: its text, if it has any, and why."""

    line: int
    text: str
    why: Message


@dataclass(frozen=True, slots=True)
class Document:
    """A document, the same for every format.

    `title` is what the source's metadata call it. `is_page` is set for a web page, whose furniture stands around the
    report. `names` are lines that name what follows, as a sheet's name does: headings, or no part of the text. `about`
    says what an importer did to the whole, such as accepting tracked changes.
    """

    blocks: tuple[Paragraph | Table, ...]
    title: str = ""
    is_page: bool = False
    names: frozenset[int] = frozenset()
    comments: tuple[Comment, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    about: tuple[Message, ...] = ()

    @property
    def text(self) -> str:
        """All text of the document, a line a paragraph or row."""
        return "\n".join(_lines(self.blocks))


def _lines(blocks: Iterable[Paragraph | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from ("\t".join(row) for row in block.rows)
        else:
            yield block.text


def plain(line: int, text: str) -> Paragraph:
    """A paragraph without bold."""
    return Paragraph(line, (Span(text),) if text else ())


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours that are both bold or both plain joined, and empty ones dropped."""
    some = [span for span in spans if span.text]
    groups = groupby(some, attrgetter("bold"))
    return tuple(Span("".join(span.text for span in group), bold) for bold, group in groups)
