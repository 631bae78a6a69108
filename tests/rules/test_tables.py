"""The rules on tables: their own examples, where they point, what their fixes do, and what texts say of tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Baogao
from tests.support import tabled
from tests.support.planting import marked, with_fixes
from tui.base.messages import Language
from tui.checking.check import check
from tui.draft.draft import Draft
from tui.rules.finding import Finding
from tui.rules.fix import without_decisions
from tui.rules.register import RULES


def test_on_tables_there_are_rules() -> None:
    assert {"T001", "T002", "T003", "T004", "T005"} <= {rule.code for rule in RULES.values() if rule.outline}


def found(draft: Draft, last_year: Draft | None = None) -> list[Finding]:
    return check(draft, "filed", last_year=last_year)


def told(source: str, last: str | None = None) -> list[tuple[str, str, str]]:
    """The code, the marked characters and the message of each finding on the made-up tables."""
    draft = tabled.draft(source)
    findings = found(draft, tabled.draft(last) if last else None)
    return [(*marked(draft, [one])[0], Language("en")(one.message)) for one in findings]


def test_a_clean_draft_has_no_finding_with_last_years_or_without() -> None:
    assert told(tabled.DRAFT) == told(tabled.DRAFT, tabled.LAST_YEAR) == []


def test_a_broken_identity_is_reported_at_its_total_with_both_sums() -> None:
    assert told(tabled.DRAFT.replace("pests = { apple = 0", "pests = { apple = 2")) == [
        ("T002", "13", "苹果: 年初加新栽，不等于枯死加年底 (10 + 4 = 14; 1 + 2 + 13 = 16)"),
        ("T002", "1", "2.虫害: 总计不等于各列之和 (1; 2 + 1 + 0 = 3)"),
    ]


def test_last_years_numbers_are_compared_only_when_they_are_there() -> None:
    last = tabled.LAST_YEAR.replace("left = { apple = 10", "left = { apple = 11")
    assert told(tabled.DRAFT, last) == [("T004", "10", "苹果: 年初不等于上年年底 (10; 11)")]


def test_blank_cells_are_one_finding_and_one_fix_that_is_never_automatic() -> None:
    source = tabled.DRAFT.replace("frost = { apple = 1, sour = 0, ", "frost = { apple = 1, ").replace(
        "pests = { apple = 0, sour = 1, sweet = 0, total = 1 }\n", ""
    )
    draft = tabled.draft(source)
    findings = found(draft)
    assert [one.code for one in findings] == ["T001"]
    assert Language("en")(findings[0].message) == "5 cells are blank, the first is “1.冻害 / 酸”"
    assert without_decisions(findings) == []
    filled = with_fixes(draft, findings).sections["trees"].cells
    assert {cell for cell in filled if cell not in draft.sections["trees"].cells} == {
        ("frost", "sour"),
        *(("pests", column) for column in ("apple", "sour", "sweet", "total")),
    }


def test_fix_fills_blanks_only_where_that_rule_is_asked_for(baogao: Baogao, tmp_path: Path) -> None:
    file = tabled.office(tmp_path)
    source = tabled.DRAFT.replace("frost = { apple = 1, sour = 0, ", "frost = { apple = 1, ")
    file.write_text(source, "utf-8")
    baogao("check", "--fix", file)
    assert file.read_text("utf-8") == source
    baogao("check", "--fix", "--select", "T001", file)
    assert file.read_text("utf-8") == tabled.DRAFT


def test_check_finds_last_years_draft_in_the_workspace(baogao: Baogao, tmp_path: Path) -> None:
    file = tabled.office(tmp_path)
    (tmp_path / "last.toml").write_text(tabled.LAST_YEAR.replace("left = { apple = 10", "left = { apple = 11"), "utf-8")
    run = baogao("check", "--format", "concise", file)
    assert [line.split(": ", 1)[1].split(" ")[:2] for line in run.out.splitlines()] == [["warning", "T004"]]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("全年新栽果树6棵。", []),
        ("全年新栽果树7棵。", ["7"]),
        ("全年共新栽了 ７ 棵。", ["７"]),
        ("全年新栽果树1,006棵。", ["1,006"]),
        ("新栽7棵、枯死9棵。", ["7"]),
        ("新栽果树6棵，比上年新栽9棵有所减少。", []),
        ("2023年新栽9棵，2024年新栽7棵。", ["7"]),
        ("计划新栽9棵。", []),
        ("新栽约9棵。", []),
        ("新栽9余棵。", []),
        ("新栽9亩。", []),
        ("新栽的树里有人捐了9棵。", []),
        ("全年没有新栽果树。", ["没有新栽"]),
        ("2023年没有新栽果树。", []),
        ("新栽{trees}棵。", []),
    ],
)
def test_a_number_in_a_text_is_that_of_the_table(text: str, marks: list[str]) -> None:
    source = tabled.DRAFT.replace("新栽果树6棵，新栽草莓3垄，年底逐棵清点。", f"年底逐棵清点，记入台账。{text}")
    assert [mark for code, mark, _ in told(source) if code == "T005"] == marks
