"""A line of a size that its text does not change: new words cost no layout, and the same words nothing."""

from __future__ import annotations

from textual.widgets import Static

from tui.app.translated import plain


class StillLine(Static):
    """Says something on one line, or on as many as its style gives it."""

    _told: str | None = None

    def tell(self, text: str) -> None:
        """Say this from now on."""
        if text != self._told:
            self._told = text
            self.update(plain(text), layout=False)
