"""A draft as read, and the values written since: together they make the document, the same for the same values.

So a draft in which everything was undone is the one that was read, byte for byte, however often it was saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tui.base.text import normalise
from tui.draft.keys import LISTS
from tui.editing.changes import same
from tui.editing.edit import edit
from tui.editing.merge import identity
from tui.editing.order import Order
from tui.editing.values import Value
from tui.toml import Document, KeyPath

NOTES: KeyPath = ("notes",)
WAIVERS: KeyPath = ("waivers",)
"""All notes are a single place, a list, and so are all waivers; as changes their items are given one by one, by their
indices in a document."""


def is_list(path: KeyPath) -> bool:
    """Whether a place is one of those lists."""
    return len(path) == 1 and path[0] in LISTS


class Origin:
    """A document, and changes to it by their paths."""

    def __init__(self, document: Document, changes: Mapping[KeyPath, Value | None] | None = None) -> None:
        self._document = document
        self._changes = dict(changes or {})

    def value(self, path: KeyPath) -> Value | None:
        """The value of a place: written, or read."""
        if is_list(path):
            return items(self._document, self._changes, str(path[0]))
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
    if is_list(path):
        _put_items(document, changes, str(path[0]), value if isinstance(value, list) else [])
    elif equal(value, document.value_at(path)):
        changes.pop(path, None)
    else:
        changes[path] = value


def items(document: Document, changes: Mapping[KeyPath, Value | None], name: str) -> list[Any] | None:
    """The items of a list of a document with the changes made; None if there are none."""
    there = items_in(document, name)
    found: list[Any] = [*there]
    for path, value in sorted(_of_items(changes, name)):
        n = path[1]
        assert isinstance(n, int)
        if len(path) > 2:
            found[n] = _with_key(found[n] or {}, str(path[2]), value)
        elif n < len(there):
            found[n] = value
        else:
            found.append(value)
    return [item for item in found if item is not None] or None


def _of_items(changes: Mapping[KeyPath, Value | None], name: str) -> Iterator[tuple[KeyPath, Value | None]]:
    return ((path, value) for path, value in changes.items() if path[0] == name and len(path) > 1)


def items_in(document: Document, name: str) -> list[Any]:
    """The items of a list as a document holds them."""
    there = document.values.get(name)
    return there if isinstance(there, list) else []


def _put_items(document: Document, changes: dict[KeyPath, Value | None], name: str, wanted: list[Any]) -> None:
    """Record the items that a list has now: an item that is still known by what it says keeps its place and its layout."""
    for path, _ in list(_of_items(changes, name)):
        del changes[path]
    left, others = list(wanted), dict[int, Any]()
    there = items_in(document, name)
    for n, item in enumerate(there):
        if item in left:
            left.remove(item)
        else:
            others[n] = item
    for n, item in others.items():
        now = next((one for one in left if identity(name, one) == identity(name, item)), None)
        if now is None:
            changes[name, n] = None
            continue
        left.remove(now)
        changes.update({(name, n, key): now.get(key) for key in {**item, **now} if now.get(key) != item.get(key)})
    changes.update({(name, len(there) + n): item for n, item in enumerate(left)})


def whole_items(document: Document, changes: Mapping[KeyPath, Value | None]) -> dict[KeyPath, Value | None]:
    """The changes with those of an item's keys as the whole item, which says by itself which one it is."""
    found: dict[KeyPath, Value | None] = {}
    for path, value in changes.items():
        if path[0] not in LISTS or len(path) < 3:
            found[path] = value
            continue
        item = found.get(path[:2], document.value_at(path[:2]))
        if isinstance(item, dict):
            found[path[:2]] = _with_key(item, str(path[2]), value)
    return found


def with_item(there: Value | None, place: KeyPath, base: Value | None, mine: Value | None) -> list[Any]:
    """A list in which an item that was `base` is `mine`: added without `base`, removed without `mine`.

    One that others changed meanwhile is changed only where it was changed here; one they removed comes back if it was
    changed here.
    """
    found = list(there) if isinstance(there, list) else []
    name = str(place[0])
    if not isinstance(base, dict):
        return found if mine in found else [*found, mine]
    at = next((n for n, item in enumerate(found) if item == base), None)
    if at is None:
        at = next((n for n, item in enumerate(found) if identity(name, item) == identity(name, base)), None)
    if not isinstance(mine, dict):
        return [item for n, item in enumerate(found) if n != at or item != base]
    if at is None:
        return found if mine in found else [*found, mine]
    for key in {**base, **mine}:
        if mine.get(key) != base.get(key):
            found[at] = _with_key(found[at], key, mine.get(key))
    return found


def _with_key(item: Mapping[str, Any], key: str, value: Value | None) -> dict[str, Any]:
    return {name: one for name, one in {**item, key: value}.items() if one is not None}


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
