"""The open draft: the one way to change it, with its history, its checks and its file. It outlives screens.

Every change that a person makes is one step of the history: call `change`, or a method named for what it changes.
Whoever shows the draft sets `follow`, which is called with the places whose value has changed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui.base.errors import BaogaoError
from tui.base.messages import Message, say
from tui.checking.office import Office
from tui.draft.draft import Draft
from tui.draft.place import text_path
from tui.draft.unsorted import is_unsorted, sections_shown
from tui.editing.merge import Conflict
from tui.editing.questions import questions
from tui.editing.values import Value
from tui.outline.outline import Edition, Outline
from tui.rules.finding import Finding
from tui.session.edits import Edit, TypedEdit, edits
from tui.session.history import Applied, EditHistory, Step
from tui.session.open_values import OpenValues
from tui.session.origin import storable
from tui.session.recovery import Recovery
from tui.session.saving import Saving
from tui.session.session import SaveResult, Session
from tui.toml import KeyPath

if TYPE_CHECKING:
    from tui.checking.incremental import IncrementalCheck

TYPING = say("typing")
"""The name of the step for typing, whatever it goes into."""


def _nobody(_: Sequence[KeyPath]) -> None:
    """Nobody shows the draft."""


class OpenDraft:
    """One open draft."""

    def __init__(
        self, session: Session, office: Office, today: date, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.session = session
        self.office = office
        self.today = today
        self.edition: Edition = "filed"
        self.last_year: Draft | None = None
        self.follow: Callable[[Sequence[KeyPath]], None] = _nobody
        """Called after each change, undo and redo with the places that hold another value now."""
        self._saving = Saving(session, self._follow_session)
        self._history = EditHistory(clock)
        self._values = OpenValues(session)
        self._check: IncrementalCheck | None = None

    # What is in it

    @property
    def draft(self) -> Draft:
        """The draft as it stands."""
        return self.session.draft

    @property
    def outline(self) -> Outline:
        """The outline."""
        return self.session.outline

    @property
    def file(self) -> Path:
        """The draft's file."""
        return self.session.file

    @property
    def unsaved(self) -> Sequence[KeyPath]:
        """The places whose value is not in the file yet."""
        return self.session.unsaved

    @property
    def conflicts(self) -> Mapping[KeyPath, Conflict]:
        """The places that others changed too, which must be decided."""
        return self.session.conflicts

    @property
    def questions_left(self) -> int:
        """How many passages and values wait for somebody to choose between ours and theirs."""
        return sum(len(questions(conflict)) for conflict in self.session.conflicts.values())

    @property
    def findings(self) -> Sequence[Finding]:
        """Everything wrong with the draft at this moment."""
        return self.findings_as(self.edition)

    def findings_as(self, edition: Edition) -> Sequence[Finding]:
        """Everything wrong with the draft in an edition. The first call loads the rules."""
        from tui.checking.incremental import IncrementalCheck

        if self._check is None:
            self._check = IncrementalCheck(self.office, self.today)
        return self._check.findings(self.draft, edition, self.year_before)

    @property
    def year_before(self) -> Draft | None:
        """The draft shown beside this one, if it is last year's for the same report."""
        last, here = self.last_year, self.draft
        fits = last is not None and last.outline.id == here.outline.id and last.year == (here.year or 0) - 1
        return last if fits else None

    @property
    def withheld(self) -> Sequence[Finding]:
        """The errors that keep the draft from being published."""
        return self.office.withheld(self.draft, self.today)

    def value(self, path: KeyPath) -> Value | None:
        """The value at a place, its line breaks normalised; None if there is none. The notes are one place, and so are the waivers."""
        return self._values.value(path)

    def text(self, section: str) -> str:
        """A section's text as shown in an editor: without the line break that ends it in the file."""
        value = self.value(text_path(section))
        return value.removesuffix("\n") if isinstance(value, str) else ""

    def texts(self) -> dict[str, str]:
        """The texts of the prose sections, in order, as editors show them; what is in no section comes first."""
        return {section.id: self.text(section.id) for section in sections_shown(self.draft) if section.kind == "prose"}

    @property
    def unfinished(self) -> Mapping[KeyPath, str]:
        """Form input that cannot be a value yet: half a date, a date that is not in the calendar."""
        return self._values.unfinished

    # Changing it

    def change(
        self,
        what: Message,
        values: Mapping[KeyPath, Value | None],
        *,
        typing: bool = False,
        cursor: int | None = None,
        unfinished: Mapping[KeyPath, str | None] | None = None,
    ) -> bool:
        """Set places to other values, as one step named `what`; returns whether anything changed.

        Typing extends the previous step as long as it is one action; `cursor` is then its position in the text
        afterwards. `unfinished` is form input that cannot be a value, or None where it is gone.
        """
        self._history.follow(self._values)
        made = self._made(values, cursor)
        for path, text in (unfinished or {}).items():
            if text != self._values.typed(path):
                made.append(TypedEdit(path, self._values.typed(path), text))
                made[-1].do(self._values)
        return self._record(what, made, typing=typing)

    def change_in_rounds(self, what: Message, rounds: Iterable[Mapping[KeyPath, Value | None]]) -> bool:
        """Set places to other values, all as one step; returns whether anything changed.

        A round sees what those before it have made, and the first that changes nothing is the last.
        """
        self._history.follow(self._values)
        made: list[Edit] = []
        for values in rounds:
            round = self._made(values)
            if not round:
                break
            made += round
        return self._record(what, made)

    def _made(self, values: Mapping[KeyPath, Value | None], cursor: int | None = None) -> list[Edit]:
        made: list[Edit] = []
        for path, value in values.items():
            for edit in edits(path, self.value(path), storable(value), cursor):
                edit.do(self._values)
                made.append(edit)
        return made

    def _record(self, what: Message, made: Sequence[Edit], *, typing: bool = False) -> bool:
        if made:
            self._history.record(Step(what, tuple(made)), self._values, typing=typing)
            self.follow(tuple(dict.fromkeys(edit.path for edit in made)))
        return bool(made)

    def type_text(self, section: str, text: str, cursor: int, what: Message = TYPING) -> None:
        """Take over a section's text from its editor after typing, or after an insertion with another name.

        `cursor` is the position after it.
        """
        values = self._as_values({section: text})
        self.change(what, values, typing=what is TYPING, cursor=cursor)

    def rewrite_texts(self, what: Message, texts: Mapping[str, str]) -> bool:
        """Set the texts of sections, as editors show them, in one step."""
        return self.change(what, self._as_values(texts))

    def _as_values(self, texts: Mapping[str, str]) -> dict[KeyPath, Value | None]:
        """Editor texts as the draft holds them: with a line break at the end, unless they are empty.

        Text that was in no section has no key when it is empty.
        """
        return {
            text_path(section): f"{text}\n" if text else None if is_unsorted(self.outline, section) else ""
            for section, text in texts.items()
            if text != self.text(section)
        }

    def write_figure(self, id: str, value: Value | None) -> None:
        """Set a figure as typed; None removes it."""
        self.change(say("a figure"), {("figures", id): value}, typing=True)

    def mark_ready(self, section: str, ready: bool) -> None:
        """Mark a section as ready, or as still being written; the latter needs no key if the file has none."""
        path = ("sections", section, "status")
        marked = "ready" if ready else None if self.session.value_in_file(path) is None else "writing"
        self.change(say("the mark of a section"), {path: marked})

    def write_owner(self, section: str, owner: str) -> None:
        """Set who writes a section; an empty name removes the key."""
        self.change(say("who writes a section"), {("sections", section, "owner"): owner or None})

    # Undo and redo

    def undo(self) -> Applied | None:
        """Undo the last step; what others changed since stays. None if there is nothing to undo."""
        return self._moved(self._history.undo(self._values))

    def redo(self) -> Applied | None:
        """Redo what was undone last. None if nothing was, or something else was changed since."""
        return self._moved(self._history.redo(self._values))

    def _moved(self, applied: Applied | None) -> Applied | None:
        if applied is not None:
            self.follow(tuple(one.path for one in applied.ranges))
        return applied

    def checkpoint(self) -> None:
        """Make further typing a step of its own: the cursor went elsewhere."""
        self._history.checkpoint()

    # Its file

    @property
    def saved(self) -> datetime | None:
        """When everything was saved last, since it was opened."""
        return self._saving.saved

    @property
    def trouble(self) -> BaogaoError | None:
        """Why the file could not be written or read at the last attempt; None once it could."""
        return self._saving.trouble

    def tick(self) -> SaveResult:
        """Remember, save and look at the file when due; what goes wrong is kept in `trouble`."""
        return self._saving.tick()

    def save(self) -> SaveResult:
        """Save now. Raises `BaogaoError` like the session."""
        return self._saving.save()

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be saved under the draft's own name; see `save_copy`."""
        return self.session.is_read_only

    def save_copy(self, file: Path) -> None:
        """Save under a new name and go on with that file; the steps can still be undone. Raises like the session."""
        self._saving.save_copy(file)

    def remember(self) -> None:
        """Write down what is unsaved, for the next start. Raises `BaogaoError` like the session."""
        self.session.remember()

    def left_behind(self) -> Sequence[Recovery]:
        """The work on this draft that a crash left unsaved."""
        return self.session.left_behind()

    def recover(self, left: Recovery) -> None:
        """Restore unsaved work; see `Session.recover`."""
        self.session.recover(left)
        self._follow_session([change.path for change in left.changes])

    def decide(self, path: KeyPath, value: Value | None) -> None:
        """Settle a conflict: the value that is kept."""
        self.session.decide(path, value)
        self._follow_session([path])

    def _follow_session(self, paths: Sequence[KeyPath]) -> None:
        """Handle changes that are not steps: the steps are rebased over them, and they are shown."""
        self._history.follow(self._values)
        if paths:
            self.follow(tuple(paths))
