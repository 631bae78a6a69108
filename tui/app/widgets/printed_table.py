"""A table of the report in lines for a terminal: columns where they fit, else each row as a list of its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tui.base.text import visible
from tui.render.table import Heading, RenderedPart, RenderedTable
from tui.render.wrapping import wrapped

_GAP = 2
_INDENT = "  "
_NARROWEST_LABEL = 16
_HEADINGS = (1000, 24, 12, 8, 6, 4)
"""The widths to try for a heading, from the most readable to the narrowest."""


class TableLine(NamedTuple):
    """A line of a table: its text, whether it is a heading, and its row, counted over the whole table."""

    text: str
    is_heading: bool
    row: int


def table_lines(table: RenderedTable, width: int) -> Iterator[TableLine]:
    """The lines of a table for a width in cells."""
    first = 0
    for part in table.parts:
        if part.title:
            yield from (TableLine(line, True, first) for line in _cut(visible(part.title), width))
            first += 1
        columns = next((found for room in _HEADINGS if (found := _columns(part, room, width))), None)
        lines = _list(part, width) if columns is None else _grid(part, columns)
        yield from (TableLine(text, is_heading, first + row) for text, is_heading, row in lines)
        first += len(part.headings) + len(part.rows)


def _columns(part: RenderedPart, heading: int, width: int) -> list[int] | None:
    """The widths of the columns, labels first, with headings of at most this width; None if they do not fit."""
    numbers = []
    for n, path in enumerate(part.columns):
        cells = max((cell_len(visible(row.cells[n])) for row in part.rows if row.cells), default=0)
        numbers.append(max(min(cell_len(visible(path[-1])), heading), cells, 2))
    if not part.has_labels:
        return numbers if sum(numbers) + _GAP * (len(numbers) - 1) <= width else None
    labels = max((cell_len(_label(row.label, row.depth)) for row in part.rows if row.cells), default=0)
    room = width - sum(numbers) - _GAP * len(numbers)
    return [min(max(labels, 2), room), *numbers] if room >= min(labels, _NARROWEST_LABEL) and room > 1 else None


def _label(label: str, depth: int) -> str:
    return _INDENT * depth + visible(label)


def _grid(part: RenderedPart, columns: Sequence[int]) -> Iterator[tuple[str, bool, int]]:
    for line in range(len(part.headings)):
        cells = [(at, room, _cut(visible(heading.text), room)) for at, room, heading in _ending(part, columns, line)]
        yield from ((text, True, line) for text in _side_by_side(cells))
    whole = sum(columns) + _GAP * (len(columns) - 1)
    starts = [sum(columns[:n]) + _GAP * n for n in range(len(columns))]
    for at, row in enumerate(part.rows, len(part.headings)):
        label = _label(row.label, row.depth)
        if not row.cells:
            yield from ((text, True, at) for text in _cut(label, whole))
            continue
        cells = [(0, columns[0], _cut(label, columns[0]))] if part.has_labels else []
        for n, number in enumerate(row.cells, len(cells)):
            text = visible(number)
            cells.append((starts[n], columns[n], [" " * max(0, columns[n] - cell_len(text)) + text]))
        yield from ((text, False, at) for text in _side_by_side(cells))


def _ending(part: RenderedPart, columns: Sequence[int], line: int) -> Iterator[tuple[int, int, Heading]]:
    """The headings that end on a line, from the left, each with its start and width."""
    free_at = [0] * len(columns)
    found = []
    for at, headings in enumerate(part.headings[: line + 1]):
        column = 0
        for heading in headings:
            while free_at[column] > at:
                column += 1
            if at + heading.rows - 1 == line:
                room = sum(columns[column : column + heading.columns]) + _GAP * (heading.columns - 1)
                found.append((sum(columns[:column]) + _GAP * column, room, heading))
            for taken in range(column, column + heading.columns):
                free_at[taken] = at + heading.rows
            column += heading.columns
    yield from sorted(found, key=lambda one: one[0])


def _side_by_side(cells: Sequence[tuple[int, int, list[str]]]) -> Iterator[str]:
    """Blocks of lines side by side, each from its own column on."""
    for n in range(max((len(lines) for _, _, lines in cells), default=0)):
        text = ""
        for at, _, lines in cells:
            if n < len(lines):
                text += " " * max(0, at - cell_len(text)) + lines[n]
        yield text


def _list(part: RenderedPart, width: int) -> Iterator[tuple[str, bool, int]]:
    """Each row below its label: the numbers with their names."""
    names = ["：".join(map(visible, path)) for path in part.columns]
    for at, row in enumerate(part.rows, len(part.headings)):
        if part.has_labels:
            yield from ((line, not row.cells, at) for line in _cut(_label(row.label, row.depth), width))
        numbers = "；".join(f"{name} {visible(cell)}" for name, cell in zip(names, row.cells, strict=False) if cell)
        yield from ((_INDENT + line, False, at) for line in _cut(numbers, width - len(_INDENT)) if line)


def _cut(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrapped(text, max(2, width), measure=cell_len)]
