"""A working copy and its file, brought to agree: what was written is saved, and what others wrote is taken over."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError
from tui.editing.merge import places
from tui.editing.text_comparison import lost
from tui.session.draft_file import DraftFile
from tui.session.safekeeping import Safekeeping
from tui.session.schedule import Schedule
from tui.session.set_aside import OVERWRITTEN
from tui.session.working_copy import WorkingCopy
from tui.toml import Document, KeyPath, parse


class Sync:
    """Saves, looks at the file and remembers, for one draft. What is taken over makes `copy` another working copy."""

    def __init__(self, copy: WorkingCopy, file: DraftFile, safekeeping: Safekeeping, schedule: Schedule) -> None:
        self.copy = copy
        self.file = file
        self.safekeeping = safekeeping
        self._schedule = schedule
        self._taken: dict[KeyPath, None] = {}

    def save(self, patience: float) -> bool:
        """Take over what others wrote, and write what needs no decision, all under the draft's lock.

        Once more if somebody without a lock writes in between. Returns whether there was anything to write. Raises
        `BaogaoError` if the file cannot be read or written, or others keep writing it for `patience` seconds.
        """
        with self.file.locked(patience):
            until = time.monotonic() + patience
            while True:
                self.look(patience)
                try:
                    return self._write()
                except files.FileChanged:
                    if time.monotonic() >= until:
                        raise

    def _write(self) -> bool:
        if not self.copy.ready:
            return False
        document = self.copy.with_ready()
        if self.safekeeping.is_outdated(self.copy):
            self.remember_quietly()  # a kill after the file was replaced must leave what was saved, not something older
        self.file.save(document, self.copy.document)
        self.copy.saved(document)
        return True

    def save_copy(self, path: Path) -> None:
        """Write the draft as it is now to a new file, and go on with that one. Raises `BaogaoError` if it is there already."""
        document = parse(self.copy.draft.document.source, str(path))
        self.file = self.file.copied_to(path, document)
        self.safekeeping = self.safekeeping.moved_to(path)
        self.copy = self.copy.saved_as(document)
        self._schedule.saved()
        self._schedule.remembered()

    def look(self, patience: float) -> bool:
        """Take over what others wrote; returns whether there was anything. Raises `BaogaoError` like `save`."""
        before = self.copy.document
        if self.file.is_written_late:
            self._take_over_late(patience)
        source = self.file.read(patience)
        if source is not None and source != self.copy.document.source:
            self._take_over(self._parsed(source), self.copy.document)
        return self.copy.document is not before

    def taken_over(self) -> tuple[KeyPath, ...]:
        """The places whose values came from others since this was asked last."""
        taken, self._taken = tuple(self._taken), {}
        return taken

    def _parsed(self, source: bytes) -> Document:
        return parse(source, str(self.file.path))

    def _take_over(self, theirs: Document, base: Document) -> None:
        """Go on from what others made of `base`; our texts that lose words by that are set aside."""
        merge = self.copy.merged(theirs, base)
        for path, text in merge.lost:
            self.safekeeping.set_aside(path, text, OVERWRITTEN)
        self.copy = merge.copy
        self._taken |= dict.fromkeys(merge.taken)
        if merge.copy.changes:  # also what had been saved and is not in the file any more
            self._schedule.touch()

    def _take_over_late(self, patience: float) -> None:
        """Take over what somebody wrote into the file that the last save replaced.

        It goes into the file, and what was saved is merged with it as if it had come first. Where that cannot be done
        because others have written the file since, the texts that this would undo are set aside.
        """
        source, base = self.file.read_late(patience)
        with contextlib.suppress(BaogaoError), self.file.locked(patience):
            theirs, before = self._parsed(source), self.copy
            if files.read(self.file.path) != before.document.source:
                self._set_aside_late(theirs, base)
                return
            self._take_over(theirs, base)
            self.remember_quietly()  # what was saved is not in the file for a moment
            try:
                self.file.write(theirs, before.document)
            except BaogaoError:
                self.copy = before
                self.remember_quietly()
                self._set_aside_late(theirs, base)

    def _set_aside_late(self, theirs: Document, base: Document) -> None:
        """Set aside the texts of theirs that the draft does not have, and did not have."""
        for path, text in places(theirs.values).items():
            if isinstance(text, str) and lost(text, str(self.copy.value(path) or "")) and text != base.value_at(path):
                self.safekeeping.set_aside(path, text, OVERWRITTEN)

    # Recovery

    def remember(self) -> None:
        """Write what is unsaved to the recovery file, or delete it if nothing is. Raises `BaogaoError`."""
        self.safekeeping.remember(self.copy)
        self._schedule.remembered()

    def remember_quietly(self) -> None:
        """Remember if possible; an unwritable state folder must not stop anybody from writing."""
        with contextlib.suppress(BaogaoError):
            self.safekeeping.remember(self.copy)
        self._schedule.remembered()
