"""A TOML file as its statements, headers and pairs, in the order typed, each with its comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tui.formatting.syntax import Comment, Cursor, Value

_SCHEMA = "#:schema"  # tells editors where the file's schema is; only the first line of a file can


@dataclass(frozen=True, slots=True)
class Statement:
    """A header, or a pair if it has a value, with comments: above, after it on its line, and below it.

    Those below belong to no other statement: they are at the end of the table.
    """

    names: tuple[str, ...]
    lead: tuple[Comment, ...]
    value: Value | None = None
    comment: Comment | None = None
    many: bool = False  # a header in double brackets
    below: tuple[Comment, ...] = ()


class Statements(NamedTuple):
    """A whole file. `head` holds the comments at its top that belong to all of it; `apart` if a blank line follows them."""

    head: tuple[Comment, ...]
    apart: bool
    all: Sequence[Statement]


def statements(text: str) -> Statements:
    """The statements of a file that is known to be valid TOML."""
    return _Reader(Cursor(text.replace("\r\n", "\n"))).file()


@dataclass(slots=True)
class _Reader:
    """Goes through a file once."""

    cursor: Cursor
    found: list[Statement] = field(default_factory=list)
    head: tuple[Comment, ...] = ()
    is_apart: bool = True

    def file(self) -> Statements:
        waiting: list[Comment] = []
        apart = False  # whether a blank line comes before the place
        while here := self.cursor.blanks():
            if here == "#":
                waiting.append(self.cursor.comment()._replace(apart=apart))
                self.cursor.at += 1
                apart = False
            elif here == "\n":
                self.cursor.at += 1
                apart = True
            else:
                self._statement(self._lead(waiting, apart, is_header=here == "["))
                waiting, apart = [], False
        self._leave(waiting)
        return Statements(self.head, self.is_apart, self.found)

    def _lead(self, waiting: Sequence[Comment], apart: bool, *, is_header: bool) -> tuple[Comment, ...]:
        """Which comments before a statement belong to it; the others stay with what precedes them.

        Above a pair in a table that is all of them. Above a header, and at the top of the file, only adjacent ones.
        """
        first = len(waiting)
        if not apart:
            first = next((n for n in range(first - 1, -1, -1) if waiting[n].apart), 0)
        if self.found and not is_header:
            first = 0
        if not self.found and first == 0 and self.cursor.text.startswith(_SCHEMA):
            first, self.is_apart = 1, False
        self._leave(waiting[:first])
        return tuple(waiting[first:])

    def _leave(self, comments: Sequence[Comment]) -> None:
        """Leave comments with what precedes them."""
        if comments and self.found:
            self.found[-1] = replace(self.found[-1], below=tuple(comments))
        elif comments:
            self.head = tuple(comments)

    def _statement(self, lead: tuple[Comment, ...]) -> None:
        cursor = self.cursor
        brackets = 2 if cursor.text.startswith("[[", cursor.at) else cursor.here == "["
        cursor.at += brackets
        names = cursor.names()
        cursor.at += brackets
        value = None if brackets else cursor.value_behind_sign()
        comment = cursor.comment() if cursor.blanks() == "#" else None
        self.found.append(Statement(names, lead, value, comment, many=brackets > 1))
        cursor.at += 1
