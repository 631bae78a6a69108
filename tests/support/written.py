"""TOML written in every form there is, by a writer that keeps account of where it put what."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

KeyPath = tuple[str | int, ...]
Span = tuple[int, int]
"""Offsets in the text of a file, in characters."""

PLAIN = "a1 .#[]{}=,-\t中文，。「」\u3000😀𠮷\x85\u2028\u2029\xa0\u200b\ufeff\u202e\ue000"
"""Characters that mean themselves in every form."""

_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_LINE_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"


class Atom(NamedTuple):
    """A character and how it is typed; a typed line feed is a line break of the file. A fold stands for nothing."""

    value: str
    typed: str


BREAK = Atom("\n", "\n")
FOLDS = (Atom("", "\\\n"), Atom("", "\\ \t\n"))
"""A backslash at the end of a line, and one with blanks after it."""


def verbatim(character: str) -> Atom:
    """A character that means itself."""
    return Atom(character, character)


def escapes(character: str) -> list[Atom]:
    """The ways to escape a character."""
    code = ord(character)
    found = [Atom(character, f"\\U{code:08x}"), Atom(character, f"\\U{code:08X}")]
    if code <= 0xFFFF:
        found += [Atom(character, f"\\u{code:04x}"), Atom(character, f"\\u{code:04X}")]
    if character in _SHORT:
        found.append(Atom(character, _SHORT[character]))
    return found


class Typed(NamedTuple):
    """A string as typed, its characters, and the start and end of the source of each."""

    source: str
    value: str
    spans: list[Span]

    def normalised(self) -> tuple[str, list[Span]]:
        """The characters with every line break made one line feed, each with the source of all it was made of."""
        characters: list[str] = []
        spans: list[Span] = []
        before = ""
        for character, (start, end) in zip(self.value, self.spans, strict=True):
            if before + character == "\r\n":
                spans[-1] = (spans[-1][0], end)
            else:
                characters.append("\n" if character in _LINE_BREAKS else character)
                spans.append((start, end))
            before = character
        return "".join(characters), spans


def typed(quote: str, atoms: Sequence[Atom], newline: Callable[[], str]) -> Typed:
    """A string in these quotation marks; what would end it, or cannot stand in it, is left out."""
    source, value, spans = quote, "", []
    trimmed = len(quote) == 3  # the line break that would come now is no text
    folding = False  # nor are the blanks that would come now
    quotes = 0  # how many are in a row
    for atom in atoms:
        if not _can_stand(atom, quote) or (atom.typed == quote[0] and quotes == len(quote) - 1):
            continue
        quotes = quotes + 1 if atom.typed == quote[0] else 0
        start = len(source)
        source += atom.typed.replace("\n", newline())
        if atom in FOLDS:
            folding = True
        elif not (atom == BREAK and trimmed) and not (folding and atom.typed in " \t\n"):
            value += atom.value
            spans.append((start, len(source)))
            folding = False
        trimmed = False
    return Typed(source + quote, value, spans)


def _can_stand(atom: Atom, quote: str) -> bool:
    if "\n" in atom.typed and len(quote) == 1:
        return False
    return "'" in quote or atom.typed != "\\"


def normal_atoms(quote: str) -> list[Atom]:
    """What strings in these quotation marks are made of in tests."""
    atoms = [verbatim(character) for character in (*PLAIN, '"', "'", "\n", "\\")]
    if '"' in quote:
        atoms += [
            *FOLDS,
            *(atom for character in 'a中😀\n\r\t\b\x0b\x0c\x1b\x85\u2028"\\' for atom in escapes(character)),
        ]
    return atoms


class Writer:
    """Writes a random TOML file, with its meaning and the place of each key and value."""

    def __init__(self, random: Random, newlines: Sequence[str]) -> None:
        self.random = random
        self.newlines = newlines
        self.text = ""
        self.values: dict[str, Any] = {}
        self.keys: dict[KeyPath, Span] = {}
        self.places: dict[KeyPath, Span] = {}
        self.headers: dict[KeyPath, int] = {}
        self.strings: dict[KeyPath, tuple[int, Typed]] = {}
        self._names = 0

    def file(self, tables: int) -> None:
        """Write a whole file."""
        self._gap()
        self._pairs((), self.values)
        for _ in range(tables):
            self.random.choice((self._table, self._table_below, self._array_of_tables))()

    def _put(self, text: str) -> Span:
        self.text += text
        return len(self.text) - len(text), len(self.text)

    def _newline(self) -> str:
        return self.random.choice(self.newlines)

    def _blank(self) -> None:
        self._put(self.random.choice(("", "", " ", "\t ")))

    def _gap(self) -> None:
        """Empty lines and comments between statements."""
        for _ in range(self.random.randrange(3)):
            self._put(self.random.choice(("", " \t", '# 注 """ [x] a.b = "', "  #")) + self._newline())

    def _end_of_line(self) -> None:
        self._put(self.random.choice(("", "", " ", "  # 注释 '''", "#")) + self._newline())
        self._gap()

    def _name(self) -> str:
        self._names += 1
        stem = self.random.choice(("k", "k", "名", "-", "a b", 'q"', ".", "\\", "😀"))
        return f"{stem}{self._names}"

    def _key(self, name: str) -> Span:
        forms = [self._quoted(name), f"'{name}'"]
        if re.fullmatch("[A-Za-z0-9_-]+", name):
            forms += [name] * 4
        return self._put(self.random.choice(forms))

    def _quoted(self, name: str) -> str:
        """A key in double quotation marks, some of its characters escaped."""
        atoms = [
            self.random.choice(escapes(character))
            if character in '"\\' or self.random.random() < 0.2
            else verbatim(character)
            for character in name
        ]
        return typed('"', atoms, self._newline).source

    def _keys(self, names: Sequence[str]) -> list[Span]:
        """A key of several parts, blanks around its dots."""
        spans = []
        for n, name in enumerate(names):
            if n:
                self._blank()
                self._put(".")
                self._blank()
            spans.append(self._key(name))
        return spans

    def _pairs(self, path: KeyPath, table: dict[str, Any]) -> None:
        for _ in range(self.random.randrange(3)):
            self._blank()
            self._pair(path, table, 0)
            self._end_of_line()

    def _pair(self, path: KeyPath, table: dict[str, Any], depth: int) -> None:
        names = [self._name() for _ in range(self.random.choice((1, 1, 1, 2, 3)))]
        dotted = [name for name in table if self.headers.get((*path, name)) == -1]
        if dotted and self.random.random() < 0.5:
            names = [self.random.choice(dotted), self._name()]
        spans = self._keys(names)
        for name, span in zip(names[:-1], spans[:-1], strict=True):
            path = (*path, name)
            self.keys.setdefault(path, span)
            self.headers[path] = -1  # a table of dotted keys: it has no header
            table = table.setdefault(name, {})
        self._blank()
        self._put("=")
        self._blank()
        path = (*path, names[-1])
        self.keys[path] = spans[-1]
        table[names[-1]] = self._value(path, depth)

    def _value(self, path: KeyPath, depth: int) -> Any:
        start = len(self.text)
        write = self.random.choice([self._string] * 4 + [self._plain] + [self._array, self._inline_table] * (depth < 3))
        value = write(path, depth)
        self.places[path] = (start, len(self.text))
        return value

    def _string(self, path: KeyPath, _: int) -> str:
        quote = self.random.choice(('"""', '"""', "'''", '"', "'"))
        atoms = self.random.choices(normal_atoms(quote), k=self.random.choice((0, 1, 3, 12)))
        string = typed(quote, atoms, self._newline)
        self.strings[path] = (self._put(string.source)[0], string)
        return string.value

    def _plain(self, _path: KeyPath, _depth: int) -> Any:
        value, text = self.random.choice(_PLAIN_VALUES)
        self._put(text)
        return value

    def _array(self, path: KeyPath, depth: int) -> list[Any]:
        values: list[Any] = []
        self._put("[")
        for n in range(self.random.randrange(4)):
            if n:
                self._put(",")
            self._array_gap()
            start = len(self.text)
            values.append(self._value((*path, n), depth + 1))
            self.keys[*path, n] = (start, len(self.text))
            self._array_gap()
        if values and self.random.random() < 0.3:
            self._put(",")
            self._array_gap()
        self._put("]")
        return values

    def _array_gap(self) -> None:
        self._put(self.random.choice(("", "", " ", "\t", self._newline(), f' # 注 ] , "{self._newline()}  ')))

    def _inline_table(self, path: KeyPath, depth: int) -> dict[str, Any]:
        table: dict[str, Any] = {}
        self._put("{")
        self._blank()
        for n in range(self.random.randrange(3)):
            if n:
                self._put(",")
                self._blank()
            self._pair(path, table, depth + 1)
            self._blank()
        self._put("}")
        return table

    def _header(self, names: Sequence[str], brackets: int) -> tuple[int, list[Span]]:
        self._blank()
        start = self._put("[" * brackets)[0]
        self._blank()
        spans = self._keys(names)
        self._blank()
        self._put("]" * brackets)
        self._end_of_line()
        return start, spans

    def _headed(self, names: Sequence[str], path: KeyPath, table: dict[str, Any]) -> None:
        """A table of its own, its last key at `path`."""
        start, spans = self._header(names, 1)
        self.keys[path], self.headers[path] = spans[-1], start
        for n in range(1, len(names)):
            self.keys.setdefault(tuple(names[:n]), spans[n - 1])
        self._pairs(path, table)

    def _table(self) -> None:
        """A table, and perhaps one below it."""
        above, below = self._name(), self._name()
        table: dict[str, Any] = {}
        self.values[above] = table
        self._headed([above], (above,), table)
        if self.random.random() < 0.5:
            table[below] = {}
            self._headed([above, below], (above, below), table[below])

    def _table_below(self) -> None:
        """A table below others without headers, or with a header that comes later."""
        names = [self._name() for _ in range(3)]
        table: dict[str, Any] = {}
        self.values[names[0]] = {names[1]: {names[2]: table}}
        self._headed(names, tuple(names), table)
        if self.random.random() < 0.5:
            self._headed(names[:1], (names[0],), self.values[names[0]])

    def _array_of_tables(self) -> None:
        """An array of tables, with tables and arrays of tables below each."""
        name, below, more = self._name(), self._name(), self._name()
        self.values[name] = []
        for n in range(self.random.randrange(1, 4)):
            element = self._element([name], (name,), self.values[name])
            if self.random.random() < 0.4:
                element[below] = {}
                start, spans = self._header([name, below], 1)
                self.keys[name, n, below], self.headers[name, n, below] = spans[-1], start
                self._pairs((name, n, below), element[below])
            for _ in range(self.random.randrange(3)):
                self._element([name, more], (name, n, more), element.setdefault(more, []))

    def _element(self, names: Sequence[str], path: KeyPath, array: list[dict[str, Any]]) -> dict[str, Any]:
        start, spans = self._header(names, 2)
        element: dict[str, Any] = {}
        array.append(element)
        self.keys.setdefault(path, spans[-1])
        self.headers.setdefault(path, start)
        path = (*path, len(array) - 1)
        self.keys[path], self.headers[path] = spans[-1], start
        self._pairs(path, element)
        return element


_PLAIN_VALUES: Sequence[tuple[Any, str]] = (
    (0, "0"),
    (-7, "-7"),
    (31, "0x1F"),
    (1000, "1_000"),
    (Decimal("37.2"), "37.2"),
    (Decimal("1E+3"), "1e3"),
    (Decimal("Infinity"), "inf"),
    (True, "true"),
    (date(2024, 2, 29), "2024-02-29"),
    (time(7, 32), "07:32:00"),
    (datetime(2024, 2, 29, 7, 32, tzinfo=UTC), "2024-02-29 07:32:00Z"),
)
