"""Every text can be read: contrast of at least 4.5:1 (WCAG 2.1, 1.4.3) in our themes, over what the screens really draw; few colours, none."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color

from tests.support.app_driver import Driver, driven, example
from tui.app.settings import THEMES, Preferences
from tui.app.themes import INK, MONO, PAPER, Palette

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


@pytest.mark.parametrize("palette", [INK, PAPER], ids=["ink", "paper"])
def test_the_official_red_is_red_and_can_be_read_on_the_paper(palette: Palette) -> None:
    red = Color.parse(palette.official)
    assert red.r > 3 * max(red.g, red.b), "pink or orange"
    for ground in (palette.ground, palette.panel):
        assert ratio(red, Color.parse(ground)) >= LEAST


@pytest.mark.parametrize("theme", [*THEMES, MONO])
async def test_the_mark_of_the_letterhead_is_in_the_official_red(theme: str, tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office"), preferences=Preferences(theme)) as app:
        await app.press("f5", "ctrl+home")
        await app.pilot.pause(0.5)
        segments = [segment for line in app.app.screen._compositor.render_strips() for segment in line]
        (mark,) = {segment.style for segment in segments if segment.text.strip().endswith("文件")}
        assert mark is not None and mark.bold and mark.color is not None
        if theme in ("ink", "paper"):
            assert Color.from_rich_color(mark.color) == Color.parse((INK if theme == "ink" else PAPER).official)


# Terminals of few colours: the bright ones on a dark ground, the dark ones on a light one, and reversed rows


def colours(app: Driver) -> set[tuple[str, str]]:
    """The colours of text and ground on the screen."""
    styles = [segment.style for line in app.app.screen._compositor.render_strips() for segment in line]
    return {
        (style.color.name if style.color else "default", style.bgcolor.name if style.bgcolor else "default")
        for style in styles
        if style is not None
    }


def chosen(app: Driver, words: str) -> list[Style | None]:
    """The styles of the lines with some words."""
    lines = app.app.screen._compositor.render_strips()
    return [segment.style for line in lines if words in line.text for segment in line if segment.text.strip()]


@pytest.mark.parametrize(
    ("theme", "texts"),
    [
        ("ansi-dark", {"default", "color(14)", "color(9)", "color(11)", "color(10)"}),
        ("ansi-light", {"default", "color(4)", "color(1)", "color(5)", "color(2)"}),
    ],
)
async def test_sixteen_colours_are_those_that_can_be_read(theme: str, texts: set[str], tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    draft.write_text(draft.read_text("utf-8").replace("春耕前，局长", "春耕前,局长", 1), "utf-8")
    for name, keys in WAYS.items():
        async with driven(tmp_path / "office", draft, preferences=Preferences(theme)) as app:
            await app.press("f8", *keys)
            await app.pilot.pause(1)
            for text, ground in colours(app):
                is_cursor = (text, ground) == ("color(0)", "color(7)")
                assert is_cursor or (text in texts and ground == "default"), name
            if name == "problems":
                assert all(style is not None and style.reverse for style in chosen(app, "P305"))


async def test_without_colours_focus_and_errors_are_still_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    draft = example(tmp_path / "office")
    draft.write_text(draft.read_text("utf-8").replace("春耕前，局长", "春耕前,局长", 1), "utf-8")
    async with driven(tmp_path / "office", draft, preferences=Preferences("ink")) as app:
        await app.press("f8")
        await app.pilot.pause(1)
        assert {colour for pair in colours(app) for colour in pair} == {"default"}
        assert any(style is not None and style.underline for style in chosen(app, "春耕前"))
        await app.press("ctrl+g")
        await app.pilot.pause(1)
        assert all(style is not None and style.reverse for style in chosen(app, "P305"))
