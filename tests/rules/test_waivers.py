"""Waivers cover what they name, for a reason and a time, and are found out when they cover nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest

from tests.conftest import ROOT, Baogao
from tui.base.messages import say
from tui.checking import check as check_module
from tui.checking.check import check
from tui.draft.draft import Draft
from tui.outline.library import Library
from tui.rules.finding import Finding, Grade, Locus
from tui.rules.waiver import waived
from tui.toml import parse

EXAMPLE = (ROOT / "outlines" / "law-based-government-department" / "example.toml").read_text("utf-8")
OUTLINE = Library.searching().find("law-based-government-department")


def codes(waiver: str, text: str = EXAMPLE, today: date | None = None, edition: str = "filed") -> list[str]:
    document = parse(f"{text}\n[[waivers]]\n{waiver}\n".encode(), "f")
    found = check(Draft(document, OUTLINE), "filed" if edition == "filed" else "published", today)
    return sorted(one.code for one in found)


WRONG = EXAMPLE.replace("行政许可{permits}件", "行政许可{permit}件，行政检查{inspection}次")


@pytest.mark.parametrize("rule", ["S106", "unknown-reference"])
def test_a_waiver_covers_a_rule_by_code_or_name(rule: str) -> None:
    assert codes(f'rule = "{rule}"\nreason = "原文如此"', WRONG) == []


def test_a_waiver_covers_one_section_only() -> None:
    assert codes('rule = "S106"\nsection = "measures"\nreason = "原文如此"', WRONG) == []
    assert codes('rule = "S106"\nsection = "plan"\nreason = "原文如此"', WRONG) == ["S106", "S106", "S121"]


def test_a_waiver_covers_only_the_words_it_quotes() -> None:
    assert codes('rule = "S106"\nquote = "行政许可{permit}件"\nreason = "原文如此"', WRONG) == ["S106"]
    assert codes('rule = "S106"\nquote = "别处的字"\nreason = "原文如此"', WRONG) == ["S106", "S106", "S121"]


def test_a_waiver_that_covers_nothing_is_found() -> None:
    assert codes('rule = "S106"\nreason = "原文如此"') == ["S121"]
    assert codes('rule = "S1006"\nreason = "原文如此"') == ["S121"]


def test_a_waiver_ends_on_its_day_if_the_day_is_known() -> None:
    waiver = 'rule = "S106"\nreason = "原文如此"\nuntil = 2026-03-01'
    assert codes(waiver, WRONG, date(2026, 3, 1)) == []
    assert codes(waiver, WRONG, date(2026, 3, 2)) == ["S106", "S106", "S122"]
    assert codes(waiver, WRONG) == []


def test_a_waiver_without_a_reason_waives_nothing() -> None:
    assert codes('rule = "S106"', WRONG) == ["S105", "S106", "S106"]


def test_the_example_of_the_design_is_valid(tmp_path: Path) -> None:
    assert codes(
        'rule = "S106"\nsection = "measures"\nquote = "{permit}件"\nreason = "甲"\nuntil = 2024-06-30', WRONG
    ) == ["S106"]


def test_an_office_waives_for_all_its_drafts(baogao: Baogao, tmp_path: Path) -> None:
    draft, office = tmp_path / "draft.toml", tmp_path / "baogao.toml"
    draft.write_text(WRONG, "utf-8")
    office.write_text(
        '[[waivers]]\nrule = "S106"\nsection = "measures"\nreason = "原文"\nuntil = 2026-03-01\n', "utf-8"
    )
    assert baogao("check", draft).code == 0
    late = baogao("check", "--format", "concise", draft, "--today", "2026-03-02", "--select", "S1")
    assert late.out.count("error S106") == 2
    assert "the office's waiver of S106 was valid until 2026-03-01" in late.out
    draft.write_text(EXAMPLE, "utf-8")
    assert baogao("check", draft).code == 0, "one that covers nothing here may be needed elsewhere"


@pytest.mark.parametrize(
    ("waiver", "said"),
    [
        ('rule = "S1006"\nreason = "甲"', "2:8: there is no rule “S1006”"),
        ('rule = "S106"', "1:3: a waiver needs the key “reason”"),
        ('rule = "S106"\nreasons = "甲"', "3:1: there is no key “reasons” here"),
        ('rule = "S106"\nreason = "甲"\nuntil = "明天"', "4:9: this must be a date"),
        ('rule = 3\nreason = "甲"', "2:8: this must be text"),
    ],
)
def test_a_bad_waiver_of_an_office_is_reported_at_its_place(
    baogao: Baogao, tmp_path: Path, waiver: str, said: str
) -> None:
    (tmp_path / "baogao.toml").write_text(f"[[waivers]]\n{waiver}\n", "utf-8")
    draft = tmp_path / "draft.toml"
    draft.write_text(EXAMPLE, "utf-8")
    done = baogao("check", draft)
    assert done.code == 2
    assert f"baogao.toml:{said}" in done.err


class Counted(str):
    """The code of a rule that counts how often it is compared."""

    __hash__ = str.__hash__
    comparisons: ClassVar[int] = 0

    def __eq__(self, other: object) -> bool:
        Counted.comparisons += 1
        return str.__eq__(self, other)


def many(n: int, code: str = "D902") -> list[Finding]:
    place = ("sections", "plan", "text")
    return [Finding(Counted(code), Grade.ERROR, Locus(place, at, at + 2), say("no")) for at in range(n)]


def written(waiver: str, text: str) -> Draft:
    source = f'outline = "{OUTLINE.reference}"\nyear = 2024\n[sections.plan]\ntext = "{text}"\n[[waivers]]\n{waiver}\n'
    return Draft(parse(source.encode(), "f"), OUTLINE)


WAIVER = 'rule = "D902"\nreason = "已经同意"'


@pytest.mark.parametrize("waiver", [WAIVER, f'{WAIVER}\nquote = "甲乙"', f'{WAIVER}\nsection = "other"'])
def test_a_waiver_looks_at_each_finding_a_few_times_however_many_there_are(waiver: str) -> None:
    Counted.comparisons = 0
    waived(written(waiver, "甲乙" * 100), many(200), "published", None)
    assert Counted.comparisons < 1000


def test_a_waiver_looks_for_its_words_once_in_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def look(text: str) -> str:
        looked.append(text)
        return text

    monkeypatch.setattr("tui.toml.document.normalise", look)
    left, gone = waived(written(f'{WAIVER}\nquote = "甲乙"', "丙甲乙丁" * 50), many(200), "published", None)
    assert len(looked) == 1
    assert {finding.locus.start for finding in left} == {n for n in range(200) if n % 4 == 3}
    assert len(left) + len(gone) == 200


def test_what_is_withheld_is_found_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_module, "run_rules", lambda *_: many(200))
    Counted.comparisons = 0
    assert len(check_module.withheld(written('rule = "S106"\nreason = "已经同意"', "甲"))) == 200
    assert Counted.comparisons < 1000
