"""The keys of text fields: those of Word, and none that means something else elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

_NOT_OURS = frozenset({"ctrl+a", "ctrl+d", "ctrl+e", "ctrl+f", "ctrl+k", "ctrl+shift+k", "ctrl+u", "ctrl+w"})
"""Textual's keys from Emacs, which mean something else here, as do F6 and F7."""
_UNDO = frozenset({"ctrl+y", "ctrl+z"})
"""Undo works on the whole draft, not on a field."""


def _without(declared: Iterable[BindingType], keys: Collection[str]) -> Iterator[Binding]:
    for one in declared:
        binding = one if isinstance(one, Binding) else Binding(*one)
        left = [key.strip() for key in binding.key.split(",") if key.strip() not in keys]
        if left:
            yield replace(binding, key=",".join(left))


def _as_in_word(start: str, end: str) -> list[Binding]:
    """The keys that Textual lacks in both kinds of fields, by the actions that go to their ends."""
    return [
        Binding("ctrl+a", "select_all", show=False),
        Binding("ctrl+home", start, show=False),
        Binding("ctrl+end", end, show=False),
        Binding("ctrl+shift+home", f"{start}(True)", show=False),
        Binding("ctrl+shift+end", f"{end}(True)", show=False),
        Binding("ctrl+insert", "copy", show=False),
        Binding("shift+delete", "cut", show=False),
    ]


AREA: list[BindingType] = [
    *_without(TextArea.BINDINGS, _NOT_OURS | _UNDO | {"f6", "f7"}),
    *_as_in_word("cursor_text_start", "cursor_text_end"),
]
"""The keys of text areas."""

LINE: list[BindingType] = [*_without(Input.BINDINGS, _NOT_OURS), *_as_in_word("home", "end")]
"""The keys of input lines."""


def actions(bindings: Iterable[BindingType]) -> Mapping[str, str]:
    """The action of each key that is bound."""
    declared = (one if isinstance(one, Binding) else Binding(*one) for one in bindings)
    return {key.strip(): binding.action for binding in declared for key in binding.key.split(",")}


def taken() -> frozenset[str]:
    """The keys that a text field handles itself, before any command."""
    return frozenset({*actions(AREA), *actions(LINE), "tab", "shift+tab", "enter", "escape"})
