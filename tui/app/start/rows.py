"""The rows of the list of drafts: their text, order, filter, and the widths of their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size

from tui.app.translated import fitted
from tui.base.messages import Language, Message, say, say_n
from tui.checking.filing import Due, State
from tui.rules.finding import Grade

if TYPE_CHECKING:
    from tui.checking.overview import Overview


class Order(StrEnum):
    """What the list is sorted by; the names are kept in the user's state folder."""

    DUE = "due"
    NAME = "name"
    PROGRESS = "progress"
    PROBLEMS = "problems"
    CHANGED = "changed"

    @property
    def after(self) -> Order:
        """The next order, and after the last the first."""
        orders = list(Order)
        return orders[(orders.index(self) + 1) % len(orders)]


ORDER_NAMES: dict[Order, Message] = {
    Order.DUE: say("by due date"),
    Order.NAME: say("by name"),
    Order.PROGRESS: say("by progress"),
    Order.PROBLEMS: say("by problems"),
    Order.CHANGED: say("by last change"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A draft of the list: its file, its name here, and what is known about it so far."""

    file: Path
    name: str
    elsewhere: bool = False
    """Whether it is in another folder, and listed because it was open lately."""
    overview: Overview | None = None


# Order and filter


def arranged(rows: Iterable[Row], order: Order) -> list[Row]:
    """The rows in an order; equal ones by name, and rows still unknown at the end."""
    by = _KEYS[order]
    return sorted(rows, key=lambda row: (row.overview is None, by(row.overview) if row.overview else (), row.name))


def _by_due(row: Overview) -> tuple[object, ...]:
    """Reports still to be filed, the nearest day first; then filed ones, the latest first; then the rest."""
    if row.error is not None:
        return 0, 0
    if row.due is None:
        return 3, -(row.year or 0)
    if row.due.state is State.OPEN:
        return 1, abs(row.due.days_late)
    return 2, -row.due.day.toordinal()


def _by_progress(row: Overview) -> tuple[object, ...]:
    return (row.error is None, row.progress.done / (row.progress.asked or 1) if row.progress else 0)


def _by_problems(row: Overview) -> tuple[object, ...]:
    return (row.error is None, *(-row.findings[grade] for grade in reversed(Grade)))


def _by_change(row: Overview) -> tuple[object, ...]:
    return (-row.changed.timestamp() if row.changed else 0,)


_KEYS: dict[Order, Callable[[Overview], tuple[object, ...]]] = {
    Order.DUE: _by_due,
    Order.NAME: lambda row: (),
    Order.PROGRESS: _by_progress,
    Order.PROBLEMS: _by_problems,
    Order.CHANGED: _by_change,
}


def fits(row: Row, typed: str) -> bool:
    """Whether every word typed is in the name of a draft or in what is known about it."""
    known = row.overview
    about = (known.issuer, known.outline, str(known.year or "")) if known else ()
    said = " ".join((row.name, *about)).casefold()
    return all(word in said for word in typed.casefold().split())


# Words


def due_words(due: Due | None) -> Message | str:
    """The state of a report's filing, in few words."""
    if due is None:
        return ""
    late, n = due.days_late > 0, abs(due.days_late)
    match due.state:
        case State.FILED:
            return say_n("filed {n} day late", "filed {n} days late", n) if late else say("filed")
        case State.DATED:
            return say_n("dated {n} day late", "dated {n} days late", n) if late else say("dated in time")
        case State.UNKNOWN:
            return say("was due {day}", day=f"{due.day:%m-%d}")
    if late:
        return say_n("{n} day overdue", "{n} days overdue", n)
    return say_n("{n} day left", "{n} days left", n) if n else say("due today")


_COUNTS: dict[Grade, Callable[[int], Message]] = {
    Grade.ERROR: lambda n: say_n("{n} error", "{n} errors", n),
    Grade.WARNING: lambda n: say_n("{n} warning", "{n} warnings", n),
    Grade.HINT: lambda n: say_n("{n} hint", "{n} hints", n),
}


def problems(row: Overview) -> list[Message]:
    """The number of findings of each grade, the worst first, or that there are none."""
    counts = [_COUNTS[grade](row.findings[grade]) for grade in reversed(Grade) if row.findings[grade]]
    return counts or [say("no problems")]


# Columns


class Column(NamedTuple):
    """A column: its heading, its width in cells, and its text for a draft."""

    id: str
    heading: Message
    width: int
    said: Callable[[Overview], str]


class Columns:
    """The columns that a line has room for: the name, and after it the most wanted others.

    Their widths are those of the longest that they can say, not of what they say now: nothing moves while drafts are read.
    """

    def __init__(self, room: int, language: Language) -> None:
        self._language = language
        self.name_width, self._shown = _chosen(room, language)

    @property
    def heading(self) -> str:
        """The line above the drafts."""
        titles = [(self._language(one.heading), one.width) for one in self._shown]
        return _line([(self._language(say("Draft")), self.name_width), *titles])

    def line(self, row: Row) -> str:
        """A draft on one line; one that cannot be read is marked as damaged."""
        cells = [(_end_of_path(row.name, self.name_width), self.name_width)]
        cells += [(self._said(row.overview, one), one.width) for one in self._shown]
        return _line(cells)

    def _said(self, known: Overview | None, column: Column) -> str:
        if known is None:
            return ""
        if known.error is not None:
            return self._language(_DAMAGED) if column.id == "problems" else _changed(known) * (column.id == "changed")
        return column.said(known)


_IN_ORDER = ("year", "done", "problems", "due", "changed", "issuer")
_GAP = 2
_LEAST_NAME, _MOST_NAME = 14, 44  # cells
_LEAST_ISSUER, _MOST_ISSUER = 12, 40
_DAMAGED = say("! damaged")
_DAY = date(2025, 1, 31)
_LONGEST_DUE = [Due(_DAY, state, days) for state in State for days in (-99, 0, 999)]


def _chosen(room: int, language: Language) -> tuple[int, list[Column]]:
    """The width of the names, and the columns after them in the order of reading."""

    def column(id: str, heading: Message, longest: Iterable[Message | str], said: Callable[[Overview], str]) -> Column:
        return Column(id, heading, max(cell_len(language(one)) for one in (heading, *longest)), said)

    title, counts = say("Problems"), [of(99) for of in _COUNTS.values()]
    worst = column("problems", title, [*counts, say("no problems"), _DAMAGED], lambda row: language(problems(row)[0]))
    every = column("problems", title, [joined(counts, language)], lambda row: joined(problems(row), language))
    due = column("due", say("Due"), map(due_words, _LONGEST_DUE), lambda row: language(due_words(row.due)))
    done = column("done", say("Done"), ["100%"], lambda row: f"{row.progress.percent}%" if row.progress else "")
    year = column("year", say("Year"), ["2024"], lambda row: str(row.year or ""))
    changed = column("changed", say("Changed"), ["02-07 09:30"], _changed)
    left = room - _LEAST_NAME
    taken: list[Column] = []
    for one in (worst, due, done, year, changed):
        if one.width + _GAP <= left:
            taken.append(one)
            left -= one.width + _GAP
    if len(taken) == 5 and every.width - worst.width + 3 * _LEAST_ISSUER + _GAP <= left:
        taken[0] = every
        left -= every.width - worst.width
    if len(taken) == 5 and left >= 2 * _LEAST_ISSUER + _GAP:
        issuer = Column("issuer", say("Issuer"), min(_MOST_ISSUER, left // 2), lambda row: row.issuer)
        taken.append(issuer)
        left -= issuer.width + _GAP
    name = min(_LEAST_NAME + max(0, left), _MOST_NAME) if taken else room
    return max(1, name), sorted(taken, key=lambda one: _IN_ORDER.index(one.id))


def joined(messages: Iterable[Message | str], language: Language) -> str:
    """Messages one after the other."""
    return language(say(", ")).join(map(language, messages))


def _changed(row: Overview) -> str:
    return f"{row.changed:%m-%d %H:%M}" if row.changed else ""


def _line(cells: Iterable[tuple[str, int]]) -> str:
    return (" " * _GAP).join(set_cell_size(fitted(said, width), width) for said, width in cells).rstrip()


def _end_of_path(name: str, width: int) -> str:
    """A path cut at its front, since its end distinguishes drafts."""
    end = name
    while end and cell_len(end) > (width if end is name else width - 2):
        end = end[1:]
    return end if end is name else f"..{end}"
