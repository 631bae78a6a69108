"""Every benchmark runs once; none is a timed test."""

from __future__ import annotations

import sys

import pytest

from tests.bench import app, editing, history, importing, paper, screens
from tests.bench.measure import cold, in_process, linear, memory, rules, section, worst_rule
from tests.bench.peers import Score, score
from tests.bench.slips import SLIPS, Place, clean, slipped
from tests.bench.worst import cases
from tests.support.places import screens as all_screens
from tui.app.dialogs.help import TextScreen
from tui.checking.check import check
from tui.draft.draft import Draft
from tui.outline.library import Library
from tui.rules.register import RULES
from tui.rules.rule import Rule
from tui.toml import parse

JINCHENG = "law-based-government-department-jincheng"


@pytest.mark.parametrize("command", ["check", "render"])
def test_a_cold_process_is_measured(command: str) -> None:
    assert cold(command, 1).ratio > 0


def test_word_and_pdf_are_measured() -> None:
    assert paper.docx_in_process(1).ratio > 0
    assert [paper.cold(suffix, 1, 1).ratio > 0 for suffix in ("docx", "pdf")] == [True, True]


def test_imports_are_measured() -> None:
    assert importing.page(1).ratio > 0
    assert importing.book(1).ratio > 0


@pytest.mark.parametrize("again", [True, False])
def test_work_in_process_is_measured(again: bool) -> None:
    assert in_process(1, again=again).ratio > 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts memory otherwise")
def test_memory_is_measured() -> None:
    assert memory(20).ratio >= 1


def test_growth_is_measured() -> None:
    assert linear(1).ratio > 0


def test_one_section_is_measured() -> None:
    assert section(1).ratio > 0


def test_rules_are_measured() -> None:
    grown = list(rules(10, ["P303", "L208", "S100", "S104", "S121", "W890"]))
    assert [one.code for one in grown] == ["P303", "L208", "S100", "S104", "S121", "W890"]
    assert worst_rule(grown, 10).ratio == max(one.ratio for one in grown) >= 0


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_every_rule_has_cases_that_can_be_made_ready(rule: Rule) -> None:
    next(cases(rule)).ready(1000)()


def test_every_slip_stands_once_in_the_draft_and_in_its_rendering() -> None:
    report = slipped()
    for text, places in ((report.draft, report.in_draft), (report.markdown, report.in_markdown)):
        assert len({place.line for place in places}) == len(SLIPS)
        assert text not in (clean().draft, clean().markdown)


def test_findings_are_true_by_line_and_by_characters() -> None:
    slips = (Place(3, 4, 6), Place(9, 0, 2))
    told = [(Place(3, 0, 1), Place(3, 5, 5)), (Place(9, 2, 7),), (Place(4, 0, 9),), ()]
    assert score(told, slips) == Score(found=2, hit=1, false=2)


@pytest.mark.parametrize("with_draft", [False, True])
def test_the_start_of_the_app_is_measured(with_draft: bool) -> None:
    assert app.start(1, with_draft=with_draft).ratio > 0


def test_typing_is_measured() -> None:
    assert app.typing(1, keys=3, characters=2000).ratio > 0
    assert app.growth(1, keys=3, characters=20_000).ratio > 0


def test_typing_into_a_table_is_measured() -> None:
    assert app.table_keys(1, keys=4).ratio > 0


def test_the_long_report_has_its_length_and_hardly_a_finding() -> None:
    text = app.long_draft(200_000).decode()
    assert 190_000 < len(text) < 220_000
    found = check(Draft(parse(text.encode(), "long.toml"), Library.searching().find(JINCHENG)), "filed")
    assert len(found) < 10


def test_editing_is_measured() -> None:
    assert [row.ratio > 0 for row in editing.rows(1)] == [True] * 6


def test_the_history_is_measured() -> None:
    assert 0 < history.memory(50, 4000).ratio < 1.2
    assert history.keys(20, 2000).ratio > 0


def test_memory_of_an_app_in_a_terminal_is_measured() -> None:
    assert screens.keys(200, warm_up=0).ratio > 0
    assert screens.rounds(1, warm_up=0).ratio > 0


def test_the_round_goes_through_every_screen() -> None:
    assert {step.screen for step in screens.ROUND} == {one.__name__ for one in all_screens()} - {TextScreen.__name__}
