"""What a check comes to: answers, counts and the order of the outline."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.app_driver import JINCHENG
from tui.base.messages import say
from tui.checking import summary
from tui.checking.summary import Answers, answered, counted, grouped
from tui.draft.draft import Draft, wanted_outline
from tui.outline.library import Library
from tui.rules.finding import Finding, Grade, Locus
from tui.rules.register import RULES
from tui.toml import KeyPath, parse


def draft(text: str = "") -> Draft:
    source = (JINCHENG / "example.toml").read_text("utf-8") + text
    document = parse(source.encode(), "report.toml")
    return Draft(document, Library.searching().find(*wanted_outline(document)))


def finding(*path: str | int, start: int | None = None, grade: Grade = Grade.ERROR) -> Finding:
    where: KeyPath = path
    return Finding("P301", grade, Locus(where, start, start), say("wrong"))


def test_a_clean_draft_is_complete_on_time_publishable_and_consistent() -> None:
    assert answered([], 0) == Answers(True, True, True, True)


def test_each_question_is_answered_by_its_own_rules() -> None:
    codes = {rule.name: code for code, rule in RULES.items()}
    warned = Grade.WARNING
    assert answered([(codes["missing-section"], warned)], 0) == Answers(False, True, True, True)
    assert answered([(codes["placeholder"], warned)], 0) == Answers(False, True, True, True)
    assert answered([(codes["late-filing"], warned)], 0) == Answers(True, False, True, True)
    assert answered([("S111", warned)], 0) == Answers(complete=True, on_time=True, publishable=True, consistent=False)
    assert answered([], 1) == Answers(complete=True, on_time=True, publishable=False, consistent=True)


@pytest.mark.parametrize("code", ["P301", "W804", "L201", "N401"])
def test_an_error_of_any_family_keeps_a_report_from_being_published(code: str) -> None:
    assert not answered([(code, Grade.ERROR)], 0).publishable
    assert answered([(code, Grade.WARNING)], 0).publishable


def test_the_rules_that_answer_are_there() -> None:
    names = {rule.name for rule in RULES.values()}
    assert names >= summary._INCOMPLETE | summary._LATE | summary._INCONSISTENT


def test_findings_are_counted_by_grade_the_worst_first() -> None:
    found = [finding("year"), finding("year", grade=Grade.HINT), finding("year", grade=Grade.HINT)]
    assert list(counted(found).items()) == [(Grade.ERROR, 1), (Grade.WARNING, 0), (Grade.HINT, 2)]


def test_findings_come_in_the_order_of_the_outline(tmp_path: Path) -> None:
    outline = draft().outline
    last, first = outline.sections[-1].id, outline.sections[0].id
    found = [
        finding("waivers", 0),
        finding("figures", "permits"),
        finding("figures", "party_group_sessions"),
        finding("sections", last, "text", start=1),
        finding("sections", first, "text", start=9),
        finding("sections", first, "text", start=2),
        finding("sections", "no_such_section"),
        finding("fields", "date"),
        finding("fields", "number"),
        finding("year"),
    ]
    groups = grouped(draft(), found)
    assert [(group.part, group.section and group.section.id) for group in groups] == [
        ("letterhead", None),
        ("section", first),
        ("section", last),
        ("figures", None),
        ("rest", None),
    ]
    assert [one.locus.path[-1] for one in groups[0].findings] == ["year", "number", "date"]
    assert [one.locus.start for one in groups[1].findings] == [2, 9]
    assert [one.locus.path[1] for one in groups[3].findings] == ["party_group_sessions", "permits"]
    assert [one.locus.path[0] for one in groups[4].findings] == ["waivers", "sections"]
