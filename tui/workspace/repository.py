"""The git repository that a file is in, as far as its folders show."""

from __future__ import annotations

import os
from pathlib import Path


def top(folder: Path) -> Path | None:
    """The top of the repository (or worktree) that a folder is in; None outside of one."""
    start = Path(os.path.abspath(folder))
    return next((above for above in (start, *start.parents) if os.path.lexists(above / ".git")), None)


def from_top(file: str) -> str:
    """A file's path relative to the top of its repository, with slashes; outside of one, to the current folder.

    A file below neither keeps its path.
    """
    path = Path(os.path.abspath(file))
    for folder in (top(path.parent), Path.cwd()):
        if folder is not None and path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return Path(file).as_posix()
