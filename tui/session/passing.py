"""Transient states of a draft's file: what git is in the middle of, and what this session itself left a moment ago."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tui.editing.changes import same
from tui.editing.merge import Conflict, Merged
from tui.editing.values import Value
from tui.session.origin import is_list
from tui.toml import Document, KeyPath, value_at

_MOVES = ("index.lock", "rebase-merge", "rebase-apply", "MERGE_AUTOSTASH", "MERGE_HEAD", "CHERRY_PICK_HEAD")
_AT_WORK = 1.5  # seconds after which git is no longer working, but waiting for a person (a conflict), or was killed
_MOMENT = 8.0  # seconds


def is_moving(file: Path) -> bool:
    """Whether git is in the middle of something in a file's repository, so that the file will change again."""
    folder = _git_folder(file)
    return folder is not None and any(_is_fresh(folder / name) for name in _MOVES)


def _git_folder(file: Path) -> Path | None:
    for folder in Path(os.path.abspath(file)).parents:
        git = folder / ".git"
        try:
            if os.path.isdir(git):
                return git
            if os.path.isfile(git):  # a worktree: one line, “gitdir: PATH”
                return folder / git.read_text("utf-8", "replace").removeprefix("gitdir:").strip()
        except OSError:
            return None
    return None


def _is_fresh(path: Path) -> bool:
    try:
        return 0 <= time.time() - path.stat().st_mtime < _AT_WORK
    except OSError:
        return False


class Passed:
    """What a session wrote, and the values it replaced in the file a moment ago."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.written: set[KeyPath] = set()
        self._clock = clock
        self._left: list[tuple[float, KeyPath, Value | None]] = []

    def note(self, before: Document, saved: Mapping[KeyPath, Value | None]) -> None:
        """Remember what the places held before they were saved."""
        now = self._clock()
        self._left = [one for one in self._left if now - one[0] <= _MOMENT]
        self._left += [(now, path, before.value_at(path)) for path in saved]

    def kept(self, merged: Merged, saved: Document, mine: Mapping[str, Any], theirs: Document) -> Merged:
        """A merge in which what was saved here is not given up without asking.

        If a place that this session saved a moment ago is back to its previous value in the file, that is no edit of
        theirs: ours is kept, and saved again. If they removed everything that was saved here, it must be asked.
        """
        changes, taken, conflicts = dict(merged.changes), [], list(merged.conflicts)
        for path in merged.taken:
            ours, there = value_at(mine, path), theirs.value_at(path)
            if path not in self.written or path in changes or ours in (None, "") or is_list(path):
                taken.append(path)
            elif path[-1] == "text" and self._was_left(path, there):
                changes[path] = ours
            elif there in (None, ""):
                conflicts.append(Conflict(path, saved.value_at(path), ours, there))
            else:
                taken.append(path)
        return replace(merged, changes=changes, taken=tuple(taken), conflicts=tuple(conflicts))

    def _was_left(self, path: KeyPath, there: Value | None) -> bool:
        now = self._clock()
        return any(
            left == path and now - when <= _MOMENT and (value is None) == (there is None) and same(value, there)
            for when, left, value in self._left
        )
