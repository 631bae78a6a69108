"""The round through the findings and open notes of a draft: letterhead, sections, figures and tables in report order."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence

from tui.checking.summary import grouped
from tui.draft.draft import Draft
from tui.draft.place import place_at, section_shown, text_path
from tui.draft.quotation import Anchor
from tui.draft.unsorted import sections_shown
from tui.rules.finding import Finding

Stop = Finding | Anchor
"""Where the round stops: at a finding, or at a note."""


def in_order(draft: Draft, findings: Iterable[Finding], notes: Iterable[Anchor] = ()) -> list[Stop]:
    """Findings and notes in the order in which people go through the report; a note that is a finding, too, comes once."""
    stops = list(notes)
    known = {("notes", one.note.index) for one in stops}
    groups = grouped(draft, [one for one in findings if one.locus.path not in known])
    by_section: dict[str, list[Stop]] = {id: [] for id in draft.outline.sections_by_id}
    before: list[Stop] = [one for group in groups if group.part == "letterhead" for one in group.findings]
    after: list[Stop] = [one for group in groups if group.part in ("figures", "rest") for one in group.findings]
    for group in groups:
        if group.section is not None:
            by_section[group.section.id] += group.findings
    for one in stops:
        insort(by_section.get(one.note.section, after), one, key=_start)
    return [*before, *(one for here in by_section.values() for one in here), *after]


def neighbour(
    draft: Draft,
    findings: Iterable[Finding],
    by: int,
    *,
    section: str,
    cursor: int,
    visited: Stop | None,
    notes: Iterable[Anchor] = (),
) -> Stop | None:
    """The next (`by` 1) or previous (-1) stop, wrapping around at the ends; None if there is none.

    It is the neighbour of the `visited` one if that still exists, else the one nearest to the cursor in a section.
    """
    ordered = in_order(draft, findings, notes)
    if not ordered:
        return None
    at = next((n for n, one in enumerate(ordered) if visited is not None and _same(one, visited)), None)
    if at is None:
        before = [n for n, one in enumerate(ordered) if _is_before(draft, one, section, cursor)]
        last = before[-1] if before else -1
        at = last if by > 0 else last + 1
    return ordered[(at + by) % len(ordered)]


def finding_at(findings: Sequence[Finding], section: str, cursor: int) -> Finding | None:
    """The worst finding at the cursor of a section's text; ones that can be fixed come first."""
    path = text_path(section)
    here = [
        one
        for one in findings
        if one.locus.path == path
        and one.locus.start is not None
        and one.locus.end is not None
        and one.locus.start <= cursor <= one.locus.end
    ]
    return max(here, key=lambda one: (one.grade, one.fix is not None), default=None)


def note_at(notes: Iterable[Anchor], section: str, cursor: int) -> Anchor | None:
    """The first open note at the cursor of a section's text."""
    here = (one for one in notes if one.note.is_open and one.note.section == section)
    return next((one for one in here if one.start <= cursor <= one.end), None)


def _start(stop: Stop) -> int:
    """Where in its section a stop is; what is about the whole of it comes first."""
    if isinstance(stop, Anchor):
        return stop.start
    return -1 if stop.locus.start is None else stop.locus.start


def _same(one: Stop, other: Stop) -> bool:
    if isinstance(one, Anchor) or isinstance(other, Anchor):
        return isinstance(one, Anchor) and isinstance(other, Anchor) and one.note == other.note
    return (one.code, one.locus) == (other.code, other.locus)


def _is_before(draft: Draft, stop: Stop, section: str, cursor: int) -> bool:
    """Whether a stop is before or at a cursor."""
    ids = [section.id for section in sections_shown(draft)]
    if isinstance(stop, Anchor):
        shown = own = stop.note.section or None
    else:
        place = place_at(stop.locus.path)
        shown, own = section_shown(draft.outline, place), place.section
        if own is None or shown not in ids:
            return place.id == "" or stop.locus.path[:1] == ("fields",)
    if shown not in ids:
        return False
    if shown != section and section in ids:
        return ids.index(shown) < ids.index(section)
    return max(0, _start(stop)) <= cursor
