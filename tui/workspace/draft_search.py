"""Drafts in a folder and below, nearest first, among a bounded number of files."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from tui.workspace.drafts import is_draft
from tui.workspace.workspace import FILE

MOST = 20_000
"""The most files and folders looked at: an office has hundreds, a home hundreds of thousands."""
DEEPEST = 12
"""The most levels of folders."""
_AT_ONCE = 50  # files per batch


def may_be_named(name: str) -> bool:
    """Whether a draft may have this name."""
    return name.endswith(".toml") and name != FILE


class DraftSearch:
    """Looks for drafts in batches, so that an app can search for a moment and go on elsewhere.

    Hidden files and folders are passed over, links to folders are not followed, and what cannot be read is as if it were
    empty. `is_cut` says whether files were left out because there are too many, `is_over` whether all batches were given.
    """

    def __init__(self, folder: Path, most: int = MOST) -> None:
        self.folder = folder
        self.is_cut = False
        self.is_over = False
        self._left = most

    def batches(self) -> Iterator[list[Path]]:
        """The drafts, some at a time and perhaps none: those of a folder by name, before those in the folders in it."""
        yield from self._batches()
        self.is_over = True

    def _batches(self) -> Iterator[list[Path]]:
        waiting = deque([(self.folder, 0)])
        while waiting:
            folder, depth = waiting.popleft()
            files, folders = self._entries(folder)
            for start in range(0, len(files), _AT_ONCE):
                yield [file for file in files[start : start + _AT_ONCE] if is_draft(file)]
            if depth < DEEPEST:
                waiting.extend((below, depth + 1) for below in folders)
            else:
                self.is_cut = self.is_cut or bool(folders)
            if self._left <= 0:
                self.is_cut = self.is_cut or bool(waiting)
                return
            yield []

    def _entries(self, folder: Path) -> tuple[list[Path], list[Path]]:
        """The files that may be drafts and the folders in a folder, each by name."""
        files: list[str] = []
        folders: list[str] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if self._left <= 0:
                        self.is_cut = True
                        break
                    self._left -= 1
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.name)
                    elif may_be_named(entry.name):
                        files.append(entry.name)
        except OSError:
            pass
        return [folder / name for name in sorted(files)], [folder / name for name in sorted(folders)]
