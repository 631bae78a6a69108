"""A draft checked repeatedly while it is written: only changed sections are checked again."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tui.checking.office import Office
from tui.draft.draft import Draft
from tui.outline.outline import Edition
from tui.rules.finding import Finding
from tui.rules.register import check_section


class _Seen(NamedTuple):
    """Everything in a section that the rules on passages can see."""

    text: str
    edition: Edition
    year: int | None
    day: date | None
    references: tuple[object, ...]


class IncrementalCheck:
    """Returns what `Office.check` returns, reusing the last results of unchanged sections."""

    def __init__(self, office: Office, today: date | None = None) -> None:
        self.office = office
        self.today = today
        self._sections: dict[tuple[str, Edition], tuple[_Seen, list[Finding]]] = {}
        self._last: tuple[Draft, Edition, Draft | None, list[Finding]] | None = None

    def findings(self, draft: Draft, edition: Edition, last_year: Draft | None = None) -> list[Finding]:
        """Everything wrong with a draft in this edition, compared with last year's, by its office's settings."""
        last = self._last
        if last is None or last[0] is not draft or last[1] != edition or last[2] is not last_year:
            found = self.office.check(draft, edition, self.today, self._of_section, last_year)
            self._last = last = (draft, edition, last_year, found)
        return last[3]

    def _of_section(self, draft: Draft, section: str, edition: Edition) -> list[Finding]:
        text = draft.sections[section].text
        seen = _Seen(text, edition, draft.year, draft.day("date"), _references(draft) if "{" in text else ())
        known = self._sections.get((section, edition))
        if known is None or known[0] != seen:
            known = self._sections[section, edition] = (seen, check_section(draft, section, edition))
        return known[1]


def _references(draft: Draft) -> tuple[object, ...]:
    """The values that references in a text can have."""
    figures = tuple((name, figure.written) for name, figure in draft.figures.items())
    return (draft.words("issuer"), figures)
