"""The protocol between screens and the application, which no screen imports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from textual.screen import Screen

from tui.app.remembered import Memory
from tui.app.settings import Settings
from tui.base.errors import BaogaoError
from tui.base.messages import Language, Message

if TYPE_CHECKING:  # the list of drafts is shown before a draft can be read
    from tui.checking.office import Offices
    from tui.draft.draft import Draft
    from tui.rules.finding import Finding


class Host(Protocol):
    """The application as its screens see it."""

    settings: Settings
    language: Language
    remembered: Memory

    @property
    def offices(self) -> Offices:
        """Opens drafts with what their offices set."""

    @property
    def keymap(self) -> Mapping[str, str]:
        """The user's own keys for commands."""

    def words(self, message: Message | str) -> str:
        """A message in the user's language, safe to show."""

    def short(self, file: str) -> str:
        """A file's name relative to the current folder, if that is shorter."""

    def inform(self, message: Message | str) -> None:
        """Show a passing remark in the bottom line."""

    def warn(self, error: BaogaoError) -> None:
        """Say what went wrong, where, and what to do about it, in a dialog."""

    def tell_place(self, finding: Finding, draft: Draft) -> None:
        """Say where in the file a finding is, for a finding that no widget shows."""

    def open_draft(self, file: Path) -> Any:
        """Open a draft to write it."""

    async def close_draft(self) -> None:
        """Save, and go back to the list of drafts."""

    def save(self) -> None:
        """Save now, and say what keeps it from being saved."""

    def offers(self, command: str) -> bool:
        """Whether there is something to do for a command that the bottom line shows only then."""

    def save_copy(self) -> Any:
        """Ask for another name, and save the draft under it."""

    def resolve(self) -> Any:
        """Ask about each passage that others changed too."""

    def lay_beside(self, file: Path) -> bool:
        """Show another draft beside the open one; False, with a warning, if it cannot be read."""

    async def push_screen_wait(self, screen: Screen[Any]) -> Any:
        """Show a screen and wait for its result."""
