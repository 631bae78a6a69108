"""What is kept of one draft outside its file, in the user's state folder: unsaved work, and texts set aside."""

from __future__ import annotations

import contextlib
from pathlib import Path

from tui.base.errors import BaogaoError
from tui.session import recovery, set_aside
from tui.session.origin import whole_items
from tui.session.recovery import Change, Recovery
from tui.session.set_aside import SetAside
from tui.session.working_copy import WorkingCopy
from tui.toml import KeyPath


class Safekeeping:
    """The recovery files of a draft, and the texts set aside from it."""

    def __init__(self, draft: Path, folder: Path) -> None:
        self._draft = draft
        self._folder = folder
        self._remembered: tuple[Change, ...] = ()

    def remember(self, copy: WorkingCopy) -> None:
        """Write what is unsaved to the recovery file, or delete it if nothing is. Raises `BaogaoError`."""
        changes = _unsaved(copy)
        recovery.remember(self._draft, changes, self._folder, copy.document.source)
        self._remembered = changes

    def is_outdated(self, copy: WorkingCopy) -> bool:
        """Whether the recovery file holds anything but what is unsaved."""
        return bool(self._remembered) and self._remembered != _unsaved(copy)

    def left_behind(self, copy: WorkingCopy) -> list[Recovery]:
        """The work on this draft that a crash left unsaved."""
        return recovery.left_behind(self._draft, self._folder, copy.document.source)

    def discard(self, left: Recovery) -> None:
        """Delete a recovery file whose work was restored, unless it is the one this process writes."""
        if left.file != recovery.file_for(self._draft, self._folder):
            left.discard()

    def moved_to(self, draft: Path) -> Safekeeping:
        """The same for a copy of the draft under another name; what is in the copy needs no recovery."""
        recovery.remember(self._draft, (), self._folder)
        return Safekeeping(draft, self._folder)

    def set_aside(self, path: KeyPath, text: str, why: str) -> None:
        """Keep a text that leaves the draft where it can be found again; see `tui.session.set_aside`."""
        if text.strip():
            with contextlib.suppress(BaogaoError):  # as with recovery files, a failure stops nobody from writing
                set_aside.keep(self._draft, path, text, why, self._folder)

    def texts_set_aside(self) -> list[SetAside]:
        """The texts that were set aside from this draft, latest first."""
        return set_aside.of_draft(self._draft, self._folder)


def _unsaved(copy: WorkingCopy) -> tuple[Change, ...]:
    theirs = copy.conflicts
    return tuple(
        Change(path, theirs[path].base if path in theirs else copy.document.value_at(path), value)
        for path, value in whole_items(copy.document, copy.changes).items()
    )
