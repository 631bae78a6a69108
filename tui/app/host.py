"""What a screen may ask of the application, so that no screen imports it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from textual.screen import Screen

from tui.app.remembered import Memory
from tui.app.settings import Settings
from tui.base.errors import BaogaoError
from tui.base.messages import Language, Message
from tui.checking.office import Offices
from tui.draft.draft import Draft
from tui.rules.finding import Finding


class Host(Protocol):
    """The application, as its screens see it."""

    settings: Settings
    language: Language
    offices: Offices
    remembered: Memory

    @property
    def keymap(self) -> Mapping[str, str]:
        """The keys that the user gave to commands."""

    def words(self, message: Message | str) -> str:
        """A message in the person's language, safe to be shown."""

    def short(self, file: str) -> str:
        """A file as it is named from the current folder, where that is shorter."""

    def inform(self, message: Message | str) -> None:
        """Say something in passing, in the bottom line."""

    def warn(self, error: BaogaoError) -> None:
        """Say what went wrong, where, and what to do about it, in a dialog."""

    def tell_place(self, finding: Finding, draft: Draft) -> None:
        """Say where in the file a finding is that no widget shows."""

    def open_draft(self, file: Path) -> Any:
        """Open a draft and write on it."""

    async def close_draft(self) -> None:
        """Save, and go back to the list of drafts."""

    def save(self) -> None:
        """Save now, and say what keeps it from being saved."""

    def settle(self) -> Any:
        """Ask about each place that others changed too."""

    def lay_beside(self, file: Path) -> bool:
        """Show another draft beside the open one; False, with a warning, where it cannot be read."""

    async def push_screen_wait(self, screen: Screen[Any]) -> Any:
        """Show a screen and wait for its result."""
