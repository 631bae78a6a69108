"""One canary for each workaround in the app: it fails once Textual does without (then the workaround goes), and ours works."""

from __future__ import annotations

import gc
import io
import os
import signal
import subprocess
import sys
import threading
from weakref import ref

import pytest
from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static, TextArea

from tests.conftest import ROOT
from tui.app.key_order import KeyOrder
from tui.app.widgets.chinese_area import ChineseArea
from tui.app.widgets.chinese_input import ChineseInput
from tui.app.widgets.rows import Rows

COMMIT = "法治政府建设"  # six characters from an input method


class One(App[None]):
    """An app with one widget, with the style of ours where it is ours."""

    CSS_PATH = [ROOT / "tui" / "app" / "app.tcss"]  # noqa: RUF012  # the base's type is no ClassVar

    def __init__(self, kind: type[TextArea] | type[Input], text: str = "") -> None:
        super().__init__()
        self._kind = kind
        self._text = text

    def compose(self) -> ComposeResult:
        """The widget, which can be made in a running app only."""
        yield self._kind(self._text)

    @property
    def area(self) -> TextArea:
        """The widget, where it is an area."""
        return self.query_one(TextArea)

    @property
    def line(self) -> Input:
        """The widget, where it is a line."""
        return self.query_one(Input)


async def in_burst(pilot: Pilot[None], *keys: str) -> None:
    """Send keys as they come over a slow line: all of them before the first is acted on."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key) if len(key) == 1 else events.Key(key, None))
    await pilot.pause()
    await pilot.pause(0.1)


# Kitty's keyboard protocol (textual PR #6544, #6592): tui/app/__init__.py


def parsed(monkeypatch: pytest.MonkeyPatch, text: str, *, without_kitty: bool) -> str:
    """What the parser makes of a word that an input method commits under Kitty's protocol."""
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", without_kitty)
    sent = f"\x1b[0;;{':'.join(str(ord(character)) for character in text)}u"
    tokens = [*XTermParser().feed(sent)]
    return "".join(token.character or "" for token in tokens if isinstance(token, events.Key))


def test_textual_makes_garbage_of_words_under_kittys_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parsed(monkeypatch, COMMIT[:2], without_kitty=False) == COMMIT[:2]
    assert COMMIT not in parsed(monkeypatch, COMMIT, without_kitty=False)


@pytest.mark.parametrize(("first", "is_off"), [("textual", False), ("tui.app, textual", True)])
def test_textual_asks_for_kittys_protocol_unless_we_come_first(first: str, is_off: bool) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "TEXTUAL_DISABLE_KITTY_KEY"}
    done = subprocess.run(
        [sys.executable, "-c", f"import {first}, textual.constants as c; print(c.DISABLE_KITTY_KEY)"],
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{is_off}\n"


# Undo when the scrollbar vanishes (textual #6686): styles/app.tcss


async def paste_and_undo(kind: type[TextArea]) -> str:
    app = One(kind)
    async with app.run_test(size=(30, 8)) as pilot:
        app.post_message(events.Paste("\n".join("一二三四五六七八九十")))
        await pilot.pause()
        app.area.undo()
        await pilot.pause()
        return app.area.text


async def test_textual_dies_of_an_undo_that_makes_the_scrollbar_vanish() -> None:
    with pytest.raises(Exception):  # noqa: B017  # an IndexError in some versions, a ValueError in others
        await paste_and_undo(TextArea)


async def test_ours_lives_on() -> None:
    assert await paste_and_undo(ChineseArea) == ""


# Text areas that are gone are held by the theme that they watched: widgets/chinese_area.py


async def lives_on(kind: type[TextArea]) -> bool:
    """Whether anything holds a text area whose screen was left."""
    app = One(kind)
    async with app.run_test() as pilot:
        await app.push_screen(Screen())
        gone = kind()
        await app.screen.mount(gone)
        known = ref(gone)
        del gone
        await app.pop_screen()
        await app.push_screen(Screen())  # the last one is held a little longer
        await pilot.pause()
        gc.collect()
        return known() is not None


async def test_textual_holds_text_areas_that_are_gone() -> None:
    assert await lives_on(TextArea)


async def test_ours_are_let_go() -> None:
    assert not await lives_on(ChineseArea)


# Widgets that are gone (textual #6665): tui/app/terminal.py


@pytest.mark.parametrize(("first", "is_held"), [("", True), ("terminal.let_widgets_go()", False)])
def test_textual_holds_what_was_drawn_by_widgets_that_are_gone(first: str, is_held: bool) -> None:
    program = (
        f"from weakref import ref; from textual._styles_cache import StylesCache; from tui.app import terminal; {first}\n"
        "from textual.color import Color; drawn = StylesCache(); known = ref(drawn)\n"
        "drawn.get_inner_outer(Color(0, 0, 0), Color(1, 1, 1)); del drawn; print(known() is not None)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.strip() == str(is_held)


# The full-width blank: widgets/area.py, widgets/line.py


@pytest.mark.parametrize("theirs", [TextArea, Input])
async def test_textual_drops_the_full_width_blank(theirs: type[TextArea] | type[Input]) -> None:
    assert await typed_in_burst(theirs, "\u3000", "甲", "\u3000", "乙") == "甲乙"


@pytest.mark.parametrize("ours", [ChineseArea, ChineseInput])
async def test_ours_take_the_full_width_blank_in_order(ours: type[ChineseArea] | type[ChineseInput]) -> None:
    assert await typed_in_burst(ours, "\u3000", "甲", "\u3000", "乙") == "\u3000甲\u3000乙"


# Keys that are bound act after what is typed later: widgets/own_keys.py


@pytest.mark.parametrize("theirs", [TextArea, Input])
async def test_textual_acts_on_keys_after_text_typed_later(theirs: type[TextArea] | type[Input]) -> None:
    assert await typed_in_burst(theirs, "法", "x", "backspace", "治", "home", "依") != "依法治"


@pytest.mark.parametrize("ours", [ChineseArea, ChineseInput])
async def test_ours_act_in_order(ours: type[ChineseArea] | type[ChineseInput]) -> None:
    assert await typed_in_burst(ours, "法", "x", "backspace", "治", "home", "依") == "依法治"


async def typed_in_burst(kind: type[TextArea] | type[Input], *keys: str) -> str:
    """What becomes of keys in a burst."""
    app = One(kind)
    async with app.run_test(size=(30, 8)) as pilot:
        await in_burst(pilot, *keys)
        return app.area.text if app.query(TextArea) else app.line.value


# The terminal's own cursor: `ChineseArea.on_resize`, `ChineseInput.cursor_screen_offset`


async def cursors_after_resize(kind: type[TextArea]) -> tuple[object, object]:
    """Where the terminal's cursor was put, and where it should be, after a resize wrapped a line again."""
    app = One(kind)
    async with app.run_test(size=(60, 12)) as pilot:
        app.post_message(events.Paste(COMMIT * 4))
        await pilot.pause()
        await pilot.resize_terminal(30, 12)
        while app.area.size.width > 30:
            await pilot.pause(0.02)
        await pilot.pause(0.1)
        area = app.area
        drawn = area.wrapped_document.location_to_offset(area.cursor_location) - area.scroll_offset
        return app.cursor_position, area.content_region.offset + drawn


async def test_textual_leaves_the_cursor_where_it_was_when_the_window_is_resized() -> None:
    put, right = await cursors_after_resize(TextArea)
    assert put != right


async def test_ours_takes_the_cursor_along() -> None:
    put, right = await cursors_after_resize(ChineseArea)
    assert put == right


@pytest.mark.parametrize(("line", "too_far"), [(Input, 1), (ChineseInput, 0)])
async def test_the_cursor_at_the_end_of_a_line(line: type[Input], too_far: int) -> None:
    app = One(line, "一二三")
    async with app.run_test(size=(30, 8)):
        assert app.line.cursor_screen_offset.x == app.line.content_region.x + 6 + too_far


# What an input shows: `ChineseInput`


@pytest.mark.parametrize(("line", "is_raw"), [(Input, True), (ChineseInput, False)])
async def test_what_steers_a_terminal_in_a_line(line: type[Input], is_raw: bool) -> None:
    app = One(line, "甲\x1b[31m\u202e乙")
    async with app.run_test(size=(30, 8)):
        shown = app.line.render_line(0).text
        assert ("\x1b" in shown) == ("\u202e" in shown) == is_raw
        assert is_raw or "甲\ufffd[31m\ufffd乙" in shown


# Wide characters in widgets over other widgets, above all toasts: nothing of ours helps


class Striped(App[None]):
    """An app in which a widget begins in every column."""

    CSS = "Static { width: 1; height: 100%; }"

    def compose(self) -> ComposeResult:
        """The widgets."""
        with Horizontal():
            for _ in range(30):
                yield Static()


async def test_textual_loses_wide_characters_where_a_widget_below_begins() -> None:
    app = Striped()
    async with app.run_test(size=(30, 8), notifications=True) as pilot:
        app.notify(f"abc{COMMIT}", timeout=60)
        await pilot.pause()
        while not app.screen.query("Toast"):
            await pilot.pause(0.02)
        await pilot.pause(0.1)
        shown = ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]
        assert any("abc" in line for line in shown)
        assert not any(character in line for line in shown for character in COMMIT)


# What tests cannot press: tests/support/app_driver.py


class Listed(App[None]):
    """A list whose chosen row is reversed."""

    CSS = "OptionList > .option-list--option-highlighted { text-style: reverse; }"

    def __init__(self, kind: type[OptionList]) -> None:
        super().__init__()
        self._kind = kind

    def compose(self) -> ComposeResult:
        """The list."""
        yield self._kind("chosen", "other")


@pytest.mark.parametrize(("kind", "is_reversed"), [(OptionList, False), (Rows, True)])
async def test_textual_reverses_no_row_of_a_list(kind: type[OptionList], is_reversed: bool) -> None:
    async with Listed(kind).run_test() as pilot:
        listed = pilot.app.query_one(OptionList)
        listed.highlighted = 0
        await pilot.pause()
        styles = [segment.style for segment in listed.render_line(0) if "chosen" in segment.text]
        assert [bool(style and style.reverse) for style in styles] == [is_reversed]


async def test_the_pilot_presses_no_full_width_punctuation() -> None:
    app = One(TextArea)
    async with app.run_test() as pilot:
        await pilot.press("甲", "，", "乙")
        assert app.area.text == "甲乙"


# Keys that overtake each other: tui/app/key_order.py


class Two(App[None]):
    """Two fields, and a command with priority that looks at the first."""

    BINDINGS = [Binding("ctrl+g", "look", priority=True)]  # noqa: RUF012  # the base's type is no ClassVar

    def __init__(self) -> None:
        super().__init__()
        self.seen = ""

    def compose(self) -> ComposeResult:
        """Two lines."""
        yield Input()
        yield Input()

    def action_look(self) -> None:
        """Remember what is in the first field."""
        self.seen = self.query(Input).first().value

    @property
    def values(self) -> list[str]:
        """What is in both."""
        return [field.value for field in self.query(Input)]


class TwoInOrder(Two):
    """The same, with keys in order."""

    def __init__(self) -> None:
        super().__init__()
        self.order = KeyOrder(self, super().on_event)

    async def on_event(self, event: events.Event) -> None:
        """Take keys in order."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self.order.take(event)
        else:
            await super().on_event(event)


@pytest.mark.parametrize(("kind", "ours"), [(Two, False), (TwoInOrder, True)])
async def test_a_key_that_leads_elsewhere_overtakes_text_and_loses_what_follows(kind: type[Two], ours: bool) -> None:
    app = kind()
    async with app.run_test() as pilot:
        await in_burst(pilot, "a", "ctrl+g", "tab", "b")
        if isinstance(app, TwoInOrder):
            await app.order.finished()
        assert (app.seen == "a") == ours
        assert (app.values == ["a", "b"]) == ours


# A terminal that is gone: tui/app/driver.py


@pytest.mark.skipif(sys.platform == "win32", reason="the driver of Unix")
async def test_textual_starts_once_more_when_it_goes_on_though_nothing_was_put_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from textual.drivers.linux_driver import LinuxDriver

    started: list[str] = []
    monkeypatch.setattr(LinuxDriver, "start_application_mode", lambda self: started.append("again"))
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # the driver takes two
    driver = LinuxDriver(App())
    driver._key_thread = threading.main_thread()  # one that reads
    driver._sigcont_application()
    assert started == ["again"]


@pytest.mark.skipif(sys.platform == "win32", reason="the driver of Unix")
def test_the_thread_that_draws_ends_with_the_terminal_and_its_queue_fills_up() -> None:
    from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(5, "Input/output error")

    thread = WriterThread(Gone())
    hook, threading.excepthook = threading.excepthook, lambda _: None
    try:
        thread.start()
        thread.write("a")
        thread.join(10)
    finally:
        threading.excepthook = hook
    assert not thread.is_alive()
    assert MAX_QUEUED_WRITES < 1000, "then whoever draws waits for ever"
