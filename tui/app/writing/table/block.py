"""A block of cells as spreadsheets copy it: a pasted text as numbers, and selected cells as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.draft.table import TableNumbers, written
from tui.outline.table import Cell, Table, TablePart
from tui.reading.form import block_of, number
from tui.reading.sheet import Content, NoNumber, Sheet, separated

Numbers = Mapping[Cell, Decimal | None]
"""New numbers by cell; None for a cell that becomes blank."""


def pasted(table: Table, text: str, at: Cell) -> Numbers:
    """The numbers of a pasted text: the whole form with its labels, or a block to put at a cell.

    Raises `BaogaoError` if anything in it is no number for its cell, or has no cell; nothing is taken then.
    """
    rows = separated(text.rstrip("\n"))
    if _has_labels(rows):
        return block_of(table, Sheet("", rows), "")
    part = table.part_of[at[0]]
    columns = [column.id for column in part.columns]
    first = columns.index(at[1])
    width = max((len(row) for row in rows), default=0)
    wanted = _rows(part, at[0], rows)
    if wanted is None or first + width > len(columns):
        raise BaogaoError(say("the block does not fit into the table from here"))
    found: dict[Cell, Decimal | None] = {}
    for id, row in zip(wanted, rows, strict=True):
        for column, content in zip(columns[first:], [*row, *([None] * (width - len(row)))], strict=False):
            if id is None:
                continue
            read = number(content, table.kind(id, column))
            if isinstance(read, NoNumber):
                raise BaogaoError(say("{cell}: {what}", cell=table.name(id, column), what=read.why))
            found[id, column] = read
    return found


def _has_labels(rows: Sequence[Sequence[Content]]) -> bool:
    return any(isinstance(cell, str) and any("\u4e00" <= c <= "\u9fff" for c in cell) for row in rows for cell in row)


def _rows(part: TablePart, first: str, block: Sequence[Sequence[Content]]) -> list[str | None] | None:
    """The rows that the lines of a block go to; None for a blank line on a row that is a heading only.

    None for all of them if the block is longer than the part.
    """
    at = [row.id for row in part.rows].index(first)
    all_rows = part.rows[at : at + len(block)]
    if any(row.heading for row in all_rows) and len(all_rows) == len(block):
        blank = [not any(cell for cell in line) for line in block]
        if all(is_blank for row, is_blank in zip(all_rows, blank, strict=True) if row.heading):
            return [None if row.heading else row.id for row in all_rows]
    entry = [row.id for row in part.entry_rows]
    wanted: list[str | None] = list(entry[entry.index(first) :][: len(block)])
    return wanted if len(wanted) == len(block) else None


def copied(numbers: TableNumbers, cells: Sequence[Sequence[Cell]]) -> str:
    """Cells as text, tabs between columns and a line for each row, as every spreadsheet takes it."""
    values = [[numbers.value(*cell) for cell in row] for row in cells]
    return "".join("\t".join("" if value is None else written(value) for value in row) + "\n" for row in values)
