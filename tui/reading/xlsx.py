"""Excel workbooks: each sheet as paragraphs and tables, by the reader that `table import` uses.

A row whose only cell is at the left is a line of text above or below a table, and part of the table inside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from tui.draft.cell_text import read_number
from tui.reading.document import Document, LeftOut, Paragraph, Table, plain
from tui.reading.sheet import Content, NoNumber, Sheet, sheets

_Row = tuple[int, tuple[str, ...]]


def read(content: bytes, file: str) -> Document:
    """The sheets of a workbook, one after the other. Raises `BaogaoError` for one that is broken, locked or hostile."""
    blocks: list[Paragraph | Table] = []
    left_out: list[LeftOut] = []
    names: list[int] = []
    line = 0
    for sheet in sheets(content, file):
        line += 1
        names.append(line)
        blocks.append(plain(line, sheet.name))
        rows = [(line + n, tuple(map(shown, row))) for n, row in enumerate(sheet.rows, 1)]
        for filled, run in groupby(rows, key=lambda row: any(cell.strip() for cell in row[1])):
            if filled:
                blocks += _blocks(list(run), _left(sheet))
        left_out += _without_values(sheet, line + 1)
        line += len(rows)
    return Document(tuple(blocks), left_out=tuple(left_out), names=frozenset(names))


def shown(content: Content) -> str:
    """A cell as a person sees it."""
    match content:
        case None:
            return ""
        case Decimal():
            return format(content.to_integral_value() if content == content.to_integral_value() else content, "f")
        case NoNumber():
            return content.text
        case _:
            return content


def _without_values(sheet: Sheet, first: int) -> Iterator[LeftOut]:
    """The cells that a spreadsheet has yet to compute."""
    for n, row in enumerate(sheet.rows):
        yield from (LeftOut(first + n, "", cell.why) for cell in row if isinstance(cell, NoNumber) and not cell.text)


def _left(sheet: Sheet) -> int:
    """The first column that has anything."""
    return min((c for row in sheet.rows for c, cell in enumerate(row) if cell is not None), default=0)


def _blocks(rows: Sequence[_Row], left: int) -> Iterator[Paragraph | Table]:
    """A run of filled rows: the lines above a table, the table, the lines below it."""
    inside = [n for n, (_, cells) in enumerate(rows) if not _is_line(cells, left)]
    first, after = (inside[0], inside[-1] + 1) if inside else (len(rows), len(rows))
    if inside and first and sum(map(bool, rows[first][1])) == 1:  # a column of numbers under its heading
        first -= 1
    for line, cells in rows[:first]:
        yield from _line(line, cells)
    table = [cells for _, cells in rows[first:after]]
    if table:
        width = max((c + 1 for cells in table for c, cell in enumerate(cells) if cell), default=0)
        yield Table(rows[first][0], tuple((*cells, *[""] * width)[left:width] for cells in table))
    for line, cells in rows[after:]:
        yield from _line(line, cells)


def _is_line(cells: Sequence[str], left: int) -> bool:
    """Whether a row is a line of text: a single cell on the left that is not a number."""
    text = cells[left] if left < len(cells) else ""
    return bool(text.strip()) and read_number(text) is None and not any(cell.strip() for cell in cells[left + 1 :])


def _line(line: int, cells: Sequence[str]) -> Iterator[Paragraph]:
    for text in "".join(cells).split("\n"):
        yield plain(line, text)
