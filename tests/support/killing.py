"""A kill between two changes to the disk, in this process: the folder is put back as it was at that moment."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

_CHANGES = ("replace", "unlink", "fsync")


class Killed(BaseException):
    """The process ends here."""


@contextlib.contextmanager
def killed_before(change: int, folder: Path) -> Iterator[None]:
    """Run code until it is about to make its nth change to the disk (0 is the first), or to its end.

    What it does to clean up once it was stopped is undone in the folder: a process that is killed does no such thing.
    """
    made = 0
    kept = folder.with_name(f"{folder.name}.kept")

    def counted(call: Callable[..., None]) -> Callable[..., None]:
        def counting(*arguments: Any, **named: Any) -> None:
            nonlocal made
            made += 1
            if made == change + 1:
                shutil.copytree(folder, kept)
                raise Killed
            call(*arguments, **named)

        return counting

    with contextlib.ExitStack() as patches:
        for name in _CHANGES:
            patches.enter_context(mock.patch.object(os, name, counted(getattr(os, name))))
        with contextlib.suppress(Killed):
            yield
    if kept.exists():
        shutil.rmtree(folder)
        kept.rename(folder)
