"""A habit of a draft is reported once to a person, and each of its places to a program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Baogao

DRAFT = '''outline = "law-based-government-department@2024"
year = 2024
[sections.plan]
text = """
坚持问题导向,逐项整改。

压实工作责任,落实到人,落实到岗。

加强学习培训,提高能力。

做好普法宣传,化解纠纷,优化服务。
"""
'''


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "draft.toml"
    file.write_text(DRAFT, "utf-8")
    return file


def test_a_person_reads_a_habit_once(baogao: Baogao, draft: Path) -> None:
    done = baogao("check", "--select", "P305", draft)
    assert done.out.count("[P305]") == 1
    assert "6 times in this draft, also on lines 7, 9, 11" in done.out
    assert "fix all 6 with: --fix --select P305" in done.out


def test_a_program_reads_each_place(baogao: Baogao, draft: Path) -> None:
    done = baogao("check", "--select", "P305", "--format", "json", draft)
    assert len(json.loads(done.out)["findings"]) == 6
    assert baogao("check", "--select", "P305", "--format", "concise", draft).out.count("P305") == 6


def test_a_pull_request_shows_a_habit_once(baogao: Baogao, draft: Path) -> None:
    done = baogao("check", "--select", "P305", "--format", "github", draft)
    assert done.out.count("title=P305") == 1
    assert "6 times in this draft" in done.out


def test_one_fix_ends_a_habit(baogao: Baogao, draft: Path) -> None:
    baogao("check", "--fix", "--select", "P305", draft)
    assert "," not in draft.read_text("utf-8").split('"""')[1]


def test_a_few_findings_are_reported_one_by_one(baogao: Baogao, draft: Path) -> None:
    draft.write_text(DRAFT.replace("落实到人,", "落实到人，").replace("化解纠纷,", "化解纠纷，"), "utf-8")
    assert baogao("check", "--select", "P305", draft).out.count("[P305]") == 4


def test_statistics_of_several_drafts_say_in_how_many(baogao: Baogao, draft: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(DRAFT, "utf-8")
    done = baogao("check", "--select", "P305", "--format", "concise", "--statistics", draft, other)
    assert "     2    12  P305  half-width-stop\n" in done.out
