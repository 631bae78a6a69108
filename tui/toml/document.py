"""A TOML file as read: values by tomli, places by tree-sitter; what neither can handle is refused at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, cached_property
from itertools import accumulate
from typing import Any

import tomli
from tree_sitter import Language, Node, Parser
from tree_sitter_toml import language

from tui.base.errors import Place
from tui.base.messages import Message, say
from tui.base.text import Lines, Position, Span, normalise
from tui.toml.faults import NO_TOML, TomlError, explained
from tui.toml.spans import Entry, KeyPath, collect, value_at
from tui.toml.strings import Characters

LONGEST_KEY_PATH = 16  # parts; tomli is quadratic in them
DEEPEST_NESTING = 32  # arrays and inline tables; tomli is recursive in them

_BOM = b"\xef\xbb\xbf"
_COLLECTIONS = ("array", "inline_table")
_NUMBERS = ("integer", "float")
_HARMLESS = frozenset({"bare_key", "quoted_key", "string", "comment", "boolean"})
"""Kinds of nodes with nothing below them that could be too much."""
_UNUSUAL_NUMBER = re.compile(rb"=[ \t]*(?:\+|-?0[0-9xob_eE]|-0|-?[0-9][0-9.]*[_eE])")  # not as Python writes it
_MONSTROUS = re.compile(rb".{1000}|[^x]*[eE][+-]?[0-9_]{10}")  # more than Python can print or hold
_LONG_KEY = re.compile(rf"(?<![\w-])(?:[\w-]+[ \t]*\.[ \t]*){{{LONGEST_KEY_PATH}}}", re.ASCII)
_DEEP = re.compile(rf"(?:[\[{{][^\[\]{{}}]*){{{DEEPEST_NESTING + 1}}}")
_FOLD = re.compile(rb"\\([ \t]+)(\r?\n)")  # the grammar accepts no spaces before this line break but does after it
_INSIDE = bytes(range(0x80, 0xC0))  # UTF-8 bytes that do not begin a character
_STEP = 4096  # bytes

_TOO_DEEP = say("lists or tables are nested too deeply")
_TOO_LONG = say("a number is too long")


class Document:
    """A TOML file as read: its values, and where each one is."""

    def __init__(self, file: str, source: bytes, text: str, values: dict[str, Any], root: Node) -> None:
        self.file = file
        self.source = source
        self.text = text
        self.values = values
        self._root = root
        self._characters: dict[KeyPath, Characters] = {}

    @cached_property
    def body(self) -> bytes:
        """The bytes that spans are counted in: the source without a byte order mark."""
        return self.source.removeprefix(_BOM)

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
        return collect(self._root)

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
    root = _parser().parse(_FOLD.sub(rb"\\\2\1", body)).root_node
    document = Document(file, source, text, {}, root)
    _refuse_monsters(root, document)
    if root.has_error and _may_hide_a_long_key(text):
        raise _at(_first_error(root), document, NO_TOML)
    try:
        document.values = tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        raise explained(str(error), text, file, root) from None
    except RecursionError:
        deep = _DEEP.search(text)
        at = Lines(text).position(deep.start() if deep else 0)
        raise TomlError(_TOO_DEEP, place=Place(file, Span(at, at))) from None
    except (ValueError, ArithmeticError):  # Python refuses integers of thousands of digits, and endless exponents
        raise _at(_first_error(root), document, _TOO_LONG) from None
    if root.has_error:  # without a sound tree there are no places
        raise _at(_first_error(root), document, NO_TOML)
    return document


@cache
def _parser() -> Parser:
    return Parser(Language(language()))


def _at(node: Node, document: Document, what: Message, remedy: Message | None = None) -> TomlError:
    start = document.position(node.start_byte)
    return TomlError(what, place=Place(document.file, Span(start, start)), remedy=remedy)


def _not_utf8(body: bytes, error: UnicodeDecodeError, file: str) -> TomlError:
    before = body[: error.start].decode()
    at = Lines(before).position(len(before))
    return TomlError(
        say("this is not UTF-8 text"),
        place=Place(file, Span(at, at)),
        remedy=say("save it as UTF-8 in your editor"),
    )


def _refuse_monsters(root: Node, document: Document) -> None:
    """Walk without recursion, and refuse anything tomli would choke on."""
    waiting = [(root, 0, 0)]
    while waiting:
        parent, nesting, dots = waiting.pop()
        for node in parent.named_children:
            kind = node.type
            if kind in _HARMLESS:  # nearly all of a draft
                continue
            if kind in _NUMBERS:
                if _MONSTROUS.match(node.text or b""):
                    raise _at(node, document, _TOO_LONG)
                continue
            is_dotted, is_nested = kind == "dotted_key", kind in _COLLECTIONS
            if is_dotted and dots + 1 >= LONGEST_KEY_PATH:
                raise _at(node, document, say("a key with more than {n} parts", n=LONGEST_KEY_PATH))
            if is_nested and nesting + 1 > DEEPEST_NESTING:
                raise _at(node, document, _TOO_DEEP)
            waiting.append((node, nesting + is_nested, dots + is_dotted))


def _may_hide_a_long_key(text: str) -> bool:
    """Whether a part the grammar could not read may hold a long dotted key, on which tomli would spend minutes.

    Next to a quotation mark every full stop counts: a quoted part of a key may hold anything.
    """
    return any(
        line.count(".") >= LONGEST_KEY_PATH and ('"' in line or "'" in line or _LONG_KEY.search(line))
        for line in text.split("\n")
    )


def _first_error(root: Node) -> Node:
    node = root
    while True:
        worse = next((child for child in node.children if child.has_error), None)
        if worse is None or node.type == "ERROR":
            return node
        node = worse
