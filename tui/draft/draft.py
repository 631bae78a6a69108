"""What was answered: a draft as read from its file, with whatever in it cannot be taken as it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from tui.base.errors import BaogaoError, Place
from tui.base.messages import Message, say
from tui.base.suggestions import nearest
from tui.base.text import joined, normalise, shortened
from tui.draft.figures import Figure, read_figure
from tui.draft.prose import Block, Run, read
from tui.outline.outline import MANY, Edition, Outline, OutlineField, Section, split_reference
from tui.toml import Document, KeyPath

NONE = ("无", "无。")
"""What a section says that has nothing to say."""

YEARS = range(1900, 9999)
"""The years that a report can be of."""
_TABLES = ("fields", "figures", "sections", "clearance")
TOP_KEYS = ("outline", "year", *_TABLES, "waivers")
SECTION_KEYS = ("status", "owner", "text")
CLEARANCE_KEYS = ("by", "date")
WAIVER_KEYS = ("rule", "section", "quote", "reason", "until")
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Fault(NamedTuple):
    """Something in a draft that cannot be taken as it stands; `sort` is the name of the rule that reports it."""

    sort: str
    path: KeyPath
    message: Message
    remedy: Message | None = None
    of_key: bool = False


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """What was written for one section; `text` has its line breaks normalised."""

    text: str = ""
    status: str = "writing"
    owner: str = ""
    rows: Mapping[str, Any] | None = None


class Draft:
    """A draft read against its outline: what could be taken, and the faults that tell of the rest.

    `before` is an earlier state of the same draft, whose blocks serve again where a section's text is still the same.
    """

    def __init__(self, document: Document, outline: Outline, before: Draft | None = None) -> None:
        self.document = document
        self.outline = outline
        self._known = {} if before is None else before._blocks_by_text()
        reader = _Reader(document, outline)
        self.year: int | None = reader.year()
        self.fields: Mapping[str, tuple[str, ...] | date] = reader.fields()
        self.figures: Mapping[str, Figure] = reader.figures()
        self.sections: Mapping[str, SectionDraft] = reader.sections()
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
        return read(text) if known is None else known

    def _blocks_by_text(self) -> Mapping[str, tuple[Block, ...]]:
        if "blocks" not in self.__dict__:  # nobody has asked for them yet
            return self._known
        return {self.sections[id].text: blocks for id, blocks in self.blocks.items()}

    @cached_property
    def unknown_sections(self) -> tuple[str, ...]:
        """Sections of the file that the outline does not have: kept in the file, and not rendered."""
        known = self.outline.sections_by_id
        written = self.document.values.get("sections")
        return tuple(id for id in written if id not in known) if isinstance(written, dict) else ()

    def words(self, field: str) -> tuple[str, ...]:
        """The values of a field of text, none when it is empty."""
        value = self.fields.get(field, ())
        return value if isinstance(value, tuple) else ()

    def day(self, field: str) -> date | None:
        """The value of a field that is a date."""
        value = self.fields.get(field)
        return value if isinstance(value, date) else None

    def says_none(self, section: str) -> bool:
        """Whether a section is just 「无」."""
        written = self.sections.get(section)
        return written is not None and written.text.strip() in NONE

    def is_empty(self, section: str) -> bool:
        """Whether nothing is written in a section."""
        return not any(block.runs for block in self.blocks.get(section, ()))

    def reference(self, name: str) -> str | None:
        """What `{name}` stands for; None for what the draft does not say."""
        if name in self.figures:
            return self.figures[name].written
        return self.given(name, between="、")

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

    def filled(self, template: str, *, between: str = "\u3000") -> str:
        """A title or heading with its references filled; what the draft does not say stays as typed."""
        return re.sub(
            r"\{(year|next_year|issuer)\}",
            lambda match: self.given(match[1], between=between) or match[0],
            template,
        )

    def heading(self, section: Section) -> str | None:
        """A section's heading with its references filled, without a number."""
        return None if section.heading is None else self.filled(section.heading)

    def run_text(self, run: Run) -> str:
        """What a run of a block says; an unknown reference as it was typed."""
        if not run.reference:
            return run.text
        value = self.reference(run.text)
        return f"{{{run.text}}}" if value is None else value


def outline_reference(document: Document) -> str:
    """The outline a draft names.

    Raises `BaogaoError` for a TOML file that is no draft.
    """
    reference = document.values.get("outline")
    if isinstance(reference, str):
        return reference
    if reference is None:
        raise BaogaoError(
            say("this is no draft: it has no key “outline” at its top"),
            place=Place(document.file),
            remedy=say('a draft begins with a line such as outline = "law-based-government-department@2024"'),
        )
    raise BaogaoError(say("the outline's name must be text, in quotation marks"), place=document.place(("outline",)))


class _Reader:
    """Takes what has the right form and writes down a fault for everything else."""

    def __init__(self, document: Document, outline: Outline) -> None:
        self.document = document
        self.outline = outline
        self.faults: list[Fault] = []
        self._tables = {name: self._table((name,)) for name in _TABLES}

    def _wrong(self, path: KeyPath, message: Message, remedy: Message | None = None) -> None:
        self.faults.append(Fault("wrong-type", path, message, remedy))

    def _unknown(self, path: KeyPath, known: tuple[str, ...], sort: str = "unknown-key") -> None:
        name = str(path[-1])
        near = nearest(name, known)
        what = say("there is no section “{name}” in the outline", name=shortened(name))
        if sort == "unknown-key":
            what = say("there is no key “{name}” here", name=shortened(name))
            if path[:1] == ("figures",):
                what = say("there is no figure “{name}” in the outline", name=shortened(name))
            elif path[:1] == ("fields",):
                what = say("there is no field “{name}” in the outline", name=shortened(name))
        remedy = say("did you mean “{near}”?", near=near) if near else None
        self.faults.append(Fault(sort, path, what, remedy, of_key=True))

    def _table(self, path: KeyPath) -> dict[str, Any]:
        value: Any = self.document.values
        for part in path:
            value = value.get(part, {})
        if isinstance(value, dict):
            return value
        self._wrong(path, say("this must be a table"))
        return {}

    def _text(self, path: KeyPath, value: object) -> str | None:
        if isinstance(value, str):
            return value
        self._wrong(path, say("this must be text, in quotation marks"))
        return None

    def _day(self, path: KeyPath, value: object) -> date | None:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self._wrong(
            path,
            say("this must be a date"),
            say("write it without quotation marks, as in 2024-01-05"),
        )
        return None

    def year(self) -> int | None:
        year = self.document.values.get("year")
        if year is None:
            self.faults.append(Fault("missing-field", ("year",), say("the report year is missing")))
        elif isinstance(year, bool) or not isinstance(year, int) or year not in YEARS:
            self._wrong(("year",), say("the report year must be a number of four digits"))
        else:
            return year
        return None

    def fields(self) -> dict[str, tuple[str, ...] | date]:
        fields: dict[str, tuple[str, ...] | date] = {}
        known = self.outline.fields_by_id
        for id, value in self._tables["fields"].items():
            path = ("fields", id)
            if id not in known:
                self._unknown(path, tuple(known))
            elif known[id].kind == "date":
                if day := self._day(path, value):
                    fields[id] = day
            elif texts := self._texts(path, value, many=known[id].kind in MANY):
                fields[id] = texts
        return fields

    def _texts(self, path: KeyPath, value: object, *, many: bool) -> tuple[str, ...]:
        if isinstance(value, list) and many:
            texts = [self._text((*path, n), item) for n, item in enumerate(value)]
        elif isinstance(value, str):
            texts = [value]
        else:
            what = say("this must be text, in quotation marks")
            self._wrong(path, say("this must be text, or a list of texts") if many else what)
            return ()
        return tuple(filter(None, (joined(text) for text in texts if text is not None)))

    def figures(self) -> dict[str, Figure]:
        figures: dict[str, Figure] = {}
        known = self.outline.figures_by_id
        for id, value in self._tables["figures"].items():
            path = ("figures", id)
            if id not in known:
                self._unknown(path, tuple(known))
            figure = self._figure(path, value)
            if figure:
                figures[id] = figure
        return figures

    def _figure(self, path: KeyPath, value: object) -> Figure | None:
        written: str | None = None
        if isinstance(value, str):
            written = value
        elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            typed = self.document.raw(path)
            written = str(value) if typed is None else typed
            if not _PLAIN_NUMBER.fullmatch(written):
                self._wrong(path, say("a figure is a plain number, as in 6 or 37.2"))
                return None
        figure = read_figure(written) if written is not None else None
        if figure is None and written != "":  # an empty one is not yet known
            self._wrong(
                path,
                say("this is no figure"),
                say('write a number, or a text such as "30余", "约1.5万", "超过200" or "预计160"'),
            )
        return figure

    def sections(self) -> dict[str, SectionDraft]:
        sections: dict[str, SectionDraft] = {}
        known = self.outline.sections_by_id
        for id in self._tables["sections"]:
            path = ("sections", id)
            if id not in known:
                self._unknown(path, tuple(known), "unknown-section")
                continue
            table = self._table(path)
            keys = (*SECTION_KEYS, "rows") if known[id].kind == "table" else SECTION_KEYS
            text, status, owner = "", "writing", ""
            for key, value in table.items():
                here = (*path, key)
                if key not in keys:
                    self._unknown(here, keys)
                elif key == "rows":
                    self._table(here)
                elif (words := self._text(here, value)) is None:
                    continue
                elif key == "text":
                    text = normalise(words)
                elif key == "owner":
                    owner = words
                elif words in ("writing", "ready"):
                    status = words
                else:
                    self._wrong(here, say("the status is “writing” or “ready”"))
            rows = table.get("rows")
            sections[id] = SectionDraft(text, status, owner, rows if isinstance(rows, dict) else None)
        return sections

    def rest(self) -> None:
        """Look through what only later steps use: clearance, waivers, and keys at the top."""
        values = self.document.values
        for key in values:
            if key not in TOP_KEYS:
                self._unknown((key,), TOP_KEYS)
        self._keys(("clearance",), self._tables["clearance"], CLEARANCE_KEYS, dates=("date",))
        waivers = values.get("waivers", [])
        if not isinstance(waivers, list):
            self._wrong(("waivers",), say("waivers are written as [[waivers]]"))
            return
        for n, waiver in enumerate(waivers):
            if not isinstance(waiver, dict):
                self._wrong(("waivers", n), say("waivers are written as [[waivers]]"))
                continue
            self._keys(("waivers", n), waiver, WAIVER_KEYS, dates=("until",))
            for key in ("rule", "reason"):
                if key not in waiver:
                    what = say("a waiver needs the key “{key}”", key=key)
                    self.faults.append(Fault("wrong-type", ("waivers", n), what, of_key=True))

    def _keys(self, path: KeyPath, table: dict[str, Any], known: tuple[str, ...], dates: tuple[str, ...]) -> None:
        for key, value in table.items():
            if key not in known:
                self._unknown((*path, key), known)
            elif key in dates:
                self._day((*path, key), value)
            else:
                self._text((*path, key), value)


def wanted_outline(document: Document) -> tuple[str, Place]:
    """The outline a draft names, and where it names it. Raises `BaogaoError` as `outline_reference` does."""
    return outline_reference(document), document.place(("outline",))


def named_version(document: Document) -> int | None:
    """The outline version a draft names, if it names one."""
    reference = document.values.get("outline")
    parts = split_reference(reference) if isinstance(reference, str) else None
    return parts[1] if parts else None
