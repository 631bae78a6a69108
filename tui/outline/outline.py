"""The outline of a report, as data that names the legal basis of each part."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from msgspec import Meta, convert, field

from tui.base import languages
from tui.base.messages import Message, say
from tui.base.numerals import Numbering
from tui.base.text import shortened
from tui.outline.expression import Constraint, parse
from tui.outline.model import (
    REFERENCES,
    Article,
    Id,
    Model,
    MonthDay,
    OutlineFault,
    OutlineId,
    Reference,
    Template,
    Words,
    form,
    ids_of,
    parsed,
    unknown,
)
from tui.outline.source import Citation, Source
from tui.outline.table import Table
from tui.outline.title import TITLE, title_field


def _no_language(tag: str) -> Message:
    return say("“{tag}” is not a language; write zh, en, en-GB, de …", tag=shortened(tag))


Edition = Literal["filed", "published"]
"""`filed`: letterhead, signer and copies, sent to the superior organ; `published`: without them, for the website."""
EDITIONS: tuple[Edition, ...] = ("filed", "published")

ReportLanguage = Annotated[str, form(languages.PATTERN, _no_language)]
"""The language of the report, and of the wording of its fixed parts: zh, en, en-GB, de."""
Form = Literal["official", "plain"]
"""`official`: the form of GB/T 9704, with letterhead, signature and imprint; `plain`: a title, its fields, the text."""

Demand = Literal["clearance"]
"""`clearance`: a review for secrets before the report is published, recorded in the draft with who made it and when."""
Points = Literal["restart", "continue"]
"""Whether third-level numbers, 1. and so on, restart or continue in each second-level part."""
POINTS: tuple[Points, ...] = ("restart", "continue")

FieldKind = Literal["organ", "organs", "person", "persons", "date", "document-number", "text", "texts"]
MANY: frozenset[str] = frozenset({"organs", "persons", "texts"})
"""The field kinds that take one value or a list of them."""

MONTH = "month"
"""What a byline calls the month of the report's date."""


class Due(Model, frozen=True, kw_only=True):
    """Month and day by which a report is filed and published, in the year after the report year.

    `source` is the basis for publishing it by then.
    """

    filed: MonthDay
    published: MonthDay | None = None
    source: Article | None = None


class OutlineField(Model, frozen=True, kw_only=True):
    """A letterhead field."""

    id: Id
    label: Words
    kind: FieldKind
    editions: tuple[Edition, ...] = EDITIONS
    required: bool = False
    source: Article | None = None
    hint: str = ""


class FigureSpec(Model, frozen=True, kw_only=True):
    """A number the report gives, entered once."""

    id: Id
    label: Words
    unit: str = ""
    section: Id | None = None
    source: Article | None = None
    hint: str = ""


class ConstraintSpec(Model, frozen=True, kw_only=True):
    """A relation that must hold between figures."""

    id: Id | None = None
    formula: str = field(name="that")
    message: Words
    source: Article | None = None

    def __post_init__(self) -> None:
        """Refuse what is no constraint."""
        _ = self.that

    @cached_property
    def that(self) -> Constraint:
        """The relation that the formula states."""
        return parsed(parse, self.formula, "that")


class Topic(Model, frozen=True, kw_only=True):
    """Something a section is expected to mention; any of `words` in its text shows that it does."""

    id: Id
    label: Words
    hint: str = ""
    words: tuple[Words, ...] = ()


class Section(Model, frozen=True, kw_only=True):
    """A part of the report: prose, or a table. Without a heading it is unnumbered and precedes the first.

    `length` is the maximum number of characters of its text, if a source gives one, or the usual minimum and maximum:
    the first is checked, the second shown while writing.
    """

    id: Id
    role: Id | None = None
    heading: Template | None = None
    own_heading: bool = False
    kind: Literal["prose", "table"] = "prose"
    required: bool = False
    points: Points | None = None
    source: Article | None = None
    guidance: str = ""
    topics: tuple[Topic, ...] = ()
    also_called: tuple[Words, ...] = ()
    none: bool = False
    length: int | tuple[int, int] | None = None
    length_source: Article | None = None
    table: Table | None = None

    def __post_init__(self) -> None:
        """Refuse keys that do not fit together."""
        if (self.kind == "table") != (self.table is not None):
            raise OutlineFault(say("a section of kind “table” has a table, and no other has one"), "kind")
        if self.own_heading and self.heading is None:
            raise OutlineFault(say("a section without a heading has none to word"), "own_heading")
        ids_of(self.topics, "topics")
        if (
            self.length is not None
        ):  # bounds in the type of a union would be taken for the tuple's length (msgspec 0.22)
            least, most = self.length if isinstance(self.length, tuple) else (0, self.length)
            if least < 0 or most < 1:
                raise OutlineFault(say("this is not allowed here"), "length")
            if least >= most:
                raise OutlineFault(say("the least length comes first, then the most"), "length")

    @property
    def purpose(self) -> str | None:
        """What the section is for: the role that it declares, or the one its shape implies.

        Without a heading it introduces the report, and a heading that names the next year belongs to the plan for it.
        """
        if self.role is not None:
            return self.role
        if self.heading is None:
            return "introduction"
        return "plan" if "{next_year}" in self.heading else None


class Outline(Model, frozen=True, kw_only=True):
    """What a report must contain. Data, not code: from a file, with an id and a version.

    `title` is the title of a draft without its own, `titles` are other common wordings,
    and `subjects` what such reports call their matter (事由).
    `byline` are lines below the title, made of fields and the {month} of the date: who reports, and when. `voice` says
    whether an organ speaks, or a person, who says “I”.
    """

    id: OutlineId
    version: Annotated[int, Meta(ge=1900, le=9999)]
    name: Words
    kind: Words
    title: Template
    titles: tuple[Template, ...] = ()
    subjects: tuple[Words, ...] = ()
    byline: tuple[Words, ...] = ()
    voice: Literal["organ", "person"] = "organ"
    language: ReportLanguage = "zh"
    numbering: Numbering | None = None
    form: Form | None = None
    demands: tuple[Demand, ...] | None = None
    points: Points = "restart"
    about: str = ""
    due: Due | None = None
    extends: Reference | None = None
    sources: dict[OutlineId, Source] = field(default_factory=dict)
    fields: tuple[OutlineField, ...] = ()
    figures: tuple[FigureSpec, ...] = ()
    constraints: tuple[ConstraintSpec, ...] = ()
    sections: Annotated[tuple[Section, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        """Refuse parts that do not fit together."""
        if self.language.startswith("zh-"):
            raise OutlineFault(say("a report in Chinese has the language “zh”"), "language")
        ids_of(self.fields, "fields")
        sections = ids_of(self.sections, "sections")
        figures = ids_of(self.figures, "figures")
        ids_of((c for c in self.constraints if c.id), "constraints")
        for n, figure in enumerate(self.figures):
            if figure.id in REFERENCES:
                raise OutlineFault(say("“{id}” has a meaning of its own", id=figure.id), "figures", n, "id")
            if figure.section is not None and figure.section not in sections:
                raise unknown(figure.section, sections, "figures", n, "section")
        for n, constraint in enumerate(self.constraints):
            for name in sorted(constraint.that.names - figures):
                raise unknown(name, figures, "constraints", n, "that")
        if self.form == "official" and self.language != "zh":
            raise OutlineFault(say("the official form is that of documents in Chinese"), "form")
        for n, section in enumerate(self.sections):
            for m, agreement in enumerate(section.table.agreements if section.table else ()):
                for k, name in enumerate(agreement.sections):
                    if name not in sections:
                        raise unknown(name, sections, "sections", n, "table", "agreements", m, "sections", k)
        fields = {field.id for field in self.fields}
        for n, line in enumerate(self.byline):
            for name in re.findall(r"\{([^{}]*)\}", line):
                if name not in fields and name not in (*REFERENCES, MONTH):
                    raise unknown(name, (*fields, *REFERENCES, MONTH), "byline", n)
        headings = [section.heading is not None for section in self.sections]
        if sorted(headings) != headings:
            n = headings.index(False, headings.index(True))
            raise OutlineFault(say("a section without a heading comes after one with a heading"), "sections", n, "id")
        for place, article in self._articles_at():
            cited = (article or "").split(" ")[0]
            if cited and cited not in self.sources:
                raise unknown(cited, self.sources, *place)

    def _articles_at(self) -> Iterator[tuple[tuple[str | int, ...], str | None]]:
        """The articles that its parts are based on, each with the keys that lead to it."""
        parts: dict[str, tuple[OutlineField | FigureSpec | ConstraintSpec | Section, ...]] = {
            "fields": self.fields,
            "figures": self.figures,
            "constraints": self.constraints,
            "sections": self.sections,
        }
        for name, items in parts.items():
            yield from (((name, n, "source"), item.source) for n, item in enumerate(items))
        for n, section in enumerate(self.sections):
            yield ("sections", n, "length_source"), section.length_source
            for place, identity in section.table.identities_at if section.table else ():
                yield ("sections", n, "table", *place, "source"), identity.source
        if self.due is not None:
            yield ("due", "source"), self.due.source

    @property
    def reference(self) -> str:
        """How a draft names this outline: `id@version`."""
        return f"{self.id}@{self.version}"

    @property
    def official(self) -> bool:
        """Whether reports have the official form; Chinese ones do unless the outline says otherwise."""
        return self.form == "official" or (self.form is None and self.language == "zh")

    @property
    def numbers(self) -> Numbering:
        """How headings are numbered; in Chinese as in official documents unless the outline says otherwise."""
        return self.numbering or ("chinese" if self.language == "zh" else "decimal")

    @property
    def points_apart(self) -> bool:
        """Whether points have a count of their own, since headings of their level have decimal numbers or none."""
        return self.numbers != "chinese"

    def asks_for(self, demand: Demand) -> bool:
        """Whether reports must meet a demand; those of the official form must unless the outline says otherwise."""
        return self.official if self.demands is None else demand in self.demands

    @cached_property
    def needs_last_year(self) -> bool:
        """Whether a report is compared with last year's."""
        return any(section.table is not None and section.table.needs_last_year for section in self.sections)

    @cached_property
    def sections_by_id(self) -> dict[str, Section]:
        """The sections, by id."""
        return {section.id: section for section in self.sections}

    @cached_property
    def fields_by_id(self) -> dict[str, OutlineField]:
        """The fields, by id."""
        return {field.id: field for field in self.every_field}

    @cached_property
    def every_field(self) -> tuple[OutlineField, ...]:
        """The fields of a draft: the title, which every draft has, then those of the outline."""
        if any(field.id == TITLE for field in self.fields):
            return self.fields
        return (convert(title_field(self.language), OutlineField), *self.fields)

    @cached_property
    def figures_by_id(self) -> dict[str, FigureSpec]:
        """The figures, by id."""
        return {figure.id: figure for figure in self.figures}

    def sections_for(self, role: str) -> tuple[Section, ...]:
        """The sections with a role, in order; none if the outline has none."""
        return tuple(section for section in self.sections if section.purpose == role)

    def cited(self, article: str | None) -> Citation | None:
        """The citation of a `source` key; None if there is none."""
        if article is None:
            return None
        name, _, rest = article.partition(" ")
        return Citation(self.sources[name], rest)
