"""Every text can be read: contrast of at least 4.5:1 (WCAG 2.1, 1.4.3) in our themes, over what the screens really draw."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color

from tests.support.app_driver import Driver, driven, example
from tui.app.settings import Preferences
from tui.app.themes import INK, PAPER, Palette

LEAST = 4.5
WAYS = {
    "writing": (),
    "problems": ("ctrl+g",),
    "letterhead": ("f9",),
    "preview": ("f5",),
    "help": ("f1",),
    "palette": ("f10",),
}


def ratio(text: Color, ground: Color) -> float:
    def luminance(colour: Color) -> float:
        parts = [part / 255 for part in (colour.r, colour.g, colour.b)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(text), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [INK, PAPER], ids=["ink", "paper"])
def test_every_colour_can_be_read_on_every_ground(palette: Palette) -> None:
    for ground in (palette.ground, palette.panel, palette.selected):
        for text in (palette.ink, palette.muted, palette.accent, palette.red, palette.warning, palette.good):
            assert ratio(Color.parse(text), Color.parse(ground)) >= LEAST, (text, ground)


def unreadable(app: Driver) -> set[tuple[str, float, str, str]]:
    """The texts on the screen whose contrast is too low, with it."""
    found = set()
    screen = app.app.screen
    dialogs = screen.query(".dialog")
    shown = dialogs.first().region if dialogs else screen.region  # a dialog dims what it covers, and nobody reads it
    for y, line in enumerate(screen._compositor.render_strips()):
        x = -1
        for segment in line:
            x += segment.cell_length
            if not shown.contains(x, y):
                continue
            style = segment.style
            if (
                style is None
                or not segment.text.strip(" ─│▔▁▂▃▄▅▆▇█▊▎┌┐└┘")
                or style.color is None
                or style.bgcolor is None
            ):
                continue
            text, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
            if style.reverse:
                text, ground = ground, text
            if (found_ratio := ratio(text, ground)) < LEAST:
                found.add((segment.text.strip(), round(found_ratio, 2), text.hex, ground.hex))
    return found


@pytest.mark.parametrize("theme", ["ink", "paper"])
async def test_every_text_on_every_screen_can_be_read(theme: str, tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    text = draft.read_text("utf-8").replace("〔2025〕", "[2025]")
    start = text.index('text = """\n', text.index("[sections.problems]")) + len('text = """\n')
    draft.write_text(
        f"{text[:start]}力量不足,培训不够（待补）。\n## 标题\n1. **要点。**正文{{year}}年。\n{text[start:]}", "utf-8"
    )
    for name, keys in WAYS.items():
        async with driven(tmp_path / "office", draft, preferences=Preferences(theme)) as app:
            await app.press("f8", *keys)
            await app.pilot.pause(1)
            assert unreadable(app) == set(), name


@pytest.mark.parametrize("theme", ["ink", "paper"])
async def test_every_text_at_the_start_can_be_read(theme: str, tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    draft.with_name("a-broken.toml").write_text('outline = "x\n', "utf-8")
    (tmp_path / "empty").mkdir()
    for folder, *keys in (
        ("office",),
        ("office", "down"),
        ("office", "x"),
        ("office", "enter"),
        ("empty", "down"),
        ("empty", "ctrl+n"),
        ("empty", "ctrl+o"),
    ):
        async with driven(tmp_path / folder, preferences=Preferences(theme=theme)) as app:
            await app.press(*keys)
            await app.pilot.pause(1)
            assert unreadable(app) == set(), (folder, keys)
