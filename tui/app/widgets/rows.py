"""A list to choose from whose chosen row can be reversed, which a terminal of few colours needs."""

from __future__ import annotations

from textual.style import Style
from textual.widgets import OptionList

_CHOSEN = "option-list--option-highlighted"


class Rows(OptionList):
    """A list of rows.

    Textual drops `reverse` from the styles of rows (`Widget.get_visual_style`, seen in 8.2.8, no issue upstream; canary:
    tests/app/test_canaries.py).
    """

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """The style of a row, reversed where the theme says so."""
        style = super().get_visual_style(*component_classes, partial=partial)
        if _CHOSEN in component_classes and self.get_component_styles(*component_classes).text_style.reverse:
            return style + Style(reverse=True)
        return style
