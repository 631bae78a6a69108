"""What was entered: a draft as read from its file, with a fault for everything that cannot be used as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from tui.base.errors import BaogaoError, Place
from tui.base.languages import puts_spaces
from tui.base.messages import say
from tui.base.numerals import full_date, month_of
from tui.base.text import joined, lines_of, one_line, says_nothing
from tui.draft.answers import Fault, Note, SectionDraft
from tui.draft.figures import Figure
from tui.draft.prose import Block, Run, numbers, read
from tui.draft.reader import Reader
from tui.draft.wording import Wording, wording_of
from tui.outline.model import split_reference
from tui.outline.outline import MONTH, Edition, Outline, OutlineField, Section
from tui.outline.title import TITLE
from tui.toml import Document

if TYPE_CHECKING:
    from tui.draft.table import TableNumbers

NONE = ("无", "无。")
"""The text of a section that has nothing to say."""


class Draft:
    """A draft read against its outline: what could be used, and the faults that explain the rest.

    `before` is an earlier state of the same draft, whose blocks are reused where a section's text is unchanged.
    """

    def __init__(self, document: Document, outline: Outline, before: Draft | None = None) -> None:
        self.document = document
        self.outline = outline
        self._known = {} if before is None else before._blocks_by_text()
        reader = Reader(document, outline)
        self.year: int | None = reader.year()
        self.fields: Mapping[str, tuple[str, ...] | date] = reader.fields()
        self.figures: Mapping[str, Figure] = reader.figures()
        self.sections: Mapping[str, SectionDraft] = reader.sections()
        self.notes: tuple[Note, ...] = reader.notes()
        reader.rest()
        self.faults: tuple[Fault, ...] = tuple(reader.faults)

    @cached_property
    def blocks(self) -> Mapping[str, tuple[Block, ...]]:
        """The sections of the outline that have a text, as blocks."""
        return {
            section.id: self._read(self.sections[section.id].text)
            for section in self.outline.sections
            if section.id in self.sections
        }

    def _read(self, text: str) -> tuple[Block, ...]:
        known = self._known.get(text)
        return read(text, spaced=puts_spaces(self.outline.language)) if known is None else known

    def _blocks_by_text(self) -> Mapping[str, tuple[Block, ...]]:
        if "blocks" not in self.__dict__:  # nobody has asked for them yet
            return self._known
        return {self.sections[id].text: blocks for id, blocks in self.blocks.items()}

    @cached_property
    def unknown_sections(self) -> tuple[str, ...]:
        """Sections of the file that the outline does not have: kept in the file, but not rendered."""
        known = self.outline.sections_by_id
        written = self.document.values.get("sections")
        return tuple(id for id in written if id not in known) if isinstance(written, dict) else ()

    def words(self, field: str) -> tuple[str, ...]:
        """The values of a text field; none if it is empty."""
        value = self.fields.get(field, ())
        return value if isinstance(value, tuple) else ()

    def day(self, field: str) -> date | None:
        """The value of a date field."""
        value = self.fields.get(field)
        return value if isinstance(value, date) else None

    def says_none(self, section: str) -> bool:
        """Whether a section is just 「无」."""
        written = self.sections.get(section)
        return written is not None and written.text.strip() in self.wording.none

    def is_empty(self, section: str) -> bool:
        """Whether a section is empty: no text and no entries."""
        if not all(
            not run.reference and says_nothing(run.text) for block in self.blocks.get(section, ()) for run in block.runs
        ):
            return False
        return section not in self.sections or not self.sections[section].cells

    def numbers(self, section: str, last_year: Draft | None = None) -> TableNumbers | None:
        """The numbers of a table section, compared with last year's; None for a section that is not a table."""
        asked = self.outline.sections_by_id.get(section)
        if asked is None or asked.table is None:
            return None
        from tui.draft.table import TableNumbers  # what has no table needs none of it

        written = self.sections.get(section)
        last = last_year.numbers(section) if last_year else None
        return TableNumbers(asked.table, written.cells if written else {}, last)

    @property
    def wording(self) -> Wording:
        """The words and punctuation marks of the language the report is written in."""
        return wording_of(self.outline.language)

    def dated(self, day: date) -> str:
        """A date as the report writes it."""
        return full_date(day, self.outline.language)

    def one_line(self, title: str) -> str:
        """A title or heading without the line breaks it has in print."""
        return joined(title) if puts_spaces(self.outline.language) else one_line(title)

    def points_continue(self, section: str) -> bool:
        """Whether third-level numbers continue across second-level parts: set by the draft, or else the outline."""
        written, asked = self.sections.get(section), self.outline.sections_by_id.get(section)
        said = (written and written.points) or (asked and asked.points) or self.outline.points
        return said == "continue"

    def block_numbers(self, section: str) -> list[int | None]:
        """The number of each block of a section, as given by `prose.numbers`."""
        return numbers(
            self.blocks.get(section, ()),
            continued=self.points_continue(section),
            apart=self.outline.points_apart,
        )

    def reference(self, name: str) -> str | None:
        """The value of `{name}`; None if the draft has none."""
        if name in self.figures:
            return self.figures[name].written
        return self.given(name, between=self.wording.between)

    def given(self, name: str, *, between: str) -> str | None:
        """The report year, the next one, or the issuers with `between` between them."""
        if name == "issuer":
            return between.join(self.words("issuer")) or None
        if self.year is not None and name in ("year", "next_year"):
            return str(self.year + (name == "next_year"))
        return None

    def missing(self, field: OutlineField, edition: Edition) -> bool:
        """Whether a field that the edition must show has no value."""
        return field.required and edition in field.editions and field.id not in self.fields

    def filled(self, template: str) -> str:
        """A title or heading with its references filled; those without a value stay as typed."""
        between = self.wording.side_by_side
        return re.sub(
            r"\{(year|next_year|issuer)\}",
            lambda match: self.given(match[1], between=between) or match[0],
            template,
        )

    @property
    def title(self) -> str:
        """The title with its references filled, on its printed lines: the draft's own, or the outline's."""
        own = self.words(TITLE)
        return self.filled(own[0] if own else self.outline.title)

    def byline(self) -> list[str]:
        """The lines below the title, their fields filled in; those still empty are left out."""

        def value(match: re.Match[str]) -> str:
            day = self.day("date")
            if match[1] == MONTH:
                return month_of(day, self.outline.language) if day else ""
            field = self.fields.get(match[1], ())
            words = self.dated(field) if isinstance(field, date) else self.wording.between.join(field)
            return words or self.given(match[1], between=self.wording.between) or ""

        lines = [re.sub(r"\{([a-z][a-z0-9_]*)\}", value, line) for line in self.outline.byline]
        return [line.strip() for line in lines if line.strip("（）() \u3000")]

    def heading(self, section: Section) -> str | None:
        """A section's heading with its references filled, without a number: the draft's own, or the outline's."""
        written = self.sections.get(section.id)
        own = lines_of(written.heading) if written else ""
        return None if section.heading is None else self.filled(own or section.heading)

    def run_text(self, run: Run) -> str:
        """The text of a run of a block; an unknown reference stays as typed."""
        if not run.reference:
            return run.text
        value = self.reference(run.text)
        return f"{{{run.text}}}" if value is None else value


def outline_reference(document: Document) -> str:
    """The outline a draft names.

    Raises `BaogaoError` for a TOML file that is not a draft.
    """
    reference = document.values.get("outline")
    if isinstance(reference, str):
        return reference
    if reference is None:
        raise BaogaoError(
            say("not a draft: it has no top-level key “outline”"),
            place=Place(document.file),
            remedy=say('a draft begins with a line such as outline = "annual-report@2024"'),
        )
    raise BaogaoError(say("the outline's name must be text, in quotation marks"), place=document.place(("outline",)))


def wanted_outline(document: Document) -> tuple[str, Callable[[], Place]]:
    """The outline a draft names, and what finds where it does. Raises `BaogaoError` like `outline_reference`."""
    return outline_reference(document), partial(document.place, ("outline",))


def named_version(document: Document) -> int | None:
    """The outline version a draft names, if it names one."""
    reference = document.values.get("outline")
    parts = split_reference(reference) if isinstance(reference, str) else None
    return parts[1] if parts else None
