"""The working copy of a draft: what its file held, what was written since, and how that merges with what others wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.draft.draft import Draft, wanted_outline
from tui.draft.keys import LISTS
from tui.editing.changes import changed
from tui.editing.edit import edit
from tui.editing.merge import Conflict, merge
from tui.editing.order import Order
from tui.editing.shape import refuse_shapeless
from tui.editing.text_comparison import lost
from tui.editing.values import Value
from tui.outline.model import split_reference
from tui.outline.outline import Outline
from tui.session.origin import Origin, equal, put
from tui.session.passing import Passed
from tui.session.recovery import Change, restored
from tui.toml import Document, KeyPath


@dataclass(frozen=True, slots=True)
class Merge:
    """A working copy merged with what others wrote."""

    copy: WorkingCopy
    taken: tuple[KeyPath, ...]
    """The places whose values came from others."""
    lost: tuple[tuple[KeyPath, str], ...]
    """The texts written here that lose words to others, by their places."""


class WorkingCopy:
    """A draft in memory.

    `document` is what its file held when it was last read or saved, `changes` what is unsaved: the values that differ, by
    their paths. `conflicts` are the changes that others made differently, which must be decided.
    """

    def __init__(
        self,
        document: Document,
        outline: Outline,
        passed: Passed,
        changes: Mapping[KeyPath, Value | None] | None = None,
        conflicts: Iterable[Conflict] = (),
        *,
        before: Draft | None = None,
    ) -> None:
        self.document = document
        self.outline = outline
        self.changes: dict[KeyPath, Value | None] = dict(changes or {})
        self.conflicts: dict[KeyPath, Conflict] = {conflict.path: conflict for conflict in conflicts}
        self._passed = passed
        self._origin = Origin(document, self.changes)
        self._order = Order(outline)
        self._draft: Draft | None = None
        self._before = before

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

    def write(self, path: KeyPath, value: Value | None) -> None:
        """Write a value; None removes it. In a conflict it is ours from now on."""
        self._passed.written.add(path)
        self._put(path, value)
        if path in self.conflicts:
            self.conflicts[path] = replace(self.conflicts[path], mine=value)

    def decide(self, path: KeyPath, value: Value | None) -> Conflict:
        """Settle a conflict with the value that is kept; returns the conflict."""
        conflict = self.conflicts.pop(path)
        self._put(path, value)
        return conflict

    def restore(self, change: Change) -> Value | None:
        """Restore unsaved work, and return the value that is kept; a place that has changed since is in conflict.

        Where other work was restored before, that is kept.
        """
        path, kept = change.path, restored(change, self.value(change.path))
        if isinstance(kept, Conflict):
            if path in self.changes:
                kept = kept.choosing("theirs")
            else:
                self.conflicts[path] = kept
                kept = kept.mine
        self.write(path, kept)
        return kept

    def _put(self, path: KeyPath, value: Value | None) -> None:
        put(self.document, self.changes, path, value)
        self._origin.put(path, value)
        self._draft = None

    # Its file

    @property
    def ready(self) -> Mapping[KeyPath, Value | None]:
        """The changes that can be saved: those that need no decision."""
        return {path: value for path, value in self.changes.items() if path not in self.conflicts}

    def with_ready(self) -> Document:
        """The document with those changes."""
        return edit(self.document, self.ready, self._order) if self.conflicts else self.draft.document

    def saved(self, document: Document) -> None:
        """Go on from the document that was saved, which `with_ready` has given."""
        self._passed.note(self.document, self.ready)
        self.document = document
        self.changes = {path: value for path, value in self.changes.items() if path in self.conflicts}
        self._draft = None if self.conflicts else self._draft  # else the draft stays as it is

    def saved_as(self, document: Document) -> WorkingCopy:
        """The working copy of a new file, which holds everything that was written."""
        return WorkingCopy(document, self.outline, self._passed, before=self.draft)

    def merged(self, theirs: Document, base: Document) -> Merge:
        """Go on from what others made of `base`, with what was written here.

        Raises `BaogaoError` if theirs is no draft of this outline, or cannot take what was written.
        """
        _refuse_other_outline(theirs, self.outline)
        refuse_shapeless(theirs)
        old = changed(base.values, {path: conflict.base for path, conflict in self.conflicts.items()}, self._order)
        mine = changed(self.document.values, self.changes, self._order)
        merged = self._passed.kept(merge(old, mine, theirs.values), base, mine, theirs)
        changes = {**merged.changes, **{conflict.path: conflict.mine for conflict in merged.conflicts}}
        copy = WorkingCopy(theirs, self.outline, self._passed, changes, merged.conflicts, before=self._before)
        edited = copy.draft.document  # make sure it can be done before anything here changes
        asked = dict.fromkeys(path[:1] if path[0] in LISTS else path for path in copy.conflicts)
        # What merges beside a conflict comes from them, too.
        beside = (path for path in asked if not equal(self.value(path), copy.value(path)))
        places = (*merged.taken, *copy.conflicts)
        return Merge(copy, tuple(dict.fromkeys((*merged.taken, *beside))), tuple(self._lost(places, edited)))

    def _lost(self, places: Iterable[KeyPath], edited: Document) -> Iterator[tuple[KeyPath, str]]:
        """The texts written here that lose words to an edited document."""
        for path in places:
            mine = self.value(path)
            if path in self._passed.written and isinstance(mine, str) and lost(mine, str(edited.value_at(path) or "")):
                yield path, mine


def _refuse_other_outline(theirs: Document, outline: Outline) -> None:
    reference, written = wanted_outline(theirs)
    named = split_reference(reference)
    if named is None or named[0] != outline.id:
        raise BaogaoError(
            say("the draft was changed outside, and now names another outline"),
            place=written(),
            remedy=say("close it and open it again; your text is kept"),
        )
