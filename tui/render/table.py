"""A table of the report as it will be read: parts with grouped headings, a tree of rows, and every number as written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.base.text import one_line
from tui.draft.table import TableNumbers, written
from tui.outline.table import Column, TablePart


class Heading(NamedTuple):
    """A heading cell: what it says, and how many columns and rows it takes."""

    text: str
    columns: int = 1
    rows: int = 1


class TableRow(NamedTuple):
    """A row: its name, its depth in the tree (from 0), and its numbers as text.

    A blank cell is "", and a row that is a heading only has no cells at all.
    """

    label: str
    depth: int
    cells: tuple[str, ...]


class RenderedPart(NamedTuple):
    """Rows under columns of their own.

    `title` stands above all of it, perhaps "". `headings` are the lines of headings from the top, as in HTML: a cell
    that takes several rows is not repeated in the lines below. When `has_labels`, the first of the first line stands
    over the labels of the rows and says `note`; else the rows have no labels, and only numbers are shown. `columns` are
    the whole headings of each column of numbers, the outermost first, for a form that has one line of headings only.
    """

    title: str
    note: str
    has_labels: bool
    headings: tuple[tuple[Heading, ...], ...]
    columns: tuple[tuple[str, ...], ...]
    rows: tuple[TableRow, ...]

    @property
    def width(self) -> int:
        """How many columns there are, that of the labels among them."""
        return len(self.columns) + self.has_labels


class RenderedTable(NamedTuple):
    """A whole table section: its parts stand below one another, and together are one table on paper."""

    parts: tuple[RenderedPart, ...]


def rendered(numbers: TableNumbers) -> RenderedTable:
    """The table of a section with the numbers entered and computed."""
    return RenderedTable(tuple(_part(part, numbers) for part in numbers.table.every_part))


def _part(part: TablePart, numbers: TableNumbers) -> RenderedPart:
    has_labels = any(row.label for row in part.rows)
    rows = []
    for row in part.rows:
        values = [] if row.heading else [numbers.value(row.id, column.id) for column in part.columns]
        cells = tuple("" if value is None else written(value) for value in values)
        rows.append(TableRow(one_line(row.label), part.depths[row.id], cells))
    note = one_line(part.note)
    headings = _headings(part.columns, note if has_labels else None)
    paths = tuple((*map(one_line, column.groups), one_line(column.label)) for column in part.columns)
    return RenderedPart(one_line(part.title), note, has_labels, headings, paths, tuple(rows))


def _headings(columns: Sequence[Column], corner: str | None) -> tuple[tuple[Heading, ...], ...]:
    """The lines of headings: a group takes all its columns, a label all lines that are left below its groups."""
    height = 1 + max(len(column.groups) for column in columns)
    lines: list[list[Heading]] = [[] for _ in range(height)]
    if corner is not None:
        lines[0].append(Heading(corner, 1, height))
    for level, start, end in _groups(columns, 0, len(columns), 0):
        column = columns[start]
        if level < len(column.groups):
            lines[level].append(Heading(one_line(column.groups[level]), end - start, 1))
        else:
            lines[level].append(Heading(one_line(column.label), 1, height - level))
    return tuple(map(tuple, lines))


def _groups(columns: Sequence[Column], start: int, end: int, level: int) -> Iterator[tuple[int, int, int]]:
    """The groups and columns from one column up to another, from the left: level, first column, column after the last."""
    at = start
    while at < end:
        groups = columns[at].groups
        if level >= len(groups):
            yield level, at, at + 1
            at += 1
            continue
        after = at + 1
        while after < end and columns[after].groups[level : level + 1] == groups[level : level + 1]:
            after += 1
        yield level, at, after
        yield from _groups(columns, at, after, level + 1)
        at = after
