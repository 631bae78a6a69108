"""Tables: blank cells, identities that do not hold, totals that differ, and differences from last year."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say, say_n
from tui.draft.draft import Draft
from tui.draft.place import cell_path
from tui.draft.table import BrokenIdentity, TableNumbers, written
from tui.outline.expression import Name
from tui.outline.outline import Section
from tui.outline.table import LAST, Table
from tui.rules.finding import Fix, Grade, Locus, ValueEdit
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.standards import handling

_TABLE = """
[[sections]]
id = "requests"
heading = "申请"
kind = "table"
[sections.table]
columns = [{ id = "person", label = "自然人" }, { id = "company", label = "企业" }, { id = "total", label = "总计" }]
rows = [{ id = "new", label = "本年新收" }, { id = "carried", label = "上年结转" }, { id = "left", label = "结转下年" }]
identities = [
  { each = "row", that = "total == person + company", message = "总计不等于各列之和" },
  { each = "column", that = "carried == last.left", message = "上年结转与上年的结转下年不一致" },
]
"""
_RIGHT = "[sections.requests.rows]\nnew = { person = 3, company = 1, total = 4 }\ncarried = { person = 1, company = 0, total = 1 }\n"
_LEFT = "left = { person = 2, company = 0, total = 2 }\n"
_LONGEST = 120  # characters of a formula in a message


def tables(draft: Draft, last_year: Draft | None = None) -> Iterator[tuple[Section, Table, TableNumbers]]:
    """The table sections that the draft says something in, with their numbers."""
    for section in draft.outline.sections:
        table = section.table
        numbers = draft.numbers(section.id, last_year) if table is not None else None
        if table is not None and numbers is not None and numbers.entered:
            yield section, table, numbers


@rule(
    "T001",
    "blank-cells",
    Grade.WARNING,
    say("cells of a table are blank where the form wants 0"),
    why=say("A blank may be a 0 or a number that nobody has entered yet; only a 0 says that there is nothing."),
    outline=_TABLE,
    bad=_RIGHT + "left = { person = 2, total = 2 }",
    good=_RIGHT + _LEFT,
)
def blank_cells(subject: Subject) -> Iterator[Problem]:
    """One finding for a table that is begun; its fix fills every blank with 0."""
    draft = subject.draft
    for section, table, numbers in tables(draft):
        blanks = () if table.blank else numbers.blanks
        if blanks:
            first = table.name(*blanks[0])
            paths = [cell_path(section.id, *cell) for cell in blanks]
            wrong = {fault.path for fault in draft.faults}
            yield Problem(
                Locus(("sections", section.id, "rows"), of_key=True),
                say_n(
                    "{n} cell is blank: “{cell}”", "{n} cells are blank, the first is “{cell}”", len(blanks), cell=first
                ),
                say("where there is nothing, write 0"),
                fix=Fix((), tuple(ValueEdit(path, 0) for path in paths if path not in wrong)),
            )


@rule(
    "T002",
    "identity-broken",
    Grade.ERROR,
    say("numbers of a table do not add up"),
    why=say("The form says which sums are equal; a table in which they are not is sent back."),
    outline=_TABLE,
    bad=_RIGHT + "left = { person = 2, company = 0, total = 3 }",
    good=_RIGHT + _LEFT,
    citation=handling("20(四)"),
)
def identity_broken(subject: Subject) -> Iterator[Problem]:
    """Each identity within the year that cannot hold, in each row or column, with its formula and both sides."""
    yield from _broken(subject, of_two_years=False)


@rule(
    "T003",
    "total-differs",
    Grade.ERROR,
    say("an entered total is not the sum of its parts"),
    why=say("What was entered stays as it is: the mistake may be in the total or in a part."),
    outline=_TABLE.replace('label = "总计"', 'label = "总计", derived = "person + company"').replace(
        '  { each = "row", that = "total == person + company", message = "总计不等于各列之和" },\n', ""
    ),
    bad=_RIGHT + "left = { person = 2, company = 0, total = 3 }",
    good=_RIGHT + "left = { person = 2, company = 0 }",
    citation=handling("20(四)"),
)
def total_differs(subject: Subject) -> Iterator[Problem]:
    """Each derived cell that holds another number than is computed for it."""
    for section, table, numbers in tables(subject.draft):
        for found in numbers.differing_totals():
            what = say(
                "{cell}: {entered} was entered, and {formula} is {computed}",
                cell=table.name(*found.cell),
                entered=written(found.entered),
                formula=found.formula,
                computed=written(found.computed),
            )
            remedy = say("remove the total to have it computed, or correct its parts")
            yield Problem(Locus(cell_path(section.id, *found.cell)), what, remedy)


@rule(
    "T004",
    "last-year-differs",
    Grade.WARNING,
    say("a number does not follow from the report of the year before"),
    why=say(
        "What is carried into a year is what was carried out of the year before; a correction should be explained."
    ),
    outline=_TABLE,
    bad="[last_year.sections.requests.rows]\nleft = { person = 1, company = 0, total = 2 }\n" + _RIGHT + _LEFT,
    good="[last_year.sections.requests.rows]\nleft = { person = 1, company = 0, total = 1 }\n" + _RIGHT + _LEFT,
)
def last_year_differs(subject: Subject) -> Iterator[Problem]:
    """Each identity across two years that cannot hold; none without last year's draft."""
    if subject.last_year is not None:
        yield from _broken(subject, of_two_years=True)


def _broken(subject: Subject, *, of_two_years: bool) -> Iterator[Problem]:
    for section, _, numbers in tables(subject.draft, subject.last_year if of_two_years else None):
        for found in numbers.broken():
            if found.identity.is_of_two_years is of_two_years:
                yield Problem(
                    Locus(cell_path(section.id, *_pointed_at(numbers, found))),
                    say(
                        "{line}: {what} ({left}; {right})",
                        line=found.line.name or section.id,
                        what=found.identity.message or found.formula,
                        left=found.left,
                        right=found.right,
                    ),
                    found.formula if found.identity.message and len(found.formula) <= _LONGEST else None,
                    subject.draft.outline.cited(found.identity.source),
                )


def _pointed_at(numbers: TableNumbers, found: BrokenIdentity) -> tuple[str, str]:
    """The cell that a finding points at: the total, if one side is just that; else the last one entered."""
    for side in (found.identity.that.left, found.identity.that.right):
        if isinstance(side, Name) and not side.id.startswith(LAST):
            return found.cell(side.id)
    entered = [cell for cell in found.cells if cell in numbers.entered]
    return entered[-1] if entered else found.cells[-1]
