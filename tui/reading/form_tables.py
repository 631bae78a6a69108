"""Tables of a document as the rows of a table section: the form recognised by its labels, its numbers extracted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.outline.outline import Outline
from tui.outline.table import Table as Form
from tui.reading.document import LeftOut, Table
from tui.reading.form import Block, block_of
from tui.reading.lines import Line
from tui.reading.parts import Part
from tui.reading.sheet import Sheet

Rows = dict[str, dict[str, int | Decimal]]


class Taken(NamedTuple):
    """The parts without the recognised tables, the rows of each table section, and what in them is not a number."""

    parts: list[Part]
    rows: dict[str, Rows]
    left_out: list[LeftOut]


def take_tables(parts: Sequence[Part], outline: Outline) -> Taken:
    """Take the tables out of the parts that go to table sections; a table that is not the form stays, and is a doubt."""
    kept: list[Part] = []
    rows: dict[str, Rows] = {}
    left_out: list[LeftOut] = []
    for part in parts:
        section = outline.sections_by_id.get(part.target)
        tables = [block for block in part.body if isinstance(block, Table)]
        if section is None or section.table is None or not tables or section.id in rows:
            kept.append(part)
            continue
        sheet = Sheet("", [cells for table in tables for cells in _cells(table)])
        try:
            block = block_of(section.table, sheet, "")
        except BaogaoError as error:
            kept.append(replace(part, doubt=say("the table is not the form: {why}", why=error.what)))
            continue
        rows[section.id] = _rows(section.table, block)
        titles = {one.title for one in section.table.every_part if one.title}
        body = tuple(one for one in part.body if isinstance(one, Line) and one.text not in titles)
        kept.append(replace(part, body=body))
        for table in tables:
            for n, row in enumerate(table.rows):
                left_out.append(LeftOut(table.line + n, " ".join(filter(None, row)), say("a row of the form")))
        for one in part.body:
            if isinstance(one, Line) and one.text in titles:
                left_out.append(LeftOut(one.numbers[0], one.text, say("a title in the form")))
    return Taken(kept, rows, left_out)


def _cells(table: Table) -> Iterator[list[str | None]]:
    """The cells of a table; a heading that names its group as well, as our Markdown has them, without the group."""
    for n, row in enumerate(table.rows):
        yield [(cell if n else cell.rpartition("：")[2] or cell) or None for cell in row]


def _rows(form: Form, block: Block) -> Rows:
    """The entered numbers, by row and column, without those that the form computes."""
    rows: Rows = {}
    for (row, column), value in block.items():
        if value is not None and not form.is_derived(row, column):
            rows.setdefault(row, {})[column] = int(value) if value == value.to_integral_value() else value
    return rows
