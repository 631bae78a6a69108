"""The keys of a text field itself, handled in the order they were pressed.

Textual runs a binding only when the key has passed through all containers up to the app; by then the text typed after
it has been entered. A slow line brings keys in bursts: "x, Backspace, y" would leave "x" (seen in 8.2.8; canary:
tests/app/test_canaries.py).
"""

from __future__ import annotations

from typing import cast

from textual import events
from textual.widget import Widget

from tui.app.commands import commands
from tui.app.host import Host
from tui.base.text import BLANKS


def is_dropped_blank(event: events.Key) -> bool:
    """Whether a key is a blank such as U+3000, which Textual drops since Python calls it unprintable."""
    return event.character is not None and event.character in BLANKS and not event.is_printable and event.key != "tab"


def is_command(event: events.Key) -> bool:
    """Whether a key has a character but must not type it: one with Alt, or the key of a command.

    TextArea and Input type the x of Alt+x (seen in 8.2.8; canary: tests/app/test_canaries.py).
    """
    return event.is_printable and any(event.key.startswith(f"{held}+") or f"+{held}+" in event.key for held in _HELD)


_HELD = ("alt", "ctrl", "super", "hyper", "meta")


def draft_action(widget: Widget, key: str) -> str | None:
    """The action of a key that undoes or redoes a change to the draft; None if its screen has no draft."""
    host = cast(Host, widget.app)
    if not hasattr(widget.screen, "action_undo"):
        return None
    return next((one.target for one in commands("draft") if key in host.keymap.get(one.id, one.keys).split(",")), None)
