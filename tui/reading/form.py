"""The numbers of a table extracted from a sheet: rows and columns found by their headings, in the order of the form.

A heading such as 总计 or 其他 occurs several times, so none is looked up alone: all of them must be in sequence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tui.base.errors import BaogaoError, Place
from tui.base.messages import Message, say
from tui.base.text import shortened
from tui.draft.answers import refused_number
from tui.draft.cell_text import is_blank, read_number
from tui.outline.table import Cell, CellKind, Column, Row, Table, TablePart
from tui.reading.sheet import Content, NoNumber, Sheet, address

Block = dict[Cell, Decimal | None]
"""Numbers by their cells; None for a cell that is blank there."""

_BLANKS = re.compile(r"[\s\u3000\u200b\ufeff]+")
_NUMBERING = re.compile(r"^(?:[(（][一二三四五六七八九十0-9]{1,3}[)）]|[一二三四五六七八九十0-9]{1,3}[、.．,，])")
_NOTE = re.compile(r"[(（].*[)）]$")
_SAME = str.maketrans("（），、．：；“”", '(),,.:;""')


class _Found(NamedTuple):
    """Where the form is: the sheet's row for each row, and the sheet's column for each column."""

    rows: list[int]
    columns: list[int]


class NotTheForm(BaogaoError):
    """A sheet without a row or column of the form."""


def block_of(table: Table, sheet: Sheet, file: str, *, labelled: bool = False) -> Block:
    """The numbers of a whole form in a sheet; one of numbers only is refused if it must be `labelled`.

    Raises `NotTheForm` if a row or column of the form is missing, and `BaogaoError` if a cell holds something other
    than its kind of number.
    """
    block: Block = {}
    start = 0
    for part in table.every_part:
        found = _bare(part, sheet) if len(table.every_part) == 1 and not labelled else None
        found = found or _located(part, sheet, start, file)
        start = found.rows[-1] + 1
        for row, r in zip(part.entry_rows, found.rows, strict=True):
            for column, c in zip(part.columns, found.columns, strict=True):
                read = number(sheet.cell(r, c), table.kind(row.id, column.id))
                if isinstance(read, NoNumber):
                    raise _wrong(table, (row.id, column.id), address(r, c), read.why, file)
                block[row.id, column.id] = read
    return block


def number(content: Content, kind: CellKind) -> Decimal | NoNumber | None:
    """The text of a sheet's cell as a number of a kind; None for a blank."""
    if content is None or isinstance(content, NoNumber) or (isinstance(content, str) and is_blank(content)):
        return None if isinstance(content, str) else content
    found = read_number(content) if isinstance(content, str) else content
    if found is None:
        return NoNumber(
            say("“{text}” is not a number; where there is nothing, write 0", text=shortened(str(content), 20))
        )
    refusal = refused_number(found, kind, is_whole=found == found.to_integral_value())
    if refusal:
        return NoNumber(refusal)
    return found.to_integral_value() if kind.is_whole else found


def _wrong(table: Table, cell: Cell, where: str, why: Message, file: str) -> BaogaoError:
    return BaogaoError(say("{where} ({cell}): {why}", where=where, cell=table.name(*cell), why=why), place=Place(file))


def _bare(part: TablePart, sheet: Sheet) -> _Found | None:
    """A block of nothing but numbers, as many as the form has."""
    rows = [r for r, row in enumerate(sheet.rows) if any(value is not None for value in row)]
    columns = sorted({c for r in rows for c, value in enumerate(sheet.rows[r]) if value is not None})
    if len(rows) != len(part.entry_rows) or len(columns) != len(part.columns):
        return None
    texts = [value for r in rows for value in sheet.rows[r] if isinstance(value, str)]
    is_bare = all(is_blank(text) or read_number(text) is not None for text in texts)
    return _Found(rows, columns) if is_bare else None


def _located(part: TablePart, sheet: Sheet, start: int, file: str) -> _Found:
    if not any(row.label for row in part.rows):
        return _unlabelled(part, sheet, start, file)
    rows = _rows(part.entry_rows, sheet, start, file)
    columns = _columns(part.columns, sheet, range(start, rows[0])) or _beside_labels(part, sheet, rows)
    if columns is None:
        raise _no_columns(part, file)
    return _Found(rows, columns)


def _rows(wanted: Sequence[Row], sheet: Sheet, start: int, file: str) -> list[int]:
    """The rows of the form one after another, each by a text that is its label."""
    found: list[int] = []
    at = start
    for row in wanted:
        labels = set(_spellings(row.label))
        r = next((r for r in range(at, len(sheet.rows)) if labels & _texts(sheet.rows[r])), None)
        if r is None:
            raise NotTheForm(
                say("the row “{row}” of the form is not there", row=row.label),
                place=Place(file),
                remedy=say("the sheet must have all rows of the form, in their order"),
            )
        found.append(r)
        at = r + 1
    return found


def _columns(wanted: Sequence[Column], sheet: Sheet, headings: Sequence[int]) -> list[int] | None:
    """The columns of the form one after another, each by a heading that is its label; None if one is not there."""
    found: list[int] = []
    width = max((len(sheet.rows[r]) for r in headings), default=0)
    at = 0
    for column in wanted:
        labels = set(_spellings(column.label))
        c = next((c for c in range(at, width) if any(labels & _texts([sheet.cell(r, c)]) for r in headings)), None)
        if c is None:
            return None
        found.append(c)
        at = c + 1
    return found


def _beside_labels(part: TablePart, sheet: Sheet, rows: Sequence[int]) -> list[int] | None:
    """Without headings: the columns at the right of all labels, if there are as many as the form has."""
    first = 0
    for row, r in zip(part.entry_rows, rows, strict=True):
        labels = set(_spellings(row.label))
        first = max(first, *(c + 1 for c, value in enumerate(sheet.rows[r]) if labels & _texts([value])))
    filled = [c for r in rows for c in range(first, len(sheet.rows[r])) if sheet.cell(r, c) is not None]
    columns = list(range(first, max(filled, default=first - 1) + 1))
    return columns if len(columns) == len(part.columns) else None


def _unlabelled(part: TablePart, sheet: Sheet, start: int, file: str) -> _Found:
    """A form without labels of rows: the rows below its headings that have something in its columns."""
    for r in range(start, len(sheet.rows)):
        columns = _columns(part.columns, sheet, range(start, r + 1))
        if columns is not None:
            below = [n for n in range(r + 1, len(sheet.rows)) if any(sheet.cell(n, c) is not None for c in columns)]
            if len(below) >= len(part.entry_rows):
                return _Found(below[: len(part.entry_rows)], columns)
            break
    raise _no_columns(part, file)


def _no_columns(part: TablePart, file: str) -> NotTheForm:
    return NotTheForm(
        say("the columns of the form are not there, or not in its order"),
        place=Place(file),
        remedy=say(
            "the first is “{first}”, the last “{last}”", first=part.columns[0].label, last=part.columns[-1].label
        ),
    )


def _texts(cells: Sequence[Content]) -> set[str]:
    return {spelling for cell in cells if isinstance(cell, str) for spelling in _spellings(cell)}


def _spellings(label: str) -> Iterator[str]:
    """A label without spaces and with uniform marks; also without its number, and without a note in brackets."""
    plain = _BLANKS.sub("", label).translate(_SAME)
    yield plain
    bare = _NUMBERING.sub("", plain)
    yield bare
    if _NOTE.sub("", bare):
        yield _NOTE.sub("", bare)
