"""The terminal and the process in it: size and cursor where Textual loses them, and memory where Textual holds it."""

from __future__ import annotations

import gc
import shutil

from textual import events
from textual._styles_cache import StylesCache
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


def let_widgets_go() -> None:
    """Keep nothing that was drawn by widgets that are gone.

    A cache of Textual's that mixes two colours has the cache of a widget's lines in its key, and so holds all lines of the last
    1,024 widgets: some 25 MiB, which are examined whenever garbage is collected (textual #6665, seen in 8.2.8; canary:
    tests/app/test_canaries.py). The class is all it needs of them.
    """
    if not isinstance(vars(StylesCache)["get_inner_outer"], classmethod):
        StylesCache.get_inner_outer = classmethod(  # type: ignore[assignment,method-assign]
            StylesCache.get_inner_outer  # type: ignore[arg-type]  # the annotations of an lru_cache say nothing of its class
        )
