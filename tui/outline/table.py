"""What a table section asks: columns, a tree of rows, and the equations that must hold between them."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from tui.outline.model import Expression, Id, Model, Words, ids_of, unknown


class Column(Model):
    """A column of a table; neighbours with one `group` share a heading."""

    id: Id
    label: Words
    group: str | None = None


class Row(Model):
    """A row of a table; `parent` makes the rows a tree."""

    id: Id
    label: Words
    parent: Id | None = None


class Identity(Model):
    """An equation that holds in each column, over rows, or in each row, over columns."""

    each: Literal["column", "row"]
    that: Expression
    message: Words = "identity"


class Table(Model):
    """What a table section asks."""

    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[Row, ...] = Field(min_length=1)
    identities: tuple[Identity, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        columns, rows = ids_of(self.columns, "columns"), ids_of(self.rows, "rows")
        before: set[str] = set()
        for n, row in enumerate(self.rows):
            if row.parent is not None and row.parent not in before:
                raise unknown(row.parent, before, "rows", n, "parent")
            before.add(row.id)
        for n, identity in enumerate(self.identities):
            known = rows if identity.each == "column" else columns
            for name in sorted(identity.that.names - known):
                raise unknown(name, known, "identities", n, "that")
        return self
