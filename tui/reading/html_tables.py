"""Tables of a web page: data as a table, layout tables as their content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tui.reading.document import Document, Paragraph, Table

_WIDEST = 60  # columns or rows that a cell may go over


_LONGEST_CELL = 200  # characters: a table with longer cells only lays out the page


class Cell(NamedTuple):
    """A cell: its content, and how many columns and rows it spans."""

    blocks: list[Paragraph | Table]
    columns: int
    rows: int


@dataclass(slots=True)
class TableFrame:
    """An open table: its finished rows, and the blocks that were on the page before it."""

    outer: list[Paragraph | Table]
    rows: list[list[Cell]] = field(default_factory=list)


def span_of(value: str | None) -> int:
    """How many columns or rows a cell claims to span, within bounds."""
    return min(max(int(value), 1), _WIDEST) if value and len(value) < 4 and value.isascii() and value.isdecimal() else 1


def laid_out(frame: TableFrame) -> list[Paragraph | Table]:
    """A data table as a table; a layout table as the blocks in it."""
    blocks = [block for row in frame.rows for cell in row for block in cell.blocks]
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or any(isinstance(block, Table) for block in blocks):
        return blocks
    grid = _grid(frame)
    is_data = (
        sum(any(row) for row in grid) > 1
        and max(map(len, grid), default=0) > 1
        and all(len(text) <= _LONGEST_CELL for row in grid for text in row)
    )
    return [Table(first.line, tuple(tuple(row) for row in grid if any(row)))] if is_data else blocks


def _grid(frame: TableFrame) -> list[list[str]]:
    """The texts of a table's cells by row and column; a cell that spans several is given once."""
    grid: list[list[str]] = []
    covered: dict[int, int] = {}  # columns that cells of rows above go over, and for how many rows yet
    for row in frame.rows:
        texts: list[str] = []

        def skip(texts: list[str] = texts) -> None:
            while covered.get(len(texts), 0):
                covered[len(texts)] -= 1
                texts.append("")

        for cell in row:
            skip()
            for n in range(cell.columns):
                covered[len(texts)] = cell.rows - 1
                texts.append("" if n else Document(tuple(cell.blocks)).text)
        skip()
        grid.append(texts)
    return grid
