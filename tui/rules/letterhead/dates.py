"""Dates: signed, printed, filed and published in the right order and on time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from tui.base.messages import say
from tui.draft.draft import Draft
from tui.outline.source import Citation
from tui.rules.finding import Grade, Locus
from tui.rules.needs import Needs
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.standards import handling

_LATE = 30  # days after the filing deadline: a report dated so is late; a later date is a slip


def example(day: str, cleared: str) -> str:
    """The lines of a rule's example in which the report for 2025 is dated and cleared on these days."""
    fields = f'number = "云市监字〔{day[:4]}〕3号"\ndate = {day}\nprinted = {day}'
    return f"# 2025年的报告\n[clearance]\ndate = {cleared}\n[fields]\n{fields}"


def cleared(draft: Draft) -> tuple[str, date | None]:
    """Who reviewed the report for secrets, and when; nothing if the values are unusable."""
    clearance = draft.document.values.get("clearance")
    if not isinstance(clearance, dict):
        return "", None
    by, day = clearance.get("by"), clearance.get("date")
    return by.strip() if isinstance(by, str) else "", day if type(day) is date else None


def due(draft: Draft, edition: str) -> date | None:
    """The deadline for filing or publishing the report; None if the outline sets none."""
    days = draft.outline.due
    day = None if days is None else days.filed if edition == "filed" else days.published
    if day is None or draft.year is None:
        return None
    year, month = draft.year + 1, int(day[:2])
    return date(year, month, min(int(day[3:]), monthrange(year, month)[1]))  # 29 February is the last of it


def _plausible(draft: Draft) -> tuple[date, date] | None:
    """From December of the report year to a month after the filing deadline."""
    last = due(draft, "filed")
    if last is None:
        return None
    return date(last.year - 1, 12, 1), date.fromordinal(min(last.toordinal() + _LATE, date.max.toordinal()))


@rule(
    "L211",
    "printed-before-signed",
    Grade.ERROR,
    say("the report is printed before it is signed"),
    why=say("A document is dated when it is signed, and printed on that day or later."),
    bad="[fields]\nprinted = 2021-02-10",
    good=example("2026-02-10", "2026-03-12"),
    citation=handling("20(四)"),
    editions=("filed",),
    needs=Needs(official=True, fields=("date", "printed")),
)
def printed_before_signed(subject: Subject) -> Iterator[Problem]:
    """A printing date before the date of the report."""
    day, printed = subject.draft.day("date"), subject.draft.day("printed")
    if day and printed and printed < day:
        what = say(
            "printed on {printed}, before its date {day}",
            printed=subject.draft.dated(printed),
            day=subject.draft.dated(day),
        )
        yield Problem(Locus(("fields", "printed")), what)


@rule(
    "L212",
    "implausible-date",
    Grade.WARNING,
    say("the date does not fit the report year"),
    why=say("A report is signed at the end of its year or after, and hardly more than a month after it is due."),
    bad="[fields]\ndate = 2021-02-10\nnumber = '云市监字〔2021〕3号'",
    good=example("2026-02-10", "2026-03-12"),
    needs=Needs(fields=("date",), due="filed"),
)
def implausible_date(subject: Subject) -> Iterator[Problem]:
    """A date outside December of the report year to 30 days after the filing deadline."""
    day, between = subject.draft.day("date"), _plausible(subject.draft)
    if day and between and not between[0] <= day <= between[1]:
        what = say(
            "a report for {year} is unlikely to be dated {day}", year=subject.draft.year, day=subject.draft.dated(day)
        )
        remedy = say(
            "it is usual from {first} to {last}",
            first=subject.draft.dated(between[0]),
            last=subject.draft.dated(between[1]),
        )
        yield Problem(Locus(("fields", "date")), what, remedy)


@rule(
    "L213",
    "late-filing",
    Grade.WARNING,
    say("the report is filed late"),
    why=say("The outline gives the day by which the report must reach the superior organ."),
    bad=example("2026-03-10", "2026-03-12"),
    good=example("2026-02-28", "2026-03-12"),
    editions=("filed",),
    needs=Needs(fields=("date",), due="filed"),
)
def late_filing(subject: Subject) -> Iterator[Problem]:
    """A date after the filing deadline, or none yet once that has passed, where one is required.

    A date that fits no year is not checked.
    """
    day, last, between = subject.draft.day("date"), due(subject.draft, "filed"), _plausible(subject.draft)
    if last is None or between is None:
        return
    here = Locus(("fields", "date"))
    if day is not None:
        if last < day <= between[1]:
            yield Problem(
                here, say("dated {day}, due on {last}", day=subject.draft.dated(day), last=subject.draft.dated(last))
            )
    elif (
        subject.draft.outline.fields_by_id["date"].required
        and subject.today is not None
        and subject.today > last
        and "date" not in _given(subject.draft)
    ):
        yield Problem(here, say("not dated yet, due on {last}", last=subject.draft.dated(last)))


def _given(draft: Draft) -> frozenset[str]:
    fields = draft.document.values.get("fields")
    return frozenset(fields) if isinstance(fields, dict) else frozenset()


@rule(
    "L214",
    "late-publication",
    Grade.WARNING,
    say("the report is published late"),
    why=say("A secrecy review after the publication date means that publication was late."),
    bad=example("2026-02-10", "2026-04-10"),
    good=example("2026-02-10", "2026-03-12"),
    needs=Needs(demand="clearance", due="published"),
    editions=("published",),
)
def late_publication(subject: Subject) -> Iterator[Problem]:
    """A clearance after the publication deadline, or none yet once that has passed."""
    last = due(subject.draft, "published")
    if last is None:
        return
    day, basis = cleared(subject.draft)[1], _duty_to_publish(subject.draft)
    here = Locus(("clearance", "date"))
    if day is not None and day > last:
        what = say(
            "cleared on {day}, due for publication on {last}",
            day=subject.draft.dated(day),
            last=subject.draft.dated(last),
        )
        yield Problem(here, what, citation=basis)
    elif day is None and subject.today is not None and subject.today > last:
        what = say("not cleared yet, due for publication on {last}", last=subject.draft.dated(last))
        yield Problem(here, what, citation=basis)


def _duty_to_publish(draft: Draft) -> Citation | None:
    """The source of the publication deadline, if the outline gives it."""
    return draft.outline.cited(draft.outline.due.source) if draft.outline.due else None
