"""A document matched to an outline: letterhead, parts and what is left out, before a draft is made of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import tomli_w

from tui.base.messages import Message, say
from tui.base.numerals import numbered_heading
from tui.base.text import one_line
from tui.draft.figures import read_figure
from tui.draft.keys import UNSORTED
from tui.outline.outline import MANY, Outline, Section
from tui.outline.title import TITLE
from tui.reading import figures as figures_of
from tui.reading.document import Comment, Document, LeftOut, Table
from tui.reading.form_tables import Rows, take_tables
from tui.reading.head import Head, bare, year_in
from tui.reading.letterhead import read_head
from tui.reading.letterhead_shown import rewritten, usual_title
from tui.reading.lines import Line, lines
from tui.reading.mapping import Headings
from tui.reading.numbering import mark
from tui.reading.parts import Part, parts_of
from tui.reading.section_text import written

LEFT_OUT = ""
"""The target of a part that does not go into the draft."""


@dataclass(frozen=True, slots=True)
class Placement:
    """What goes where: letterhead values by field, parts with their sections, and what is left out and why."""

    outline: Outline
    year: int
    fields: dict[str, str | date | tuple[str, ...]]
    field_lines: dict[str, tuple[Line, ...]]
    title: str
    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]
    comments: tuple[Comment, ...] = ()
    about: tuple[Message, ...] = ()
    rows: Mapping[str, Rows] = field(default_factory=dict)
    """The rows of table sections."""

    def moved(self, part: int, target: str) -> Placement:
        """A copy with a part sent to another section, to `UNSORTED`, or left out."""
        here = self.parts[part]
        heading = here.heading
        exact = heading is not None and Headings(self.outline, self.year).exact(heading.text)
        changed = replace(
            here, target=target, why=say("moved by hand"), names=bool(exact and exact.id == target), doubt=None, also=""
        )
        return replace(self, parts=(*self.parts[:part], changed, *self.parts[part + 1 :]))


@dataclass(frozen=True, slots=True)
class Imported:
    """The draft of a placement, as TOML not yet formatted, and the whole account."""

    toml: str
    left_out: tuple[LeftOut, ...]
    figures: tuple[figures_of.Entered, ...]
    unsorted: int = 0
    doubts: tuple[tuple[int, Message], ...] = field(default=())


def placed(document: Document, outline: Outline, year: int | None = None) -> Placement | None:
    """Match a document to an outline; None if the report year is neither given nor found."""
    found, dropped = lines(document)
    found, named = _without_names(found, document.names, Headings(outline, year))
    head = read_head(found, document.title, is_page=document.is_page, byline=outline.byline)
    body = found[head.start : head.end]
    year = year or report_year(head, body, document.title)
    if year is None:
        return None
    fields, field_lines, spare = _fields(head, outline, year)
    parts, rows, of_forms = take_tables(parts_of(body, outline, year), outline)
    loose = (*head.spare, *spare)
    if loose:
        parts.insert(0, Part(None, 0, loose, UNSORTED, say("before the report, and not recognised")))
    if head.after:
        parts.append(Part(None, 0, tuple(head.after), UNSORTED, say("after the signature, like an enclosure")))
    left_out = (*document.left_out, *dropped, *named, *head.left_out, *of_forms)
    return Placement(
        outline, year, fields, field_lines, head.title, tuple(parts), left_out, document.comments, document.about, rows
    )


def _without_names(
    found: list[Line | Table], names: frozenset[int], headings: Headings
) -> tuple[list[Line | Table], list[LeftOut]]:
    """The lines without those that only name what follows and are no heading of the outline, and these."""
    kept: list[Line | Table] = []
    dropped: list[LeftOut] = []
    for line in found:
        is_name = isinstance(line, Line) and not names.isdisjoint(line.numbers) and not headings.exact(line.text)
        if isinstance(line, Line) and is_name:
            dropped.append(LeftOut(line.numbers[0], line.text, say("the name of a sheet")))
        else:
            kept.append(line)
    return kept, dropped


def report_year(head: Head, body: Iterable[Line | Table], called: str) -> int | None:
    """The year a document reports on: from its title, its opening, or the one before its date or number."""
    if head.year is not None:
        return head.year
    if found := year_in(called):
        return found
    for line in list(body)[:5]:
        if isinstance(line, Line) and (found := year_in(line.text)):
            return found
    day = head.values.get("date")
    if isinstance(day, date):
        return day.year - 1
    number = year_in(str(head.values.get("number", "")).replace("〕", "年"))
    return number - 1 if number else None


def _fields(
    head: Head, outline: Outline, year: int
) -> tuple[dict[str, str | date | tuple[str, ...]], dict[str, tuple[Line, ...]], list[Line]]:
    """The letterhead values that the outline asks for; lines of the others are spare."""
    known = outline.fields_by_id
    issuers = head.values.get("issuer")
    is_shown_anyway = isinstance(issuers, tuple) and head.values.get("mark") == f"{''.join(issuers)}文件"
    own = {"mark"} if is_shown_anyway else set()
    values: dict[str, str | date | tuple[str, ...]] = {}
    spare: list[Line] = []
    is_own = bare(head.title) != usual_title(outline, year, head.values.get("issuer", ()))
    if head.title and TITLE in known and is_own and "{" not in head.title:  # there it would be a reference
        head.values.setdefault(TITLE, head.title)
    for id, value in head.values.items():
        if id in own:
            continue
        if id not in known:
            spare += [line for line in head.lines.get(id, []) if line.text]
        elif isinstance(value, tuple) and known[id].kind not in MANY:
            values[id] = "".join(value)
        elif isinstance(value, tuple) and len(value) == 1 and id == "issuer":
            values[id] = value[0]
        else:
            values[id] = value
    return (
        values,
        {id: tuple(found) for id, found in head.lines.items() if id in values or id in own or id == TITLE},
        spare,
    )


def imported(placement: Placement) -> Imported:
    """The draft of a placement, with every character of the source in it or in the account."""
    outline = placement.outline
    account = list(placement.left_out)
    targets = [*(section.id for section in outline.sections), UNSORTED]
    texts: dict[str, str] = {}
    more: dict[str, dict[str, str]] = {}
    for target in targets:
        out = written(placement.parts, target)
        account += out.left_out
        if out.text:
            texts[target] = out.text
        if out.continued:
            more.setdefault(target, {})["points"] = "continue"
    numbers = _section_numbers(outline, {*texts, *placement.rows})
    for part in placement.parts:
        if heading := _own_heading(part, placement):
            more.setdefault(part.target, {})["heading"] = heading
        if part.also and part.also not in texts and part.target in texts:
            more.setdefault(part.target, {})["also"] = part.also
        account += _not_in_text(part, placement, numbers)
    unsorted = texts.pop(UNSORTED, "")
    texts, found = figures_of.entered(texts, outline)
    account += rewritten(placement)
    top: dict[str, Any] = {"outline": outline.reference, "year": placement.year}
    if placement.fields:
        top["fields"] = {id: list(v) if isinstance(v, tuple) else v for id, v in placement.fields.items()}
    values: dict[str, Any] = {}
    sections: dict[str, Any] = {UNSORTED: {"text": unsorted}} if unsorted else {}
    for id, text in texts.items():
        sections[id] = {**more.pop(id, {}), "text": text}
    sections |= {id: dict(keys) for id, keys in more.items() if id != UNSORTED}
    for id, rows in placement.rows.items():
        sections.setdefault(id, {})["rows"] = rows
    values["sections"] = sections
    notes = "".join(f"\n[[notes]]\n{tomli_w.dumps(note)}" for note in _notes(placement))
    account.sort(key=lambda one: one.line)
    doubts = tuple((_first_line(part), part.doubt) for part in placement.parts if part.doubt is not None)
    toml = f"{tomli_w.dumps(top)}\n{_figures(found, outline)}\n{tomli_w.dumps(values, multiline_strings=True)}{notes}"
    return Imported(toml, tuple(account), tuple(found), len(unsorted), doubts)


def _figures(found: Iterable[figures_of.Entered], outline: Outline) -> str:
    """The table of figures, each with its label and unit as a comment."""
    lines = []
    for one in found:
        spec = outline.figures_by_id[one.id]
        said = " ".join(f"{spec.label}{f'，{spec.unit}' if spec.unit else ''}".split())
        lines.append(f"{one.id} = {tomli_w.dumps({'v': _figure(one.written)}).strip().removeprefix('v = ')}  # {said}")
    return "\n".join(["[figures]", *lines, ""]) if lines else ""


def _figure(written: str) -> int | str:
    """A figure as TOML: a whole number as a number, anything else as written."""
    figure = read_figure(written)
    return (
        int(written)
        if figure is not None and written.isascii() and written.isdecimal() and str(int(written)) == written
        else written
    )


def _first_line(part: Part) -> int:
    if part.heading is not None:
        return part.heading.numbers[0]
    first = next(iter(part.body), None)
    return first.line if isinstance(first, Table) else first.numbers[0] if first else 0


def _section_numbers(outline: Outline, texts: Iterable[str]) -> dict[str, int]:
    """The numbers that sections with a heading will have: those that are required or written, in the outline's order."""
    held = set(texts)
    shown = [one.id for one in outline.sections if one.heading is not None and (one.required or one.id in held)]
    return {id: n for n, id in enumerate(shown, 1)}


def _not_in_text(part: Part, placement: Placement, numbers: dict[str, int]) -> Iterator[LeftOut]:
    """What of a part is not in the draft: a heading that the section's own replaces, or all of it."""
    if part.target == LEFT_OUT:
        for line in (part.heading, *part.body):
            if isinstance(line, Table):
                yield from (LeftOut(line.line, " ".join(row), say("left out by hand")) for row in line.rows)
            elif line is not None:
                yield LeftOut(line.numbers[0], line.text, say("left out by hand"))
    elif part.heading is not None and part.names:
        section = placement.outline.sections_by_id[part.target]
        heading = _own_heading(part, placement) or _heading(section, placement.year)
        heading = f"{numbered_heading(1, numbers.get(part.target, 0))}{heading}"
        if "".join(part.heading.text.split()) != heading:
            yield LeftOut(part.heading.numbers[0], part.heading.text, say("the outline's heading takes its place"))


def _heading(section: Section, year: int) -> str:
    """The outline's heading of a section, its years filled, on one line."""
    heading = one_line(section.heading or "")
    return heading.replace("{year}", str(year)).replace("{next_year}", str(year + 1))


def _own_heading(part: Part, placement: Placement) -> str:
    """The heading in the office's own words, if the outline leaves it open and they differ; else ""."""
    section = placement.outline.sections_by_id.get(part.target)
    if part.heading is None or not part.names or section is None or not section.own_heading:
        return ""
    found = mark(part.heading.text)
    words = part.heading.text[found.length :].strip() if found else part.heading.text
    is_own = bare(words) != bare(_heading(section, placement.year)) and "{" not in words  # that would be a reference
    return words if is_own else ""


def _notes(placement: Placement) -> Iterator[dict[str, Any]]:
    """The comments of the source, and what the user should look at, as notes of the draft."""
    for comment in placement.comments:
        note: dict[str, Any] = {}
        if section := _section_of(comment, placement):
            note["section"] = section
        if comment.quote:
            note["quote"] = comment.quote
        if comment.by:
            note["by"] = comment.by
        with contextlib.suppress(ValueError):
            note["date"] = date.fromisoformat(comment.date)
        yield note | {"text": comment.text}


def _section_of(comment: Comment, placement: Placement) -> str:
    for part in placement.parts:
        held = [line for line in (part.heading, *part.body) if isinstance(line, Line)]
        if any(comment.line in line.numbers for line in held) and part.target in placement.outline.sections_by_id:
            return part.target
    return ""
