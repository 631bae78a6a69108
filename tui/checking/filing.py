"""The state of a report's filing: days left or overdue, or filed, as far as the draft shows."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.draft.draft import Draft


class State(Enum):
    """The filing of a report with a due date in its outline."""

    FILED = auto()  # it has a printing date that has come
    DATED = auto()  # its day is over, and it was dated before today
    OPEN = auto()
    UNKNOWN = auto()  # its day is over, and its outline has no date to tell whether it was filed


class Due(NamedTuple):
    """The day by which a report is to be filed, how it stands today, and the days after that day (before it: negative).

    They are counted to today, or to the day on which the report was printed or dated.
    """

    day: date
    state: State
    days_late: int


def due_of(draft: Draft, today: date) -> Due | None:
    """The state of a report's filing; None if its outline sets no due date.

    A draft does not say that it was filed. The day on which it was printed is the day on which it was sent out; its date
    alone, that it was signed: while there is time, that is no filing.
    """
    from tui.rules.letterhead.dates import due  # imports rules, which are not needed to show results

    last = due(draft, "filed")
    if last is None:
        return None
    printed, dated = draft.day("printed"), draft.day("date")
    if printed and printed <= today:
        return Due(last, State.FILED, (printed - last).days)
    late = (today - last).days
    if late > 0 and dated and dated <= today:
        return Due(last, State.DATED, (dated - last).days)
    if late > 0 and "date" not in draft.outline.fields_by_id:
        return Due(last, State.UNKNOWN, late)
    return Due(last, State.OPEN, late)
