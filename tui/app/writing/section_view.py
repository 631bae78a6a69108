"""What the writing screen asks of the widget of a section, so that a section need not be text.

A view shows its section as the open draft holds it, and puts what is typed into the open draft at once; it never asks another
view. What changes elsewhere comes back by `rewrite`. To add a kind of section: a widget with these methods, and a line in
`tui.app.writing.sections.VIEWS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tui.base.messages import Message
from tui.rules.finding import Finding
from tui.toml import KeyPath


class SectionView(Protocol):
    """The widget of one section; it is made with the open draft and the section, and mounted when that is first visited."""

    @property
    def cursor(self) -> int:
        """Where in the section's text somebody is; 0 in what has no text."""

    def flush(self) -> None:
        """Put into the open draft what is typed and not there yet: half a number."""

    def show(self, findings: Sequence[Finding]) -> None:
        """Show what is wrong in the section, as it was just checked."""

    def reveal(self, start: int, end: int, *, path: KeyPath = (), select: bool = True) -> None:
        """Select the characters `start` up to `end` of the value at `path`, without one of the section's text, and show them.

        With `select` off the cursor goes after them, and what is in view does not move.
        """

    def rewrite(self, paths: Sequence[KeyPath]) -> None:
        """Show what the open draft holds at these places now: it was undone, fixed, replaced, or changed by others."""

    def take(self, what: Message, text: str) -> None:
        """Put a text in at the cursor, as one step called `what`: a sentence of last year's, a reference to a figure."""
