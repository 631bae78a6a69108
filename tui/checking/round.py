"""The round through the findings of a draft: letterhead, sections, figures and tables in the order of the report."""

from __future__ import annotations

from collections.abc import Sequence

from tui.checking.summary import grouped
from tui.draft.draft import Draft
from tui.draft.place import place_at, section_shown, text_path
from tui.rules.finding import Finding


def in_order(draft: Draft, findings: Sequence[Finding]) -> list[Finding]:
    """The findings in the order in which people go through the report."""
    return [finding for group in grouped(draft, findings) for finding in group.findings]


def neighbour(
    draft: Draft, findings: Sequence[Finding], by: int, *, section: str, cursor: int, visited: Finding | None
) -> Finding | None:
    """The next (`by` 1) or previous (-1) finding, wrapping around at the ends; None if there is none.

    It is the neighbour of the `visited` one if that still exists, else the one nearest to the cursor in a section.
    """
    ordered = in_order(draft, findings)
    if not ordered:
        return None
    at = next((n for n, one in enumerate(ordered) if visited is not None and _same(one, visited)), None)
    if at is None:
        before = [n for n, one in enumerate(ordered) if _is_before(draft, one, section, cursor)]
        last = before[-1] if before else -1
        at = last if by > 0 else last + 1
    return ordered[(at + by) % len(ordered)]


def at_cursor(findings: Sequence[Finding], section: str, cursor: int) -> Finding | None:
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


def _same(one: Finding, other: Finding) -> bool:
    return (one.code, one.locus) == (other.code, other.locus)


def _is_before(draft: Draft, finding: Finding, section: str, cursor: int) -> bool:
    """Whether a finding is before or at a cursor."""
    ids = list(draft.outline.sections_by_id)
    shown = section_shown(draft.outline, place_at(finding.locus.path))
    if place_at(finding.locus.path).section is None or shown not in ids:
        return place_at(finding.locus.path).id == "" or finding.locus.path[:1] == ("fields",)
    if shown != section:
        return ids.index(shown) < ids.index(section)
    return (finding.locus.start or 0) <= cursor
