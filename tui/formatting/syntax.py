"""Keys, values and comments of a TOML file exactly as typed, read one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from tui.base.text import is_wide
from tui.toml.strings import decoded

STRING = (
    r'''"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"{3,5}'''
    r"""|'''[^']*(?:'(?!'')[^']*)*'{3,5}"""
    r'''|"[^"\\]*(?:\\.[^"\\]*)*"'''
    r"|'[^']*'"
)
"""The pattern of a TOML string, with its quotation marks. A dot matches any character."""

_KEY = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+""")
_STRING = re.compile(STRING, re.DOTALL)
_PLAIN = re.compile(r"[^\s,\]}#]+(?: [0-9]{2}:[^\s,\]}#]*)?")  # a date and a time may have a space between them
_COMMENT = re.compile(r"#[^\n]*")
_BLANKS = re.compile(r"[ \t]*")
_SPACE = re.compile(r"[ \t\n]*")


class Comment(NamedTuple):
    """A comment, from its `#` to the end of the line."""

    text: str
    column: int = 0  # in a terminal, for one after something on its line
    apart: bool = False  # after a blank line


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string, a number, a date …"""

    typed: str

    @property
    def text(self) -> str | None:
        """The value of a string; None for anything else."""
        return decoded(self.typed) if self.typed[0] in "\"'" else None


class Item(NamedTuple):
    """An item of an array, with the comments above and after it."""

    value: Value
    lead: tuple[Comment, ...] = ()
    comment: Comment | None = None


@dataclass(frozen=True, slots=True)
class Array:
    """An array; `opening` follows its opening bracket, `tail` is above the closing one."""

    items: tuple[Item, ...]
    opening: Comment | None = None
    tail: tuple[Comment, ...] = ()


Inline = dict[str, "Value"]
"""An inline table, its dotted keys split."""

Value = Scalar | Array | Inline


def width(text: str) -> int:
    """The width of a text in terminal columns."""
    return sum(1 + is_wide(character) for character in text)


@dataclass(slots=True)
class Cursor:
    """A position in a file known to be valid TOML, with line feeds; it expects nothing that TOML cannot hold."""

    text: str
    at: int = 0

    @property
    def here(self) -> str:
        """The character at the position; empty at the end."""
        return self.text[self.at : self.at + 1]

    def blanks(self) -> str:
        """Skip spaces; returns what follows."""
        self._take(_BLANKS)
        return self.here

    def comment(self) -> Comment:
        """Read a comment."""
        line = self.text.rfind("\n", 0, self.at) + 1
        column = width(self.text[line : self.at])
        return Comment(self._take(_COMMENT).rstrip(), column)

    def names(self) -> tuple[str, ...]:
        """Read a key and the spaces around it; returns its parts."""
        names: list[str] = []
        while True:
            self._take(_BLANKS)
            typed = self._take(_KEY)
            names.append(decoded(typed) if typed[0] in "\"'" else typed)
            if self.blanks() != ".":
                return tuple(names)
            self.at += 1

    def value_behind_sign(self) -> Value:
        """Read an equals sign, spaces and a value."""
        self.at += 1
        self._take(_BLANKS)
        return self._value()

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        return match[0]

    def _value(self) -> Value:
        if self.here == "[":
            return self._array()
        if self.here == "{":
            return self._inline()
        return Scalar(self._take(_STRING if self.here in "\"'" else _PLAIN))

    def _array(self) -> Array:
        self.at += 1
        items: list[Item] = []
        opening: Comment | None = None
        waiting: list[Comment] = []
        while True:
            is_behind = "\n" not in self._take(_SPACE) and not waiting
            if self.here == "#":
                comment = self.comment()
                if is_behind and not items and opening is None:
                    opening = comment
                elif is_behind and items and items[-1].comment is None:
                    items[-1] = items[-1]._replace(comment=comment)
                else:
                    waiting.append(comment)
            elif self.here == ",":
                self.at += 1
            elif self.here == "]":
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
            if self.here in ",}":
                self.at += 1
                if self.text[self.at - 1] == "}":
                    return table
                continue
            *tables, last = self.names()
            inner = table
            for name in tables:
                below = inner.setdefault(name, {})
                assert isinstance(below, dict)
                inner = below
            inner[last] = self.value_behind_sign()
