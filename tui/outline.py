"""What is asked: the outline of a report, as data that names the law behind each of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from tui.expression import Constraint, ExpressionError, parse
from tui.message import Message, say
from tui.nearest import nearest
from tui.text import shortened

Edition = Literal["filed", "published"]
"""`filed`: letterhead, signer and copies, sent to the superior organ; `published`: without them, for the website."""
EDITIONS: tuple[Edition, ...] = ("filed", "published")

Strength = Literal["law", "regulation", "standard", "local", "practice"]
FieldKind = Literal["organ", "organs", "person", "persons", "date", "document-number", "text", "texts"]
MANY: frozenset[str] = frozenset({"organs", "persons", "texts"})
"""The field kinds that take one value or a list of them."""

REFERENCES = ("year", "next_year", "issuer")
"""What titles, headings and texts may refer to besides figures."""

ID_PATTERN = r"[a-z][a-z0-9_]*"
OUTLINE_ID_PATTERN = r"[a-z][a-z0-9-]*"


_REFERENCE = re.compile(rf"({OUTLINE_ID_PATTERN})(?:@([0-9]{{1,4}}))?")


def split_reference(reference: str) -> tuple[str, int | None] | None:
    """An outline's id and version, from `id@version` or `id`; None for anything else."""
    match = _REFERENCE.fullmatch(reference) if len(reference) <= 80 else None
    return match and (match[1], int(match[2]) if match[2] else None)


class OutlineFault(ValueError):
    """Something in an outline that does not fit together; `at` is the key below the table it stands in."""

    def __init__(self, what: Message | str, *at: str | int) -> None:
        super().__init__(str(what))
        self.what = what
        self.at = at


def _constraint(value: object) -> object:
    try:
        return parse(value) if isinstance(value, str) else value
    except ExpressionError as error:
        raise OutlineFault(error.what) from None


def _template(value: str) -> str:
    """A title or heading: braces hold one of `REFERENCES` and nothing else."""
    for brace in re.findall(r"\{[^{}]*\}|[{}]", value):
        if brace[1:-1] not in REFERENCES:
            known = " ".join(f"{{{name}}}" for name in REFERENCES)
            raise OutlineFault(say("“{brace}” cannot stand here; {known} can", brace=shortened(brace), known=known))
    return value


def _article(value: str) -> str:
    if not re.fullmatch(rf"{OUTLINE_ID_PATTERN}( .+)?", value):
        raise OutlineFault(say("“{text}” is no source: write its id, a blank, the article", text=shortened(value)))
    return value


Id = Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN}$", max_length=64)]
OutlineId = Annotated[str, StringConstraints(pattern=rf"^{OUTLINE_ID_PATTERN}$", max_length=64)]
Reference = Annotated[str, StringConstraints(pattern=rf"^{OUTLINE_ID_PATTERN}@[0-9]{{4}}$", max_length=80)]
MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Words = Annotated[str, StringConstraints(min_length=1)]
Template = Annotated[Words, BeforeValidator(lambda v: _template(v) if isinstance(v, str) else v)]
Article = Annotated[str, BeforeValidator(lambda v: _article(v) if isinstance(v, str) else v)]
Expression = Annotated[Constraint, BeforeValidator(_constraint)]


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


class Source(Model):
    """A text that a part of the outline rests on."""

    title: Words
    number: str | None = None
    strength: Strength
    verified: bool = False
    url: str | None = None

    @property
    def binding(self) -> bool:
        """Whether a message may say that this text prescribes something: it was read, and it is no mere practice."""
        return self.verified and self.strength != "practice"


class Due(Model):
    """Month and day by which a report is filed and published, in the year after the report year."""

    filed: MonthDay
    published: MonthDay


class OutlineField(Model):
    """A letterhead field."""

    id: Id
    label: Words
    kind: FieldKind
    editions: tuple[Edition, ...] = EDITIONS
    required: bool = False
    source: Article | None = None
    hint: str = ""


class FigureSpec(Model):
    """A number the report gives, entered once."""

    id: Id
    label: Words
    unit: str = ""
    section: Id | None = None
    source: Article | None = None
    hint: str = ""


class ConstraintSpec(Model):
    """A relation that must hold between figures."""

    id: Id | None = None
    that: Expression
    message: Words
    source: Article | None = None


class Topic(Model):
    """Something a section is expected to speak of; one of `words` in its text shows that it does."""

    id: Id
    label: Words
    hint: str = ""
    words: tuple[Words, ...] = ()


class Column(Model):
    """A column of a table; neighbours with one `group` share a heading."""

    id: Id
    label: Words
    group: str | None = None


class Row(Model):
    """A row of a table; `parent` makes the rows a tree."""

    id: Id
    label: Words
    parent: Id | None = None


class Identity(Model):
    """An equation that holds in each column, over rows, or in each row, over columns."""

    each: Literal["column", "row"]
    that: Expression
    message: Words = "identity"


class Table(Model):
    """What a table section asks."""

    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[Row, ...] = Field(min_length=1)
    identities: tuple[Identity, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        columns, rows = _ids(self.columns, "columns"), _ids(self.rows, "rows")
        before: set[str] = set()
        for n, row in enumerate(self.rows):
            if row.parent is not None and row.parent not in before:
                raise _unknown(row.parent, before, "rows", n, "parent")
            before.add(row.id)
        for n, identity in enumerate(self.identities):
            known = rows if identity.each == "column" else columns
            for name in sorted(identity.that.names - known):
                raise _unknown(name, known, "identities", n, "that")
        return self


class Section(Model):
    """A part of the report: prose, or a table. Without a heading it is unnumbered and stands before the first."""

    id: Id
    heading: Template | None = None
    kind: Literal["prose", "table"] = "prose"
    required: bool = False
    source: Article | None = None
    guidance: str = ""
    topics: tuple[Topic, ...] = ()
    also_called: tuple[Words, ...] = ()
    none: bool = False
    table: Table | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.kind == "table") != (self.table is not None):
            raise OutlineFault(say("a section of kind “table” has a table, and no other has one"), "kind")
        _ids(self.topics, "topics")
        return self


class Outline(Model):
    """What a report must hold. Data, not code: from a file, with an id and a version."""

    id: OutlineId
    version: int = Field(ge=1900, le=9999)
    name: Words
    kind: Words
    title: Template
    about: str = ""
    due: Due | None = None
    extends: Reference | None = None
    sources: dict[OutlineId, Source] = {}
    fields: tuple[OutlineField, ...] = ()
    figures: tuple[FigureSpec, ...] = ()
    constraints: tuple[ConstraintSpec, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _ids(self.fields, "fields")
        sections = _ids(self.sections, "sections")
        figures = _ids(self.figures, "figures")
        _ids((c for c in self.constraints if c.id), "constraints")
        for n, figure in enumerate(self.figures):
            if figure.id in REFERENCES:
                raise OutlineFault(say("“{id}” has a meaning of its own", id=figure.id), "figures", n, "id")
            if figure.section is not None and figure.section not in sections:
                raise _unknown(figure.section, sections, "figures", n, "section")
        for n, constraint in enumerate(self.constraints):
            for name in sorted(constraint.that.names - figures):
                raise _unknown(name, figures, "constraints", n, "that")
        headings = [section.heading is not None for section in self.sections]
        if sorted(headings) != headings:
            n = headings.index(False, headings.index(True))
            raise OutlineFault(say("a section without a heading stands behind one with a heading"), "sections", n, "id")
        parts: dict[str, tuple[OutlineField | FigureSpec | ConstraintSpec | Section, ...]] = {
            "fields": self.fields,
            "figures": self.figures,
            "constraints": self.constraints,
            "sections": self.sections,
        }
        for name, items in parts.items():
            for n, item in enumerate(items):
                cited = (item.source or "").split(" ")[0]
                if cited and cited not in self.sources:
                    raise _unknown(cited, self.sources, name, n, "source")
        return self

    @property
    def reference(self) -> str:
        """How a draft names this outline: `id@version`."""
        return f"{self.id}@{self.version}"

    @cached_property
    def sections_by_id(self) -> dict[str, Section]:
        """The sections, by id."""
        return {section.id: section for section in self.sections}

    @cached_property
    def fields_by_id(self) -> dict[str, OutlineField]:
        """The fields, by id."""
        return {field.id: field for field in self.fields}

    @cached_property
    def figures_by_id(self) -> dict[str, FigureSpec]:
        """The figures, by id."""
        return {figure.id: figure for figure in self.figures}

    def cited(self, article: str | None) -> tuple[Source, str] | None:
        """The source and the article (perhaps empty) that a `source` key names."""
        if article is None:
            return None
        name, _, rest = article.partition(" ")
        return self.sources[name], rest


def _ids(items: Iterable[BaseModel], name: str) -> set[str]:
    seen: set[str] = set()
    for n, item in enumerate(items):
        id = item.id  # type: ignore[attr-defined]  # every model in these lists has one
        if id in seen:
            raise OutlineFault(say("“{id}” is there twice", id=id), name, n, "id")
        seen.add(id)
    return seen


def _unknown(name: str, known: Iterable[str], *at: str | int) -> OutlineFault:
    near = nearest(name, known)
    if near:
        return OutlineFault(say("there is no “{name}”; did you mean “{near}”?", name=shortened(name), near=near), *at)
    return OutlineFault(say("there is no “{name}”", name=shortened(name)), *at)
