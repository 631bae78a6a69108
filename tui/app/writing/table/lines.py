"""A table in lines of a terminal: columns as wide as fits, headings over them, a line for each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

from tui.base.text import one_line, visible
from tui.outline.table import Column, Row, Table, TablePart

NARROWEST, WIDEST = 5, 12  # cells of a column
_LABELS = 26  # least cells for the labels
_INDENT = 2  # cells for each level of the tree


class FormLine(NamedTuple):
    """A line that scrolls: a row of a part, or (without a row) a heading line of a part after the first."""

    part: int
    row: Row | None = None
    heading: int = 0


class PartLayout(NamedTuple):
    """The widths of a part: its labels, each of its columns, and how many columns are shown at once."""

    labels: int
    column: int
    seen: int


@dataclass(frozen=True)
class FormLayout:
    """A table at a width in cells, with numbers of at most so many characters."""

    table: Table
    width: int
    longest: int = 1

    def part(self, n: int) -> PartLayout:
        """The widths of a part; if its columns do not fit, the labels stay and the columns scroll."""
        part = self.table.every_part[n]
        count = len(part.columns)
        label = max((cell_len(label_of(part, row)) for row in part.rows), default=0)
        least = max(NARROWEST, self.longest + 2)
        kept = min(label, _LABELS) if any(row.label for row in part.rows) else 0
        column = min(max(least, (self.width - kept) // count), max(WIDEST, least))
        seen = max(1, min(count, (self.width - kept) // column))
        labels = min(label, max(kept, self.width - seen * column)) if kept else 0
        return PartLayout(labels, column, seen)

    def lines(self) -> list[FormLine]:
        """The lines that scroll, below the headings of the first part."""
        found: list[FormLine] = []
        for n, part in enumerate(self.table.every_part):
            if n:
                found += [FormLine(n - 1), *(FormLine(n, None, 1 + k) for k in range(len(self.headings(n, 0))))]
            found += [FormLine(n, row) for row in part.rows]
        return found

    def headings(self, n: int, first: int) -> list[str]:
        """The heading lines of a part, with its columns from `first` on."""
        part, widths = self.table.every_part[n], self.part(n)
        columns = part.columns[first : first + widths.seen]
        depth = max(len(column.groups) for column in part.columns)
        leaves = [_wrapped(column.name, widths.column - 1) for column in part.columns]
        height = max(map(len, leaves))
        lead = " " * widths.labels
        lines = [set_cell_size(visible(one_line(part.title)), self.width).rstrip()] if part.title else []
        lines += [lead + _group_line(columns, level, widths.column) for level in range(depth)]
        shown = leaves[first : first + widths.seen]
        for k in range(height):
            words = [leaf[k - height + len(leaf)] if k >= height - len(leaf) else "" for leaf in shown]
            lines.append(lead + "".join(_right(word, widths.column - 1) + " " for word in words))
        return lines

    @property
    def height(self) -> int:
        """The most heading lines of any part."""
        return max(len(self.headings(n, 0)) for n in range(len(self.table.every_part)))


def label_of(part: TablePart, row: Row) -> str:
    """A row's label at the indent of its level."""
    return " " * (_INDENT * part.depths[row.id]) + visible(one_line(row.label)) + " "


def _group_line(columns: Sequence[Column], level: int, width: int) -> str:
    return "".join(_centred(name, count * width) for name, count in _groups(columns, level))


def _groups(columns: Sequence[Column], level: int) -> Iterator[tuple[str, int]]:
    """The groups of a level, each with its number of columns; "" for columns in no group."""
    at = 0
    while at < len(columns):
        path, after = columns[at].groups[: level + 1], at + 1
        while after < len(columns) and path and columns[after].groups[: level + 1] == path:
            after += 1
        yield (visible(one_line(path[level])) if len(path) > level else ""), after - at
        at = after


def _centred(name: str, width: int) -> str:
    """A group's name between lines that show its extent; the last cell separates it from the next."""
    if not name:
        return " " * width
    name = set_cell_size(name, min(cell_len(name), width - 2))
    left = (width - 2 - cell_len(name)) // 2
    return f" {'─' * left}{name}{'─' * (width - 2 - left - cell_len(name))} "


def _right(text: str, width: int) -> str:
    return " " * max(0, width - cell_len(text)) + text


def _wrapped(label: str, width: int) -> list[str]:
    """A column's label on as few lines of this width as possible, of about the same length."""
    text = visible(one_line(label))
    lines = chop_cells(text, width)
    if len(lines) < 2:
        return lines or [""]
    even = chop_cells(text, min(width, -(-cell_len(text) // len(lines)) + 1))
    return even if len(even) == len(lines) else lines
