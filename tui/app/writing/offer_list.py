"""The list of offers, over the text below the cursor. It never has the focus, and moves nothing."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Offset, Region
from textual.widgets import Static

from tui.app.translated import fitted, plain
from tui.app.writing.completion import Offer

_WIDEST = 48  # cells


class OfferList(Static, can_focus=False):
    """Shows offers, one of them perhaps highlighted."""

    COMPONENT_CLASSES = {"offers--chosen", "offers--detail"}  # noqa: RUF012  # the base's type is no ClassVar
    DEFAULT_CSS = """
    OfferList {
        overlay: screen;
        constrain: inside inflect;
        width: auto;
        height: auto;
        max-width: 52;
        padding: 0 1;
        background: $panel;
        color: $foreground;
        .offers--chosen { background: $primary; color: $text; text-style: bold; }
        .offers--detail { color: $text-muted; }
    }
    """

    def show(self, offers: Sequence[Offer], chosen: int | None, hint: str, at: Offset, within: Region) -> None:
        """Show offers below a cell of the screen, and the key that takes one.

        They stay within the columns of a region: Textual loses wide characters of a widget over the edge of another one
        (canary: tests/app/test_canaries.py).
        """
        lines = [self._line(offer, n == chosen) for n, offer in enumerate(offers)]
        hint_style = self.get_visual_style("offers--detail")
        self.update(Content("\n").join([*lines, plain(hint).stylize(hint_style)]))
        width = max(line.cell_length for line in lines) + 2
        left = max(within.x, min(at.x, within.right - max(width, cell_len(hint) + 2)))
        self.absolute_offset = Offset(left, at.y + 1)
        self.display = True
        self.refresh(layout=True)

    def _line(self, offer: Offer, is_chosen: bool) -> Content:
        label = plain(fitted(offer.label, _WIDEST))
        if is_chosen:
            label = label.stylize(self.get_visual_style("offers--chosen"))
        if not offer.detail:
            return label
        return label + plain(f"  {fitted(offer.detail, 12)}").stylize(self.get_visual_style("offers--detail"))
