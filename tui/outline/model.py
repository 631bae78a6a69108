"""Building blocks for the models of an outline: strict frozen tables, the forms of their values, faults with a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Annotated, TypeVar

from msgspec import Meta, Struct

from tui.base.messages import Message, say
from tui.base.suggestions import nearest
from tui.base.text import shortened
from tui.outline.expression import ExpressionError

T = TypeVar("T")

REFERENCES = ("year", "next_year", "issuer")
"""What titles, headings and texts may refer to besides figures."""

ID_PATTERN = r"[a-z][a-z0-9_]*"
OUTLINE_ID_PATTERN = r"[a-z][a-z0-9-]*"


class OutlineFault(ValueError):
    """Something in an outline that does not fit together; `at` is the key below the table it is in."""

    def __init__(self, what: Message | str, *at: str | int) -> None:
        super().__init__(str(what))
        self.what = what
        self.at = at


def parsed(read: Callable[[str], T], text: str, *at: str | int) -> T:
    """What `read` makes of a text in the small language of `expression`. Raises `OutlineFault` with its place."""
    try:
        return read(text)
    except ExpressionError as error:
        raise OutlineFault(error.what, *at) from None


FORMS: dict[str, Callable[[str], Message]] = {}
"""What is said of a text that does not have a form, by the pattern of the form."""


def form(pattern: str, refusal: Callable[[str], Message], longest: int | None = None) -> Meta:
    """The form of a text: the pattern of the whole, and what is said of a text that is different."""
    whole = rf"\A(?:{pattern})\Z"
    FORMS[whole] = refusal
    return Meta(pattern=whole, max_length=longest)


def _no_form(value: str) -> Message:
    return say("“{value}” does not have the form required here", value=shortened(value))


def _no_template(value: str) -> Message:
    """The first brace of a title or heading that is not one of `REFERENCES`."""
    braces = re.findall(r"\{[^{}]*\}|[{}]", value)
    brace = next(brace for brace in braces if brace[1:-1] not in REFERENCES)
    known = " ".join(f"{{{name}}}" for name in REFERENCES)
    return say("“{brace}” is not allowed here; allowed are {known}", brace=shortened(brace), known=known)


def _no_article(value: str) -> Message:
    return say("“{text}” is not a source: write its id, a space, the article", text=shortened(value))


_REFERENCE = "|".join(REFERENCES)

Id = Annotated[str, form(ID_PATTERN, _no_form, 64)]
OutlineId = Annotated[str, form(OUTLINE_ID_PATTERN, _no_form, 64)]
Reference = Annotated[str, form(rf"{OUTLINE_ID_PATTERN}@[0-9]{{4}}", _no_form, 80)]
MonthDay = Annotated[str, form("(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", _no_form)]
Words = Annotated[str, Meta(min_length=1)]
Template = Annotated[Words, form(rf"[^{{}}]*(?:\{{(?:{_REFERENCE})\}}[^{{}}]*)*", _no_template)]
Article = Annotated[str, form(rf"{OUTLINE_ID_PATTERN}( .+)?", _no_article)]


_AS_WRITTEN = re.compile(rf"({OUTLINE_ID_PATTERN})(?:@([0-9]{{1,4}}))?")


def split_reference(reference: str) -> tuple[str, int | None] | None:
    """An outline's id and version, from `id@version` or `id`; None for anything else."""
    match = _AS_WRITTEN.fullmatch(reference) if len(reference) <= 80 else None
    return match and (match[1], int(match[2]) if match[2] else None)


class Model(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Frozen, strict, and without unknown keys; `dict` is for cached properties."""


def ids_of(items: Iterable[Model], name: str) -> set[str]:
    """The ids of a list of models, `name` in its table. Raises `OutlineFault` for a duplicate."""
    seen: set[str] = set()
    for n, item in enumerate(items):
        id = item.id  # type: ignore[attr-defined]  # every model in these lists has one
        if id in seen:
            raise OutlineFault(say("“{id}” occurs twice", id=id), name, n, "id")
        seen.add(id)
    return seen


def unknown(name: str, known: Iterable[str], *at: str | int) -> OutlineFault:
    """The fault of a name that does not exist; `at` is where it is used."""
    near = nearest(name, known)
    if near:
        return OutlineFault(say("there is no “{name}”; did you mean “{near}”?", name=shortened(name), near=near), *at)
    return OutlineFault(say("there is no “{name}”", name=shortened(name)), *at)
