"""An outline built from its file and the files it extends, each fault reported at the line that caused it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tui.base.errors import BaogaoError
from tui.base.messages import Message, say, words
from tui.base.suggestions import nearest
from tui.base.text import shortened
from tui.outline.model import OutlineFault
from tui.outline.outline import ConstraintSpec, Due, FigureSpec, Outline, OutlineField, Section, Topic
from tui.outline.source import Source
from tui.toml import Document, KeyPath

LISTS = ("fields", "figures", "constraints", "sections")
"""What an extending outline adds to, changes by id, moves and drops."""
MOST = 1_000  # entries of one list in a file; each is looked up among all

_OWN = ("id", "version")  # never inherited

_MODELS: Mapping[str, type[BaseModel]] = {
    "due": Due,
    "sources": Source,
    "fields": OutlineField,
    "figures": FigureSpec,
    "constraints": ConstraintSpec,
    "sections": Section,
    "topics": Topic,
}

_FAULTS: Mapping[str, Message] = {
    "string_type": say("this must be text, in quotation marks"),
    "int_type": say("this must be a whole number"),
    "bool_type": say("this must be true or false"),
    "tuple_type": say("this must be a list"),
    "dict_type": say("this must be a table"),
    "model_type": say("this must be a table"),
    "too_short": say("this must not be empty"),
    "string_too_short": say("this must not be empty"),
    "string_too_long": say("this is too long"),
}


class OutlineError(BaogaoError):
    """An outline that is refused: file, line, what is wrong, and the nearest valid key."""


Origin = tuple[Document, KeyPath]
"""Which file something is in, and where."""

_KEY = "[key]"  # how pydantic says that it means a key


@dataclass(slots=True, eq=False)
class _Item:
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
        return Outline.model_validate(_frozen(values))
    except ValidationError as error:
        raise _refused(error, origins) from None


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
        raise _refusal(_FAULTS["bool_type"], here, "drop")
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
        raise _refusal(_FAULTS["string_type"], here, "after")
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


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _refused(error: ValidationError, origins: Mapping[KeyPath, Origin]) -> OutlineError:
    first = _first(error)
    path: KeyPath = tuple(part for part in first["loc"] if part != _KEY)
    while isinstance(inner := first.get("ctx", {}).get("error"), ValidationError):  # a table, whose models are separate
        first = _first(inner)
        path = (*path, *first["loc"])
    kind, given = first["type"], first["input"]
    near: str | None = None
    of = "key" if _KEY in first["loc"] else "value"
    what: Message | str
    if kind == "missing":
        what = say("the key “{key}” is missing", key=path[-1])
    elif kind == "extra_forbidden":
        name = str(path[-1])
        what, of = say("there is no key “{key}”", key=shortened(name)), "key"
        near = nearest(name, _model_at(path).model_fields)
    elif kind == "literal_error":
        known = _known(first.get("ctx", {}).get("expected", ""))
        what = say("“{value}” is not one of: {known}", value=shortened(str(given)), known=words(known))
        near = nearest(str(given), known)
    elif kind == "value_error" and isinstance(fault := first["ctx"]["error"], OutlineFault):
        what, path = fault.what, (*path, *fault.at)
    elif kind == "string_pattern_mismatch":
        what = say("“{value}” does not have the form required here", value=shortened(str(given)))
    else:
        what = _FAULTS.get(kind, say("this is not allowed here"))
    return _refusal(what, _origin(path, origins), of=of, near=near)


def _first(error: ValidationError) -> ErrorDetails:
    """The first error; if one key is missing and another unknown, the unknown one is the misspelt one."""
    first, *more = error.errors(include_url=False)
    if first["type"] != "missing":
        return first
    table = first["loc"][:-1]
    return next((one for one in more if one["type"] == "extra_forbidden" and one["loc"][:-1] == table), first)


def _origin(path: KeyPath, origins: Mapping[KeyPath, Origin]) -> Origin:
    for length in range(len(path), -1, -1):
        if path[:length] in origins:
            document, start = origins[path[:length]]
            return document, (*start, *path[length:])
    raise AssertionError("the empty path has an origin")


def _model_at(path: KeyPath) -> type[BaseModel]:
    """The model of the table that contains the last key of a path."""
    if path[0] == "sources":
        return Source  # below it are ids, with arbitrary names
    models = dict(_MODELS)
    if "table" in path:
        from tui.outline import table  # only an outline with a table needs its models

        models |= {
            "table": table.Table,
            "parts": table.TablePart,
            "columns": table.Column,
            "rows": table.Row,
            "identities": table.Identity,
            "agreements": table.Agreement,
        }
    return next((models[part] for part in path[-2::-1] if isinstance(part, str) and part in models), Outline)


def _known(expected: str) -> list[str]:
    """The values in pydantic's “'a', 'b' or 'c'”."""
    return [part.strip(" '") for part in expected.replace(" or ", ",").split(",")]


def _spelled(path: KeyPath) -> str:
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{shortened(part)}" if text else shortened(part)
    return text
