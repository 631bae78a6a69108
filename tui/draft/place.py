"""Places in a draft: which part of the report a path leads to, what it is called, and the order of the parts."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from tui.base.messages import Message, say
from tui.draft.draft import Draft
from tui.draft.keys import UNSORTED
from tui.outline.outline import Outline
from tui.toml import KeyPath


class Kind(IntEnum):
    """The parts of a draft, in the order in which people go through them."""

    LETTERHEAD = 0
    SECTION = 1
    FIGURE = 2
    NOTE = 3
    WAIVER = 4
    OTHER = 5


class DraftPlace(NamedTuple):
    """A place in a draft. `id` names the field, section or figure (or the index of a note or waiver); `rest` is the path in it.

    The report year and the clearance belong to the letterhead, since its form asks for them.
    """

    kind: Kind
    id: str = ""
    rest: KeyPath = ()

    @property
    def section(self) -> str | None:
        """The section that the place is in, or None."""
        return self.id if self.kind is Kind.SECTION else None

    @property
    def figure(self) -> str | None:
        """The figure that the place is, or None."""
        return self.id if self.kind is Kind.FIGURE else None

    @property
    def row(self) -> str | None:
        """The row of a table that the place is or is in, or None."""
        return str(self.rest[1]) if self.kind is Kind.SECTION and self.rest[:1] == ("rows",) and self.rest[1:] else None

    @property
    def cell(self) -> tuple[str, str] | None:
        """The cell that the place is, by its row and column, or None."""
        return (self.row, str(self.rest[2])) if self.row is not None and len(self.rest) == 3 else None

    @property
    def is_text(self) -> bool:
        """Whether it is the text of a section."""
        return self.kind is Kind.SECTION and self.rest == ("text",)


_KINDS = {
    "fields": Kind.LETTERHEAD,
    "sections": Kind.SECTION,
    "figures": Kind.FIGURE,
    "notes": Kind.NOTE,
    "waivers": Kind.WAIVER,
}


def place_at(path: KeyPath) -> DraftPlace:
    """The place that a path into the draft's file leads to."""
    match path:
        case ("year",) | ("clearance",) | ("clearance", _):
            return DraftPlace(Kind.LETTERHEAD, "", path)
        case (str() as table, id, *rest) if table in _KINDS:
            return DraftPlace(_KINDS[table], str(id), tuple(rest))
        case ("fields",):
            return DraftPlace(Kind.LETTERHEAD)
        case ("figures",):
            return DraftPlace(Kind.FIGURE)
    return DraftPlace(Kind.OTHER, "", path)


def text_path(section: str) -> KeyPath:
    """The path of a section's text."""
    return ("sections", section, "text")


def cell_path(section: str, row: str, column: str) -> KeyPath:
    """The path of a cell of a table section."""
    return ("sections", section, "rows", row, column)


def section_shown(outline: Outline, place: DraftPlace) -> str | None:
    """The section of the outline where a place is shown: the one it is in, or the one that a figure belongs to."""
    if place.figure is not None:
        spec = outline.figures_by_id.get(place.figure)
        return spec.section if spec else None
    return place.section if place.section in outline.sections_by_id else None


def rank(outline: Outline, place: DraftPlace) -> int:
    """The order of a place among others of its kind: the outline's order, unknown ones last."""
    if place.kind is Kind.LETTERHEAD and not place.id:
        return -1
    known: dict[Kind, Iterable[str]] = {
        Kind.LETTERHEAD: outline.fields_by_id,
        Kind.SECTION: outline.sections_by_id,
        Kind.FIGURE: outline.figures_by_id,
    }
    ids = list(known.get(place.kind, ()))
    return ids.index(place.id) if place.id in ids else len(ids)


def name(draft: Draft, path: KeyPath) -> Message | str:
    """The name of a place for users; one that the outline has no name for is given as in the file."""
    place, outline = place_at(path), draft.outline
    if place.section in outline.sections_by_id:
        heading = draft.heading(outline.sections_by_id[place.id])
        shown: Message | str = say("Introduction") if heading is None else draft.one_line(heading)
        table = outline.sections_by_id[place.id].table
        if table and place.cell and table.has(*place.cell):
            return say("{heading} ({key})", heading=shown, key=table.name(*place.cell))
        key = _NAMES.get(place.rest, ".".join(map(str, place.rest)))
        return shown if place.is_text else say("{heading} ({key})", heading=shown, key=key)
    if place.kind is Kind.LETTERHEAD and place.id in outline.fields_by_id:
        return outline.fields_by_id[place.id].label
    if place.figure in outline.figures_by_id:
        return outline.figures_by_id[place.id].label
    if place.kind in (Kind.NOTE, Kind.WAIVER) and place.id.isdecimal():
        n = int(place.id) + 1
        item = say("note {n}", n=n) if place.kind is Kind.NOTE else say("waiver {n}", n=n)
        key = _NAMES.get(place.rest, ".".join(map(str, place.rest)))
        return say("{heading} ({key})", heading=item, key=key) if place.rest else item
    if place.section == UNSORTED:
        return say("Text in no section yet")
    return _NAMES.get(path, ".".join(map(str, path)))


_NAMES: dict[KeyPath, Message | str] = {
    ("year",): say("Report year"),
    ("clearance", "by"): say("Secrecy review by"),
    ("clearance", "date"): say("Secrecy review on"),
    ("notes",): say("Notes"),
    ("waivers",): say("Waivers"),
    ("status",): say("ready or not"),
    ("owner",): say("who writes it"),
    ("heading",): say("heading"),
    ("section",): say("section"),
    ("quote",): say("words quoted"),
    ("by",): say("from"),
    ("date",): say("date"),
    ("text",): say("text"),
    ("answered",): say("answer"),
    ("rule",): say("rule"),
    ("reason",): say("reason"),
    ("until",): say("valid until"),
    ("also",): say("which other section is in it"),
}
"""The names of the keys that every outline has."""
