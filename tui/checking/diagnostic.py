"""Findings at their places in files, as the formats write them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.base.errors import BaogaoError, Place
from tui.base.messages import Message
from tui.base.text import UNSAFE, Position, Span, message_line
from tui.draft.draft import Draft
from tui.draft.place import place_at
from tui.outline.source import Citation
from tui.rules.finding import UNREADABLE, Finding, Fix, Grade, place_of
from tui.rules.register import RULES, basis
from tui.toml import Document

_BEGINNING = Span(Position(1, 1), Position(1, 1))
_AS_TYPED = frozenset("\"'\\")


class PlacedEdit(NamedTuple):
    """A range of characters in a file, and its replacement."""

    span: Span
    new: str


class Diagnostic(NamedTuple):
    """A finding at its place in a file, with the lines it covers."""

    code: str
    grade: Grade
    place: Place
    message: Message | str
    remedy: Message | str | None = None
    citation: Citation | None = None
    line: str = ""
    section: str = ""
    """The section the finding is in, if any."""
    is_fixable: bool = False
    edits: tuple[PlacedEdit, ...] = ()
    """How its fix changes the file; empty if it has no fix, or one that needs escaping."""

    subject: str = ""
    """Its place in the draft, as a path; for waivers and other list items without their index."""
    has_line: bool = True
    """Whether its place is in the file; for something missing it is the line of the table around it, or the first line."""

    @property
    def span(self) -> Span:
        """Its position in the file; the start if it concerns the whole file."""
        return self.place.span or _BEGINNING

    @property
    def where(self) -> str:
        """FILE:LINE:COLUMN, on one line."""
        return f"{message_line(self.place.file)}:{self.place.start.line}:{self.place.start.column}"

    @property
    def name(self) -> str:
        """The rule's name."""
        return RULES[self.code].name


def reported(draft: Draft, findings: Sequence[Finding]) -> list[Diagnostic]:
    """The findings of a draft at their places, in file order."""
    lines = draft.document.text.split("\n") if findings else []
    found = []
    for finding in findings:
        place = place_of(draft.document, finding.locus)
        line = lines[place.start.line - 1].rstrip("\r")
        found.append(
            Diagnostic(
                finding.code,
                finding.grade,
                place,
                finding.message,
                finding.remedy,
                basis(draft.outline, finding),
                line,
                place_at(finding.locus.path).section or "",
                finding.fix is not None,
                _placed(draft.document, finding.fix) if finding.fix else (),
                ".".join(str(part) for part in finding.locus.path if not isinstance(part, int)),
                draft.document.entry(finding.locus.path) is not None,
            )
        )
    return sorted(found, key=lambda one: (one.place.start, one.code))


def unreadable(error: BaogaoError, file: str) -> Diagnostic | None:
    """An error in the contents of a draft, as a finding; None if it is about something else."""
    if error.place is None or error.place.span is None or error.place.file != file:
        return None
    return Diagnostic(UNREADABLE, Grade.ERROR, error.place, error.what, error.remedy)


def _placed(document: Document, fix: Fix) -> tuple[PlacedEdit, ...]:
    """The edits of a fix at their places in the file; none if any of them would need escaping there."""
    placed = []
    for edit in fix.edits:
        span = document.place_within(edit.path, edit.start, edit.end).span
        if span is None or UNSAFE.search(edit.new) or "\n" in edit.new or not _AS_TYPED.isdisjoint(edit.new):
            return ()
        placed.append(PlacedEdit(span, edit.new))
    return tuple(placed)
