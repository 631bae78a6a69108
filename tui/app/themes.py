"""The app's own themes: paper, for a light terminal, and ink, for a dark one.

The report is the brightest thing on the screen and everything else steps back. Every text keeps a contrast of at least
4.5:1 (WCAG 2.1, 1.4.3) on the ground, the panel and the selected row; a test computes it.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.theme import Theme


class Palette(NamedTuple):
    """The colours of a theme by purpose."""

    ground: str
    panel: str
    selected: str
    ink: str
    muted: str
    accent: str
    red: str
    warning: str
    good: str
    noted: str
    """The ground of words that a note is about."""


PAPER = Palette(
    "#FAF7F0", "#F1ECE1", "#E3DAC8", "#1F1B16", "#665E52", "#1D4B78", "#B3211B", "#7A4E00", "#2A6239", "#DDE7F1"
)
INK = Palette(
    "#15171B", "#1C1F25", "#2C323C", "#E8E3D8", "#A69F91", "#86B7E8", "#FF8478", "#E8BA6E", "#8FCB9B", "#22344A"
)


def theme(name: str, palette: Palette, *, dark: bool) -> Theme:
    """A palette as a Textual theme."""
    return Theme(
        name=name,
        dark=dark,
        primary=palette.accent,
        secondary=palette.accent,
        accent=palette.accent,
        foreground=palette.ink,
        background=palette.ground,
        surface=palette.ground,
        panel=palette.panel,
        boost=palette.panel,
        warning=palette.warning,
        error=palette.red,
        success=palette.good,
        text_alpha=1.0,
        variables={
            "text": palette.ink,
            "text-muted": palette.muted,
            "text-disabled": palette.muted,
            "foreground-muted": palette.muted,
            "primary-muted": palette.selected,
            "accent-muted": palette.noted,
            "error-muted": palette.selected,
            "warning-muted": palette.selected,
            "block-cursor-foreground": palette.ink,
            "block-cursor-background": palette.selected,
            "block-cursor-blurred-foreground": palette.ink,
            "block-cursor-blurred-background": palette.panel,
            "block-hover-background": palette.panel,
            "input-selection-background": palette.selected,
            "input-selection-foreground": palette.ink,
            "input-cursor-background": palette.ink,
            "input-cursor-foreground": palette.ground,
            "border": palette.accent,
            "border-blurred": palette.panel,
            "scrollbar": palette.selected,
            "scrollbar-hover": palette.muted,
            "scrollbar-active": palette.accent,
            "scrollbar-background": palette.ground,
            "scrollbar-background-hover": palette.ground,
            "scrollbar-background-active": palette.ground,
            "button-foreground": palette.ink,
            "link-color": palette.accent,
        },
    )


OWN = (theme("ink", INK, dark=True), theme("paper", PAPER, dark=False))
"""The themes that the app registers, the default first."""
