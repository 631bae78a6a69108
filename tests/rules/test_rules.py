"""The register, and every rule's own examples: planted into each shipped example, found once, at their place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import tomli_w

from tests.support import tabled
from tests.support.examples import EXAMPLES, FILE, OF_A_STRANGER, SHIPPED, Ground, Unsuited, found_in, planted
from tui.base.messages import Language
from tui.checking.check import check
from tui.draft.draft import Draft, outline_reference
from tui.outline.library import Library
from tui.outline.outline import EDITIONS
from tui.rules.finding import Finding, Grade
from tui.rules.office import OfficeWord
from tui.rules.register import RULES
from tui.rules.rule import Rule
from tui.toml import parse

WORDS = (OfficeWord("市法制办", "市司法局", "机构改革方案", date(2019, 3, 1)),)  # as in a baogao.toml


def kind(ground: Ground) -> str:
    """What a report is, as far as it matters to a rule of the text: in English, an official document, or a plain one.

    Each outline of a stranger is a kind of its own.
    """
    if OF_A_STRANGER:
        return ground.outline.id
    if ground.outline.language == "en":
        return "English"
    return "official" if ground.outline.official else "plain"


GROUNDS = [Ground(example) for example in EXAMPLES]
KINDS = sorted({kind(ground) for ground in GROUNDS})


PLANTED_RULES = [rule for rule in RULES.values() if not rule.outline]


@cache
def _planted(ground: Ground, code: str, lines: str) -> bytes | None:
    """A rule's example in one of an outline; None where it has no place in it."""
    try:
        return planted(ground, RULES[code], lines)
    except Unsuited:
        return None


def planted_in_each_kind(rule: Rule, lines: str) -> Iterator[tuple[str, bytes]]:
    """A rule's example in the first of each kind that it and the bad one fit."""
    for asked in KINDS:
        for ground in GROUNDS:
            if kind(ground) == asked and _planted(ground, rule.code, rule.bad):
                source = _planted(ground, rule.code, lines)
                if source is not None:
                    yield asked, source
                    break


@pytest.mark.parametrize("rule", PLANTED_RULES, ids=lambda rule: rule.code)
def test_a_bad_example_is_found_once_and_by_its_rule_only(rule: Rule) -> None:
    for kind, source in planted_in_each_kind(rule, rule.bad):
        found = found_in(source, WORDS)
        assert [one.code for one in found] == [rule.code], kind
        assert found[0].grade is rule.grade, kind
        line = source.decode().split("\n")[found[0].place.start.line - 1]
        assert line.strip() != "", kind


@pytest.mark.parametrize("rule", PLANTED_RULES, ids=lambda rule: rule.code)
def test_a_good_example_is_left_alone(rule: Rule) -> None:
    for kind, source in planted_in_each_kind(rule, rule.good):
        assert found_in(source, WORDS) == [], kind


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.parent.name)
def test_an_example_has_no_finding_in_either_edition(example: Path) -> None:
    assert found_in(Ground(example).text.encode()) == []


@pytest.mark.parametrize("rule", PLANTED_RULES, ids=lambda rule: rule.code)
def test_every_rule_finds_its_example_in_some_shipped_outline(rule: Rule) -> None:
    assert any(_planted(Ground(example), rule.code, rule.bad) for example in SHIPPED), "its example fits none"


OWN = """
id = "own"
version = 2024
name = "自带的提纲"
kind = "报告"
title = "报告"
"""


def of_its_own(rule: Rule, lines: str) -> list[Finding]:
    """What is found in an example of a rule that brings its outline."""
    asked = tabled.outline(OWN + rule.outline)
    given = {"outline": asked.reference, "year": 2024, **tomllib.loads(lines)}
    before = {"outline": asked.reference, "year": 2023, **given.pop("last_year", {})}
    draft, last = (Draft(parse(tomli_w.dumps(values).encode(), FILE), asked) for values in (given, before))
    return [one for one in check(draft, "filed", last_year=last) if one.code != "S101"]  # it has no letterhead


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.outline], ids=lambda rule: rule.code)
def test_a_rule_with_an_outline_of_its_own_finds_its_bad_example_once_and_leaves_the_good_one(rule: Rule) -> None:
    assert [(one.code, one.grade) for one in of_its_own(rule, rule.bad)] == [(rule.code, rule.grade)]
    assert of_its_own(rule, rule.good) == []


def test_the_sample_has_no_error(sample: Path) -> None:
    document = parse(sample.read_bytes(), FILE)
    draft = Draft(document, Library.searching().find(outline_reference(document)))
    for edition in EDITIONS:
        wrong = [one.code for one in check(draft, edition) if one.grade is Grade.ERROR]
        assert wrong == ["D906"] * (edition == "published")  # nobody has recorded a review for secrets


def test_rules_are_explained_in_both_languages() -> None:
    chinese = Language("zh_CN")
    for rule in RULES.values():
        for message in (rule.summary, rule.why):
            assert chinese(message) != message.text


TABLE = """
outline = "law-based-government-department@2024"
year = {year}
[fields]
{fields}
[figures]
{figures}
[sections.plan]
text = {text}
"""


def draft_with(
    year: str = "2024", fields: str = "", figures: str = "", text: str = '"甲。"'
) -> list[tuple[str, int, int, str]]:
    source = TABLE.format(year=year, fields=fields, figures=figures, text=text).lstrip("\n")
    return [
        (one.code, one.place.start.line, one.place.start.column, Language("en")(one.message))
        for one in found_in(source.encode())
        if "S102" < one.code <= "S111"
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"year": '"2024"'}, ("S105", 2, 8, "the report year must be a number of four digits")),
        ({"year": "true"}, ("S105", 2, 8, "the report year must be a number of four digits")),
        ({"year": "24"}, ("S105", 2, 8, "the report year must be a number of four digits")),
        ({"fields": "date = 2024-01-05T00:00:00"}, ("S105", 4, 8, "this must be a date")),
        ({"fields": "number = ['一号']"}, ("S105", 4, 10, "this must be text, in quotation marks")),
        ({"fields": "copies = ['甲', 1]"}, ("S105", 4, 16, "this must be text, in quotation marks")),
        ({"fields": "copies = 7"}, ("S105", 4, 10, "this must be text, or a list of texts")),
        ({"figures": "penalties = true"}, ("S105", 6, 13, "not a figure")),
        ({"figures": "penalties = inf"}, ("S105", 6, 13, "a figure is a plain number, as in 6 or 37.2")),
        ({"figures": "penalties = nan"}, ("S105", 6, 13, "a figure is a plain number, as in 6 or 37.2")),
        ({"figures": "penalties = 0x1F"}, ("S105", 6, 13, "a figure is a plain number, as in 6 or 37.2")),
        ({"figures": "penalties = 1_000"}, ("S105", 6, 13, "a figure is a plain number, as in 6 or 37.2")),
        ({"figures": "penalties = 1e3"}, ("S105", 6, 13, "a figure is a plain number, as in 6 or 37.2")),
        ({"figures": 'penalties = "30余次"'}, ("S105", 6, 13, "not a figure")),
        ({"figures": "penaltys = 3"}, ("S104", 6, 1, "there is no figure “penaltys” in the outline")),
        ({"text": '"甲{permits}件。"'}, ("S106", 8, 10, "the figure “行政许可” has no value")),
        ({"text": '"甲{issuer}。"'}, None),  # the issuer is missing, which is said once
        ({"text": '"甲。"\nstatus = "done"'}, ("S105", 9, 10, "the status is “writing” or “ready”")),
        ({"text": '"甲。"\ntxt = "乙"'}, ("S104", 9, 1, "there is no key “txt” here")),
        ({"text": '"甲。"\nrows = {}'}, ("S104", 9, 1, "there is no key “rows” here")),
        ({"text": "3"}, ("S105", 8, 8, "this must be text, in quotation marks")),
        ({"text": '"甲。"\n[sections]\nother = 3'}, ("S105", 10, 9, "this must be a table")),
        ({"text": '"甲。"\n[clearance]\nby = "办公室"\ndate = "明天"'}, ("S105", 11, 8, "this must be a date")),
        ({"text": '"甲。"\n[[waivers]]\nrule = "S101"'}, ("S105", 9, 3, "a waiver needs the key “reason”")),
        ({"text": '"甲。"\n[remarks]\na = 1'}, ("S104", 9, 2, "there is no key “remarks” here")),
    ],
)
def test_what_cannot_be_taken_is_found_at_its_place(
    given: dict[str, str], expected: tuple[str, int, int, str] | None
) -> None:
    assert draft_with(**given) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("due", "complied", "broken"),
    [
        ("2", "2", False),
        ("2", "3", True),
        ("3", '"3余"', False),
        ("2", '"3余"', True),
        ('"2余"', "300", False),
        ('"约2"', "300", False),
        ('"预计2"', "300", False),
        ('"1.5万"', "15000", False),
        ('"1.5万"', "15001", True),
    ],
)
def test_a_constraint_speaks_only_when_it_must(due: str, complied: str, broken: bool) -> None:
    found = draft_with(figures=f"judgments_due = {due}\njudgments_complied = {complied}")
    assert [one[0] for one in found] == ["S111"] * broken


def test_a_missing_section_is_reported_where_it_should_be() -> None:
    found = found_in(TABLE.format(year="2024", fields="", figures="", text='"甲。"').lstrip("\n").encode())
    missing = [one for one in found if one.code == "S102"]
    assert [one.place.start.line for one in missing] == [1, 1, 1]
    assert all(one.citation is not None for one in missing)
    customary = [one for one in found if one.code == "S126"]
    assert [(one.place.start.line, one.grade) for one in customary] == [(1, Grade.HINT)]


def test_what_a_misspelt_reference_means_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("tui.rules.structure.structure.nearest", lambda name, known: asked.append(name))
    assert [one[0] for one in draft_with(text='"甲{permit}{permit}乙{permit}。"')] == ["S106"] * 3
    assert asked == ["permit"] * 2  # for each edition
