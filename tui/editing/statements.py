"""A draft's source in statements, each with the lines above it and what follows on its line, covering every byte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tui.draft.keys import LISTS
from tui.editing.merge import items_by_id
from tui.toml import Document, KeyPath

Id = tuple[object, ...]
"""What identifies a statement in every version: its path, with waivers by what they waive instead of by index."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A header, or `key = value`. `home` is the table whose header it follows; `path` is its path in this version."""

    id: Id
    path: KeyPath
    home: Id
    above: tuple[str, ...]
    before: str
    value: str
    after: str

    @property
    def is_header(self) -> bool:
        """Whether it opens a table."""
        return not self.value


@dataclass(frozen=True, slots=True)
class Source:
    """A source in statements. `head` are the lines about the file as a whole, `feet` those that end a table, by its id."""

    head: tuple[str, ...]
    statements: tuple[Statement, ...]
    feet: Mapping[Id, tuple[str, ...]]


def statements(document: Document) -> Source:
    """The statements of a draft, in the order of the file; line endings are line feeds except in values."""
    body = document.body
    found = sorted(_spans(document), key=lambda one: one[0])
    ids = _ids(document)
    result: list[Statement] = []
    feet: dict[Id, tuple[str, ...]] = {}
    head: tuple[str, ...] = ()
    home: Id = ()
    at = 0
    for start, value, end, path in found:
        line = body.rfind(b"\n", 0, start) + 1
        above = _lines(body[at:line])
        if not result:
            head, above = _head(above)
        is_header = value == end
        if is_header:
            foot, above = _foot(above)
            feet[home] = foot
            home = ids(path)
        stop = body.find(b"\n", end)
        stop = len(body) if stop < 0 else stop
        before, raw = body[line:value].decode(), body[value:end].decode()
        if is_header:
            before, raw = body[line:end].decode(), ""
        after = body[end:stop].decode().rstrip("\r")
        result.append(Statement(ids(path), path, home, above, before, raw, after))
        at = min(stop + 1, len(body))
    feet[home] = _lines(body[at:])
    return Source(head, tuple(result), feet)


def _spans(document: Document) -> Iterator[tuple[int, int, int, KeyPath]]:
    """Where statements begin, and their values begin and end; a header has no value, and both are its end."""
    body = document.body
    seen: set[tuple[int, int]] = set()
    for path, entry in document.entries.items():
        if entry.kind == "table" and body[entry.statement[0] : entry.statement[0] + 1] == b"[":
            end = body.index(b"]", entry.key[1]) + 1
            end += body[end : end + 1] == b"]"
            yield entry.statement[0], end, end, path
        elif entry.kind not in ("table", "above", "dotted") and entry.statement not in seen:
            if isinstance(path[-1], int) or (entry.kind == "array" and entry.statement[0] == entry.value[0]):
                continue
            if any(a <= entry.statement[0] and entry.statement[1] <= b for a, b in _values_around(document, path)):
                continue
            seen.add(entry.statement)
            yield entry.statement[0], entry.value[0], entry.statement[1], path


def _values_around(document: Document, path: KeyPath) -> Iterator[tuple[int, int]]:
    """The inline tables and lists that contain a value."""
    for length in range(1, len(path)):
        entry = document.entry(path[:length])
        if entry is not None and entry.kind in ("inline_table", "array") and entry.value != entry.statement:
            yield entry.value


def _ids(document: Document) -> Any:
    listed = {(name, n): id for name in LISTS for id, (n, _) in items_by_id(document.values, name).items()}
    counts: Counter[str] = Counter()
    others: dict[KeyPath, Id] = {}

    def id_of(path: KeyPath) -> Id:
        result: list[object] = []
        for n, part in enumerate(path):
            if isinstance(part, int):
                here = path[: n + 1]
                if here not in others:
                    others[here] = (listed.get((str(path[0]), part)),) if path[0] in LISTS else _by_content(here)
                result += others[here]
            else:
                result.append(part)
        return tuple(result)

    def _by_content(path: KeyPath) -> Id:
        name = repr(document.value_at(path))
        counts[name] += 1
        return name, counts[name]

    return id_of


def _lines(between: bytes) -> tuple[str, ...]:
    text = between.decode().replace("\r\n", "\n")
    lines = text.split("\n")
    return tuple(lines[:-1] if not lines[-1] else lines)


def _head(above: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What concerns the whole file: up to the last blank line above its first statement, and what editors read at its top."""
    end = next((n + 1 for n in range(len(above) - 1, -1, -1) if not above[n].strip()), 0)
    while end < len(above) and above[end].startswith("#:"):
        end += 1
    return above[:end], above[end:]


def _foot(above: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What ends the table before a header, and what belongs to the header: the comments directly above it, with a blank line."""
    start = len(above)
    while start and above[start - 1].strip():
        start -= 1
    while start and not above[start - 1].strip():
        start -= 1
    return above[:start], above[start:]
