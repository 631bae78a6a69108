"""What the screens on an open draft have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from textual.screen import Screen

from tui.app.translated import Speaking
from tui.session.open_draft import Desk
from tui.toml import KeyPath

Result = TypeVar("Result")


class DeskScreen(Screen[Result], Speaking):
    """A screen on the draft that is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def desk_changed(self, taken: Sequence[KeyPath] = ()) -> None:
        """Something was saved, or taken over from outside at the places in `taken`."""
