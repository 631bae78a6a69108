"""Progress of a draft: the state of each section, and how much of what is required has been answered."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple

from tui.draft.draft import Draft
from tui.draft.place import Kind, place_at
from tui.outline.outline import Edition
from tui.rules.finding import Finding, Grade


class Standing(Enum):
    """The state of a section."""

    EMPTY = auto()
    BEGUN = auto()
    PROBLEMS = auto()  # written, with an error or warning
    READY = auto()  # marked ready, with nothing worse than a hint


class Progress(NamedTuple):
    """How many required fields and sections there are, and how many have content."""

    done: int
    asked: int

    @property
    def percent(self) -> int:
        """The share that is done in percent; 100 only if everything is."""
        return self.done * 100 // self.asked if self.asked else 100


def standing(draft: Draft, section: str, findings: Iterable[Finding]) -> Standing:
    """The state of a section, given the findings of the whole draft."""
    written = draft.sections.get(section)
    if written is None or draft.is_empty(section):
        return Standing.EMPTY
    if any(one.grade > Grade.HINT and place_at(one.locus.path).section == section for one in findings):
        return Standing.PROBLEMS
    return Standing.READY if written.status == "ready" else Standing.BEGUN


def progress(draft: Draft, edition: Edition = "filed", findings: Iterable[Finding] = ()) -> Progress:
    """Count what the outline requires in this edition: letterhead fields and sections.

    A field or section counts when it has content and none of the `findings` is an error in it: a placeholder does not
    count, and neither does a document number that is refused.
    """
    faulty = {place_at(one.locus.path)[:2] for one in findings if one.grade is Grade.ERROR}
    fields = [field for field in draft.outline.fields if field.required and edition in field.editions]
    sections = [section for section in draft.outline.sections if section.required]
    done = sum(not draft.missing(one, edition) and (Kind.LETTERHEAD, one.id) not in faulty for one in fields)
    done += sum(
        standing(draft, one.id, ()) is not Standing.EMPTY and (Kind.SECTION, one.id) not in faulty for one in sections
    )
    return Progress(done, len(fields) + len(sections))
