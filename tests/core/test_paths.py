"""Paths as people type them: what is meant, what fits, how far it can be completed; no file name is too strange."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.app.dialogs.paths import Entry, completed, entries, fitting, parent, split, typed_path
from tui.base.errors import BaogaoError

BASE = Path("/office")
HOME = str(Path.home())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("report.toml", "/office/report.toml"),
        (" ../elsewhere/x.toml ", "/office/../elsewhere/x.toml"),
        ("~/x.toml", f"{HOME}/x.toml"),
        ("/etc/x.toml", "/etc/x.toml"),
        ("'去年 的.toml'", "/office/去年 的.toml"),
        ('"a b.toml"', "/office/a b.toml"),
        ("a\\ b.toml", "/office/a b.toml"),
        ("file:///home/a%20b/%E6%8A%A5%E5%91%8A.toml", "/home/a b/报告.toml"),
        ("~nobody-of-this-name/x", "/office/~nobody-of-this-name/x"),
    ],
)
def test_a_path_is_what_was_meant(typed: str, meant: str) -> None:
    assert str(typed_path(typed, BASE)) == meant


def test_no_system_has_such_a_path() -> None:
    with pytest.raises(ValueError, match="a"):
        typed_path("a\0b", BASE)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("", ("", "")),
        ("rep", ("", "rep")),
        ("2023/rep", ("2023/", "rep")),
        ("~", ("~/", "")),
        ("..", ("../", "")),
        ("a/..", ("a/../", "")),
        ("/", ("/", "")),
        ("'a b/c", ("a b/", "c")),
    ],
)
def test_a_path_has_a_folder_and_the_beginning_of_a_name(typed: str, parts: tuple[str, str]) -> None:
    assert split(typed) == parts


@pytest.mark.parametrize(
    ("typed", "above"),
    [
        ("", "../"),
        ("../", "../../"),
        ("2023/", ""),
        ("2023/filed/", "2023/"),
        ("/a/b/", "/a/"),
        ("/a/", "/"),
        ("/", "/"),
        ("~/", f"{Path.home().parent}/".replace("//", "/")),
    ],
)
def test_the_folder_above(typed: str, above: str) -> None:
    assert parent(typed, BASE) == above


FILES = [Entry("report-2023.toml", False), Entry("report-2024.toml", False), Entry("报告", True), Entry("Old", True)]


@pytest.mark.parametrize(
    ("part", "names", "whole"),
    [
        ("", ["report-2023.toml", "report-2024.toml", "报告", "Old"], ""),
        ("rep", ["report-2023.toml", "report-2024.toml"], "report-202"),
        ("2024", ["report-2024.toml"], "2024"),
        ("report-2024", ["report-2024.toml"], "report-2024.toml"),
        ("报", ["报告"], "报告/"),
        ("old", ["Old"], "Old/"),
        ("告", ["报告"], "告"),
        ("zzz", [], "zzz"),
    ],
)
def test_what_is_typed_filters_and_is_completed(part: str, names: list[str], whole: str) -> None:
    assert [one.name for one in fitting(FILES, part)] == names
    assert completed(FILES, part) == whole


@given(st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=6), st.text(max_size=3))
def test_what_is_completed_still_fits(names: list[str], part: str) -> None:
    listed = [Entry(name, False) for name in names]
    whole = completed(listed, part)
    begin = [one for one in listed if one.name.casefold().startswith(part.casefold())]
    assert not begin or whole == part or all(one.name.startswith(whole) for one in begin)


def test_a_folder_lists_folders_first_and_the_files_that_are_wanted(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml", "a.docx", ".hidden.toml"):
        (tmp_path / name).touch()
    for name in ("z", "y", ".git"):
        (tmp_path / name).mkdir()
    listing = entries(tmp_path, lambda name: name.endswith(".toml"))
    assert [one.name for one in listing.entries] == ["y", "z", "a.toml", "b.toml"]
    with_hidden = entries(tmp_path, lambda name: name.endswith(".toml"), hidden=True)
    assert {".git", ".hidden.toml"} <= {one.name for one in with_hidden.entries}


def test_a_folder_that_cannot_be_read_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "gone", tmp_path / "file", tmp_path / ("x" * 300)):
        with pytest.raises(BaogaoError):
            entries(folder, lambda name: True)


@pytest.mark.skipif(os.name == "nt", reason="such names are not allowed there")
def test_strange_names_are_listed(tmp_path: Path) -> None:
    names = [b"\xff.toml", "换\n行.toml".encode(), b"\x1b[31m.toml", "  空 格 .toml".encode()]
    for name in names:
        (tmp_path / os.fsdecode(name)).touch()
    (tmp_path / "circle.toml").symlink_to(tmp_path / "circle.toml")
    assert len(entries(tmp_path, lambda name: name.endswith(".toml")).entries) == 5
