"""The protocol between the writing screen and the widget of a section, which need not be text.

A view shows its section of the open draft, and hands what is typed to the open draft at once; it never uses another
view. Changes made elsewhere come back through `rewrite`. A new kind of section takes a widget with these methods, and a
line in `tui.app.writing.sections.VIEWS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tui.base.messages import Message
from tui.draft.quotation import Anchor
from tui.rules.finding import Finding
from tui.toml import KeyPath


class SectionView(Protocol):
    """The widget of a section, made with the open draft and the section, and mounted on its first visit."""

    @property
    def cursor(self) -> int:
        """The cursor's offset in the section's text; 0 if it has no text."""

    def flush(self) -> None:
        """Hand the open draft what is not there yet, such as half a number."""

    @property
    def selected(self) -> tuple[int, int]:
        """The selection in the section's text: `start` up to `end`, equal if nothing is selected."""

    def show(self, findings: Sequence[Finding], notes: Sequence[Anchor] = ()) -> None:
        """Show the findings and open notes of the section."""

    def reveal(self, start: int, end: int, *, path: KeyPath = (), select: bool = True) -> None:
        """Select the characters `start` up to `end` of the value at `path`, without one of the section's text, and show them.

        With `select` off the cursor goes after them, and what is in view does not move.
        """

    def rewrite(self, paths: Sequence[KeyPath]) -> None:
        """Show the values at these places: they were undone, fixed, replaced, or changed by others."""

    def take(self, what: Message, text: str) -> None:
        """Insert a text at the cursor, as a step called `what`: a sentence of last year's, a reference to a figure."""
