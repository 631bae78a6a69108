"""What a table section asks for: columns in groups, a tree of rows, and which numbers must agree."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, field

from tui.base.messages import say
from tui.outline.expression import Constraint, Term, names, parse, parse_term
from tui.outline.model import Article, Id, Model, OutlineFault, Words, ids_of, parsed, unknown

LAST = "last."
"""The prefix of a row or column name for last year's value."""
MOST_CELLS = 50_000
"""Cells of one table section."""

NumberKind = Literal["integer", "decimal"]
Cell = tuple[str, str]
"""A cell by the ids of its row and its column."""


class Line(Model, frozen=True, kw_only=True):
    """What rows and columns have in common. One that is `derived` is computed where it is blank."""

    id: Id
    label: str = ""
    short: str = ""
    formula: str | None = field(name="derived", default=None)

    def __post_init__(self) -> None:
        """Refuse what is no sum."""
        _ = self.derived

    @cached_property
    def derived(self) -> Term | None:
        """The sum that it is computed by where it is blank."""
        return None if self.formula is None else parsed(parse_term, self.formula, "derived")

    @property
    def name(self) -> str:
        """Its name in formulas and messages."""
        return self.short or self.label


class Column(Line, frozen=True, kw_only=True):
    """A column of a table; neighbours with the same `group` share a heading, or several, outermost first."""

    label: Words
    group: str | tuple[Words, ...] | None = None
    number: NumberKind = "integer"
    unit: str = ""
    signed: bool = False

    @property
    def groups(self) -> tuple[str, ...]:
        """The headings above it, outermost first."""
        return (self.group,) if isinstance(self.group, str) else self.group or ()


class Row(Line, frozen=True, kw_only=True):
    """A row of a table; `parent` makes the rows a tree, a `heading` has no cells.

    `number` and `unit` override the columns'.
    """

    parent: Id | None = None
    heading: bool = False
    number: NumberKind | None = None
    unit: str | None = None


class Identity(Model, frozen=True, kw_only=True):
    """An equation that holds in each column, over rows, or in each row, over columns; `only` limits it to those named.

    `last.` before a name means its value in last year's report.
    """

    each: Literal["column", "row"]
    formula: str = field(name="that")
    message: str = ""
    source: Article | None = None
    only: tuple[Id, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what is no equation."""
        _ = self.that

    @cached_property
    def that(self) -> Constraint:
        """The relation that the formula states."""
        return parsed(partial(parse, dotted=True), self.formula, "that")

    @property
    def is_of_two_years(self) -> bool:
        """Whether it needs last year's report."""
        return any(name.startswith(LAST) for name in self.that.names)


class Agreement(Model, frozen=True, kw_only=True):
    """What a text says about a number in the table.

    Where a paragraph of `sections` (that has one of the words `about`, if there are any) gives a number in `unit`, and
    one of `words` comes before it in its clause and none of `without`, with nothing but words of `between` up to the
    number, and one of `followed` after it (if there are any) and none of `unfollowed`, the number must be one of
    `equals`. Where it says one of `nothing`, all of them must be 0.
    """

    sections: Annotated[tuple[Id, ...], Meta(min_length=1)]
    about: tuple[Words, ...] = ()
    words: tuple[Words, ...] = ()
    without: tuple[Words, ...] = ()
    between: tuple[Words, ...] = ()
    followed: tuple[Words, ...] = ()
    unfollowed: tuple[Words, ...] = ()
    unit: Words = "件"
    nothing: tuple[Words, ...] = ()
    formulas: Annotated[tuple[str, ...], Meta(min_length=1)] = field(name="equals")
    message: Words

    def __post_init__(self) -> None:
        """Refuse what is no sum."""
        _ = self.equals

    @cached_property
    def equals(self) -> tuple[Term, ...]:
        """The sums of which the number must be one."""
        read = partial(parse_term, dotted=True)
        return tuple(parsed(read, formula, "equals", n) for n, formula in enumerate(self.formulas))


class TablePart(Model, frozen=True, kw_only=True):
    """Rows under columns of their own. `title` goes above them, `note` over the row labels."""

    title: str = ""
    note: str = ""
    columns: Annotated[tuple[Column, ...], Meta(min_length=1)]
    rows: Annotated[tuple[Row, ...], Meta(min_length=1)]
    identities: tuple[Identity, ...] = ()

    def __post_init__(self) -> None:
        """Refuse parts that do not fit together."""
        _refuse_misfits(self.columns, self.rows, self.identities)

    @cached_property
    def columns_by_id(self) -> Mapping[str, Column]:
        """The columns, by id."""
        return {column.id: column for column in self.columns}

    @cached_property
    def rows_by_id(self) -> Mapping[str, Row]:
        """The rows, by id."""
        return {row.id: row for row in self.rows}

    @cached_property
    def entry_rows(self) -> tuple[Row, ...]:
        """The rows that have cells."""
        return tuple(row for row in self.rows if not row.heading)

    @cached_property
    def depths(self) -> Mapping[str, int]:
        """The depth of each row in the tree: 0 for one without a parent."""
        depths: dict[str, int] = {}
        for row in self.rows:
            depths[row.id] = 0 if row.parent is None else depths[row.parent] + 1
        return depths


class CellKind(NamedTuple):
    """What a cell accepts."""

    number: NumberKind
    unit: str
    signed: bool

    @property
    def is_whole(self) -> bool:
        """Whether it accepts whole numbers only."""
        return self.number == "integer"


class Table(Model, frozen=True, kw_only=True):
    """What a table section asks for: columns and rows, or several parts with their own.

    `blank` says whether a cell may stay blank; otherwise the form wants a 0. `note` goes over the row labels.
    """

    note: str = ""
    blank: bool = False
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    identities: tuple[Identity, ...] = ()
    parts: tuple[TablePart, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    def __post_init__(self) -> None:
        """Refuse parts that do not fit together."""
        if self.parts and (self.columns or self.rows or self.identities):
            raise OutlineFault(say("a table has columns and rows of its own, or parts that have them"), "parts")
        if not self.parts:
            for key, given in (("columns", self.columns), ("rows", self.rows)):
                if not given:
                    raise OutlineFault(say("the key “{key}” is missing", key=key))
            _refuse_misfits(self.columns, self.rows, self.identities)
        seen: set[str] = set()
        for n, part in enumerate(self.parts):
            for m, row in enumerate(part.rows):
                if row.id in seen:
                    raise OutlineFault(say("“{id}” occurs twice", id=row.id), "parts", n, "rows", m, "id")
                seen.add(row.id)
        if sum(len(part.rows) * len(part.columns) for part in self.every_part) > MOST_CELLS:
            raise OutlineFault(say("a table with more than {n} cells", n=MOST_CELLS))
        cells = {f"{row}.{column}" for row, column in self.cells}
        for n, agreement in enumerate(self.agreements):
            for m, term in enumerate(agreement.equals):
                for name in sorted(names(term) - cells):
                    raise unknown(name, cells, "agreements", n, "equals", m)

    @cached_property
    def every_part(self) -> tuple[TablePart, ...]:
        """The parts; a table without any is its own single part."""
        if self.parts:
            return self.parts
        return (TablePart(note=self.note, columns=self.columns, rows=self.rows, identities=self.identities),)

    @cached_property
    def part_of(self) -> Mapping[str, TablePart]:
        """The part that each row is in, by the row's id."""
        return {row.id: part for part in self.every_part for row in part.rows}

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All cells of the form, row by row."""
        return tuple(
            (row.id, column.id) for part in self.every_part for row in part.entry_rows for column in part.columns
        )

    @cached_property
    def entered(self) -> tuple[Cell, ...]:
        """The cells to be filled in: those that are not derived."""
        return tuple(cell for cell in self.cells if not self.is_derived(*cell))

    def row(self, id: str) -> Row:
        """A row by its id."""
        return self.part_of[id].rows_by_id[id]

    def column(self, row: str, id: str) -> Column:
        """A column of the part that a row is in."""
        return self.part_of[row].columns_by_id[id]

    def has(self, row: str, column: str) -> bool:
        """Whether there is such a cell."""
        part = self.part_of.get(row)
        return part is not None and column in part.columns_by_id and not part.rows_by_id[row].heading

    def is_derived(self, row: str, column: str) -> bool:
        """Whether a cell is computed where it is blank."""
        return self.row(row).derived is not None or self.column(row, column).derived is not None

    def kind(self, row: str, column: str) -> CellKind:
        """What a cell accepts."""
        r, c = self.row(row), self.column(row, column)
        return CellKind(r.number or c.number, c.unit if r.unit is None else r.unit, c.signed)

    def name(self, row: str, column: str) -> str:
        """A cell's name for users: its row and its column."""
        part = self.part_of[row]
        told = self.column(row, column)
        ambiguous = sum(other.name == told.name for other in part.columns) > 1
        words = (self.row(row).name, *(told.groups if ambiguous else ()), told.name)
        return " / ".join(word for word in words if word)

    @property
    def identities_at(self) -> Iterator[tuple[tuple[str | int, ...], Identity]]:
        """The identities, each with the keys that lead to it."""
        for m, identity in enumerate(self.identities):
            yield ("identities", m), identity
        for n, part in enumerate(self.parts):
            for m, identity in enumerate(part.identities):
                yield ("parts", n, "identities", m), identity

    @cached_property
    def needs_last_year(self) -> bool:
        """Whether anything in it is compared with last year's report."""
        return any(identity.is_of_two_years for part in self.every_part for identity in part.identities)


def _refuse_misfits(columns: tuple[Column, ...], rows: tuple[Row, ...], identities: tuple[Identity, ...]) -> None:
    """Raise `OutlineFault` for duplicate ids, unknown names, and sums that contain themselves."""
    column_ids = ids_of(columns, "columns")
    ids_of(rows, "rows")
    before: set[str] = set()
    for n, row in enumerate(rows):
        if row.parent is not None and row.parent not in before:
            raise unknown(row.parent, before, "rows", n, "parent")
        before.add(row.id)
    row_ids = {row.id for row in rows if not row.heading}
    for n, identity in enumerate(identities):
        over, along = (row_ids, column_ids) if identity.each == "column" else (column_ids, row_ids)
        for name in sorted(identity.that.names):
            if name.removeprefix(LAST) not in over:
                raise unknown(name, over, "identities", n, "that")
        for m, name in enumerate(identity.only):
            if name not in along:
                raise unknown(name, along, "identities", n, "only", m)
    _refuse_circles(columns, column_ids, "columns")
    _refuse_circles(rows, row_ids, "rows")


def _refuse_circles(items: Iterable[Column | Row], known: set[str], key: str) -> None:
    """Raise `OutlineFault` for a derived sum of unknown names, or of itself."""
    needs: dict[str, frozenset[str]] = {}
    places: dict[str, int] = {}
    for n, item in enumerate(items):
        if item.derived is not None:
            needs[item.id], places[item.id] = names(item.derived), n
            for name in sorted(needs[item.id] - known):
                raise unknown(name, known, key, n, "derived")
    while needs:
        free = [id for id, wanted in needs.items() if not wanted & needs.keys()]
        if not free:
            id = next(iter(needs))
            raise OutlineFault(say("“{id}” is computed from itself", id=id), key, places[id], "derived")
        for id in free:
            del needs[id]
