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
from tui.reading.form import Block, NotTheForm, block_of
from tui.reading.lines import Line
from tui.reading.parts import Part
from tui.reading.sheet import Sheet

_ROW = say("a row of the form")

Rows = dict[str, dict[str, int | Decimal]]


class Taken(NamedTuple):
    """The parts without the recognised tables, the rows of each table section, and what in them is not a number."""

    parts: list[Part]
    rows: dict[str, Rows]
    left_out: list[LeftOut]


def take_tables(parts: Sequence[Part], outline: Outline) -> Taken:
    """Take the tables out of the parts: each form by its section's heading, else by its own labels wherever it is.

    A table in a table section that is not the form stays, and is a doubt; so is a form with a cell that is not a
    number.
    """
    taken = Taken(list(parts), {}, [])
    forms = {section.id: section.table for section in outline.sections if section.table is not None}
    for n, part in enumerate(taken.parts):
        tables = _tables(part)
        form = forms.get(part.target)
        if form is not None and tables and part.target not in taken.rows:
            _take(taken, n, part.target, form, tables)
    for id, form in forms.items():
        if id not in taken.rows:
            _look_for(taken, id, form)
    kept = [part for part in taken.parts if part.heading is not None or part.body]
    return taken._replace(parts=kept)


def _tables(part: Part) -> list[Table]:
    return [block for block in part.body if isinstance(block, Table)]


def _look_for(taken: Taken, id: str, form: Form) -> None:
    """Take a form from wherever it is: tables that follow one another in one part, as few as have all of it."""
    for n, part in enumerate(taken.parts):
        tables = _tables(part)
        for size in range(1, min(len(tables), len(form.every_part)) + 1):
            for start in range(len(tables) - size + 1):
                if _take(taken, n, id, form, tables[start : start + size], labelled=True):
                    return


def _take(taken: Taken, n: int, id: str, form: Form, tables: Sequence[Table], *, labelled: bool = False) -> bool:
    """Take the rows of a form from some tables of a part; returns whether they are the form."""
    part = taken.parts[n]
    sheet = Sheet("", [cells for table in tables for cells in _cells(table)])
    try:
        block = block_of(form, sheet, "", labelled=labelled)
    except NotTheForm as error:
        if not labelled:
            taken.parts[n] = replace(part, doubt=say("the table is not the form: {why}", why=error.what))
        return False
    except BaogaoError as error:
        taken.parts[n] = replace(part, doubt=say("the form is not entered: {why}", why=error.what))
        return True
    taken.rows[id] = _rows(form, block)
    titles = {one.title for one in form.every_part if one.title}
    gone = [one for one in part.body if one in tables or (isinstance(one, Line) and one.text in titles)]
    taken.parts[n] = replace(part, body=tuple(one for one in part.body if one not in gone))
    for one in gone:
        if isinstance(one, Line):
            taken.left_out.append(LeftOut(one.numbers[0], one.text, say("a title in the form")))
        else:
            rows = (LeftOut(one.line + m, " ".join(filter(None, row)), _ROW) for m, row in enumerate(one.rows))
            taken.left_out.extend(rows)
    return True


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
