"""An outline built from its file and the files it extends, each fault told at the line that made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from tui.errors import BaogaoError
from tui.message import Message, say, words
from tui.model import OutlineFault
from tui.nearest import nearest
from tui.outline import ConstraintSpec, Due, FigureSpec, Outline, OutlineField, Section, Source, Topic
from tui.text import shortened
from tui.toml import Document, KeyPath

LISTS = ("fields", "figures", "constraints", "sections")
"""What an extending outline adds to, changes by id, moves and drops."""

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
    """An outline that is refused: file, line, what is wrong, and the nearest right key."""


Origin = tuple[Document, KeyPath]


@dataclass(slots=True)
class _Item:
    """An entry of one of `LISTS`, and where each of its keys comes from."""

    values: dict[str, Any]
    home: Origin
    keys: dict[str, Origin] = field(default_factory=dict)


def build(chain: Sequence[Document]) -> Outline:
    """The outline that the last file of `chain` describes; each file extends the one before it.

    Raises `OutlineError` for the first thing that is wrong.
    """
    values: dict[str, Any] = {}
    origins: dict[KeyPath, Origin] = {(): (chain[-1], ())}
    lists: dict[str, list[_Item]] = {}
    for document in chain:
        for key, value in document.values.items():
            if key in LISTS and _is_list_of_tables(value):
                lists[key] = _merged(lists.get(key, []), document, key, base=document is not chain[0])
            elif key == "sources" and isinstance(value, dict) and isinstance(values.get(key, {}), dict):
                values[key] = {**values.get(key, {}), **value}
                origins.update({(key, id): (document, (key, id)) for id in value})
            else:
                values[key] = value
                origins[key,] = (document, (key,))
    for key, items in lists.items():
        values.setdefault(key, [item.values for item in items])
        for n, item in enumerate(items):
            origins[key, n] = item.home
            origins.update({(key, n, name): origin for name, origin in item.keys.items()})
    try:
        return Outline.model_validate(_frozen(values))
    except ValidationError as error:
        raise _refused(error, origins) from None


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _merged(inherited: list[_Item], document: Document, key: str, *, base: bool) -> list[_Item]:
    """Add the entries of one file to those it inherits."""
    items = list(inherited)
    places = {item.values.get("id"): item for item in items}
    for n, given in enumerate(document.values[key]):
        here: Origin = (document, (key, n))
        if not base:
            items.append(_Item(given, here))
            continue
        values = {name: value for name, value in given.items() if name not in ("after", "drop")}
        id = given.get("id")
        item = places.get(id) if isinstance(id, str) else None
        if given.get("drop") is True:
            if item is None:
                raise _fault(here, "id", say("there is no “{name}” to drop", name=shortened(str(id))))
            items.remove(item)
            del places[id]
            continue
        if item is None:
            item = _Item(values, here)
            items.append(item)
            places[id] = item
        else:
            changed = _Item({**item.values, **values}, item.home, dict(item.keys))
            changed.keys.update({name: (document, (key, n, name)) for name in values})
            items[items.index(item)] = places[id] = item = changed
        if "after" in given:
            _move(items, item, given["after"], here)
    return items


def _move(items: list[_Item], item: _Item, after: object, here: Origin) -> None:
    others = [other for other in items if other is not item]
    ids = [other.values.get("id") for other in others]
    if after != "" and after not in ids:
        near = nearest(str(after), [id for id in ids if isinstance(id, str)])
        what = say("there is no “{name}” to stand behind", name=shortened(str(after)))
        raise _fault(here, "after", what, near)
    others.insert(ids.index(after) + 1 if after != "" else 0, item)
    items[:] = others


def _fault(origin: Origin, key: str, what: Message, near: str | None = None) -> OutlineError:
    document, path = origin
    remedy = say("did you mean “{near}”?", near=near) if near else None
    return OutlineError(what, place=document.place((*path, key)), remedy=remedy)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _refused(error: ValidationError, origins: Mapping[KeyPath, Origin]) -> OutlineError:
    first = error.errors(include_url=False)[0]
    path: KeyPath = first["loc"]
    while isinstance(inner := first.get("ctx", {}).get("error"), ValidationError):  # a table, whose models are apart
        first = inner.errors(include_url=False)[0]
        path = (*path, *first["loc"])
    kind, given = first["type"], first["input"]
    near: str | None = None
    of = "value"
    what: Message | str
    if kind == "missing":
        what = say("the key “{key}” is missing", key=path[-1])
    elif kind == "extra_forbidden":
        name = str(path[-1])
        what, of = say("there is no key “{key}”", key=shortened(name)), "key"
        near = nearest(name, _model_at(path).model_fields)
    elif kind == "literal_error":
        known = _known(first.get("ctx", {}).get("expected", ""))
        what = say("“{value}” is none of: {known}", value=shortened(str(given)), known=words(known))
        near = nearest(str(given), known)
    elif kind == "value_error" and isinstance(fault := first["ctx"]["error"], OutlineFault):
        what, path = fault.what, (*path, *fault.at)
    elif kind == "string_pattern_mismatch":
        what = say("“{value}” is not of the form it must have here", value=shortened(str(given)))
    else:
        what = _FAULTS.get(kind, say("this cannot stand here"))
    document, origin = _origin(path, origins)
    remedy = say("did you mean “{near}”?", near=near) if near else None
    return OutlineError(
        say("outline refused: {what} ({key})", what=what, key=_spelled(path)),
        place=document.place(origin, of=of),
        remedy=remedy,
    )


def _origin(path: KeyPath, origins: Mapping[KeyPath, Origin]) -> Origin:
    for length in range(len(path), -1, -1):
        if path[:length] in origins:
            document, start = origins[path[:length]]
            return document, (*start, *path[length:])
    raise AssertionError("the empty path has an origin")


def _model_at(path: KeyPath) -> type[BaseModel]:
    """The model of the table that the last key of a path stands in."""
    models = dict(_MODELS)
    if "table" in path:
        from tui import table  # only an outline with a table needs its models

        models |= {"table": table.Table, "columns": table.Column, "rows": table.Row, "identities": table.Identity}
    return next((models[part] for part in path[-2::-1] if isinstance(part, str) and part in models), Outline)


def _known(expected: str) -> list[str]:
    """The values of pydantic's “'a', 'b' or 'c'”."""
    return [part.strip(" '") for part in expected.replace(" or ", ",").split(",")]


def _spelled(path: KeyPath) -> str:
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{shortened(part)}" if text else shortened(part)
    return text
