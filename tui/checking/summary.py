"""The summary of a check: findings counted and in outline order, and the four questions of an inspection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from tui.draft.draft import Draft
from tui.draft.place import Kind, place_at, rank
from tui.outline.outline import Outline, Section
from tui.rules.finding import Finding, Grade
from tui.rules.register import RULES

# Names of rules; a test checks that each exists, since a misspelt one would answer “yes” forever.
_INCOMPLETE = frozenset(
    {
        "missing-field",
        "missing-section",
        "unknown-section",
        "unsorted-text",
        "none-not-allowed",
        "placeholder",
        "placeholder-in-field",
        "unreadable-draft",
    }
)
_LATE = frozenset({"late-filing", "late-publication"})
_INCONSISTENT = frozenset({"figures-disagree", "unknown-reference"})
_INCONSISTENT_FAMILIES = ("F", "Y")


class Answers(NamedTuple):
    """The four questions of an inspection: is the report complete, on time, fit to be published, consistent?"""

    complete: bool
    on_time: bool
    publishable: bool
    consistent: bool


def answered(found: Iterable[tuple[str, Grade]], withheld: int) -> Answers:
    """The answers for one draft, from the codes and grades of its findings.

    `withheld` is the number of findings of the published edition that keep it from being published; any error does so,
    too, whatever its family.
    """
    graded = set(found)
    names = {RULES[code].name for code, _ in graded if code in RULES}
    worst = [code for code, grade in graded if grade is not Grade.HINT]
    return Answers(
        complete=not names & _INCOMPLETE,
        on_time=not names & _LATE,
        publishable=not withheld and not any(grade is Grade.ERROR for _, grade in graded),
        consistent=not names & _INCONSISTENT and not any(code.startswith(_INCONSISTENT_FAMILIES) for code in worst),
    )


def counted(findings: Iterable[Finding]) -> dict[Grade, int]:
    """The number of findings of each grade, worst first."""
    grades = [finding.grade for finding in findings]
    return {grade: grades.count(grade) for grade in reversed(Grade)}


class Group(NamedTuple):
    """The findings of one part of the report, in the order of that part; `section` is set for a section."""

    part: Literal["letterhead", "section", "figures", "rest"]
    section: Section | None
    findings: list[Finding]


def grouped(draft: Draft, findings: Sequence[Finding]) -> list[Group]:
    """The findings by the part of the report they are in: letterhead, sections, figures, the rest of the file."""
    outline = draft.outline
    groups = {
        "letterhead": Group("letterhead", None, []),
        **{f"section {section.id}": Group("section", section, []) for section in outline.sections},
        "figures": Group("figures", None, []),
        "rest": Group("rest", None, []),
    }
    for finding in findings:
        groups[_part_of(draft, finding)].findings.append(finding)
    for group in groups.values():
        group.findings.sort(key=lambda one: _rank(draft.outline, one))
    return [group for group in groups.values() if group.findings]


def _part_of(draft: Draft, finding: Finding) -> str:
    place = place_at(finding.locus.path)
    if place.section in draft.outline.sections_by_id:
        return f"section {place.section}"
    return {Kind.LETTERHEAD: "letterhead", Kind.FIGURE: "figures"}.get(place.kind, "rest")


def _rank(outline: Outline, finding: Finding) -> tuple[int, int]:
    """Fields and figures in outline order, and findings in one text in text order."""
    start = finding.locus.start
    return rank(outline, place_at(finding.locus.path)), -1 if start is None else start
