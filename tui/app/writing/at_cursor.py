"""The worst finding and the open note at the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.app.translated import Translated
from tui.base.messages import say
from tui.base.text import one_line
from tui.draft.quotation import Anchor
from tui.rules.finding import Finding


class AtCursor(NamedTuple):
    """The finding and the note at the cursor, if any."""

    finding: Finding | None = None
    note: Anchor | None = None

    def told(self, screen: Translated, *, note_first: bool = False) -> str:
        """Both in words, each with its key."""
        parts = [self._finding(screen), self._note(screen)]
        return "   ".join(filter(None, reversed(parts) if note_first else parts))

    def _finding(self, screen: Translated) -> str:
        if self.finding is None:
            return ""
        parts = [screen.speak(self.finding.message)]
        if self.finding.fix is not None:
            fix = screen.speak(say("Fix"))
            parts.append(f"{screen.key('fix-here')} {fix}")
        elif self.finding.remedy:
            parts.append(screen.speak(self.finding.remedy))
        return "   ".join(parts)

    def _note(self, screen: Translated) -> str:
        if self.note is None:
            return ""
        told = one_line(screen.speak(say("Note: {text}", text=self.note.said)))
        can_fix = self.finding is not None and self.finding.fix is not None
        answer = screen.speak(say("Answer"))
        return told if can_fix else f"{told}   {screen.key('fix-here')} {answer}"


def at_cursor(findings: Sequence[Finding], notes: Sequence[Anchor], section: str, cursor: int) -> AtCursor:
    """The finding and the note at the cursor in a section's text."""
    if not findings and not notes:  # so the rules need not be loaded
        return AtCursor()
    from tui.checking.round import finding_at, note_at

    return AtCursor(
        finding_at(findings, section, cursor),
        note_at(notes, section, cursor),
    )
