"""What is wrong with the values of an outline, in our words and at its place: msgspec says it in an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args, get_origin

from msgspec import ValidationError, convert
from msgspec.structs import fields

from tui.base.messages import Message, say, words
from tui.base.suggestions import nearest
from tui.base.text import shortened
from tui.outline.model import FORMS, Model, OutlineFault, OutlineId
from tui.outline.outline import ConstraintSpec, Due, FigureSpec, Outline, OutlineField, Section, Topic
from tui.outline.source import Source
from tui.outline.table import Agreement, Column, Identity, Row, Table, TablePart
from tui.toml import KeyPath

NO_TEXT = say("this must be text, in quotation marks")
NO_BOOLEAN = say("this must be true or false")
NO_LIST = say("this must be a list")
NO_TABLE = say("this must be a table")
EMPTY = say("this must not be empty")

_FAULTS: tuple[tuple[str, Message], ...] = (
    ("Expected `str`,", NO_TEXT),
    ("Expected `str | null`,", NO_TEXT),
    ("Expected `str | array | null`,", say("this must be text, or a list of texts")),
    ("Expected `int`,", say("this must be a whole number")),
    ("Expected `bool`,", NO_BOOLEAN),
    ("Expected `array`,", NO_LIST),
    ("Expected `array | null`,", NO_LIST),
    ("Expected `object`,", NO_TABLE),
    ("Expected `object | null`,", NO_TABLE),
    ("Expected `array` of length >=", EMPTY),
    ("Expected `str` of length >=", EMPTY),
    ("Expected `str` of length <=", say("this is too long")),
)
"""The beginnings of msgspec's sentences, and our wording for them."""

_MODELS: Mapping[str, type[Model]] = {
    "due": Due,
    "sources": Source,
    "fields": OutlineField,
    "figures": FigureSpec,
    "constraints": ConstraintSpec,
    "sections": Section,
    "topics": Topic,
    "table": Table,
    "parts": TablePart,
    "columns": Column,
    "rows": Row,
    "identities": Identity,
    "agreements": Agreement,
}

_PLACE = re.compile(r" - at (?P<key>`key` in )?`\$(?P<path>[^`]*)`\Z")
_STEP = re.compile(r"\.(?P<key>\w+)|\[(?P<entry>\d+)\]|\[\.\.\.\]")
_MISSING = re.compile(r"Object missing required field `(.+)`", re.DOTALL)
_EXTRA = re.compile(r"Object contains unknown field `(.+)`", re.DOTALL)
_FORM = re.compile(r"Expected `str` matching regex (.+)", re.DOTALL)


class Refusal(NamedTuple):
    """What is wrong, at which keys, whether with the value or with its key, and the name probably meant."""

    what: Message | str
    path: KeyPath
    of: Literal["value", "key"] = "value"
    near: str | None = None


def refusal(error: ValidationError, values: Mapping[str, Any]) -> Refusal:
    """Why the values of an outline were refused."""
    told, fault = str(error), error.__cause__
    place = _PLACE.search(told, len(str(fault)) if fault else 0)
    said = told[: place.start()] if place else told
    path = _path(place["path"], values) if place else ()
    if isinstance(fault, OutlineFault):
        return Refusal(fault.what, (*path, *fault.at))
    if place and place["key"]:
        id = next(id for id in _value_at(values, path) if not _fits(id, OutlineId))
        return Refusal(_no_fit(said, id), (*path, id), "key")
    if missing := _MISSING.fullmatch(said):
        return Refusal(say("the key “{key}” is missing", key=missing[1]), (*path, missing[1]))
    if extra := _EXTRA.fullmatch(said):
        path = (*path, extra[1])
        near = nearest(extra[1], _model_at(path).__struct_encode_fields__)
        return Refusal(say("there is no key “{key}”", key=shortened(extra[1])), path, "key", near)
    value = _value_at(values, path)
    if not said.startswith("Expected `array") and (known := _names_at(path)):
        what = say("“{value}” is not one of: {known}", value=shortened(str(value)), known=words(known))
        return Refusal(what, path, near=nearest(str(value), known))
    return Refusal(_no_fit(said, value), path)


def _no_fit(said: str, value: object) -> Message:
    """What is wrong with a value, by what msgspec says of it."""
    if form := _FORM.fullmatch(said):
        return next(told for pattern, told in FORMS.items() if repr(pattern) == form[1])(str(value))
    return next((ours for theirs, ours in _FAULTS if said.startswith(theirs)), say("this is not allowed here"))


def _fits(value: object, form: object) -> bool:
    try:
        convert(value, form)
    except ValidationError:
        return False
    return True


def _path(spelled: str, values: Mapping[str, Any]) -> KeyPath:
    """The keys of a path as msgspec spells it, which does not say which id of a table of ids it means."""
    path: list[str | int] = []
    for step in _STEP.finditer(spelled):
        if step["key"]:
            path.append(step["key"])
        elif step["entry"]:
            path.append(int(step["entry"]))
        else:
            model = _MODELS[str(path[-1])]
            path.append(next(id for id, value in _value_at(values, path).items() if not _fits(value, model)))
    return tuple(path)


def _value_at(values: Any, path: Sequence[str | int]) -> Any:
    for part in path:
        values = values[part]
    return values


def _model_at(path: KeyPath) -> type[Model]:
    """The model of the table that contains the last key of a path."""
    if path[0] == "sources" and len(path) > 2:
        return Source  # below it are ids, with arbitrary names
    return next((_MODELS[part] for part in path[-2::-1] if isinstance(part, str) and part in _MODELS), Outline)


def _names_at(path: KeyPath) -> list[str]:
    """The names that the key of a path, or an entry of its list, must be one of; empty if it may be anything."""
    at = next(n for n in range(len(path) - 1, -1, -1) if isinstance(path[n], str))
    return [
        name for key in fields(_model_at(path[: at + 1])) if key.encode_name == path[at] for name in _names(key.type)
    ]


def _names(type: object) -> Iterator[str]:
    for inner in get_args(type):
        if get_origin(type) is Literal:
            yield inner
        else:
            yield from _names(inner)
