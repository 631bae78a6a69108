"""The draft that is open: its session, its judge, and what the screens need to know of both. It outlives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from tui.base.errors import BaogaoError
from tui.checking.office import Office
from tui.draft.draft import Draft
from tui.draft.place import text_path
from tui.editing.values import Value
from tui.outline.outline import Edition
from tui.rules.finding import Finding
from tui.session.session import Outcome, Report, Session
from tui.toml import KeyPath

if TYPE_CHECKING:
    from tui.checking.incremental import IncrementalCheck


class OpenDraft:
    """One open draft."""

    def __init__(self, session: Session, office: Office, today: date) -> None:
        self.session = session
        self.office = office
        self.today = today
        self.edition: Edition = "filed"
        self.saved: datetime | None = None
        self.trouble: BaogaoError | None = None
        """Why the file could not be written or read when that was tried last; None once it could."""
        self.last_year: Draft | None = None
        self._asked: dict[KeyPath, Value | None] = {}
        self.unfinished: dict[KeyPath, str] = {}
        """What was typed in the letterhead and can be no value yet: half a date, a day that is not in the calendar."""
        self._judge: IncrementalCheck | None = None
        self._looked: tuple[int, int, int] | None = None

    @property
    def draft(self) -> Draft:
        """The draft as it stands."""
        return self.session.draft

    @property
    def findings(self) -> Sequence[Finding]:
        """Everything that is wrong with the draft as it stands."""
        return self.findings_as(self.edition)

    def findings_as(self, edition: Edition) -> Sequence[Finding]:
        """Everything that is wrong with the draft as an edition. The first who asks loads the rules."""
        from tui.checking.incremental import IncrementalCheck

        if self._judge is None:
            self._judge = IncrementalCheck(self.office, self.today)
        return self._judge.findings(self.draft, edition, self.year_before)

    @property
    def year_before(self) -> Draft | None:
        """The draft that lies beside this one, if it is that of the year before, of the same report."""
        last, here = self.last_year, self.draft
        fits = last is not None and last.outline.id == here.outline.id and last.year == (here.year or 0) - 1
        return last if fits else None

    @property
    def withheld(self) -> Sequence[Finding]:
        """The errors that keep the draft from being published."""
        return self.office.withheld(self.draft, self.today)

    def text(self, section: str) -> str:
        """A section's text as it is shown in an editor: without the line break that ends it in the file."""
        value = self.session.value(text_path(section))
        return value.rstrip("\n") if isinstance(value, str) else ""

    def write_text(self, section: str, text: str) -> None:
        """Take over a section's text from an editor."""
        self.session.write_text(section, f"{text}\n" if text and not text.endswith("\n") else text)

    def tick(self) -> Report:
        """Remember, save and look at the file, as it is time; what goes wrong is kept in `trouble`."""
        try:
            report = self.session.tick()
            if report.outcome is Outcome.NOTHING and self._is_changed_outside():
                report = self.session.look()
                self.trouble = None  # it can be read; what cannot be written is said when that is tried again
        except BaogaoError as error:
            self.trouble = error
            return Report(Outcome.NOTHING)
        self._note(report)
        return report

    def save(self) -> Report:
        """Save now. Raises `BaogaoError` as the session does."""
        try:
            report = self.session.save()
        except BaogaoError as error:
            self.trouble = error
            raise
        self._note(report)
        return report

    def _note(self, report: Report) -> None:
        if report.outcome in (Outcome.SAVED, Outcome.MERGED) and not self.session.unsaved:
            self.saved = datetime.now()
            self._looked = None
        if report.outcome is not Outcome.NOTHING:
            self.trouble = None

    def _is_changed_outside(self) -> bool:
        """Whether the file may be another than when it was last read, which then tells what of it changed.

        After it was opened or saved here it may: who writes it at the same moment is not to go unnoticed.
        """
        try:
            status = self.session.file.stat()
        except OSError:
            return False
        now = (status.st_mtime_ns, status.st_size, status.st_ino)
        if now == self._looked or not self.session.is_settled():
            return False
        self._looked = now
        return True

    def has_new_clash(self) -> bool:
        """Whether something must be asked that has not been asked before in this state: what is put off stays put off."""
        clashes = {path: clash.theirs for path, clash in self.session.clashes.items()}
        is_new = any(path not in self._asked or self._asked[path] != theirs for path, theirs in clashes.items())
        self._asked = clashes
        return is_new

    def mend(self, findings: Iterable[Finding]) -> int:
        """Make the fixes of these findings; the result is how many values changed."""
        from tui.rules.fix import filled, fixed

        chosen = list(findings)
        changes = {**fixed(self.draft, chosen), **filled(chosen)}
        for path, value in changes.items():
            self._put(path, value)
        return len(changes)

    def _put(self, path: KeyPath, value: str | int) -> None:
        """Write a value; one that is an item of a list as that list, which is what forms and the session know it by."""
        items = self.session.value(path[:-1])
        if isinstance(path[-1], int) and isinstance(items, list):
            self.session.write(path[:-1], [*items[: path[-1]], value, *items[path[-1] + 1 :]])
        else:
            self.session.write(path, value)

    def mend_all(self) -> int:
        """Make every fix there is, and those that come to light by it; the result is how many findings are gone."""
        from tui.rules.fix import ROUNDS, without_decisions

        before = len(self.findings)
        for _ in range(ROUNDS):
            if not self.mend(without_decisions(self.findings)):
                break
        return before - len(self.findings)
