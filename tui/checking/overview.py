"""One line of a list of drafts: year, issuer, progress, findings, days to the due date, last change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from tui.base.errors import BaogaoError, unreadable
from tui.checking.filing import Due, due_of
from tui.checking.office import Offices
from tui.checking.progress import Progress, progress
from tui.draft.draft import Draft
from tui.rules.finding import Grade
from tui.rules.letterhead.dates import due


@dataclass(frozen=True, slots=True)
class Overview:
    """A draft in a list; with an `error`, only its last change is known."""

    file: Path
    changed: datetime | None = None
    year: int | None = None
    issuer: str = ""
    outline: str = ""
    progress: Progress | None = None
    findings: Counter[Grade] = field(default_factory=Counter)
    days_left: int | None = None
    due: Due | None = None
    error: BaogaoError | None = None


def overview(file: Path, offices: Offices, today: date) -> Overview:
    """Open and check one draft; anything that keeps it from being read is its error."""
    try:
        changed = datetime.fromtimestamp(file.stat().st_mtime)
    except OSError as error:
        return Overview(file, error=unreadable(file, error))
    try:
        draft = offices.open(file)
        findings = offices.of(file.parent).check(draft, "filed", today)
    except BaogaoError as error:
        return Overview(file, changed, error=error)
    return Overview(
        file,
        changed,
        draft.year,
        "、".join(draft.words("issuer")),
        draft.outline.name,
        progress(draft, "filed", findings),
        Counter(finding.grade for finding in findings),
        days_left(draft, today),
        due_of(draft, today),
    )


def days_left(draft: Draft, today: date) -> int | None:
    """Days until a report is to be filed; negative when overdue, None if the outline sets no date."""
    day = due(draft, "filed")
    return (day - today).days if day else None
