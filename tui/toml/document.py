"""A TOML file as read: its values, and on demand the place of each; what could be too much is refused at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from tui.base.errors import Place
from tui.base.messages import say
from tui.base.text import Lines, Position, Span, normalise
from tui.toml.faults import TomlError
from tui.toml.plain import plain_values
from tui.toml.spans import Entry, KeyPath, collect, value_at
from tui.toml.strings import Characters

if TYPE_CHECKING:
    from tree_sitter import Node

_BOM = b"\xef\xbb\xbf"
_UNUSUAL_NUMBER = re.compile(rb"=[ \t]*(?:\+|-?0[0-9xob_eE]|-0|-?[0-9][0-9.]*[_eE])")  # not as Python writes it
_INSIDE = bytes(range(0x80, 0xC0))  # UTF-8 bytes that do not begin a character
_STEP = 4096  # bytes


class Document:
    """A TOML file as read: its values, and where each one is."""

    def __init__(self, file: str, source: bytes, text: str, values: dict[str, Any]) -> None:
        self.file = file
        self.source = source
        self.text = text
        self.values = values
        self._characters: dict[KeyPath, Characters] = {}

    @cached_property
    def body(self) -> bytes:
        """The bytes that spans are counted in: the source without a byte order mark."""
        return self.source.removeprefix(_BOM)

    @cached_property
    def root(self) -> Node:
        """The syntax tree, made when it is first asked for: a clean draft needs none, nor the libraries for it."""
        from tui.toml.tree import root_of

        return root_of(self.body)

    def text_at(self, path: KeyPath) -> str | None:
        """The text at a path, its line breaks normalised; None if there is no text."""
        value = self.value_at(path)
        return normalise(value) if isinstance(value, str) else None

    def value_at(self, path: KeyPath) -> Any:
        """The value at a path; None if there is none."""
        return value_at(self.values, path)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    @cached_property
    def _characters_before(self) -> list[int]:
        """How many characters begin before every `_STEP`th byte."""
        counts = (_count(self.body[at : at + _STEP]) for at in range(0, len(self.body), _STEP))
        return list(accumulate(counts, initial=0))

    @cached_property
    def _entries(self) -> dict[KeyPath, Entry]:
        """The spans, collected when the first place is asked for: a clean draft needs none."""
        return collect(self.root)

    @property
    def entries(self) -> Mapping[KeyPath, Entry]:
        """The spans of all values, in the order of the file."""
        return self._entries

    def entry(self, path: KeyPath) -> Entry | None:
        """The spans of the value at `path`, if the file has it."""
        return self._entries.get(path)

    def raw(self, path: KeyPath) -> str | None:
        """The value at `path` exactly as it was typed."""
        entry = self._entries.get(path)
        return entry and self.body[slice(*entry.value)].decode()

    def number_as_typed(self, path: KeyPath, value: int | Decimal) -> str:
        """The number at `path` exactly as it was typed: few files have one that Python would write differently."""
        return (self.raw(path) if self._has_unusual_numbers else None) or str(value)

    @cached_property
    def _has_unusual_numbers(self) -> bool:
        return _UNUSUAL_NUMBER.search(self.body) is not None

    def kind(self, path: KeyPath) -> str | None:
        """How the value at `path` is written, as `Entry.kind` has it."""
        entry = self._entries.get(path)
        return entry and entry.kind

    def inline_around(self, path: KeyPath) -> int | None:
        """The length of the path of the nearest inline table around a value; None if there is none."""
        return next((n for n in range(len(path) - 1, 0, -1) if self.kind(path[:n]) == "inline_table"), None)

    @property
    def newline(self) -> str:
        """The line ending of the file: that of its first line."""
        end = self.body.find(b"\n")
        return "\r\n" if end > 0 and self.body[end - 1 : end] == b"\r" else "\n"

    def position(self, byte: int) -> Position:
        """Line and column of a byte of the body."""
        return self._lines.position(self._offset(byte))

    def place(self, path: KeyPath, *, of: str = "value") -> Place:
        """Where the value at `path` (or, with of="key", its key) is.

        For what the file does not have: the key of the nearest table around it, or else the file itself.
        """
        for length in range(len(path), 0, -1):
            entry = self._entries.get(path[:length])
            if entry:
                here = entry.value if of == "value" and length == len(path) else entry.key
                return Place(self.file, Span(self.position(here[0]), self.position(here[1])))
        return Place(self.file)

    def place_within(self, path: KeyPath, start: int, end: int) -> Place:
        """Where the characters `start` to `end` of the string at `path` are, counted in its normalised value."""
        entry = self._entries.get(path)
        if entry is None or entry.kind != "string":
            return self.place(path)
        begin = self._offset(entry.value[0])
        if path not in self._characters:
            raw = self.text[begin : self._offset(entry.value[1])]
            self._characters[path] = Characters(raw)
        characters = self._characters[path]
        first = begin + characters.start(start)
        last = first if end <= start else begin + characters.end(end - 1)
        return Place(self.file, Span(self._lines.position(first), self._lines.position(last)))

    def _offset(self, byte: int) -> int:
        step = byte // _STEP
        return self._characters_before[step] + _count(self.body[step * _STEP : byte])


def _count(utf8: bytes) -> int:
    """How many characters begin in a stretch of UTF-8."""
    return len(utf8.translate(None, _INSIDE))


def parse(source: bytes, file: str) -> Document:
    """Read TOML. `file` is its name in messages.

    Raises `TomlError` with a place for anything that is not UTF-8, not TOML, or unreasonably nested or dotted.
    """
    body = source.removeprefix(_BOM)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise _not_utf8(body, error, file) from None
    values = plain_values(text)
    document = Document(file, source, text, values or {})
    if values is None:
        from tui.toml.tree import checked_values

        document.values = checked_values(document)
    return document


def _not_utf8(body: bytes, error: UnicodeDecodeError, file: str) -> TomlError:
    before = body[: error.start].decode()
    at = Lines(before).position(len(before))
    return TomlError(
        say("this is not UTF-8 text"),
        place=Place(file, Span(at, at)),
        remedy=say("save it as UTF-8 in your editor"),
    )
