"""A TOML file as its statements, headers and pairs, in the order typed, each with the comments that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tui.text import is_wide
from tui.toml.strings import decoded

_SCHEMA = "#:schema"
"""How the comment begins that tells editors where the schema of the file is; only the first line of a file can be one."""


STRING = (
    r'''"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}'''
    r"""|'''(?:[^']++|'(?!''))*+'{3,5}"""
    r'''|"(?:[^"\\]++|\\.)*+"'''
    r"|'[^']*'"
)
"""The pattern of a string of TOML; what is not closed is none. A dot is any character."""


class Comment(NamedTuple):
    """A comment, from its `#` to the end of the line."""

    text: str
    column: int = 0  # on a terminal, for one that stands behind something
    apart: bool = False  # behind a blank line


class Scalar(NamedTuple):
    """A string, a number, a date … exactly as typed."""

    typed: str


class Item(NamedTuple):
    """An item of an array, with the comments above and behind it."""

    value: Value
    lead: tuple[Comment, ...] = ()
    comment: Comment | None = None


@dataclass(frozen=True, slots=True)
class Array:
    """An array; `opening` stands behind its opening bracket, `tail` above the closing one."""

    items: tuple[Item, ...]
    opening: Comment | None = None
    tail: tuple[Comment, ...] = ()


Inline = dict[str, "Value"]
"""An inline table, its dotted keys taken apart."""

Value = Scalar | Array | Inline


@dataclass(frozen=True, slots=True)
class Statement:
    """A header, or a pair if it has a value: comments above, behind it on its line, and below that belong to nothing."""

    names: tuple[str, ...]
    lead: tuple[Comment, ...]
    value: Value | None = None
    comment: Comment | None = None
    many: bool = False  # a header in double brackets
    below: tuple[Comment, ...] = ()


class Statements(NamedTuple):
    """A whole file. `head` is the comments at its top that belong to all of it; `apart` if a blank line follows them."""

    head: tuple[Comment, ...]
    apart: bool
    all: Sequence[Statement]


def statements(text: str) -> Statements:
    """The statements of a file that is known to be TOML."""
    return _Reader(text.replace("\r\n", "\n")).file()


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(1 + is_wide(character) for character in text)


_BLANKS = re.compile(r"[ \t]*")
_SPACE = re.compile(r"[ \t\n]*")
_COMMENT = re.compile(r"#[^\n]*")
_KEY = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+""")
_STRING = re.compile(STRING, re.DOTALL)
_PLAIN = re.compile(r"[^\s,\]}#]+(?: [0-9]{2}:[^\s,\]}#]*)?")  # a date and a time may have a blank between them


@dataclass(slots=True)
class _Reader:
    """Goes through a text once. It looks for nothing that the text cannot hold, being TOML."""

    text: str
    at: int = 0
    found: list[Statement] = field(default_factory=list)
    head: tuple[Comment, ...] = ()
    is_apart: bool = True

    def file(self) -> Statements:
        waiting: list[Comment] = []
        apart = False
        while self.at < len(self.text):
            self._take(_BLANKS)
            here = self.text[self.at : self.at + 1]
            if here == "#":
                waiting.append(Comment(self._take(_COMMENT).rstrip(), apart=apart))
                self.at += 1
                apart = False
            elif here == "\n":
                self.at += 1
                apart = True
            elif here:
                self._statement(self._lead(waiting, apart, is_header=here == "["))
                waiting, apart = [], False
        self._leave(waiting)
        return Statements(self.head, self.is_apart, self.found)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        return match[0]

    def _lead(self, waiting: Sequence[Comment], apart: bool, *, is_header: bool) -> tuple[Comment, ...]:
        """What of the comments before a statement belongs to it; the others stay with what is before them.

        Above a pair in a table that is all. Above a header, and at the top of the file, only what touches it.
        """
        first = len(waiting)
        if not apart:
            first = next((n for n in range(first - 1, -1, -1) if waiting[n].apart), 0)
        if self.found and not is_header:
            first = 0
        if not self.found and first == 0 and self.text.startswith(_SCHEMA):
            first, self.is_apart = 1, False
        self._leave(waiting[:first])
        return tuple(waiting[first:])

    def _leave(self, comments: Sequence[Comment]) -> None:
        if self.found and comments:
            self.found[-1] = replace(self.found[-1], below=tuple(comments))
        elif comments:
            self.head = tuple(comments)

    def _statement(self, lead: tuple[Comment, ...]) -> None:
        many = self.text.startswith("[[", self.at)
        value = None
        if self.text[self.at] == "[":
            self.at += 1 + many
            names = self._names()
            self.at += 1 + many
        else:
            names = self._names()
            value = self._pair_value()
        self._take(_BLANKS)
        comment = self._behind() if self.text.startswith("#", self.at) else None
        self.found.append(Statement(names, lead, value, comment, many))
        self.at += 1

    def _behind(self) -> Comment:
        """A comment behind something on its line."""
        line = self.text.rfind("\n", 0, self.at) + 1
        column = width(self.text[line : self.at])
        return Comment(self._take(_COMMENT).rstrip(), column)

    def _names(self) -> tuple[str, ...]:
        names: list[str] = []
        while True:
            self._take(_BLANKS)
            typed = self._take(_KEY)
            names.append(decoded(typed) if typed[0] in "\"'" else typed)
            self._take(_BLANKS)
            if not self.text.startswith(".", self.at):
                return tuple(names)
            self.at += 1

    def _pair_value(self) -> Value:
        self.at += 1  # the equals sign
        self._take(_BLANKS)
        return self._value()

    def _value(self) -> Value:
        here = self.text[self.at]
        if here == "[":
            return self._array()
        if here == "{":
            return self._inline()
        return Scalar(self._take(_STRING if here in "\"'" else _PLAIN))

    def _array(self) -> Array:
        self.at += 1
        items: list[Item] = []
        opening: Comment | None = None
        waiting: list[Comment] = []
        while True:
            is_behind = "\n" not in self._take(_SPACE) and not waiting
            here = self.text[self.at]
            if here == "#":
                comment = self._behind()
                if is_behind and not items and opening is None:
                    opening = comment
                elif is_behind and items and items[-1].comment is None:
                    items[-1] = items[-1]._replace(comment=comment)
                else:
                    waiting.append(comment)
            elif here == ",":
                self.at += 1
            elif here == "]":
                self.at += 1
                return Array(tuple(items), opening, tuple(waiting))
            else:
                items.append(Item(self._value(), tuple(waiting)))
                waiting = []

    def _inline(self) -> Inline:
        self.at += 1
        table: Inline = {}
        while True:
            self._take(_SPACE)
            here = self.text[self.at]
            if here in ",}":
                self.at += 1
                if here == "}":
                    return table
                continue
            *tables, last = self._names()
            inner = table
            for name in tables:
                below = inner.setdefault(name, {})
                assert isinstance(below, dict)
                inner = below
            inner[last] = self._pair_value()
