"""The session: one draft while somebody writes it. What is unsaved is computed, never a flag."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from pathlib import Path
from typing import Any

from tui.base import files
from tui.base.errors import BaogaoError
from tui.draft.draft import Draft, wanted_outline
from tui.draft.keys import LISTS
from tui.draft.place import cell_path, text_path
from tui.editing.merge import Conflict
from tui.editing.shape import refuse_shapeless
from tui.editing.text_comparison import lost
from tui.editing.values import Value
from tui.outline.library import Library
from tui.outline.outline import Outline
from tui.session import recovery, set_aside
from tui.session.draft_file import DraftFile
from tui.session.origin import WAIVERS, equal, storable, with_item
from tui.session.passing import Passed
from tui.session.recovery import Recovery
from tui.session.safekeeping import Safekeeping
from tui.session.schedule import Schedule
from tui.session.set_aside import SetAside
from tui.session.sync import Sync
from tui.session.working_copy import WorkingCopy
from tui.toml import Document, KeyPath, parse

_TICK = 0.3  # seconds that a tick may take: somebody is typing
_PATIENCE = 3.0  # seconds for another program to finish saving the draft before this one tries again later


class Outcome(Enum):
    """The result of saving, or of looking at the file."""

    NOTHING = auto()  # there was nothing to do
    SAVED = auto()  # the file holds everything that was written
    MERGED = auto()  # the same, and what others wrote meanwhile is taken over
    ASKS = auto()  # others changed the same places: see `conflicts`


@dataclass(frozen=True, slots=True)
class SaveResult:
    """An outcome, and the places whose values came from the file."""

    outcome: Outcome
    taken: tuple[KeyPath, ...] = ()


class Session:
    """One draft, open for writing.

    Values are written with `write`; `draft` is always the draft as it stands. `tick` saves in its own time: call it four
    times a second or so. Nothing is ever lost: what cannot be saved stays in memory and in a recovery file.
    """

    def __init__(
        self,
        file: Path,
        document: Document,
        outline: Outline,
        *,
        state: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.outline = outline
        self._schedule = Schedule(clock)
        self._sync = Sync(
            WorkingCopy(document, outline, Passed(clock)),
            DraftFile(file, clock),
            Safekeeping(file, state or recovery.state_folder()),
            self._schedule,
        )

    @classmethod
    def open(
        cls,
        file: Path,
        library: Library,
        *,
        state: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> Session:
        """Open the draft in a file. Raises `BaogaoError` if it cannot be read as one."""
        files.clear_leftovers(file)
        document = parse(files.read(file), str(file))
        refuse_shapeless(document)
        return cls(file, document, library.find(*wanted_outline(document)), state=state, clock=clock)

    # What is in the draft

    @property
    def _copy(self) -> WorkingCopy:
        return self._sync.copy

    @property
    def file(self) -> Path:
        """The draft's file."""
        return self._sync.file.path

    @property
    def draft(self) -> Draft:
        """The draft as it stands, with everything that was written."""
        return self._copy.draft

    @property
    def conflicts(self) -> Mapping[KeyPath, Conflict]:
        """The places that others changed too, which must be decided."""
        return self._copy.conflicts

    @property
    def unsaved(self) -> tuple[KeyPath, ...]:
        """The places whose value here differs from the file as last read."""
        return tuple(self._copy.changes)

    def value(self, path: KeyPath) -> Value | None:
        """The value at a place: written, or read. All notes are one place, a list, and so are all waivers."""
        return self._copy.value(path)

    def value_in_file(self, path: KeyPath) -> Value | None:
        """The value in the file at a place, as last read or saved."""
        value: Value | None = self._copy.document.value_at(path)
        return value

    # Writing

    def write(self, path: KeyPath, value: Value | None) -> None:
        """Write a value; None removes it. It is saved when due."""
        value = storable(value)
        if not equal(value, self.value(path)):
            self._copy.write(path, value)
            self._schedule.touch()

    def write_field(self, id: str, value: str | list[str] | date | None) -> None:
        """Write a letterhead field."""
        self.write(("fields", id), list(value) if isinstance(value, list) else value)

    def write_figure(self, id: str, value: int | Decimal | str | None) -> None:
        """Write a figure."""
        self.write(("figures", id), value)

    def write_cell(self, section: str, row: str, column: str, value: int | Decimal | None) -> None:
        """Write a cell of a table section."""
        self.write(cell_path(section, row, column), value)

    def write_text(self, section: str, text: str) -> None:
        """Write a section's text."""
        self.write(text_path(section), text)

    def write_status(self, section: str, ready: bool) -> None:
        """Mark a section as ready, or as still being written; the latter needs no key if the file has none."""
        path = ("sections", section, "status")
        writing = None if self.value_in_file(path) is None else "writing"
        self.write(path, "ready" if ready else writing)

    def write_owner(self, section: str, owner: str) -> None:
        """Set who writes a section; an empty name removes the key."""
        self.write(("sections", section, "owner"), owner or None)

    def waive(self, waiver: dict[str, Any]) -> None:
        """Append a waiver."""
        there = self.value(WAIVERS)
        self.write(WAIVERS, [*(there if isinstance(there, list) else ()), waiver])

    def decide(self, path: KeyPath, value: Value | None) -> None:
        """Settle a conflict: the value kept is mine, theirs, or a mix of both. A text that loses is set aside."""
        conflict = self._copy.decide(path, storable(value))
        kept = str(value or "")
        for text, why in ((conflict.mine, set_aside.THEIRS_TAKEN), (conflict.theirs, set_aside.OURS_TAKEN)):
            if isinstance(text, str) and lost(text, kept):
                self.set_aside(path, text, why)
        self._schedule.touch()

    # Its file

    def tick(self) -> SaveResult:
        """Do what is due: remember, at most a second after the last key; save, after a second of quiet or five at most."""
        self._sync.file.let_go()
        if self._schedule.is_recovery_due:
            self._sync.remember_quietly()
        if not self._schedule.is_save_due or not self.is_settled():  # others are writing: it is saved in a moment
            return SaveResult(Outcome.NOTHING)
        self._schedule.put_off()
        return self.save(_TICK)

    def save(self, patience: float = _PATIENCE) -> SaveResult:
        """Save what was written; what others changed in the file is merged first, all under the draft's lock.

        A place that both changed is not saved until `decide` is called for it; the others are. Raises `BaogaoError` if
        the file cannot be read or written, or others keep writing it: the old file is then intact, and the text still
        in memory and remembered. Others may take `patience` seconds.
        """
        try:
            is_written = self._sync.save(patience)
        except BaogaoError:
            self._sync.remember_quietly()
            raise
        self._schedule.saved()
        self._sync.remember_quietly()
        return self._result(Outcome.SAVED if is_written else Outcome.NOTHING)

    def look(self) -> SaveResult:
        """Check whether others changed the file, and take over what they changed elsewhere.

        A file that somebody is writing is waited for. Raises `BaogaoError` when the file is there and cannot be read,
        or is no draft of this outline any more.
        """
        is_changed = self._sync.look(_PATIENCE)
        result = self._result(Outcome.NOTHING)
        return result if is_changed or result.taken else SaveResult(Outcome.NOTHING)

    def _result(self, otherwise: Outcome) -> SaveResult:
        taken = self.taken_over()
        if self.conflicts:
            return SaveResult(Outcome.ASKS, taken)
        return SaveResult(Outcome.MERGED if taken else otherwise, taken)

    def taken_over(self) -> tuple[KeyPath, ...]:
        """The places whose values came from the file since this was asked last, or a result said so.

        Ask after a failure: what others wrote may have been taken over before it.
        """
        return self._sync.taken_over()

    def is_settled(self) -> bool:
        """Whether the file is as last read, or seems finished: nobody is writing it, and git is not at work."""
        return self._sync.file.is_settled()

    @property
    def is_written_late(self) -> bool:
        """Whether somebody has written into the file that the last save replaced; looking at the file takes that over."""
        return self._sync.file.is_written_late

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be saved here: the file is read-only, or its folder takes no file."""
        return self._sync.file.is_read_only

    def save_copy(self, file: Path) -> None:
        """Write the draft as it is now to a new file, and go on with that one. Raises `BaogaoError` if it is there already."""
        self._sync.save_copy(file)

    # What is kept outside it

    def set_aside(self, path: KeyPath, text: str, why: str) -> None:
        """Keep a text that leaves the draft where it can be found again; see `tui.session.set_aside`."""
        self._sync.safekeeping.set_aside(path, text, why)

    def texts_set_aside(self) -> list[SetAside]:
        """The texts that were set aside from this draft, latest first."""
        return self._sync.safekeeping.texts_set_aside()

    def remember(self) -> None:
        """Write what is unsaved to the recovery file, or delete it if nothing is. Raises `BaogaoError`."""
        self._sync.remember()

    def left_behind(self) -> list[Recovery]:
        """The work on this draft that a crash left unsaved."""
        return self._sync.safekeeping.left_behind(self._copy)

    def recover(self, left: Recovery) -> tuple[Conflict, ...]:
        """Restore unsaved work; if the file has changed since, both are kept and the user is asked.

        Where other work was restored before, that is kept, and a text that differs from it is set aside.
        """
        for change in left.changes:
            path, mine = change.path, storable(change.mine)
            if path[0] in LISTS:
                self.write(path[:1], with_item(self.value(path[:1]), path[:1], storable(change.base), mine))
                continue
            kept = self._copy.restore(replace(change, mine=mine))
            if isinstance(mine, str) and lost(mine, str(kept or "")):
                self.set_aside(path, mine, set_aside.OVERWRITTEN)
        self._schedule.touch()
        self._sync.remember_quietly()
        self._sync.safekeeping.discard(left)
        return tuple(self.conflicts.values())
