"""The numbers of a table section: those entered, those computed from them, and which equations do not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from tui.outline.expression import Constraint, Name, Term, exact, names, names_in_order, spelled
from tui.outline.interval import Interval
from tui.outline.table import LAST, Cell, Column, Identity, Row, Table, TablePart

Entered = Mapping[Cell, Decimal]
"""The numbers entered, by cell."""


def written(number: Decimal) -> str:
    """A number as the report shows it: every digit that was entered, no exponent."""
    return f"{number:f}"


class BrokenIdentity(NamedTuple):
    """An identity that does not hold in one row or column.

    `line` is the row or column, `cells` are all that it involves, `formula` names them, and `left` and `right` are both
    sides with their numbers and result.
    """

    identity: Identity
    line: Row | Column
    cells: tuple[Cell, ...]
    formula: str
    left: str
    right: str

    def cell(self, name: str) -> Cell:
        """The cell that a name in the identity refers to."""
        name = name.removeprefix(LAST)
        return (self.line.id, name) if self.identity.each == "row" else (name, self.line.id)


class TotalDiffers(NamedTuple):
    """A cell that is computed if blank, but holds a different number."""

    cell: Cell
    entered: Decimal
    computed: Decimal
    formula: str


class TableNumbers(Struct, frozen=True, dict=True):
    """The numbers of one table, and those of the previous year where they are known."""

    table: Table
    entered: Entered
    last: TableNumbers | None = None

    def value(self, row: str, column: str) -> Decimal | None:
        """The number a cell shows: the entered one, else the computed one; None for a blank."""
        number = self.entered.get((row, column))
        return self.computed(row, column) if number is None else number

    def computed(self, row: str, column: str) -> Decimal | None:
        """The value of a derived cell; None for one that is not derived, or lacks a number it depends on."""
        part = self.table.part_of[row]
        over_rows = part.rows_by_id[row].derived
        if over_rows is not None:
            return exact(over_rows, self._known(over_rows, lambda other: self.value(other, column)))
        over_columns = part.columns_by_id[column].derived
        if over_columns is not None:
            return exact(over_columns, self._known(over_columns, lambda other: self.value(row, other)))
        return None

    @staticmethod
    def _known(term: Term, value: Callable[[str], Decimal | None]) -> dict[str, Decimal]:
        return {name: number for name in names(term) if (number := value(name)) is not None}

    def expected(self, row: str, column: str) -> Decimal | None:
        """What a cell must hold to agree with the others: its derived value, or what an identity of the year implies."""
        computed = self.computed(row, column)
        if computed is not None:
            return computed
        part = self.table.part_of[row]
        for identity in part.identities:
            line, own = (row, column) if identity.each == "row" else (column, row)
            if identity.is_of_two_years or identity.that.sign != "==" or (identity.only and line not in identity.only):
                continue
            for side, other in ((identity.that.left, identity.that.right), (identity.that.right, identity.that.left)):
                if isinstance(side, Name) and side.id == own:
                    value = exact(other, self._known(other, self._along(identity, line)))
                    if value is not None:
                        return value
        return None

    def _along(self, identity: Identity, line: str) -> Callable[[str], Decimal | None]:
        """The value of a name in an identity, in a row or column."""
        if identity.each == "row":
            return lambda name: self.value(line, name)
        return lambda name: self.value(name, line)

    @cached_property
    def blanks(self) -> tuple[Cell, ...]:
        """The cells of the form that must be filled in but are not."""
        return tuple(cell for cell in self.table.entered if cell not in self.entered)

    def broken(self) -> Iterator[BrokenIdentity]:
        """Every identity that cannot hold, in each row or column; one that lacks a number is skipped."""
        for part in self.table.every_part:
            for identity in part.identities:
                for line in _lines(part, identity):
                    found = self._broken(part, identity, line)
                    if found:
                        yield found

    def _broken(self, part: TablePart, identity: Identity, line: Row | Column) -> BrokenIdentity | None:
        def cell(name: str) -> Cell:
            name = name.removeprefix(LAST)
            return (line.id, name) if identity.each == "row" else (name, line.id)

        def value(name: str) -> Decimal | None:
            numbers = self.last if name.startswith(LAST) else self
            if numbers is None or (numbers is not self and not numbers.table.has(*cell(name))):
                return None
            return numbers.value(*cell(name))

        known = {name: number for name in identity.that.names if (number := value(name)) is not None}
        if identity.that.holds({name: Interval.exactly(number) for name, number in known.items()}):
            return None
        return BrokenIdentity(
            identity,
            line,
            tuple(dict.fromkeys(cell(name) for name in _names(identity.that) if not name.startswith(LAST))),
            _formula(part, identity),
            _side(identity.that.left, known),
            _side(identity.that.right, known),
        )

    def differing_totals(self) -> Iterator[TotalDiffers]:
        """Every derived cell with an entered number that differs from the computed one."""
        for cell in self.table.cells:
            if cell in self.entered and self.table.is_derived(*cell):
                computed = self.computed(*cell)
                if computed is not None and computed != self.entered[cell]:
                    yield TotalDiffers(cell, self.entered[cell], computed, self._derivation(*cell))

    def _derivation(self, row: str, column: str) -> str:
        part = self.table.part_of[row]
        over_rows = part.rows_by_id[row].derived
        if over_rows is not None:
            return spelled(over_rows, lambda name: part.rows_by_id[name].name)
        over_columns = part.columns_by_id[column].derived
        assert over_columns is not None  # called for derived cells only
        return spelled(over_columns, lambda name: part.columns_by_id[name].name)


def _lines(part: TablePart, identity: Identity) -> Iterator[Row | Column]:
    lines: tuple[Row | Column, ...] = part.entry_rows if identity.each == "row" else part.columns
    return (line for line in lines if not identity.only or line.id in identity.only)


def _names(constraint: Constraint) -> Iterator[str]:
    yield from names_in_order(constraint.left)
    yield from names_in_order(constraint.right)


def _formula(part: TablePart, identity: Identity) -> str:
    """The identity with the names of its rows or columns."""
    items: Mapping[str, Row | Column] = part.columns_by_id if identity.each == "row" else part.rows_by_id

    def word(name: str) -> str:
        own = name.removeprefix(LAST)
        return f"上年{items[own].name}" if own != name else items[own].name

    sign = {"==": "="}.get(identity.that.sign, identity.that.sign)
    return f"{spelled(identity.that.left, word)} {sign} {spelled(identity.that.right, word)}"


def _side(term: Term, known: Mapping[str, Decimal]) -> str:
    """One side with its numbers: “14069 + 560 = 14629”, or just the number if there is nothing to compute."""
    total = exact(term, known)
    sum = spelled(term, lambda name: written(known[name]))
    return sum if total is None or sum == written(total) else f"{sum} = {written(total)}"
