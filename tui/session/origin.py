"""A draft as read, and the values written since: together they make the document, the same for the same values.

So a draft in which everything was undone is the one that was read, byte for byte, however often it was saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui.base.text import normalise
from tui.editing.changes import same
from tui.editing.edit import edit
from tui.editing.order import Order
from tui.editing.values import Value
from tui.toml import Document, KeyPath

WAIVERS: KeyPath = ("waivers",)
"""The single place of all waivers, a list; as changes they are given one by one, by their indices in a document."""


class Origin:
    """A document, and changes to it by their paths."""

    def __init__(self, document: Document, changes: Mapping[KeyPath, Value | None] | None = None) -> None:
        self._document = document
        self._changes = dict(changes or {})

    def value(self, path: KeyPath) -> Value | None:
        """The value of a place: written, or read."""
        if path == WAIVERS:
            return _waivers(self._document, self._changes)
        if path in self._changes:
            return self._changes[path]
        value: Value | None = self._document.value_at(path)
        return value

    def put(self, path: KeyPath, value: Value | None) -> None:
        """Set the value at a place; None removes it."""
        put(self._document, self._changes, path, value)

    def edited(self, order: Order) -> Document:
        """The document with everything that was written. Raises `BaogaoError` like `edit`."""
        return edit(self._document, self._changes, order)


def put(document: Document, changes: dict[KeyPath, Value | None], path: KeyPath, value: Value | None) -> None:
    """Record in the changes to a document that a place has a value; one the document has already is no change."""
    if path == WAIVERS:
        _put_waivers(document, changes, value if isinstance(value, list) else [])
    elif equal(value, document.value_at(path)):
        changes.pop(path, None)
    else:
        changes[path] = value


def _waivers(document: Document, changes: Mapping[KeyPath, Value | None]) -> list[Any] | None:
    there = _listed(document)
    new = sorted(
        path for path in changes if path[:1] == WAIVERS and len(path) == 2 and path[1] not in range(len(there))
    )
    found = [changes.get(("waivers", n), waiver) for n, waiver in enumerate(there)]
    found += [changes[path] for path in new]
    return [waiver for waiver in found if waiver is not None] or None


def _put_waivers(document: Document, changes: dict[KeyPath, Value | None], wanted: list[Any]) -> None:
    for path in [path for path in changes if path[:1] == WAIVERS]:
        del changes[path]
    left = list(wanted)
    there = _listed(document)
    for n, waiver in enumerate(there):
        if waiver in left:
            left.remove(waiver)
        else:
            changes["waivers", n] = None
    changes.update({("waivers", len(there) + n): waiver for n, waiver in enumerate(left)})


def _listed(document: Document) -> list[Any]:
    there = document.values.get("waivers")
    return there if isinstance(there, list) else []


def equal(one: Value | None, other: Value | None) -> bool:
    """Whether two values are equivalent, or both missing."""
    return (one is None) == (other is None) and same(one, other)


def storable(value: Any) -> Any:
    """A value with its line breaks normalised and without lone surrogates, which no file can hold."""
    if isinstance(value, str):
        return normalise(value).encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {name: storable(item) for name, item in value.items()}
    return [storable(item) for item in value] if isinstance(value, list) else value
