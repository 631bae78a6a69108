"""Drafts checked one by one, for a command line or a collection of hundreds: opened, checked, fixed if asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from tui.base import files
from tui.base.errors import BaogaoError
from tui.base.messages import Message
from tui.checking.diagnostic import Diagnostic, reported, unreadable
from tui.checking.office import STANDARD_INPUT, Offices
from tui.checking.other_drafts import PreviousDrafts
from tui.checking.progress import Progress, progress
from tui.draft.answers import Note
from tui.draft.draft import Draft
from tui.draft.quotation import Anchor, open_notes
from tui.outline.outline import Edition
from tui.rules.finding import UNREADABLE, Finding
from tui.rules.register import RULES
from tui.toml import Document


class OpenNote(NamedTuple):
    """An unanswered note, its line, and whether the words it quotes are gone."""

    line: int
    note: Note
    is_lost: bool

    @property
    def said(self) -> Message | str:
        """The author and the text."""
        return Anchor(self.note, is_lost=self.is_lost).said


class Checked(NamedTuple):
    """The result for one draft: its findings, and the error that kept it from being read, which may be one of them."""

    name: str
    found: list[Diagnostic]
    error: BaogaoError | None = None
    before: str = ""
    """The text as it was and as it is `after` the fixes; both are empty if none were asked for."""
    after: str = ""
    sections: tuple[tuple[str, str], ...] = ()
    fixed: int = 0
    """How many findings were fixed, or would be."""
    withheld: int = 0
    """How many findings keep the draft from being published."""
    progress: Progress | None = None
    """How much of what is required is done, by all rules, whichever were asked for."""
    notes: tuple[OpenNote, ...] = ()
    compared_year: int | None = None
    """The draft's year, if last year's draft was looked for to compare it with."""

    @property
    def is_among_findings(self) -> bool:
        """Whether the error is reported as a finding."""
        return self.error is not None and any(one.code == UNREADABLE for one in self.found)


class BatchCheck(Struct):
    """Checks drafts one by one. It can be sent to another process.

    A fix that is a decision is made only if its rule alone was asked for.
    """

    offices: Offices
    edition: Edition
    today: date | None = None
    codes: frozenset[str] = frozenset(RULES)
    fixes: bool = False
    writes: bool = False
    _previous: PreviousDrafts | None = None

    def __call__(self, name: str, content: bytes | None = None) -> Checked:
        """Check one draft, whose file may have been read already.

        What keeps it from being read, checked or fixed is in the result, so others can be checked.
        """
        try:
            office = self.offices.of_draft(name)
        except BaogaoError as error:
            return Checked(name, [], error)
        shown = self.offices.stdin_name if name == STANDARD_INPUT else name
        try:
            draft = self.offices.open(name, content)
        except BaogaoError as error:
            row = unreadable(error, shown)
            return Checked(name, [row] if row else [], error)
        before, as_it_is = draft.document, draft
        found = everything = self._findings(name, draft)
        trouble: BaogaoError | None = None
        if self.fixes:
            draft, everything = self._fixed(name, draft, everything)
            if self.writes and draft.document.source != before.source:
                try:
                    before, draft, everything = self._rewritten(name)
                except BaogaoError as error:
                    draft, everything, trouble = as_it_is, found, error
        findings = self._asked_for(everything)
        headings = tuple((section.id, draft.heading(section) or "") for section in draft.outline.sections)
        return Checked(
            name,
            reported(draft, findings),
            trouble,
            before=before.text if self.fixes else "",
            after=draft.document.text if self.fixes else "",
            sections=headings,
            fixed=self._gone(self._asked_for(found), findings) if self.fixes else 0,
            withheld=len(office.withheld(draft, self.today)),
            progress=progress(draft, self.edition, everything),
            notes=tuple(_open_notes(draft)),
            compared_year=draft.year if _is_compared(draft) else None,
        )

    def _rewritten(self, name: str) -> tuple[Document, Draft, list[Finding]]:
        """Fix a draft in its file, reread under its lock: the source before, the draft after, and all findings in it."""

        def rewrite() -> tuple[Document, Draft, list[Finding]]:
            draft = self.offices.open(name)
            before = draft.document
            draft, everything = self._fixed(name, draft, self._findings(name, draft))
            if draft.document.source != before.source:
                files.write(Path(name), draft.document.source, replacing=before.source)
            return before, draft, everything

        return files.rewrite(Path(name), rewrite)

    @staticmethod
    def _gone(before: list[Finding], after: list[Finding]) -> int:
        from tui.rules.fix import gone  # a mere check fixes nothing

        return gone(before, after)

    def _asked_for(self, findings: list[Finding]) -> list[Finding]:
        return [one for one in findings if one.code in self.codes]

    def _findings(self, name: str, draft: Draft) -> list[Finding]:
        """Everything wrong with a draft, whichever rules were asked for: progress is by all of them."""
        last_year = None
        if _is_compared(draft):
            self._previous = self._previous or PreviousDrafts(self.offices)
            last_year = self._previous.of(draft, Path(name))
        return self.offices.of_draft(name).check(draft, self.edition, self.today, last_year=last_year)

    def _fixed(self, name: str, draft: Draft, everything: list[Finding]) -> tuple[Draft, list[Finding]]:
        from tui.editing.edit import edit
        from tui.editing.order import Order
        from tui.rules.fix import (  # a mere check needs nothing that writes
            ROUNDS,
            filled,
            fixed,
            without_decisions,
        )

        order = Order(draft.outline)
        for _ in range(ROUNDS):
            findings = self._asked_for(everything)
            chosen = findings if len(self.codes - {UNREADABLE}) == 1 else without_decisions(findings)
            changes = {**fixed(draft, chosen), **filled(chosen)}
            if not changes:
                break
            document = edit(draft.document, changes, order)
            draft = Draft(document, draft.outline)
            everything = self._findings(name, draft)
        return draft, everything


def _is_compared(draft: Draft) -> bool:
    """Whether a draft is compared with last year's."""
    return draft.outline.needs_last_year


def _open_notes(draft: Draft) -> Iterator[OpenNote]:
    for one in open_notes(draft):
        yield OpenNote(draft.document.place(("notes", one.note.index)).start.line, one.note, one.is_lost)
