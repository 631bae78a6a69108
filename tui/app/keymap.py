"""The user's own keys for commands: in Textual's names, and refused where they could not work."""

from __future__ import annotations

import re
from collections.abc import Mapping

from textual.keys import REPLACED_KEYS, Keys, key_to_character

from tui.app.commands import BY_ID, COMMANDS, SHIFTED, Command, key_name
from tui.app.field_keys import taken
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say
from tui.base.suggestions import suggestion
from tui.base.text import shortened
from tui.toml import Document, KeyPath

_QUIT_KEY = "ctrl+q"
_WITH = ("ctrl", "alt", "shift", "super", "hyper", "meta")
_NAMES = frozenset(key.value.rpartition("+")[2] for key in Keys if not key.value.startswith("<"))
_BESIDE = frozenset({"writing", "last-year"})  # a part of a screen, and the screen


def keymap_of(document: Document, path: KeyPath) -> dict[str, str]:
    """The keys of the table at a path, by command; several are joined by commas, without blanks.

    Raises `BaogaoError` for a command or key that does not exist, a key that types a character, and one that is already
    the key of another command in the same place.
    """
    keys = document.value_at(path)
    if not isinstance(keys, dict):
        raise BaogaoError(say("this must be a table"), place=document.place(path))
    keymap: dict[str, str] = {}
    for id, value in keys.items():
        if id not in BY_ID:
            raise BaogaoError(
                say("there is no command “{name}”", name=shortened(id)),
                place=document.place((*path, id), of="key"),
                remedy=suggestion(id, tuple(BY_ID)),
            )
        refused: Message | None = say("this must be text, in quotation marks")
        if isinstance(value, str):
            parts = [_sent(part.strip().lower()) for part in value.split(",")]  # Textual compares keys to the letter
            refused = next(filter(None, (_refusal(key, id) for key in parts)), None)
            keymap[id] = ",".join(parts)
        if refused:
            raise BaogaoError(refused, place=document.place((*path, id)))
    _refuse_one_key_for_two(document, path, keymap)
    return keymap


def _sent(key: str) -> str:
    """A key as terminals send it: Shift+F4 is F16."""
    held, _, name = key.rpartition("+")
    shifted = {name: sent for sent, name in SHIFTED.items()}
    return shifted.get(name, key) if held == "shift" else key


def _refusal(key: str, id: str) -> Message | None:
    *held, name = key.split("+")
    if not key:
        return say("this must be text, in quotation marks")
    if key == _QUIT_KEY and id != "quit":
        return say("Ctrl+Q always quits")
    if not all(part in _WITH for part in held) or not (name in _NAMES or _character(name)):
        return say("there is no key “{key}”; keys are written as f11, ctrl+k, ctrl+shift+left", key=shortened(key))
    if set(held) <= {"shift"} and _character(name):
        return say("“{key}” types a character; add ctrl or alt", key=shortened(key))
    if key in _OTHERS or not _is_sent(frozenset(held), name):
        return say("no terminal sends “{key}”; choose another key", key=shortened(key))
    if key in taken() and key not in BY_ID[id].keys.split(","):
        return say("“{key}” is a key of text fields; choose another", key=shortened(key))
    return None


def _is_sent(held: frozenset[str], name: str) -> bool:
    """Whether terminals send this key as its own: Ctrl+I is Tab to them, Ctrl+1 nothing at all."""
    if _FUNCTION_KEY.fullmatch(name):
        return held <= {"ctrl"} or held == {"shift"}
    if _character(name):
        if held == {"alt"}:
            return len(name) == 1 and name.isalnum()
        return held == {"ctrl"} and (name in _CONTROLS or (len(name) == 1 and name.isascii() and name.isalpha()))
    return held <= {"ctrl", "shift"} if name in _STEPS else not held or (held == {"shift"} and name == "tab")


_FUNCTION_KEY = re.compile("f[0-9]+")
_CONTROLS = frozenset({"backslash", "right_square_bracket", "circumflex_accent", "underscore", "\\", "]", "^", "_"})
"""What makes a control character with Ctrl, besides letters."""
_OTHERS = frozenset({"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m"})
"""Control characters that are Backspace, Tab and Enter."""
_STEPS = frozenset({"up", "down", "left", "right", "home", "end", "insert", "delete", "pageup", "pagedown"})


def _character(name: str) -> str:
    """The character that a key types: `comma` and `，` do, `f5` does not."""
    character = key_to_character(REPLACED_KEYS.get(name, name)) or ""
    return character if character.isprintable() else ""


def _refuse_one_key_for_two(document: Document, path: KeyPath, keymap: Mapping[str, str]) -> None:
    for id, keys in keymap.items():
        for other in COMMANDS:
            shared = set(keys.split(",")) & set(keymap.get(other.id, other.keys).split(","))
            if other.id != id and shared and _meet(BY_ID[id], other):
                raise BaogaoError(
                    say("{key} is the key of “{name}” already", key=key_name(min(shared)), name=other.id),
                    place=document.place((*path, id)),
                    remedy=say("choose another key, or give “{name}” a different one", name=other.id),
                )


def _meet(one: Command, other: Command) -> bool:
    """Whether two commands work at the same time."""
    both = {one.where, other.where}
    on_draft = "draft" in both and "start" not in both
    return len(both) == 1 or "app" in both or on_draft or both == _BESIDE
