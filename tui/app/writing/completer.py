"""Completion while writing: the offers at the cursor, and the keys that take them.

No character typed by an input method is a key of the list: Tab takes the offer, the arrows choose in a list, Enter
takes the choice, Esc closes. The list is up to date before the next key, so that a burst of keys does the same as slow
ones.
"""

from __future__ import annotations

from textual import events
from textual.document._document import EditResult
from textual.document._edit import Edit

from tui.app.widgets.chinese_area import ChineseArea
from tui.app.writing.completion import Offers
from tui.app.writing.offer_list import OfferList
from tui.base.messages import Message, say

_LISTED = say("Tab: take   up, down: choose   Esc: close")
_PLAIN = say("Tab: take   Esc: close")


class Completer(ChineseArea):
    """An area that completes words as they are typed, from `offers_at`."""

    _offers: Offers | None = None
    _chosen: int | None = None

    def offers_at(self, line: str, column: int) -> Offers | None:
        """The offers at a column of a line."""
        return None

    def complete(self, text: str) -> None:
        """Replace the selection with a text."""
        self.replace(text, *self.selection, maintain_selection_offset=False)

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit; a character typed may bring up offers."""
        result = super().edit(edit)
        if self.has_focus and len(edit.text) <= 1 and edit.text != "\n":
            self._look()
        else:
            self.close_offers()
        return result

    def _look(self) -> None:
        row, column = self.cursor_location
        before = self._offers
        self._offers = self.offers_at(self.document.get_line(row), column) if self.selection.is_empty else None
        self._chosen = None
        if before is not None or self._offers is not None:  # most keys: nothing to look for on the screen
            self._tell()

    @property
    def offered(self) -> Offers | None:
        """The current offers."""
        return self._offers

    def close_offers(self) -> None:
        """Offer nothing."""
        if self._offers is not None:
            self._offers = None
            self._tell()

    async def on_key(self, event: events.Key) -> None:
        """Handle the keys of the list while it is shown."""
        if self._offers is None:
            return
        if self._acts(event.key, self._offers):
            event.prevent_default()
            event.stop()
        elif not event.is_printable and event.key != "backspace":
            self.close_offers()

    def _acts(self, key: str, offered: Offers) -> bool:
        count = len(offered.choices)
        if key == "escape":
            self.close_offers()
        elif key == "tab" or (key == "enter" and self._chosen is not None):
            self._take(offered)
        elif key == "down" and offered.listed:
            self._chosen = 0 if self._chosen is None else (self._chosen + 1) % count
            self._tell()
        elif key == "up" and offered.listed and self._chosen is not None:
            self._chosen = (self._chosen - 1) % count
            self._tell()
        else:
            return False
        return True

    def _take(self, offered: Offers) -> None:
        row = self.cursor_location[0]
        self.selection = type(self.selection)((row, offered.start), (row, offered.end))
        text = offered.choices[self._chosen or 0].text
        self.close_offers()
        self.complete(text)
        self.move_cursor(self.selection.end)
        self.close_offers()

    def on_blur(self) -> None:
        """Close the list when the focus leaves."""
        self.close_offers()

    def on_mouse_down(self) -> None:
        """Close the list on a click."""
        self.close_offers()

    def _tell(self) -> None:
        if not self.is_attached:
            return
        shown = next(iter(self.screen.query(OfferList)), None)
        if self._offers is None:
            if shown is not None:
                shown.display = False
            return
        if shown is None:
            shown = OfferList()
            self.screen.mount(shown)
        self.call_after_refresh(self._show, shown)

    def _show(self, shown: OfferList) -> None:
        if self._offers is not None and shown.is_attached:
            hint: Message = _LISTED if self._offers.listed else _PLAIN
            shown.show(self._offers.choices, self._chosen, self.speak(hint), self.cursor_screen_offset, self.region)
