"""Renames or copies a draft in its folder, never over another file."""

from __future__ import annotations

import os
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError, Place, unwritable
from tui.base.locks import locked
from tui.base.messages import say
from tui.workspace.workspace import FILE


def renamed(file: Path, name: str) -> Path:
    """Rename a draft; the result is its new file. Raises `BaogaoError` on failure."""
    target = _beside(file, name)
    if target != file:
        with locked(file):
            _refuse_taken(target)
            try:
                file.rename(target)
            except (OSError, ValueError) as error:
                raise unwritable(target, error if isinstance(error, OSError) else OSError(str(error))) from None
    return target


def copied(file: Path, name: str) -> Path:
    """Copy a draft; the result is the copy. Raises `BaogaoError` on failure."""
    target = _beside(file, name)
    _refuse_taken(target)
    files.write(target, files.read(file))
    return target


def _beside(file: Path, name: str) -> Path:
    """The file of this name beside a draft, with the suffix of drafts."""
    ended = name if name.endswith(".toml") else f"{name}.toml"
    if Path(ended).name != ended or ended.startswith(".") or ended == FILE or "\0" in ended:
        raise BaogaoError(say("this cannot be the name of a draft"), remedy=say("choose another name"))
    return file.with_name(ended)


def _refuse_taken(target: Path) -> None:
    if os.path.lexists(target):
        raise BaogaoError(say("the file already exists"), place=Place(str(target)), remedy=say("choose another name"))
