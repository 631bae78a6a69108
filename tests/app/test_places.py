"""Every place says what it is and how to leave it: F1 in sentences, the bottom line with the keys of the focus, at any size."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tests.support.app_driver import Driver, driven, empty
from tests.support.places import WAYS, Way, arrive, go, screens
from tui.app.place import about
from tui.app.widgets.hints import KeyLine
from tui.base.messages import Language, Message

LANGUAGES = ("en", "zh_CN")
SIZES = ((80, 24), (120, 36))
MOST = 5  # places on one screen: a form has more fields, all of one kind


@pytest.mark.parametrize("screen", list(screens()), ids=lambda screen: screen.__name__)
def test_every_screen_says_in_sentences_what_it_is(screen: type[Screen[object]]) -> None:
    told = getattr(screen, "ABOUT", None)
    assert isinstance(told, Message), f"{screen.__name__} has no ABOUT: a sentence or two for F1"
    assert told.text.endswith(".")
    chinese = Language("zh_CN")(told)
    assert chinese != told.text and chinese.endswith("。")


def bottom(app: Driver) -> str:
    return app.shown().split("\n")[-1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WAYS)
async def test_wherever_the_focus_is_the_keys_are_named_the_way_out_first_and_f1_explains(
    name: str, language: str, tmp_path: Path
) -> None:
    way = WAYS[name]
    async with go(way, tmp_path / "office", SIZES[0], language) as app:
        await arrive(app, way)
        await look_at_all_that_takes_the_focus(app, name, SIZES[0], Language(language))
        await app.pilot.resize_terminal(*SIZES[1])
        await app.until(lambda: app.app.screen.query_one(KeyLine).region.bottom == SIZES[1][1])
        await look_at_all_that_takes_the_focus(app, name, SIZES[1], None)
        if language == "en":
            await take_every_size(app)
            assert app.screen == way.screen


async def look_at_all_that_takes_the_focus(
    app: Driver, name: str, size: tuple[int, int], speak: Language | None
) -> None:
    """Go through what takes the focus; F1 is pressed where there is a language to read it in."""
    screen, seen = app.app.screen, set[Widget]()
    while (focused := screen.focused) is not None and focused not in seen and len(seen) < MOST:
        seen.add(focused)
        line = screen.query_one(KeyLine)
        assert line.region.bottom == size[1] and line.region.width == size[0]
        assert line.shown[0].hint.leads_out, name
        assert {"F1", "F10"} <= {one.key for one in line.shown}
        assert bottom(app).startswith(f" {line.shown[0].key} {line.shown[0].title}")
        assert cell_len(bottom(app)) <= size[0]
        assert focused.region.intersection(screen.region).area, focused
        sentences = about(screen, focused)
        assert sentences, focused
        if speak and name not in ("help", "guide"):  # which F1 closes
            await app.press("f1")
            assert speak(sentences[0])[:8] in app.shown(), (focused, app.shown())
            await app.press("escape")
            assert app.app.screen is screen
        screen.focus_next()
        await app.pilot.pause()
    assert seen


async def test_the_keys_of_the_bottom_line_follow_the_focus_and_messages_leave_them_alone(tmp_path: Path) -> None:
    way = WAYS["writing"]
    async with go(way, tmp_path / "office", (80, 24), "en") as app:
        await arrive(app, way)
        in_text = bottom(app)
        assert in_text.startswith(" Ctrl+Q Leave  F1 Help  F10 Commands")
        app.app.screen.query_one("#side OptionList").focus()
        await app.pilot.pause()
        assert "Enter Go there" in bottom(app) and "Enter" not in in_text
        app.app.inform("x" * 200)
        await app.pilot.pause()
        assert bottom(app).startswith(" Ctrl+Q Leave")
        assert "xxx" in app.shown().split("\n")[-2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WAYS)
async def test_no_line_of_ours_is_cut_at_80_columns(name: str, language: str, tmp_path: Path) -> None:
    way = WAYS[name]
    async with go(way, tmp_path / "office", (80, 24), language) as app:
        await arrive(app, way)
        for line in app.app.screen.query(Static):
            if line.region and line.styles.text_wrap == "nowrap" and line.id not in OF_THE_DRAFT:
                for text in str(line.visual).split("\n"):
                    assert cell_len(text.rstrip()) <= line.content_size.width, (line, text)
                    assert not text.rstrip().endswith(("..", "…")), (line, text)


OF_THE_DRAFT = ("title", "heading", "columns")
"""Lines with names that an office gives, however long."""


async def take_every_size(app: Driver) -> None:
    for size in ((20, 5), (31, 10), (60, 80), (250, 80), (250, 5)):
        await app.pilot.resize_terminal(*size)
        await app.pilot.pause()


@pytest.mark.parametrize("name", ["writing", "letterhead", "problems", "preview"])
async def test_no_size_does_any_harm_to_an_empty_draft(name: str, tmp_path: Path) -> None:
    draft = empty(tmp_path / "office", "other.toml")
    async with driven(tmp_path / "office", draft) as app:
        await arrive(app, WAYS[name])
        await take_every_size(app)
        assert app.screen == WAYS[name].screen


async def test_no_size_does_any_harm_to_an_empty_folder(tmp_path: Path) -> None:
    async with driven(tmp_path) as app:
        await take_every_size(app)
        assert app.screen == "StartScreen"


def test_a_way_leads_somewhere_that_exists() -> None:
    names = {screen.__name__ for screen in screens()}
    assert {way.screen for way in WAYS.values()} <= names
    assert isinstance(WAYS["writing"], Way)
