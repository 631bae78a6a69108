"""The values of a draft's file: those of the right form are taken, and everything else is a fault."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tui.base.messages import Message, say
from tui.base.text import joined, lines_of, normalise, says_nothing
from tui.draft import keys
from tui.draft.answers import Fault, Note, SectionDraft, refused_number, unknown_name
from tui.draft.figures import Figure, grammar, read_figure
from tui.outline.outline import MANY, POINTS, Outline, Section
from tui.outline.title import TITLE
from tui.toml import Document, KeyPath

if TYPE_CHECKING:
    from tui.outline.table import CellKind

_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Reader:
    """Reads a file against an outline: what has the right form is taken, and `faults` lists everything else."""

    def __init__(self, document: Document, outline: Outline) -> None:
        self.document = document
        self.outline = outline
        self.faults: list[Fault] = []
        self._tables = {name: self._table((name,)) for name in keys.TABLES}

    def _wrong(self, path: KeyPath, message: Message, remedy: Message | None = None) -> None:
        self.faults.append(Fault("wrong-type", path, message, remedy))

    def _unknown(self, path: KeyPath, known: tuple[str, ...], sort: str = "unknown-key") -> None:
        self.faults.append(unknown_name(path, known, sort))

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
        self._wrong(path, say("this must be a date"), say("write it without quotation marks, as in 2024-01-05"))
        return None

    def year(self) -> int | None:
        """The report year."""
        year = self.document.values.get("year")
        if year is None:
            self.faults.append(Fault("missing-field", ("year",), say("the report year is missing")))
        elif isinstance(year, bool) or not isinstance(year, int) or year not in keys.YEARS:
            self._wrong(("year",), say("the report year must be a number of four digits"))
        else:
            return year
        return None

    def fields(self) -> dict[str, tuple[str, ...] | date]:
        """The letterhead fields that have a value, by id."""
        fields: dict[str, tuple[str, ...] | date] = {}
        known = self.outline.fields_by_id
        for id, value in self._tables["fields"].items():
            path = ("fields", id)
            if id not in known:
                self._unknown(path, tuple(known))
            elif known[id].kind == "date":
                if day := self._day(path, value):
                    fields[id] = day
            elif id == TITLE:
                if lines := self._lines(path, value):
                    fields[id] = (lines,)
            elif texts := self._texts(path, value, many=known[id].kind in MANY):
                fields[id] = texts
        return fields

    def _lines(self, path: KeyPath, value: object) -> str:
        """A text that keeps its line breaks, without empty lines or spaces at the ends of lines."""
        return lines_of(self._text(path, value) or "")

    def _texts(self, path: KeyPath, value: object, *, many: bool) -> tuple[str, ...]:
        if isinstance(value, list) and many:
            texts = [self._text((*path, n), item) for n, item in enumerate(value)]
        elif isinstance(value, str):
            texts = [value]
        else:
            what = say("this must be text, in quotation marks")
            self._wrong(path, say("this must be text, or a list of texts") if many else what)
            return ()
        return tuple(joined(text) for text in texts if text is not None and not says_nothing(text))

    def figures(self) -> dict[str, Figure]:
        """The figures that have a value, by id."""
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
            written = self.document.number_as_typed(path, value)
            if not _PLAIN_NUMBER.fullmatch(written):
                self._wrong(path, say("a figure is a plain number, as in 6 or 37.2"))
                return None
        figure = read_figure(written, self.outline.language) if written is not None else None
        if figure is None and written != "":  # an empty one is not known yet
            self._wrong(
                path,
                say("not a figure"),
                grammar(self.outline.language).how,
            )
        return figure

    def sections(self) -> dict[str, SectionDraft]:
        """The sections of the outline that the file has, by id."""
        sections: dict[str, SectionDraft] = {}
        known = self.outline.sections_by_id
        for id in self._tables["sections"]:
            path = ("sections", id)
            if id == keys.UNSORTED and id not in known:
                self._unsorted(path)
                continue
            if id not in known:
                self._unknown(path, tuple(known), "unknown-section")
                continue
            table = self._table(path)
            allowed = (*keys.SECTION_KEYS, "rows") if known[id].kind == "table" else keys.SECTION_KEYS
            text, status, owner, heading, points, also = "", "writing", "", "", "", ""
            cells: dict[tuple[str, str], Decimal] = {}
            for key, value in table.items():
                here = (*path, key)
                if key not in allowed:
                    self._unknown(here, allowed)
                elif key == "rows":
                    cells = self._cells(known[id], here)
                elif (words := self._text(here, value)) is None:
                    continue
                elif key == "text":
                    text = normalise(words)
                elif key == "owner":
                    owner = words
                elif key == "heading":
                    heading = self._heading(known[id], here, words)
                elif key == "also":
                    if words in known and words != id:
                        also = words
                    elif words:
                        self._wrong(here, say("this must be the id of another section"))
                elif key == "points":
                    if words in POINTS:
                        points = words
                    elif words:
                        self._wrong(here, keys.WRONG_POINTS)
                elif words in ("writing", "ready"):
                    status = words
                else:
                    self._wrong(here, say("the status is “writing” or “ready”"))
            sections[id] = SectionDraft(text, status, owner, heading, points, also, cells)
        return sections

    def _heading(self, section: Section, path: KeyPath, text: str) -> str:
        """A heading worded by the draft; where the outline prescribes it, it is a fault and ignored."""
        if not section.own_heading:
            what = say("the outline prescribes this heading") if section.heading else say("this section has no heading")
            self.faults.append(Fault("unknown-key", path, what, say("delete the key"), of_key=True))
            return ""
        return normalise(text)

    def _cells(self, section: Section, path: KeyPath) -> dict[tuple[str, str], Decimal]:
        """The numbers of a table, by row and column."""
        table = section.table
        assert table is not None  # a section with rows is a table
        cells: dict[tuple[str, str], Decimal] = {}
        for row in self._table(path):
            here = (*path, row)
            part = table.part_of.get(row)
            if part is None or part.rows_by_id[row].heading:
                self._unknown(here, tuple(one.id for each in table.every_part for one in each.entry_rows))
                continue
            for column, value in self._table(here).items():
                if column not in part.columns_by_id:
                    self._unknown((*here, column), tuple(part.columns_by_id))
                elif (number := self._number((*here, column), value, table.kind(row, column))) is not None:
                    cells[row, column] = number
        return cells

    def _number(self, path: KeyPath, value: object, kind: CellKind) -> Decimal | None:
        """The number of a cell, if it is one that the cell accepts."""
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            what = say("this must be a number")
            self._wrong(path, what, say("write it without quotation marks; where there is nothing, write 0"))
            return None
        number = Decimal(value)
        refusal = refused_number(number, kind, is_whole=isinstance(value, int))
        if refusal:
            self._wrong(path, refusal)
        return None if refusal else number

    def _unsorted(self, path: KeyPath) -> None:
        text = self._table(path).get("text", "")
        if not isinstance(text, str) or text.strip():
            what = say("text that an import could not place")
            self.faults.append(
                Fault("unsorted-text", path, what, say("move it to its section, or delete it"), of_key=True)
            )

    def notes(self) -> tuple[Note, ...]:
        """The notes that have the right form, in the order of the file."""
        found = []
        for n, note in enumerate(self._list("notes", say("notes are written as [[notes]]"))):
            self._keys(("notes", n), note, keys.NOTE_KEYS, dates=("date",))
            if "text" not in note:
                what = say("a note needs the key “{key}”", key="text")
                self.faults.append(Fault("wrong-type", ("notes", n), what, of_key=True))
            section = note.get("section", "")
            if isinstance(section, str) and section not in ("", keys.UNSORTED, *self.outline.sections_by_id):
                self._unknown(("notes", n, "section"), tuple(self.outline.sections_by_id), "unknown-section")
            found.append(Note.of(note, n))
        return tuple(filter(None, found))

    def _list(self, name: str, wrong: Message) -> list[dict[str, Any]]:
        """The tables of a list, with a fault for anything else in it."""
        items = self.document.values.get(name, [])
        if not isinstance(items, list):
            self._wrong((name,), wrong)
            return []
        for n, item in enumerate(items):
            if not isinstance(item, dict):
                self._wrong((name, n), wrong)
        return [item if isinstance(item, dict) else {"text": ""} for item in items]

    def rest(self) -> None:
        """Look through what only later steps use: clearance, waivers, and top-level keys."""
        values = self.document.values
        for key in values:
            if key not in keys.TOP_KEYS:
                self._unknown((key,), keys.TOP_KEYS)
        self._keys(("clearance",), self._tables["clearance"], keys.CLEARANCE_KEYS, dates=("date",))
        waivers = values.get("waivers", [])
        if not isinstance(waivers, list):
            self._wrong(("waivers",), say("waivers are written as [[waivers]]"))
            return
        for n, waiver in enumerate(waivers):
            if not isinstance(waiver, dict):
                self._wrong(("waivers", n), say("waivers are written as [[waivers]]"))
                continue
            self._keys(("waivers", n), waiver, keys.WAIVER_KEYS, dates=("until",))
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
