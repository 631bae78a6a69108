"""The drafts of an outline as a JSON Schema, by which editors complete and check them while somebody types."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tui.base.messages import Language, Message, say
from tui.base.text import UNSAFE
from tui.draft.figures import LONGEST, grammar
from tui.draft.keys import CLEARANCE_KEYS, LARGEST_NUMBER, NOTE_KEYS, SECTION_KEYS, TOP_KEYS, WAIVER_KEYS
from tui.outline.outline import MANY, POINTS, FigureSpec, Outline, OutlineField, Section
from tui.outline.title import TITLE

if TYPE_CHECKING:
    from tui.outline.table import Row, Table, TablePart

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": ["string", "array"], "items": _TEXT}
_DAY: Schema = {"type": "string", "format": "date"}
"""TOML's local dates are strings of this form in JSON; tombi accepts nothing else."""

_HOW_DAY = say("write it without quotation marks, as in 2024-01-05")

_HOW_CELL = say("write it without quotation marks; where there is nothing, write 0")

_KEYS: Mapping[str, tuple[Message, Message]] = {
    "outline": (say("outline"), say("the outline that this draft follows, with its version")),
    "year": (say("report year"), say("the year that is reported on, four digits")),
    "fields": (say("Letterhead"), say("the elements of the official form")),
    "figures": (say("Figures"), say("numbers in the report: each entered once and referred to by the text")),
    "sections": (say("Sections"), say("what the report says; the order of the report is that of the outline")),
    "clearance": (say("clearance"), say("the check for secrets before publication (保密审查)")),
    "notes": (say("notes"), say("remarks on the draft, each tied to words of a section; never in the report")),
    "waivers": (say("waivers"), say("findings kept as they are, each with a reason")),
    "status": (say("status"), say("“writing” or “ready”")),
    "heading": (say("heading"), say("the heading in your own words; {{year}} and {{next_year}} are filled in")),
    "also": (say("also"), say("another section whose content is in here too; empty once it is moved there")),
    "points": (
        say("numbers of points"),
        say("“restart”: 1. again under each second-level heading; “continue”: the numbers go on"),
    ),
    "owner": (say("owner"), say("who writes this section; not printed")),
    "text": (
        say("text"),
        say(
            "one sentence a line; “## ” begins a heading, “（一）” or “1. ” a point, an empty line a paragraph; **bold**"
        ),
    ),
    "rows": (say("rows"), say("the rows of the table, each with its columns")),
    "by": (say("cleared by"), say("who checked the report")),
    "date": (say("date"), _HOW_DAY),
    "rule": (say("rule"), say("code or name; see: {command}", command="baogao rule")),
    "section": (say("section"), say("the section in which the finding is kept")),
    "quote": (say("quote"), say("only at these words")),
    "reason": (say("reason"), say("why the finding is kept")),
    "answered": (say("answered"), say("the answer; a note without one is open")),
    "until": (say("until"), _HOW_DAY),
}
"""Title and description of every key that a draft has whatever its outline."""


def schema(outline: Outline, speak: Language) -> Schema:
    """The JSON Schema (2020-12) of an outline's drafts, worded in one language.

    A draft in progress is valid: only what makes a file a draft is required; descriptions say what the report requires.
    """
    return _Page(outline, speak).whole()


def written(outline: Outline, speak: Language) -> str:
    """The schema as the text of a file, free of characters that could steer a terminal."""
    text = json.dumps(schema(outline, speak), ensure_ascii=False, indent=2)
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def file_name(outline: Outline) -> str:
    """The file name of an outline's schema next to a draft."""
    return f"{outline.id}.schema.json"


@dataclass(frozen=True, slots=True)
class _Page:
    outline: Outline
    speak: Language

    def whole(self) -> Schema:
        outline = self.outline
        fields = {field.id: self._field(field) for field in outline.every_field}
        figures = {figure.id: self._figure(figure) for figure in outline.figures}
        sections = {section.id: self._section(section) for section in outline.sections}
        waiver = _table({key: self._key(key, _DAY if key == "until" else _TEXT) for key in WAIVER_KEYS})
        note = _table({key: self._key(key, _DAY if key == "date" else _TEXT) for key in NOTE_KEYS})
        tables: Mapping[str, Schema] = {
            "outline": {**_TEXT, "pattern": f"^{outline.id}@[0-9]{{4}}$", "default": outline.reference},
            "year": {"type": "integer", "minimum": 1900, "maximum": 9998},
            "fields": _table(fields),
            "figures": _table(figures),
            "sections": _table(sections),
            "clearance": _table({key: self._key(key, _DAY if key == "date" else _TEXT) for key in CLEARANCE_KEYS}),
            "notes": {"type": "array", "items": {**note, "required": ["text"]}},
            "waivers": {"type": "array", "items": {**waiver, "required": ["rule", "reason"]}},
        }
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$comment": f"baogao outline schema {outline.reference}",
            **_words(outline.name, outline.about),
            **_table({key: self._key(key, tables[key]) for key in TOP_KEYS}),
            "required": ["outline", "year"],
            "x-tombi-toml-version": "v1.0.0",
        }

    def _key(self, key: str, form: Schema, *more: str) -> Schema:
        title, description = _KEYS[key]
        return {**_words(self.speak(title), self.speak(description), *more), **form}

    def _field(self, field: OutlineField) -> Schema:
        form = _DAY if field.kind == "date" else _TEXTS if field.kind in MANY else _TEXT
        notes = [say("required") if field.required else say("optional")]
        if field.editions == ("filed",):
            notes.append(say("not in the published edition"))
        how = {"date": _HOW_DAY, **dict.fromkeys(MANY, say("a text, or a list of texts"))}.get(field.kind)
        how_to = self.speak(how) if how else ""
        if field.id == TITLE:
            form = {**_TEXT, "default": self.outline.title, "examples": [self.outline.title, *self.outline.titles]}
        return {**_words(field.label, self._listed(notes), field.hint, self._basis(field.source), how_to), **form}

    def _figure(self, figure: FigureSpec) -> Schema:
        title = f"{figure.label}（{figure.unit}）" if figure.unit else figure.label
        refers = self.speak(say("a text refers to it as {name}, without its unit", name=f"{{{figure.id}}}"))
        form = grammar(self.outline.language)
        return {
            **_words(title, figure.hint, self._basis(figure.source), refers, self.speak(form.how)),
            "type": ["integer", "number", "string"],
            "pattern": f"^(?:{form.pattern})?$",  # an empty one is not known yet
            "maxLength": LONGEST,
        }

    def _section(self, section: Section) -> Schema:
        notes = [say("required") if section.required else say("optional")]
        if section.none:
            notes.append(say("may be 「无」"))
        topics = "\n".join(f"- {topic.label}" + (f": {topic.hint}" if topic.hint else "") for topic in section.topics)
        figures = "\n".join(
            f"- {{{figure.id}}}{figure.unit}: {figure.label}"
            for figure in self.outline.figures
            if figure.section == section.id
        )
        parts: dict[str, Schema] = {
            "status": {"enum": ["writing", "ready"], "default": "writing"},
            "owner": _TEXT,
            "heading": {**_TEXT, "default": section.heading} if section.own_heading else {"not": {}},
            "also": {"enum": ["", *(one.id for one in self.outline.sections if one is not section)]},
            "points": {"enum": list(POINTS), "default": section.points or self.outline.points},
            "text": _TEXT,
        }
        keys = {key: self._key(key, parts[key], figures if key == "text" else "") for key in SECTION_KEYS}
        if section.table:
            how_to = self.speak(_HOW_CELL)
            rows = {
                row.id: {
                    **_words(row.name or row.id, row.label or row.id),
                    **_table(_cells(section.table, part, row, how_to)),
                }
                for part in section.table.every_part
                for row in part.entry_rows
            }
            keys["rows"] = self._key("rows", _table(rows), section.table.note)
        heading = section.heading or self.speak(say("introduction"))
        basis = self._basis(section.source)
        return {**_words(heading, self._listed(notes), section.guidance, topics, basis), **_table(keys)}

    def _basis(self, source: str | None) -> str:
        citation = self.outline.cited(source)
        return self.speak(citation.sentence) if citation else ""

    def _listed(self, notes: Iterable[Message]) -> str:
        return ", ".join(map(self.speak, notes))


def _cells(table: Table, part: TablePart, row: Row, how_to: str) -> Mapping[str, Schema]:
    """The cells of a row: numbers, with their units."""
    cells: dict[str, Schema] = {}
    for column in part.columns:
        kind = table.kind(row.id, column.id)
        unit = f"（{kind.unit}）" if kind.unit else ""
        form: Schema = {"type": "integer" if kind.is_whole else ["integer", "number"]}
        lowest: Schema = {"exclusiveMinimum": -LARGEST_NUMBER} if kind.signed else {"minimum": 0}
        cells[column.id] = {
            **_words(" ".join((*column.groups, column.label)) + unit, how_to),
            **form,
            **lowest,
            "exclusiveMaximum": LARGEST_NUMBER,
        }
    return cells


def _table(properties: Mapping[str, Schema]) -> Schema:
    """A table with these keys and no others; tombi's formatter keeps their order."""
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "x-tombi-table-keys-order": "schema",
    }


def _words(title: str, *paragraphs: str) -> Schema:
    """What an editor shows for a key: its title and, where there is one, its description."""
    description = "\n\n".join(text.strip() for text in paragraphs if text.strip())
    return {"title": title, "description": description} if description else {"title": title}
