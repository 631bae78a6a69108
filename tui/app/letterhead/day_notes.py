"""Remarks on a day while it is entered: its weekday, and its distance from a due date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tui.base.messages import Message, say, say_n
from tui.base.numerals import full_date

WEEKDAYS: tuple[Message, ...] = (
    say("Monday"),
    say("Tuesday"),
    say("Wednesday"),
    say("Thursday"),
    say("Friday"),
    say("Saturday"),
    say("Sunday"),
)


def day_notes(day: date | None, due: date | None, today: date) -> Iterator[Message]:
    """The weekday of a day, and its distance from the due date; without a day, that of today."""
    if day is not None:
        yield WEEKDAYS[day.weekday()]
    if due is not None:
        yield _entered(day, due) if day is not None else _awaited(due, today)


def _entered(day: date, due: date) -> Message:
    left = (due - day).days
    if left == 0:
        return say("on the due date")
    if left > 0:
        return say_n("{n} day before it is due, {due}", "{n} days before it is due, {due}", left, due=full_date(due))
    return say_n("{n} day after it was due, {due}", "{n} days after it was due, {due}", -left, due=full_date(due))


def _awaited(due: date, today: date) -> Message:
    left = (due - today).days
    if left == 0:
        return say("due today")
    if left > 0:
        return say_n("due on {due}, in {n} day", "due on {due}, in {n} days", left, due=full_date(due))
    return say_n("was due on {due}, {n} day ago", "was due on {due}, {n} days ago", -left, due=full_date(due))
