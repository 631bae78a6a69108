"""Which drafts a command works on: files, folders, patterns, the workspace, this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, Baogao

EXAMPLE = (ROOT / "outlines" / "law-based-government-department" / "example.toml").read_bytes()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "below").mkdir()
    for name in ("a.toml", "b.toml", "below/c.toml"):
        (tmp_path / name).write_bytes(EXAMPLE)
    (tmp_path / "other.toml").write_text("x = 1\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_means_the_drafts_in_it_and_below(baogao: Baogao, folder: Path) -> None:
    for named in ([], ["."], [str(folder)]):
        done = baogao("check", *named)
        assert done.code == 0
        assert "3 drafts" in done.err
    assert "1 draft" in baogao("check", "below").err


def test_a_pattern_is_filled_in_where_the_shell_did_not(baogao: Baogao, folder: Path) -> None:
    assert "2 drafts" in baogao("check", "[ab].toml").err
    assert baogao("check", "no*such.toml").code == 2


def test_a_file_of_that_name_comes_before_the_pattern(baogao: Baogao, folder: Path) -> None:
    Path("[ab].toml").write_bytes(EXAMPLE)
    assert "1 draft" in baogao("check", "[ab].toml").err


def test_a_folder_without_drafts_is_exit_2(baogao: Baogao, folder: Path) -> None:
    (folder / "empty").mkdir()
    done = baogao("check", "empty")
    assert (done.code, done.out) == (2, "")
    assert "there is no draft below empty" in done.err
