"""The round through the findings: in the order of the report, from the cursor, and round again."""

from __future__ import annotations

from tests.support.planting import planted
from tui.base.messages import say
from tui.checking.round import Stop, finding_at, in_order, neighbour, note_at
from tui.draft.answers import Note
from tui.draft.place import text_path
from tui.draft.quotation import Anchor
from tui.rules.finding import Finding, Fix, Grade, Locus

DRAFT = planted("", "law-based-government-department")
SECTIONS = list(DRAFT.outline.sections_by_id)
FIELD = Finding("L201", Grade.ERROR, Locus(("fields", "number")), say("x"))
EARLY = Finding("P305", Grade.WARNING, Locus(text_path(SECTIONS[1]), 3, 4), say("x"))
LATE = Finding("P305", Grade.WARNING, Locus(text_path(SECTIONS[1]), 30, 31), say("x"))
LAST = Finding("W803", Grade.ERROR, Locus(text_path(SECTIONS[-1]), 0, 2), say("x"))
FIGURE = Finding("F601", Grade.ERROR, Locus(("figures", next(iter(DRAFT.outline.figures_by_id)))), say("x"))
ALL = [LAST, FIGURE, LATE, FIELD, EARLY]


def beside(by: int, section: str, cursor: int, visited: Stop | None = None) -> Stop | None:
    return neighbour(DRAFT, ALL, by, section=section, cursor=cursor, visited=visited)


def test_findings_come_in_the_order_of_the_report() -> None:
    assert in_order(DRAFT, ALL) == [FIELD, EARLY, LATE, LAST, FIGURE]


def test_the_round_begins_at_the_cursor() -> None:
    assert beside(1, SECTIONS[1], 0) == EARLY
    assert beside(1, SECTIONS[1], 10) == LATE
    assert beside(-1, SECTIONS[1], 10) == EARLY
    assert beside(1, SECTIONS[0], 0) == EARLY
    assert beside(-1, SECTIONS[0], 0) == FIELD


def test_the_round_goes_on_from_what_was_visited_and_begins_again() -> None:
    visited: Stop | None = FIELD
    seen = []
    for _ in range(2 * len(ALL)):
        visited = beside(1, SECTIONS[0], 0, visited)
        seen.append(visited)
    assert seen[: len(ALL)] == [EARLY, LATE, LAST, FIGURE, FIELD]
    assert seen[len(ALL) :] == seen[: len(ALL)]
    assert beside(-1, SECTIONS[0], 0, EARLY) == FIELD


def test_without_findings_there_is_no_next() -> None:
    assert neighbour(DRAFT, [], 1, section=SECTIONS[0], cursor=0, visited=FIELD) is None


def test_the_worst_at_the_cursor_is_reported_and_what_can_be_fixed_before_others() -> None:
    hint = Finding("P313", Grade.HINT, Locus(text_path(SECTIONS[1]), 2, 5), say("x"), fix=Fix(()))
    fixable = EARLY._replace(fix=Fix(()))
    assert finding_at([hint, EARLY, fixable], SECTIONS[1], 3) == fixable
    assert finding_at([hint], SECTIONS[1], 6) is None
    assert finding_at([hint], SECTIONS[0], 3) is None


def test_open_notes_are_on_the_round_in_the_order_of_the_text_and_come_once() -> None:
    early, late = (Anchor(Note(n, "甲", SECTIONS[1]), start, start + 2) for n, start in ((0, 1), (1, 20)))
    whole = Anchor(Note(2, "乙"))
    known = Finding("S132", Grade.WARNING, Locus(("notes", 1)), say("x"))
    expected = [FIELD, early, EARLY, late, LATE, LAST, FIGURE, whole]
    assert in_order(DRAFT, [*ALL, known], [whole, late, early]) == expected
    assert neighbour(DRAFT, [], 1, section=SECTIONS[1], cursor=5, visited=None, notes=[late, early]) == late
    assert neighbour(DRAFT, [], 1, section=SECTIONS[1], cursor=20, visited=late, notes=[late, early]) == early
    assert note_at([early, late], SECTIONS[1], 21) == late
    assert note_at([early, late], SECTIONS[0], 21) is None
