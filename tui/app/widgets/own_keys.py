"""The keys that a field of text has for itself, acted on in the order in which they were pressed.

Textual runs a binding only when the key has come up through all containers to the app; what was typed behind it is in the text by
then. A slow line brings keys in bursts: "x, Backspace, y" would leave "x" (seen in 8.2.8; canary: tests/app/test_canaries.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import events
from textual.binding import Binding, BindingType

from tui.base.text import BLANKS


def is_dropped_blank(event: events.Key) -> bool:
    """Whether a key is a blank such as U+3000, which Textual drops since Python calls it unprintable."""
    return event.character is not None and event.character in BLANKS and not event.is_printable and event.key != "tab"


def own_keys(bindings: Iterable[BindingType]) -> Mapping[str, str]:
    """The action of each key that is bound."""
    declared = (one if isinstance(one, Binding) else Binding(*one) for one in bindings)
    return {key.strip(): binding.action for binding in declared for key in binding.key.split(",")}
