"""The keys of a configuration file, each declared once: a field of a dataclass with reader, default, meaning and example."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, field, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from math import isfinite
from typing import Any, Generic, NamedTuple, TypeGuard, TypeVar, cast

from tui.base.errors import BaogaoError
from tui.base.messages import Message, say, words
from tui.base.suggestions import suggestion
from tui.base.text import shortened
from tui.toml.document import Document
from tui.toml.spans import KeyPath

T = TypeVar("T")
Name = TypeVar("Name", bound=StrEnum)

Reader = Callable[[Document, KeyPath], T]
"""Takes the value at a path of the file. Raises `BaogaoError` with its place for one that is not right."""

_KEY = "key"


class Key(NamedTuple):
    """A key as it was declared; a name with a full stop is that of a key in a table within."""

    field: str
    name: str
    read: Reader[Any]
    meaning: Message
    example: str
    is_required: bool

    @property
    def path(self) -> KeyPath:
        """Where it is in the table that has it."""
        return tuple(self.name.split("."))


class _Declaration(NamedTuple):
    name: str
    read: Reader[Any]
    meaning: Message
    example: str


def key(read: Reader[T], meaning: Message, example: str = "", *, default: Any = MISSING, name: str = "") -> T:
    """Declare a key in the class of a configuration, by default under the name of its field.

    Without a default it must be given. `example` is TOML that sets it, a table with its header; none is needed where the
    reader knows the keys of a table.
    """
    metadata = {_KEY: _Declaration(name, read, meaning, example)}
    if default is MISSING:
        return cast(T, field(metadata=metadata))
    return cast(T, field(default_factory=lambda: default, metadata=metadata))


def keys(configuration: type) -> tuple[Key, ...]:
    """The keys that a class declares, in its order."""
    found = ((each, each.metadata[_KEY]) for each in fields(configuration) if _KEY in each.metadata)
    return tuple(
        Key(each.name, one.name or each.name, one.read, one.meaning, one.example, each.default_factory is MISSING)
        for each, one in found
    )


def read_keys(configuration: type[T], document: Document, path: KeyPath = (), **more: object) -> T:
    """The configuration that a file, or the table at `path`, describes; `more` are its other fields.

    Raises `BaogaoError` with place and remedy for a key that does not exist, a value that is not right, and a key that is
    missing.
    """
    declared = keys(configuration)
    refuse_unknown(document, path, tuple(dict.fromkeys(str(one.path[0]) for one in declared)))
    given: dict[str, Any] = {}
    for one in declared:
        here = (*path, *one.path)
        if document.value_at(here) is not None:
            given[one.field] = one.read(document, here)
        elif one.is_required:
            what = say("an entry of [[{table}]] needs the key “{key}”", table=path[0], key=one.name)
            raise BaogaoError(what, place=document.place(path, of="key"))
    return configuration(**more, **given)


def refuse_unknown(document: Document, path: KeyPath, known: Sequence[str]) -> None:
    """Raise `BaogaoError` for a key that the table at a path has and that is none of these."""
    for name in document.value_at(path):
        if name not in known:
            what, remedy = say("there is no key “{key}”", key=shortened(name)), suggestion(name, known)
            if path:
                what = say("there is no key “{key}” here", key=shortened(name))
                remedy = remedy or say("keys are: {names}", names=words(known))
            raise BaogaoError(what, place=document.place((*path, name), of="key"), remedy=remedy)


def refused(document: Document, path: KeyPath, what: Message, remedy: Message | None = None) -> BaogaoError:
    """The error for a value: at the value, or at its key where that is at the top of the file."""
    return BaogaoError(what, place=document.place(path, of="key" if len(path) == 1 else "value"), remedy=remedy)


def documented(configuration: type, speak: Callable[[Message], str]) -> str:
    """TOML that sets every key to its example, below a comment with its meaning; tables come last, as TOML wants it."""
    blocks = [(_comment(one, speak), _example(one, speak)) for one in keys(configuration)]
    blocks.sort(key=lambda block: block[1].startswith("["))
    return "\n".join(f"{comment}{example}\n" for comment, example in blocks)


def _comment(one: Key, speak: Callable[[Message], str]) -> str:
    return f"# {speak(one.meaning)}\n"


def _example(one: Key, speak: Callable[[Message], str]) -> str:
    if not isinstance(one.read, Table | Tables):
        return one.example
    inner = (f"{_comment(each, speak)}{_example(each, speak)}" for each in keys(one.read.configuration()))
    return "\n".join((one.read.header.format(one.name), *inner))


# Readers


class Table(Generic[T]):
    """Reads a table with declared keys. The class is named by a function, since it may be loaded late."""

    header = "[{}]"

    def __init__(self, configuration: Callable[[], type[T]]) -> None:
        self.configuration = configuration

    def __call__(self, document: Document, path: KeyPath) -> T:
        """The table at a path."""
        table(document, path)
        return read_keys(self.configuration(), document, path)


class Tables(Generic[T]):
    """Reads a list of tables with declared keys."""

    header = "[[{}]]"

    def __init__(self, configuration: Callable[[], type[T]]) -> None:
        self.configuration = configuration

    def __call__(self, document: Document, path: KeyPath) -> tuple[T, ...]:
        """The tables at a path."""
        entries = document.value_at(path)
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise refused(
                document, path, say("this must be a list of tables: begin each with [[{table}]]", table=path[-1])
            )
        return tuple(read_keys(self.configuration(), document, (*path, n)) for n in range(len(entries)))


def table(document: Document, path: KeyPath) -> Mapping[str, Any]:
    """A table with any keys."""
    value = document.value_at(path)
    if not isinstance(value, dict):
        raise refused(document, path, say("this must be a table"))
    return value


def one_line(document: Document, path: KeyPath) -> str:
    """Words without a line break."""
    value = document.value_at(path)
    if not isinstance(value, str) or not value.strip() or "\n" in value:
        raise refused(document, path, say("this must be words, on one line"))
    return value


def text(document: Document, path: KeyPath) -> str:
    """Text that is not blank."""
    value = document.value_at(path)
    if not isinstance(value, str) or not value.strip():
        raise refused(document, path, say("this must be text, in quotation marks"))
    return value


def texts(document: Document, path: KeyPath, what: Message) -> tuple[str, ...]:
    """A list of texts; `what` says of anything else what it must be."""
    value = document.value_at(path)
    if not is_texts(value):
        raise refused(document, path, what)
    return tuple(value)


def is_texts(value: object) -> TypeGuard[list[str]]:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def local_date(document: Document, path: KeyPath) -> date:
    """A date without a time."""
    value = document.value_at(path)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise refused(document, path, say("this must be a date"))
    return value


def boolean(document: Document, path: KeyPath) -> bool:
    """True or false."""
    value = document.value_at(path)
    if not isinstance(value, bool):
        raise refused(document, path, say("this must be true or false"))
    return value


def choice(names: type[Name]) -> Reader[Name]:
    """Reads one of the names of an enumeration."""

    def read(document: Document, path: KeyPath) -> Name:
        value = document.value_at(path)
        if value not in tuple(names):
            raise refused(document, path, say("this must be one of: {names}", names=words(names)))
        return names(value)

    return read


def number(least: int, most: int) -> Reader[float]:
    """Reads a number within limits."""

    def read(document: Document, path: KeyPath) -> float:
        value = document.value_at(path)
        is_number = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and isfinite(value)
        if not is_number or not least <= value <= most:
            raise refused(document, path, say("this must be a number from {least} to {most}", least=least, most=most))
        return float(value)

    return read
