"""An outline built from its file and the files it extends, each fault reported at the line that caused it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from msgspec import Struct, ValidationError, convert, field

from tui.base.errors import BaogaoError
from tui.base.messages import Message, say
from tui.base.suggestions import nearest
from tui.base.text import shortened
from tui.outline.outline import Outline
from tui.outline.refusals import NO_BOOLEAN, NO_TEXT, refusal
from tui.toml import Document, KeyPath

LISTS = ("fields", "figures", "constraints", "sections")
"""What an extending outline adds to, changes by id, moves and drops."""
MOST = 1_000  # entries of one list in a file; each is looked up among all

_OWN = ("id", "version")  # never inherited


class OutlineError(BaogaoError):
    """An outline that is refused: file, line, what is wrong, and the nearest valid key."""


Origin = tuple[Document, KeyPath]
"""Which file something is in, and where."""


class _Item(Struct, eq=False):
    """An entry of one of `LISTS`, and the origin of each of its keys."""

    values: dict[str, Any]
    home: Origin
    keys: dict[str, Origin] = field(default_factory=dict)


def build(chain: Sequence[Document]) -> Outline:
    """The outline described by the last file of `chain`; each file extends the one before it.

    Raises `OutlineError` for the first thing that is wrong.
    """
    values: dict[str, Any] = {}
    origins: dict[KeyPath, Origin] = {(): (chain[-1], ())}
    lists: dict[str, list[_Item]] = {}
    for document in chain:
        for key, value in document.values.items():
            if key in _OWN and document is not chain[-1]:
                continue
            if key in LISTS and _is_list_of_tables(value):
                if len(value) > MOST:
                    raise _refusal(say("this is too long"), (document, (key, MOST)))
                lists[key] = _own(document, key) if document is chain[0] else _merged(lists.get(key, []), document, key)
            elif key == "sources" and isinstance(value, dict) and isinstance(values.get(key, {}), dict):
                values[key] = {**values.get(key, {}), **value}
                origins.update({(key, id): (document, (key, id)) for id in value})
            else:
                values[key] = value
                origins[key,] = (document, (key,))
    for key, items in lists.items():
        if key in values:
            continue  # one of the files has something else there: it will be refused
        values[key] = [item.values for item in items]
        for n, item in enumerate(items):
            origins[key, n] = item.home
            origins.update({(key, n, name): origin for name, origin in item.keys.items()})
    try:
        return convert(values, Outline)
    except ValidationError as error:
        wrong = refusal(error, values)
        raise _refusal(wrong.what, _origin(wrong.path, origins), of=wrong.of, near=wrong.near) from None


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _own(document: Document, key: str) -> list[_Item]:
    """The entries of the file that extends none."""
    return [_Item(given, (document, (key, n))) for n, given in enumerate(document.values[key])]


def _merged(inherited: list[_Item], document: Document, key: str) -> list[_Item]:
    """Add the entries of one file to the inherited ones."""
    items = list(inherited)
    seen: set[str] = set()
    for n, given in enumerate(document.values[key]):
        here: Origin = (document, (key, n))
        id = given.get("id")
        item = next((item for item in items if isinstance(id, str) and item.values.get("id") == id), None)
        if _drops(given, here):
            items.remove(item or _nothing_to_drop(given, items, here))
            continue
        if isinstance(id, str):
            if id in seen:
                raise _refusal(say("“{id}” occurs twice", id=shortened(id)), here, "id")
            seen.add(id)
        values = {name: value for name, value in given.items() if name not in ("after", "drop")}
        if item is None:
            item = _Item(values, here)
            items.append(item)
        else:
            changed = {name: (document, (key, n, name)) for name in values}
            old, item = item, _Item({**item.values, **values}, item.home, {**item.keys, **changed})
            items[items.index(old)] = item
        if "after" in given:
            _move(items, item, given["after"], here)
    return items


def _drops(given: Mapping[str, Any], here: Origin) -> bool:
    drop = given.get("drop", False)
    if not isinstance(drop, bool):
        raise _refusal(NO_BOOLEAN, here, "drop")
    return drop


def _nothing_to_drop(given: Mapping[str, Any], items: Sequence[_Item], here: Origin) -> NoReturn:
    if "id" not in given:
        raise _refusal(say("the key “{key}” is missing", key="id"), here, "id")
    name = str(given["id"])
    what = say("there is no “{name}” to drop", name=shortened(name))
    raise _refusal(what, here, "id", near=nearest(name, _ids(items)))


def _move(items: list[_Item], item: _Item, after: object, here: Origin) -> None:
    """Put an entry after the one named, or first if the name is empty."""
    if not isinstance(after, str):
        raise _refusal(NO_TEXT, here, "after")
    items.remove(item)
    before = next((n for n, other in enumerate(items, 1) if other.values.get("id") == after), 0)
    if after and not before:
        what = say("there is no “{name}” to follow", name=shortened(after))
        raise _refusal(what, here, "after", near=nearest(after, _ids(items)))
    items.insert(before, item)


def _ids(items: Sequence[_Item]) -> list[str]:
    return [id for item in items if isinstance(id := item.values.get("id"), str)]


def _refusal(
    what: Message | str, origin: Origin, *keys: str, of: str = "value", near: str | None = None
) -> OutlineError:
    """The error for an origin, or for keys below it."""
    document, path = origin[0], (*origin[1], *keys)
    return OutlineError(
        say("outline refused: {what} ({key})", what=what, key=_spelled(path)),
        place=document.place(path, of=of),
        remedy=say("did you mean “{near}”?", near=near) if near else None,
    )


def _origin(path: KeyPath, origins: Mapping[KeyPath, Origin]) -> Origin:
    for length in range(len(path), -1, -1):
        if path[:length] in origins:
            document, start = origins[path[:length]]
            return document, (*start, *path[length:])
    raise AssertionError("the empty path has an origin")


def _spelled(path: KeyPath) -> str:
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{shortened(part)}" if text else shortened(part)
    return text
