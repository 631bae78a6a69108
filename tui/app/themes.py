"""The app's own themes: paper, for a light terminal, and ink, for a dark one; and those of terminals with few colours or none.

The report is the brightest thing on the screen and everything else steps back. Every text keeps a contrast of at least
4.5:1 (WCAG 2.1, 1.4.3) on the ground, the panel and the selected row; a test computes it. The sixteen colours are the
terminal's, and nobody knows how bright they are: on the terminal's own ground only the bright ones are used in the dark,
only the dark ones in the light, and a selected row is reversed, which keeps the contrast of each of its colours.
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
    official: str
    """The red of a letterhead, on the ground and the panel: as near to the red of print (7.2.4) as can be read."""


PAPER = Palette(
    "#FAF7F0",
    "#F1ECE1",
    "#E3DAC8",
    "#1F1B16",
    "#665E52",
    "#1D4B78",
    "#B3211B",
    "#7A4E00",
    "#2A6239",
    "#DDE7F1",
    "#D00000",
)
INK = Palette(
    "#15171B",
    "#1C1F25",
    "#2C323C",
    "#E8E3D8",
    "#A69F91",
    "#86B7E8",
    "#FF8478",
    "#E8BA6E",
    "#8FCB9B",
    "#22344A",
    "#FF3838",
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
            "official-red": palette.official,
        },
    )


def few_colours(name: str, accent: str, red: str, warning: str, good: str, *, dark: bool) -> Theme:
    """A theme of the terminal's own colours; Textual's of the same names write dark blue on black."""
    plain, same = "ansi_default", ("text", "text-muted", "text-disabled", "foreground-muted")
    return Theme(
        name=name,
        ansi=True,
        dark=dark,
        primary=accent,
        secondary=accent,
        accent=accent,
        foreground=plain,
        background=plain,
        surface=plain,
        panel=plain,
        boost=plain,
        warning=warning,
        error=red,
        success=good,
        variables={
            **dict.fromkeys(same, plain),
            **dict.fromkeys(("primary-muted", "accent-muted", "error-muted", "warning-muted"), plain),
            "block-cursor-foreground": plain,
            "block-cursor-background": plain,
            "block-cursor-text-style": "bold reverse",
            "block-cursor-blurred-text-style": "bold underline",
            "border": accent,
            "border-blurred": plain,
            "input-cursor-text-style": "reverse",
            "input-selection-background": plain,
            "scrollbar": accent,
            "scrollbar-hover": accent,
            "scrollbar-active": accent,
            **dict.fromkeys(
                ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active"), plain
            ),
            "link-color": accent,
            "official-red": red,
            "ansi-background": "ansi_black" if dark else "ansi_white",
            "ansi-foreground": "ansi_white" if dark else "ansi_black",
        },
    )


MONO = "mono"
"""The theme without colours, for NO_COLOR: bold, underlined and reversed text only."""

OWN = (
    theme("ink", INK, dark=True),
    theme("paper", PAPER, dark=False),
    few_colours(
        "ansi-dark", "ansi_bright_cyan", "ansi_bright_red", "ansi_bright_yellow", "ansi_bright_green", dark=True
    ),
    few_colours("ansi-light", "ansi_blue", "ansi_red", "ansi_magenta", "ansi_green", dark=False),
    few_colours(MONO, *["ansi_default"] * 4, dark=True),
)
"""The themes that the app registers, the default first."""
