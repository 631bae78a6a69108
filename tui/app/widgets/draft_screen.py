"""What the screens on an open draft have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from textual.screen import Screen

from tui.app.translated import Translated
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath

Result = TypeVar("Result")

QUIET = 0.12
"""Seconds without a key, after which what was written is checked."""


class DraftScreen(Screen[Result], Translated):
    """A screen on the draft that is open."""

    def __init__(self, opened: OpenDraft) -> None:
        super().__init__()
        self.opened = opened

    def draft_changed(self, taken: Sequence[KeyPath] = ()) -> None:
        """Something was saved, or taken over from outside at the places in `taken`."""
