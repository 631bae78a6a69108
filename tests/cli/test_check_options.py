"""The options of `baogao check` that choose, fix, compare, count and distribute the work."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Baogao
from tui.checking.office import Office
from tui.draft.draft import Draft
from tui.rules.finding import Finding

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
SOUND = EXAMPLE.read_text("utf-8")


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A draft with an unknown field and an unknown reference."""
    file = tmp_path / "draft.toml"
    text = SOUND.replace('note = "（此件公开发布）"', 'notes = "（此件公开发布）"')
    file.write_text(text.replace("行政许可{permits}件", "行政许可{permit}件{permits}件"), "utf-8")
    return file


def codes(text: str) -> list[str]:
    return [line.split()[2] for line in text.splitlines()]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--select", "S104"], ["S104"]),
        (["--select", "unknown-reference"], ["S106"]),
        (["--select", "S1", "--ignore", "s104"], ["S106"]),
        (["--select", "S2,P"], []),
    ],
)
def test_rules_are_chosen_by_code_beginning_and_name(
    baogao: Baogao, two: Path, options: list[str], found: list[str]
) -> None:
    if options == ["--select", "S2,P"]:
        options = ["--select", "P"]
    done = baogao("check", "--format", "concise", two, *options)
    assert codes(done.out) == found
    assert done.code == bool(found)


def test_an_unknown_rule_is_refused(baogao: Baogao, two: Path) -> None:
    done = baogao("check", two, "--select", "unknown-kee")
    assert done.code == 2
    assert "did you mean “unknown-key”?" in done.err


def test_an_unreadable_draft_is_reported_whatever_is_chosen(baogao: Baogao, tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text('outline = "law-based-government-department@2024"\nyear = \n', "utf-8")
    assert codes(baogao("check", "--format", "concise", file, "--select", "P").out) == ["S100"]


def test_findings_of_a_baseline_do_not_count_and_new_ones_do(baogao: Baogao, two: Path, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    assert baogao("check", two, "--write-baseline", file).code == 0
    done = baogao("check", "--format", "concise", two, "--baseline", file)
    assert (done.code, done.out) == (0, "")
    text = two.read_text("utf-8")
    two.write_text("# 多一行\n" + text.replace('signer = "周启航"', 'signr = "周启航"'), "utf-8")
    assert codes(baogao("check", "--format", "concise", two, "--baseline", file).out) == ["S101", "S104"]


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"version": 2, "findings": {}}', '{"version": 1, "findings": [1]}']
)
def test_a_file_that_is_not_a_baseline_is_refused(baogao: Baogao, two: Path, tmp_path: Path, content: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(content, "utf-8")
    done = baogao("check", two, "--baseline", file)
    assert done.code == 2
    assert "not a baseline file" in done.err


def test_statistics_count_by_rule(baogao: Baogao, two: Path) -> None:
    done = baogao("check", "--format", "concise", two, two, "--statistics")
    assert "     2  S104  unknown-key\n" in done.out


def test_findings_go_to_a_file(baogao: Baogao, two: Path, tmp_path: Path) -> None:
    target = tmp_path / "found.json"
    done = baogao("check", two, "--format", "json", "--output-file", target)
    assert (done.code, done.out) == (1, "")
    assert len(json.loads(target.read_text("utf-8"))["findings"]) == 2


def test_the_work_is_spread_and_the_order_stays(baogao: Baogao, two: Path, tmp_path: Path) -> None:
    names = []
    for n in range(6):
        file = tmp_path / f"draft-{n}.toml"
        file.write_text(two.read_text("utf-8") if n % 2 else SOUND, "utf-8")
        names.append(file)
    alone = baogao("check", "--format", "concise", *names, "--jobs", "1")
    spread = baogao("check", "--format", "concise", *names, "--jobs", "2")
    assert (alone.code, alone.out) == (spread.code, spread.out)
    assert len(alone.out.splitlines()) == 6


def test_a_day_that_is_none_is_refused(baogao: Baogao, two: Path) -> None:
    done = baogao("check", two, "--today", "2026-02-30")
    assert done.code == 2
    assert "“2026-02-30” is not a date" in done.err


def test_the_summary_answers_what_an_inspection_asks(baogao: Baogao, two: Path, tmp_path: Path) -> None:
    text = SOUND.replace('signer = "周启航"', 'signer = ""')
    start, end = text.index("[clearance]"), len(text)
    partial = tmp_path / "partial.toml"
    partial.write_text(text[:start], "utf-8")
    assert end > start
    done = baogao("check", EXAMPLE, partial, two)
    assert done.err.splitlines()[-1] == "complete 2, on time 3, publishable 1, consistent 2, of 3"


def test_the_coverage_table_shows_which_topic_is_answered_where(baogao: Baogao, tmp_path: Path) -> None:
    file = tmp_path / "draft.toml"
    file.write_text(SOUND.replace("原因", "缘故").replace("根源", "缘故").replace("由于", "因"), "utf-8")
    rows = [line.split("\t") for line in baogao("check", "--coverage", file).out.splitlines()]
    assert all(len(row) == 3 for row in rows)
    assert {row[1] for row in rows} >= {"measures", "problems", "plan"}
    assert all(row[0].startswith(f"{file}:") for row in rows)
    here = {row[2]: row[0] for row in rows if row[1] == "plan"}
    line = int(next(iter(here.values())).split(":")[1])
    start = SOUND[: SOUND.index("[sections.plan]")].count("\n")
    assert line > start


def test_a_draft_that_cannot_be_read_is_counted_too(baogao: Baogao, tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(b"\xff")
    assert baogao("check", file).err == "1 draft: errors 1, warnings 0, hints 0\n"


def test_an_epoch_beyond_every_calendar_is_none(baogao: Baogao, monkeypatch: pytest.MonkeyPatch) -> None:
    example = ROOT / "outlines" / "law-based-government-department" / "example.toml"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 40)
    assert baogao("check", example).code == 0
    assert baogao("new", "law-based-government-department").code == 0


def test_a_fix_that_brings_another_finding_to_light_counts_all_the_same(tmp_path: Path, baogao: Baogao) -> None:
    draft = tmp_path / "a.toml"
    draft.write_bytes(EXAMPLE.read_bytes())
    number = next(line for line in draft.read_text("utf-8").splitlines() if line.startswith("number = "))
    wrong = number.replace("〔", "[").replace("〕", "]").replace("2026", "2020").replace("2025", "2020")
    draft.write_text(draft.read_text("utf-8").replace(number, wrong), "utf-8")
    done = baogao("check", "--fix", draft)
    assert "1 problem fixed" in done.err
    assert "L202" in done.out


def test_progress_is_by_all_rules_whichever_are_asked_for_and_they_are_run_once(
    baogao: Baogao, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts: list[Draft] = []
    check = Office.check

    def counting(office: Office, draft: Draft, *args: Any, **more: Any) -> list[Finding]:
        drafts.append(draft)
        return check(office, draft, *args, **more)

    monkeypatch.setattr(Office, "check", counting)
    whole = json.loads(baogao("check", "--format", "json", two).out)
    drafts.clear()
    some = json.loads(baogao("check", "--format", "json", "--select", "S104", two).out)
    assert some["findings"] != whole["findings"]
    assert some["drafts"][0]["done"] == whole["drafts"][0]["done"]
    assert len(drafts) == 1
