"""A line with a size that does not depend on its text: a new text costs no layout, the same text nothing."""

from __future__ import annotations

from textual.widgets import Static

from tui.app.translated import plain


class StillLine(Static):
    """Shows a text on one line, or on as many as its style allows."""

    _told: str | None = None

    def tell(self, text: str) -> None:
        """Show this text from now on."""
        if text != self._told:
            self._told = text
            self.update(plain(text), layout=False)
