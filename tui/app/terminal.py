"""A process that lives in a terminal: followed where Textual loses its size and cursor, and its memory kept small."""

from __future__ import annotations

import gc
import shutil

from textual import events
from textual.app import App
from textual.geometry import Size
from textual.widgets import Input, TextArea

_COLLECT_EVERY = (700, 10, 10)
"""New objects, and rounds of the younger generations: Python's own numbers (gc.get_threshold)."""


def take_size_along(app: App[None]) -> None:
    """Lay the screen out for the terminal as it is: one that opens while that changes keeps the old size.

    Seen in 8.2.8 (`Screen._screen_resized`); test_a_window_too_small_for_anything_does_no_harm fails now and then without.
    """
    size = app.size if app.is_headless else Size(*shutil.get_terminal_size())
    if size != app.size:
        app.post_message(events.Resize(size, size))
    elif app.screen.is_attached and app.screen.size != size:
        app.screen.post_message(events.Resize(size, size))


def take_cursor_along(app: App[None]) -> None:
    """Put the terminal's own cursor where the text's is, and with it the window of an input method.

    Textual does so at a key only; what scrolls, opens or moves meanwhile takes the text away from it (seen in 8.2.8;
    canary: tests/app/test_canaries.py).
    """
    focused = app.focused
    if isinstance(focused, Input | TextArea) and focused.cursor_screen_offset != app.cursor_position:
        app.cursor_position = focused.cursor_screen_offset
        focused.refresh()  # it is told to the terminal with the next thing that is drawn


def collect_garbage() -> None:
    """Collect garbage as usual from now on: the command line puts that off, which is for processes that end at once.

    What was imported stays for good and is not gone through again.
    """
    gc.freeze()
    gc.set_threshold(*_COLLECT_EVERY)
