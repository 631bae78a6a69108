"""The register, and every rule's own examples: planted into each shipped example, found once, at their place."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from tests.conftest import ROOT
from tui.base.errors import BaogaoError
from tui.base.messages import Language
from tui.checking.check import check
from tui.checking.diagnostic import Diagnostic, reported, unreadable
from tui.draft.draft import Draft, outline_reference
from tui.outline.library import Library
from tui.outline.outline import EDITIONS
from tui.rules.finding import Grade
from tui.rules.register import RULES
from tui.rules.rule import Rule
from tui.rules.wording.office_words import OfficeWord
from tui.toml import parse

EXAMPLES = sorted((ROOT / "outlines").glob("*/example.toml"))
FILE = "draft.toml"
TODAY = date(2027, 3, 31)
WORDS = (OfficeWord("市法制办", "市司法局", "机构改革方案", date(2019, 3, 1)),)  # as in a baogao.toml


def merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        result[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def planted(example: Path, rule: Rule, lines: str) -> bytes:
    """An example with the lines of a rule's example in it: TOML laid over it, or a paragraph behind one of its sections."""
    text = example.read_text("utf-8")
    values = tomllib.loads(text)
    if rule.in_text:
        values["sections"]["problems"]["text"] += f"\n{lines}\n"
        return tomli_w.dumps(values, multiline_strings=True).encode()
    try:
        over = tomllib.loads(lines)
    except tomllib.TOMLDecodeError:
        return f"{text}\n{lines}\n".encode()
    if "outline" in over:  # the rules' examples name the first outline
        over["outline"] = over["outline"].replace("law-based-government-department", values["outline"].split("@")[0])
    return tomli_w.dumps(merged(values, over)).encode()


def found_in(source: bytes) -> list[Diagnostic]:
    try:
        document = parse(source, FILE)
        draft = Draft(document, Library.searching().find(outline_reference(document)))
    except BaogaoError as error:
        row = unreadable(error, FILE)
        assert row is not None
        return [row]
    found = check(draft, "filed", TODAY, WORDS)
    return reported(draft, [*found, *(one for one in check(draft, "published", TODAY, WORDS) if one not in found)])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_bad_example_is_found_once_and_by_its_rule_only(rule: Rule, example: Path) -> None:
    source = planted(example, rule, rule.bad)
    found = found_in(source)
    assert [one.code for one in found] == [rule.code]
    assert found[0].grade is rule.grade
    line = source.decode().split("\n")[found[0].place.start.line - 1]
    assert line.strip() != ""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_good_example_is_left_alone(rule: Rule, example: Path) -> None:
    assert found_in(planted(example, rule, rule.good)) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.parent.name)
def test_a_shipped_example_has_no_finding_in_either_edition(example: Path) -> None:
    document = parse(example.read_bytes(), FILE)
    draft = Draft(document, Library.searching().find(outline_reference(document)))
    assert [check(draft, edition) for edition in EDITIONS] == [[], []]


def test_the_sample_has_no_error(sample: Path) -> None:
    document = parse(sample.read_bytes(), FILE)
    draft = Draft(document, Library.searching().find(outline_reference(document)))
    for edition in EDITIONS:
        wrong = [one.code for one in check(draft, edition) if one.grade is Grade.ERROR]
        assert wrong == ["D906"] * (edition == "published")  # nobody has recorded a review for secrets


def test_rules_are_told_in_both_languages() -> None:
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
        ({"figures": "penalties = true"}, ("S105", 6, 13, "this is no figure")),
        ({"figures": "penalties = inf"}, ("S105", 6, 13, "a figure is a plain number, as in 6 or 37.2")),
        ({"figures": "penalties = nan"}, ("S105", 6, 13, "a figure is a plain number, as in 6 or 37.2")),
        ({"figures": "penalties = 0x1F"}, ("S105", 6, 13, "a figure is a plain number, as in 6 or 37.2")),
        ({"figures": "penalties = 1_000"}, ("S105", 6, 13, "a figure is a plain number, as in 6 or 37.2")),
        ({"figures": "penalties = 1e3"}, ("S105", 6, 13, "a figure is a plain number, as in 6 or 37.2")),
        ({"figures": 'penalties = "30余次"'}, ("S105", 6, 13, "this is no figure")),
        ({"figures": "penaltys = 3"}, ("S104", 6, 1, "there is no figure “penaltys” in the outline")),
        ({"text": '"甲{permits}件。"'}, ("S106", 8, 10, "the figure “行政许可” (permits) has no value")),
        ({"text": '"甲{issuer}。"'}, None),  # the issuer is missing, which is said once
        ({"text": '"甲。"\nstatus = "done"'}, ("S105", 9, 10, "the status is “writing” or “ready”")),
        ({"text": '"甲。"\ntxt = "乙"'}, ("S104", 9, 1, "there is no key “txt” here")),
        ({"text": '"甲。"\nrows = {}'}, ("S104", 9, 1, "there is no key “rows” here")),
        ({"text": "3"}, ("S105", 8, 8, "this must be text, in quotation marks")),
        ({"text": '"甲。"\n[sections]\nother = 3'}, ("S105", 10, 9, "this must be a table")),
        ({"text": '"甲。"\n[clearance]\nby = "办公室"\ndate = "明天"'}, ("S105", 11, 8, "this must be a date")),
        ({"text": '"甲。"\n[[waivers]]\nrule = "S101"'}, ("S105", 9, 3, "a waiver needs the key “reason”")),
        ({"text": '"甲。"\n[notes]\na = 1'}, ("S104", 9, 2, "there is no key “notes” here")),
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


def test_a_missing_section_is_told_where_it_should_stand() -> None:
    found = found_in(TABLE.format(year="2024", fields="", figures="", text='"甲。"').lstrip("\n").encode())
    missing = [one for one in found if one.code == "S102"]
    assert [one.place.start.line for one in missing] == [1, 1, 1]
    assert all(one.citation is not None for one in missing)
    customary = [one for one in found if one.code == "S119"]
    assert [(one.place.start.line, one.grade) for one in customary] == [(1, Grade.HINT)]


def test_what_a_misspelt_reference_means_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("tui.rules.structure.structure.nearest", lambda name, known: asked.append(name))
    assert [one[0] for one in draft_with(text='"甲{permit}{permit}乙{permit}。"')] == ["S106"] * 3
    assert asked == ["permit"] * 2  # for each edition
