"""One draft checked: opened, judged by its office, mended if asked, and told as findings at their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tui.base import files
from tui.base.errors import BaogaoError
from tui.checking.diagnostic import Diagnostic, reported, unreadable
from tui.checking.office import Offices
from tui.cli.arguments import STANDARD_INPUT, Desk, folder_of
from tui.draft.draft import Draft
from tui.outline.outline import Edition
from tui.rules.finding import Finding
from tui.rules.register import RULES


class Checked(NamedTuple):
    """What came of one draft: its findings, and the error that kept it from being read, which may be one of them."""

    name: str
    found: list[Diagnostic]
    error: BaogaoError | None = None
    before: str = ""
    after: str = ""
    sections: tuple[tuple[str, str], ...] = ()
    withheld: int = 0
    """How many findings keep the draft from being published."""

    @property
    def is_told(self) -> bool:
        """Whether the error stands among the findings."""
        return self.error is not None and bool(self.found)


@dataclass
class DraftCheck:
    """Checks drafts one by one, as a command line asks for it. It can be sent to another process."""

    outline_path: tuple[str, ...]
    edition: Edition
    today: date | None = None
    codes: frozenset[str] = frozenset(RULES)
    stdin_name: str = "<stdin>"
    mends: bool = False
    writes: bool = False
    _desk: Desk | None = field(default=None, repr=False)
    _offices: Offices = field(default_factory=Offices, repr=False)

    def __call__(self, name: str) -> Checked:
        """Check one draft. Raises `BaogaoError` for a bad `baogao.toml`, and for a file that cannot be written."""
        desk = self._desk = self._desk or Desk(self.outline_path, self.stdin_name)
        shown = self.stdin_name if name == STANDARD_INPUT else name
        try:
            draft = desk.open(name)
        except BaogaoError as error:
            row = unreadable(error, shown)
            return Checked(name, [row] if row else [], error)
        before = draft.document
        findings = self._findings(name, draft)
        if self.mends:
            draft, findings = self._mended(name, draft, findings)
            if self.writes and draft.document.source != before.source:
                files.write(Path(name), draft.document.source)
        headings = tuple((section.id, draft.heading(section) or "") for section in draft.outline.sections)
        return Checked(
            name,
            reported(draft, findings),
            before=before.text,
            after=draft.document.text,
            sections=headings,
            withheld=len(self._offices.of(folder_of(name)).withheld(draft, self.today)),
        )

    def _findings(self, name: str, draft: Draft) -> list[Finding]:
        findings = self._offices.of(folder_of(name)).judged(draft, self.edition, self.today)
        return [one for one in findings if one.code in self.codes]

    def _mended(self, name: str, draft: Draft, findings: list[Finding]) -> tuple[Draft, list[Finding]]:
        from tui.editing.edit import edit
        from tui.editing.order import Order
        from tui.rules.fix import ROUNDS, fixed  # who only checks needs nothing of what writes

        order = Order(draft.outline)
        for _ in range(ROUNDS):
            changes = fixed(draft, findings)
            if not changes:
                break
            document = edit(draft.document, changes, order)
            draft = Draft(document, draft.outline)
            findings = self._findings(name, draft)
        return draft, findings
