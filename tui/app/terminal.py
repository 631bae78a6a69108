"""The terminal and the process in it: size and cursor where Textual loses them, and collection of garbage."""

from __future__ import annotations

import gc
import shutil

from textual import events
from textual.app import App
from textual.geometry import Size
from textual.widgets import Input, TextArea

_COLLECT_EVERY = (700, 10, 10)
"""Python's own thresholds (gc.get_threshold)."""


def take_size_along(app: App[None]) -> None:
    """Lay the screen out for the current size: a screen opened during a resize keeps the old one.

    Seen in 8.2.8 (`Screen._screen_resized`); without this test_a_window_too_small_for_anything_does_no_harm fails now
    and then.
    """
    size = app.size if app.is_headless else Size(*shutil.get_terminal_size())
    if size != app.size:
        app.post_message(events.Resize(size, size))
    elif app.screen.is_attached and app.screen.size != size:
        app.screen.post_message(events.Resize(size, size))


def take_cursor_along(app: App[None]) -> None:
    """Put the terminal's own cursor, and with it the window of an input method, where the text's cursor is.

    Textual does so only at a key; meanwhile the text may have scrolled or moved (seen in 8.2.8; canary:
    tests/app/test_canaries.py).
    """
    focused = app.focused
    if isinstance(focused, Input | TextArea) and focused.cursor_screen_offset != app.cursor_position:
        app.cursor_position = focused.cursor_screen_offset
        focused.refresh()  # sent to the terminal with the next thing drawn


def collect_garbage() -> None:
    """Collect garbage as usual from now on; the command line, which ends at once, puts it off.

    Imported objects stay for good, and are not examined again.
    """
    gc.freeze()
    gc.set_threshold(*_COLLECT_EVERY)
