"""Findings in CI: paths from the repository's top wherever it runs, and fingerprints that survive a move of lines."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, Baogao

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a draft two folders below its top, in which CI runs in the first of them."""
    folder = tmp_path / "reports" / "2025"
    folder.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (folder / "report.toml").write_text(EXAMPLE.read_text("utf-8").replace("群体性事件，", "群体性事件,"), "utf-8")
    monkeypatch.chdir(folder.parent)
    return folder


@pytest.mark.parametrize("name", ["2025/report.toml", "./2025/report.toml", "{folder}/report.toml"])
@pytest.mark.parametrize("format", ["gitlab", "github", "sarif", "junit"])
def test_paths_are_from_the_top_of_the_repository(baogao: Baogao, folder: Path, format: str, name: str) -> None:
    out = baogao("check", name.format(folder=folder), "--format", format).out
    assert "reports/2025/report.toml" in out
    assert str(folder) not in out


def marks(baogao: Baogao) -> list[str]:
    return sorted(
        one["fingerprint"] for one in json.loads(baogao("check", "2025/report.toml", "--format", "gitlab").out)
    )


@pytest.mark.parametrize("added", ["# 一句话\n", "\n\n", "# 一\n# 二\n"])
def test_fingerprints_survive_lines_that_come_before(baogao: Baogao, folder: Path, added: str) -> None:
    draft = folder / "report.toml"
    draft.write_text(draft.read_text("utf-8").replace('signer = "周启航"', ""), "utf-8")
    before = marks(baogao)
    assert len(before) > 1
    draft.write_text(added + draft.read_text("utf-8"), "utf-8")
    assert marks(baogao) == before


def test_fingerprints_are_the_same_from_every_folder(
    baogao: Baogao, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = marks(baogao)
    monkeypatch.chdir(folder.parent.parent)
    out = baogao("check", "reports/2025/report.toml", "--format", "gitlab").out
    assert sorted(one["fingerprint"] for one in json.loads(out)) == before


def test_a_baseline_survives_a_comment_and_hides_no_other_missing_field(baogao: Baogao, folder: Path) -> None:
    draft = folder / "report.toml"
    text = draft.read_text("utf-8").replace('signer = "周启航"\n', "")
    draft.write_text(text, "utf-8")
    assert baogao("check", draft, "--write-baseline", "base.json").code == 0
    draft.write_text("# 新的第一行\n" + text, "utf-8")
    assert baogao("check", draft, "--baseline", "base.json", "--fail-level", "hint").code == 0
    number = next(line for line in text.splitlines() if line.startswith("number = "))
    draft.write_text(text.replace(f"{number}\n", ""), "utf-8")
    run = baogao("check", draft, "--baseline", "base.json", "--format", "concise")
    assert run.code == 1 and len(run.out.splitlines()) == 1


def test_a_baseline_of_an_earlier_version_still_holds(baogao: Baogao, folder: Path) -> None:
    import hashlib

    draft = folder / "report.toml"
    line = next(line for line in draft.read_text("utf-8").splitlines() if "群体性事件," in line)
    key = hashlib.sha256("\0".join(("2025/report.toml", "P305", line.strip())).encode()).hexdigest()[:32]
    Path("base.json").write_text(json.dumps({"version": 1, "findings": {key: 1}}), "utf-8")
    assert baogao("check", draft, "--baseline", "base.json", "--fail-level", "warning").code == 0


def test_a_worktree_has_a_top_of_its_own(baogao: Baogao, folder: Path) -> None:
    top = folder.parent.parent
    (top / ".git").rmdir()
    subprocess.run(["git", "init", "-q", str(top)], check=True)
    assert "reports/2025/report.toml" in baogao("check", "2025/report.toml", "--format", "gitlab").out
