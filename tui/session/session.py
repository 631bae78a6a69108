"""The session: one draft while somebody writes it. The only mutable object; what is unsaved is computed, never a flag."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from pathlib import Path
from typing import Any

from tui.base import files
from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.draft.draft import Draft, wanted_outline
from tui.draft.keys import LISTS
from tui.draft.place import cell_path, text_path
from tui.editing.changes import changed
from tui.editing.edit import edit
from tui.editing.merge import Conflict, merge, places
from tui.editing.order import Order
from tui.editing.shape import refuse_shapeless
from tui.editing.text_comparison import lost
from tui.editing.values import Value
from tui.outline.library import Library
from tui.outline.outline import Outline, split_reference
from tui.session import recovery, set_aside
from tui.session.draft_file import DraftFile
from tui.session.origin import WAIVERS, Origin, put, whole_items, with_item
from tui.session.origin import equal as _equal
from tui.session.origin import storable as _storable
from tui.session.passing import Passed
from tui.session.recovery import Change, Recovery
from tui.session.schedule import Schedule
from tui.session.set_aside import SetAside
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
        self.conflicts: dict[KeyPath, Conflict] = {}
        self._saved = document
        self._changes: dict[KeyPath, Value | None] = {}
        self._origin = Origin(document)
        self._order = Order(outline)
        self._state = state or recovery.state_folder()
        self._passed = Passed(clock)
        self._file = DraftFile(file, clock)
        self._taken: dict[KeyPath, None] = {}
        self._draft: Draft | None = None
        self._before: Draft | None = None
        self._schedule = Schedule(clock)
        self._remembered: tuple[Change, ...] = ()

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
    def file(self) -> Path:
        """The draft's file."""
        return self._file.path

    @property
    def draft(self) -> Draft:
        """The draft as it stands, with everything that was written."""
        if self._draft is None:
            self._draft = Draft(self._origin.edited(self._order), self.outline, self._before)
            self._before = self._draft
        return self._draft

    def value(self, path: KeyPath) -> Value | None:
        """The value at a place: written, or read. All notes are one place, a list, and so are all waivers."""
        return self._origin.value(path)

    def value_in_file(self, path: KeyPath) -> Value | None:
        """The value in the file at a place, as last read or saved."""
        value: Value | None = self._saved.value_at(path)
        return value

    @property
    def unsaved(self) -> tuple[KeyPath, ...]:
        """The places whose value here differs from the file as last read."""
        return tuple(self._changes)

    # Writing

    def write(self, path: KeyPath, value: Value | None) -> None:
        """Write a value; None removes it. It is saved when due."""
        value = _storable(value)
        if _equal(value, self.value(path)):
            return
        self._passed.written.add(path)
        self._put(path, value)
        if path in self.conflicts:
            self.conflicts[path] = replace(self.conflicts[path], mine=value)
        self._touched()

    def _put(self, path: KeyPath, value: Value | None) -> None:
        put(self._saved, self._changes, path, value)
        self._origin.put(path, value)

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

    def _touched(self) -> None:
        self._draft = None
        self._schedule.touch()

    # Saving

    def save(self, patience: float = _PATIENCE) -> SaveResult:
        """Save what was written; what others changed in the file is merged first, all under the draft's lock.

        A place that both changed is not saved until `decide` is called for it; the others are. Raises `BaogaoError` if
        the file cannot be read or written, or others keep writing it: the old file is then intact, and the text still
        in memory and remembered. Others may take `patience` seconds.
        """
        try:
            with self._file.locked(patience):
                ready = self._merge_and_write(patience)
        except BaogaoError:
            self._remember_quietly()
            raise
        self._schedule.saved()
        self._remember_quietly()
        taken = self.taken_over()
        if self.conflicts:
            return SaveResult(Outcome.ASKS, taken)
        if taken:
            return SaveResult(Outcome.MERGED, taken)
        return SaveResult(Outcome.SAVED if ready else Outcome.NOTHING)

    def _merge_and_write(self, patience: float) -> bool:
        """Take over what others wrote, then write; once more if somebody without a lock writes in between.

        Returns whether there was anything to write.
        """
        until = time.monotonic() + patience
        while True:
            self._look(patience)
            try:
                return self._save_ready()
            except files.FileChanged:
                if time.monotonic() >= until:
                    raise

    def _save_ready(self) -> bool:
        """Write what needs no decision; returns whether there was anything."""
        ready = {path: value for path, value in self._changes.items() if path not in self.conflicts}
        if not ready:
            return False
        document = edit(self._saved, ready, self._order) if self.conflicts else self.draft.document
        if self._remembered and self._remembered != self._to_remember():
            self._remember_quietly()  # a kill after the file was replaced must leave what was saved, not something older
        self._file.save(document, self._saved)
        self._passed.note(self._saved, ready)
        self._saved = document
        self._changes = {path: value for path, value in self._changes.items() if path in self.conflicts}
        self._draft = None if self.conflicts else self._draft  # else the draft stays as it is
        return True

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be saved here: the file is read-only, or its folder takes no file."""
        return self._file.is_read_only

    def save_copy(self, file: Path) -> None:
        """Write the draft as it is now to a new file, and go on with that one. Raises `BaogaoError` if it is there already."""
        document = parse(self.draft.document.source, str(file))
        copied = self._file.copied_to(file, document)
        recovery.remember(self.file, (), self._state)  # what is in the copy needs no recovery
        self._remembered = ()
        self._file, self._saved = copied, document
        self._changes, self.conflicts, self._draft = {}, {}, None
        self._origin = Origin(document)
        self._schedule.saved()
        self._schedule.remembered()

    def look(self) -> SaveResult:
        """Check whether others changed the file, and take over what they changed elsewhere.

        A file that somebody is writing is waited for. Raises `BaogaoError` when the file is there and cannot be read,
        or is no draft of this outline any more.
        """
        is_changed = self._look(_PATIENCE)
        taken = self.taken_over()
        if not is_changed and not taken:
            return SaveResult(Outcome.NOTHING)
        if self.conflicts:
            return SaveResult(Outcome.ASKS, taken)
        return SaveResult(Outcome.MERGED if taken else Outcome.NOTHING, taken)

    def taken_over(self) -> tuple[KeyPath, ...]:
        """The places whose values came from the file since this was asked last, or a result said so.

        Ask after a failure: what others wrote may have been taken over before it.
        """
        taken, self._taken = tuple(self._taken), {}
        return taken

    def is_settled(self) -> bool:
        """Whether the file is as last read, or seems finished: nobody is writing it, and git is not at work."""
        return self._file.is_settled()

    @property
    def is_written_late(self) -> bool:
        """Whether somebody has written into the file that the last save replaced; looking at the file takes that over."""
        return self._file.is_written_late

    def _look(self, patience: float) -> bool:
        """Take over what others wrote; returns whether there was anything."""
        before = self._saved
        if self.is_written_late:
            self._take_over_late(patience)
        source = self._file.read(patience)
        if source is not None and source != self._saved.source:
            self._take_over(parse(source, str(self.file)), self._saved)
        return self._saved is not before

    def _take_over(self, theirs: Document, base: Document) -> None:
        """Go on from what others made of `base`, with what was written here."""
        self._refuse_other_outline(theirs)
        refuse_shapeless(theirs)
        old = changed(base.values, {path: conflict.base for path, conflict in self.conflicts.items()}, self._order)
        mine = changed(self._saved.values, self._changes, self._order)
        merged = self._passed.kept(merge(old, mine, theirs.values), base, mine, theirs)
        changes = {**merged.changes, **{conflict.path: conflict.mine for conflict in merged.conflicts}}
        draft = edit(theirs, changes, self._order)  # make sure it can be done before anything here changes
        asked = {one.path[:1] if one.path[0] in LISTS else one.path: None for one in merged.conflicts}
        before = {path: self.value(path) for path in asked}
        self._set_aside_lost((*merged.taken, *(conflict.path for conflict in merged.conflicts)), draft)
        self.conflicts = {conflict.path: conflict for conflict in merged.conflicts}
        self._saved, self._changes, self._draft = theirs, changes, None
        self._origin = Origin(theirs, changes)
        self._taken |= dict.fromkeys(merged.taken)  # and what merges beside a conflict:
        self._taken |= {path: None for path, mine in before.items() if not _equal(mine, self.value(path))}

    def _take_over_late(self, patience: float) -> None:
        """Take over what somebody wrote into the file that the last save replaced.

        It goes into the file, and what was saved is merged with it as if it had come first. Where that cannot be done
        because others have written the file since, the texts that this would undo are set aside.
        """
        source, base = self._file.read_late(patience)
        ours = self._saved
        with contextlib.suppress(BaogaoError), self._file.locked(patience):
            theirs = parse(source, str(self.file))
            if files.read(self.file) != ours.source:
                self._set_aside_late(theirs, base)
                return
            before = self._saved, self._changes, self.conflicts, self._origin
            self._take_over(theirs, base)
            self._touched()
            self._remember_quietly()  # what was saved is not in the file for a moment
            try:
                self._file.write(theirs, ours)
            except BaogaoError:
                self._saved, self._changes, self.conflicts, self._origin = before
                self._draft = None
                self._remember_quietly()
                self._set_aside_late(theirs, base)

    def _set_aside_late(self, theirs: Document, base: Document) -> None:
        """Set aside the texts of theirs that the draft does not have, and did not have."""
        for path, text in places(theirs.values).items():
            if isinstance(text, str) and lost(text, str(self.value(path) or "")) and text != base.value_at(path):
                self.set_aside(path, text, set_aside.OVERWRITTEN)

    def _set_aside_lost(self, taken: Iterable[KeyPath], draft: Document) -> None:
        """Set aside our texts that lose words to what others wrote."""
        for path in taken:
            mine = self.value(path)
            if path in self._passed.written and isinstance(mine, str) and lost(mine, str(draft.value_at(path) or "")):
                self.set_aside(path, mine, set_aside.OVERWRITTEN)

    def texts_set_aside(self) -> list[SetAside]:
        """The texts that were set aside from this draft, latest first."""
        return set_aside.of_draft(self.file, self._state)

    def set_aside(self, path: KeyPath, text: str, why: str) -> None:
        """Keep a text that leaves the draft where it can be found again; see `tui.session.set_aside`."""
        if text.strip():
            with contextlib.suppress(BaogaoError):  # as with recovery files, a failure stops nobody from writing
                set_aside.keep(self.file, path, text, why, self._state)

    def _refuse_other_outline(self, theirs: Document) -> None:
        reference, written = wanted_outline(theirs)
        named = split_reference(reference)
        if named is None or named[0] != self.outline.id:
            raise BaogaoError(
                say("the draft was changed outside, and now names another outline"),
                place=written(),
                remedy=say("close it and open it again; your text is kept"),
            )

    def decide(self, path: KeyPath, value: Value | None) -> None:
        """Settle a conflict: the value kept is mine, theirs, or a mix of both. A text that loses is set aside."""
        conflict = self.conflicts.pop(path)
        kept = str(value or "")
        for text, why in ((conflict.mine, set_aside.THEIRS_TAKEN), (conflict.theirs, set_aside.OURS_TAKEN)):
            if isinstance(text, str) and lost(text, kept):
                self.set_aside(path, text, why)
        self._put(path, _storable(value))
        self._touched()

    # Periodic work

    def tick(self) -> SaveResult:
        """Do what is due: remember, at most a second after the last key; save, after a second of quiet or five at most."""
        self._file.let_go()
        if self._schedule.is_recovery_due:
            self._remember_quietly()
        if not self._schedule.is_save_due or not self.is_settled():  # others are writing: it is saved in a moment
            return SaveResult(Outcome.NOTHING)
        self._schedule.put_off()
        return self.save(_TICK)

    def remember(self) -> None:
        """Write what is unsaved to the recovery file, or delete it if nothing is. Raises `BaogaoError`."""
        changes = self._to_remember()
        recovery.remember(self.file, changes, self._state, self._saved.source)
        self._remembered = changes
        self._schedule.remembered()

    def _to_remember(self) -> tuple[Change, ...]:
        theirs = self.conflicts
        return tuple(
            Change(path, theirs[path].base if path in theirs else self._saved.value_at(path), value)
            for path, value in whole_items(self._saved, self._changes).items()
        )

    def _remember_quietly(self) -> None:
        """Remember if possible; an unwritable state folder must not stop anybody from writing."""
        try:
            self.remember()
        except BaogaoError:
            self._schedule.remembered()

    def left_behind(self) -> list[Recovery]:
        """The work on this draft that a crash left unsaved."""
        return recovery.left_behind(self.file, self._state, self._saved.source)

    def recover(self, left: Recovery) -> tuple[Conflict, ...]:
        """Restore unsaved work; if the file has changed since, both are kept and the user is asked.

        Where other work was restored before, that is kept, and a text that differs from it is set aside.
        """
        for change in left.changes:
            if change.path[0] in LISTS:
                place: KeyPath = change.path[:1]
                self.write(place, with_item(self.value(place), place, _storable(change.base), _storable(change.mine)))
            else:
                self._restore(change)
        self._touched()
        self._remember_quietly()
        if left.file != recovery.file_for(self.file, self._state):
            left.discard()
        return tuple(self.conflicts.values())

    def _restore(self, change: Change) -> None:
        path, mine = change.path, _storable(change.mine)
        kept = recovery.restored(replace(change, mine=mine), self.value(path))
        self._passed.written.add(path)
        if isinstance(kept, Conflict) and path in self._changes:
            kept = kept.choosing("theirs")
        elif isinstance(kept, Conflict):
            self.conflicts[path] = kept
            kept = kept.mine
        if isinstance(mine, str) and lost(mine, str(kept or "")):
            self.set_aside(path, mine, set_aside.OVERWRITTEN)
        if path in self._changes:
            self.write(path, kept)
        else:
            self._put(path, kept)
