"""The changes a person made to a draft, step by step, to undo and redo; what others change meanwhile stays.

The model is the history of Textual's own text areas, for a whole draft: edits are small values, a step is what one undo
takes back, and typing extends the same step as long as it feels like one action.
"""

from __future__ import annotations

import time
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tui.base.messages import Message
from tui.editing.values import Value
from tui.session.edits import Edit, Range, TextEdit, TypedEdit, ValueEdit, Values, over, splices_of, theirs
from tui.session.splices import Splice, Splices
from tui.toml import KeyPath

PAUSE = 1.0  # seconds without a key after which typing starts another step
LONGEST = 60  # characters of typing in one step
MOST = 10_000
"""The number of steps kept; the oldest are dropped first."""


class Step(NamedTuple):
    """What one undo takes back: its name, and its edits in the order in which they were made."""

    what: Message
    edits: tuple[Edit, ...]


class Applied(NamedTuple):
    """A step that was undone or redone, and its places."""

    what: Message
    ranges: tuple[Range, ...]


class EditHistory:
    """The steps of one draft. `record` a step that was made; `undo` and `redo` make their edits themselves.

    Before each of them, `follow` compares the places of all steps with the draft, and rebases them over others'
    changes.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._done: deque[Step] = deque(maxlen=MOST)
        self._undone: deque[Step] = deque(maxlen=MOST)
        self._known: dict[KeyPath, Value | None] = {}
        self._is_open = False
        self._last = 0.0

    @property
    def next_undo(self) -> Message | None:
        """The step `undo` would take back."""
        return self._done[-1].what if self._done else None

    @property
    def next_redo(self) -> Message | None:
        """The step `redo` would make again."""
        return self._undone[-1].what if self._undone else None

    def record(self, step: Step, values: Values, *, typing: bool = False) -> None:
        """Add a step that was just made; typing extends the previous step if it is the same action."""
        now = self._clock()
        goes_on = typing and self._is_open and now - self._last <= PAUSE
        joined = _joined(self._done[-1].edits, step.edits) if goes_on and self._done else None
        if joined is None:
            self._done.append(step)
        elif joined:
            self._done[-1] = Step(self._done[-1].what, joined)
        else:  # typed, and deleted by hand
            self._done.pop()
        self._undone.clear()
        self._is_open, self._last = typing and joined != () and _goes_on(step.edits), now
        self._know(step.edits, values)

    def checkpoint(self) -> None:
        """Make further typing a new step: the user moved elsewhere."""
        self._is_open = False

    def undo(self, values: Values) -> Applied | None:
        """Undo the last step; None if there is none."""
        return self._move(values, back=True)

    def redo(self, values: Values) -> Applied | None:
        """Redo the last undone step; None if there is none."""
        return self._move(values, back=False)

    def _move(self, values: Values, *, back: bool) -> Applied | None:
        self.follow(values)
        self.checkpoint()
        from_, to = (self._done, self._undone) if back else (self._undone, self._done)
        if not from_:
            return None
        step = from_.pop()
        to.append(step)
        made = [edit.inverse for edit in reversed(step.edits)] if back else list(step.edits)
        ranges = [edit.do(values) for edit in made]
        self._know(step.edits, values)
        places = {one.path: one for one in reversed(ranges)}  # of a place the first
        return Applied(step.what, tuple(reversed(places.values())))

    def _know(self, edits: Iterable[Edit], values: Values) -> None:
        for edit in edits:
            self._known[edit.path] = values.value(edit.path)

    # What others changed

    def follow(self, values: Values) -> None:
        """Rebase all steps over what the draft holds now that none of them put there."""
        for path, known in self._known.items():
            now = values.value(path)
            if now is not known and (now != known or type(now) is not type(known)):
                self._known[path] = now
                values.put_typed(path, None)  # it is theirs now
                self._rebase(path, theirs(path, known, now))

    def _rebase(self, path: KeyPath, others: Splices | None) -> None:
        self.checkpoint()
        self._done = _rebased(self._done, path, others, back=True)
        self._undone = _rebased(self._undone, path, others, back=False)


def _rebased(steps: deque[Step], path: KeyPath, others: Splices | None, *, back: bool) -> deque[Step]:
    """Steps, the last of which comes next, rebased; `back` if they are to be undone."""
    found: list[Step] = []
    for step in reversed(steps):
        edits: list[Edit] = []
        for edit in reversed(step.edits) if back else step.edits:
            kept: Edit | None = edit
            if edit.path == path and others != ():
                kept, others_after = over(edit.inverse if back else edit, others)
                kept = kept.inverse if kept is not None and back else kept
                others = others if others is None else others_after
            if kept is not None:
                edits.append(kept)
        if edits:
            found.append(step._replace(edits=tuple(reversed(edits) if back else edits)))
    return deque(reversed(found), MOST)


# Typing


def _joined(before: Sequence[Edit], after: Sequence[Edit]) -> tuple[Edit, ...] | None:
    """The edits of a step that typing extends; none left if it ends as it began, and None if another step begins."""
    if len({edit.path for edit in (*before, *after)}) > 1:
        return None
    if not any(isinstance(edit, TextEdit) for edit in after):
        return _joined_values(before, after)
    if len(before) != 1 or len(after) != 1:
        return None
    (first,), (second,) = before, after
    splices = splices_of(first)
    if splices is None or not isinstance(second, TextEdit):
        return None
    joined = _joined_splices(*splices, *second.splices) if len(splices) == len(second.splices) == 1 else None
    if joined is None:
        return None
    if isinstance(first, ValueEdit):  # of no text
        return (ValueEdit(first.path, first.old, joined.new),) if first.old is None else None
    return (TextEdit(first.path, (joined,)),)


def _goes_on(edits: Sequence[Edit]) -> bool:
    """Whether further typing may join the step: not after a line break, a paste, or deleting a selection."""
    splices = splices_of(edits[0]) if len(edits) == 1 else None
    return splices is None or all(_is_short(one.new or one.old) for one in splices)


def _joined_values(before: Sequence[Edit], after: Sequence[Edit]) -> tuple[Edit, ...] | None:
    """Values typed into a form: the first before, the last after."""
    if not all(isinstance(edit, ValueEdit | TypedEdit) for edit in (*before, *after)):
        return None
    found: list[Edit] = []
    for kind in (ValueEdit, TypedEdit):
        own = [edit for edit in (*before, *after) if isinstance(edit, kind)]
        if own and (own[0].old != own[-1].new or type(own[0].old) is not type(own[-1].new)):
            found.append(kind(own[0].path, own[0].old, own[-1].new))  # type: ignore[arg-type]
    return tuple(found)


def _joined_splices(first: Splice, second: Splice) -> Splice | None:
    """Two splices, the second made in the text after the first, as one; None if they are separate actions."""
    start, old, new = first
    if second.old == "" and new:  # writing on
        at = second.start - start
        after = new[at:]
        if not 0 < at <= len(new) or after not in ("", "\n") or len(old) + len(new) + len(second.new) > LONGEST:
            return None
        if _ends(new[at - 1]) and not _ends(second.new[0]):
            return None
        return Splice(start, old, new[:at] + second.new + after) if _is_short(second.new) else None
    if second.new == "" and new == "" and _is_short(second.old) and len(old) + len(second.old) <= LONGEST:
        if second.end == start:  # Backspace
            return Splice(second.start, second.old + old, "")
        if second.start == start:  # Delete
            return Splice(start, old + second.old, "")
    return None


def _is_short(typed: str) -> bool:
    """Whether it is one character on its line; a line break and pasted text are steps of their own.

    The line break that ends a text in the file comes and goes with its first character.
    """
    return len(typed.removesuffix("\n")) == 1


def _ends(character: str) -> bool:
    """Whether a word, or a Chinese clause, ends with this character: a space, a punctuation mark, a closing bracket."""
    return character.isspace() or unicodedata.category(character) in ("Po", "Pe", "Pf")
