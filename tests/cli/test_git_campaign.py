"""Random pairs of branches in real git, against an oracle: nothing of either side is lost, and only what conflicts is asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.test_git import Repository
from tests.support.branches import BASE, OUTLINE, Side, conflicts, faults, pair
from tui.draft.draft import Draft
from tui.editing.conflicts import resolve
from tui.editing.order import Order
from tui.formatting.canonical import canonical
from tui.outline.library import Library
from tui.toml import Document, parse

OUT = Library.searching().find(OUTLINE)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def in_canonical_layout(version: Document) -> Document:
    return parse(canonical(Draft(version, OUT)), version.file)


@pytest.mark.parametrize("seed", range(24))
def test_two_branches_merge_as_the_oracle_says(seed: int) -> None:
    ours, theirs = pair(seed)
    versions = [parse(source.encode(), "f") for source in (BASE, ours.source, theirs.source)]
    merged = resolve(versions[0], versions[1], versions[2], Order(OUT), in_canonical_layout)
    assert faults(merged.source.decode(), ours, theirs, is_conflict=bool(merged.conflicts)) == []


def repository(folder: Path) -> Repository:
    there = Repository(folder)
    there.draft.write_bytes(BASE.encode())
    there.run("baogao", "git", "setup")
    there.run("git", "config", "rerere.enabled", "false")
    there.commit()
    return there


def commit(there: Repository, side: Side, branch: str) -> None:
    there.run("git", "checkout", "-q", "-b", branch, "main")
    there.draft.write_bytes(side.source.encode())
    if side.renames:
        there.run("git", "mv", "report.toml", f"{branch}.toml")
    there.run("git", "add", "-A")
    there.run("git", "commit", "-q", "--allow-empty", "-m", branch)


WAYS = ("merge", "rebase", "cherry-pick", "stash")


def merged_in_git(there: Repository, seed: int) -> list[str]:
    """Merge a pair of branches by one of git's ways; what is wrong with the result."""
    ours, theirs = pair(seed)
    way = WAYS[seed % len(WAYS)]
    if ours.renames and theirs.renames:
        theirs.renames = False
    if way == "stash":
        ours.renames = theirs.renames = False
    one, two = f"one{seed}", f"two{seed}"
    commit(there, theirs, two)
    if way == "stash":  # ours is in the working tree
        there.run("git", "checkout", "-q", "main")
        there.draft.write_bytes(ours.source.encode())
        there.run("git", "stash", "push", "-q", code=None)
        there.run("git", "checkout", "-q", two)
        there.run("git", "stash", "pop", "-q", code=None)
    else:
        commit(there, ours, one)
        if way == "rebase":
            there.run("git", "rebase", "-q", two, code=None)
        elif way == "cherry-pick":
            there.run("git", "checkout", "-q", two)
            there.run("git", "cherry-pick", "--allow-empty", "--keep-redundant-commits", one, code=None)
        else:
            there.run("git", "merge", "-q", "--no-edit", two, code=None)
    (file,) = there.folder.glob("*.toml")
    text = file.read_bytes().decode()
    is_conflict = "<<<<<<<" in text
    unmerged = bool(there.run("git", "ls-files", "--unmerged"))
    wrong = faults(text, *((ours, theirs) if way == "merge" else (theirs, ours)), is_conflict=is_conflict)
    if is_conflict != unmerged:
        wrong.append("git and the markers do not agree")
    there.run("git", "reset", "-q", "--hard")
    for state in ("rebase", "cherry-pick", "merge"):
        there.run("git", state, "--abort", code=None)
    there.run("git", "stash", "clear")
    there.run("git", "checkout", "-q", "-f", "main")
    assert (there.folder / "report.toml").read_bytes() == BASE.encode()
    assert is_conflict == conflicts(ours, theirs)
    return [f"{way} {seed}: {one}" for one in wrong]


def test_ten_pairs_of_branches_in_real_git(tmp_path: Path) -> None:
    there = repository(tmp_path)
    assert [wrong for seed in range(10_000, 10_010) for wrong in merged_in_git(there, seed)] == []


@pytest.mark.campaign
def test_three_hundred_pairs_of_branches_in_real_git(tmp_path: Path) -> None:
    there = repository(tmp_path)
    assert [wrong for seed in range(20_000, 20_300) for wrong in merged_in_git(there, seed)] == []
