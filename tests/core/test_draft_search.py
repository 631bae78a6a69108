"""Drafts in a folder and below: nearest first, and never more than a bounded number of files is looked at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.workspace.draft_search import DEEPEST, DraftSearch

SOUND = 'outline = "law-based-government-department@2024"\nyear = 2025\n'


def draft(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(SOUND, "utf-8")
    return file


def names(search: DraftSearch) -> list[str]:
    return [file.relative_to(search.folder).as_posix() for batch in search.batches() for file in batch]


def test_drafts_in_folders_below_are_found_after_those_in_the_folder(tmp_path: Path) -> None:
    for name in ("b.toml", "2024/z.toml", "2023/filed/y.toml", "a.toml", "2023/x.toml"):
        draft(tmp_path / name)
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    (tmp_path / "baogao.toml").write_text("", "utf-8")
    assert names(DraftSearch(tmp_path)) == ["a.toml", "b.toml", "2023/x.toml", "2024/z.toml", "2023/filed/y.toml"]


def test_hidden_ones_are_passed_over(tmp_path: Path) -> None:
    for name in (".a.toml", ".git/b.toml", "c.toml"):
        draft(tmp_path / name)
    assert names(DraftSearch(tmp_path)) == ["c.toml"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    draft(tmp_path / "a.toml")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "linked.toml").symlink_to(tmp_path / "a.toml")
    (tmp_path / "itself.toml").symlink_to(tmp_path / "itself.toml")
    search = DraftSearch(tmp_path)
    assert "a.toml" in names(search) and "linked.toml" in names(DraftSearch(tmp_path))
    assert not search.is_cut


def test_no_more_files_are_looked_at_than_is_allowed(tmp_path: Path) -> None:
    for n in range(30):
        draft(tmp_path / "many" / f"{n:02}.toml")
    draft(tmp_path / "near.toml")
    search = DraftSearch(tmp_path, most=12)
    assert names(search)[0] == "near.toml" and len(names(DraftSearch(tmp_path, most=12))) == 11
    assert search.is_cut
    whole = DraftSearch(tmp_path, most=40)
    assert len(names(whole)) == 31 and not whole.is_cut


def test_a_tree_without_end_comes_to_one(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(DEEPEST + 3):
        folder = folder / "d"
    draft(folder / "deep.toml")
    search = DraftSearch(tmp_path)
    assert names(search) == []
    assert search.is_cut


def test_a_folder_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    draft(tmp_path / "a.toml")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        assert names(DraftSearch(tmp_path)) == ["a.toml"]
        assert names(DraftSearch(tmp_path / "gone")) == []
    finally:
        closed.chmod(0o700)


def test_a_big_folder_comes_in_batches(tmp_path: Path) -> None:
    for n in range(120):
        draft(tmp_path / f"{n:03}.toml")
    assert [len(batch) for batch in DraftSearch(tmp_path).batches()] == [50, 50, 20, 0]
