"""Building blocks for the models of an outline: strict frozen tables, the forms of their values, faults with a place."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from typing import Annotated

# Pydantic searches every installed distribution for plugins, which takes 10 ms and lets them change our models.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from tui.base.messages import Message, say
from tui.base.suggestions import nearest
from tui.base.text import shortened
from tui.outline.expression import Constraint, ExpressionError, parse

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


def reading(read: Callable[[str], object]) -> BeforeValidator:
    """The validator that parses a text in the small language of `expression`."""

    def validated(value: object) -> object:
        try:
            return read(value) if isinstance(value, str) else value
        except ExpressionError as error:
            raise OutlineFault(error.what) from None

    return BeforeValidator(validated)


def _template(value: str) -> str:
    """A title or heading: braces hold one of `REFERENCES` and nothing else."""
    for brace in re.findall(r"\{[^{}]*\}|[{}]", value):
        if brace[1:-1] not in REFERENCES:
            known = " ".join(f"{{{name}}}" for name in REFERENCES)
            raise OutlineFault(
                say("“{brace}” is not allowed here; allowed are {known}", brace=shortened(brace), known=known)
            )
    return value


def _article(value: str) -> str:
    if not re.fullmatch(rf"{OUTLINE_ID_PATTERN}( .+)?", value):
        raise OutlineFault(say("“{text}” is not a source: write its id, a space, the article", text=shortened(value)))
    return value


Id = Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN}$", max_length=64)]
OutlineId = Annotated[str, StringConstraints(pattern=rf"^{OUTLINE_ID_PATTERN}$", max_length=64)]
Reference = Annotated[str, StringConstraints(pattern=rf"^{OUTLINE_ID_PATTERN}@[0-9]{{4}}$", max_length=80)]
MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Words = Annotated[str, StringConstraints(min_length=1)]
Template = Annotated[Words, BeforeValidator(lambda v: _template(v) if isinstance(v, str) else v)]
Article = Annotated[str, BeforeValidator(lambda v: _article(v) if isinstance(v, str) else v)]
Expression = Annotated[Constraint, reading(parse)]


class Model(BaseModel):
    """Frozen, strict, and without unknown keys."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        protected_namespaces=(),
        defer_build=True,
    )


def ids_of(items: Iterable[BaseModel], name: str) -> set[str]:
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
