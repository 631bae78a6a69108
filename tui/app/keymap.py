"""The keys that a user gives to commands: taken as Textual names them, and refused where they could not work."""

from __future__ import annotations

from collections.abc import Mapping

from textual.keys import REPLACED_KEYS, Keys, key_to_character

from tui.app.commands import BY_ID, COMMANDS, Command, key_name
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say
from tui.base.suggestions import suggestion
from tui.base.text import shortened
from tui.toml import Document

_QUIT_KEY = "ctrl+q"
_WITH = ("ctrl", "alt", "shift", "super", "hyper", "meta")
_NAMES = frozenset(key.value.rpartition("+")[2] for key in Keys if not key.value.startswith("<"))
_BESIDE = frozenset({"writing", "last-year"})  # a part of a screen, and the screen


def keymap_of(document: Document) -> dict[str, str]:
    """The keys of the table `keys`, by command; several with a comma between them, without blanks.

    Raises `BaogaoError` for a command or key that does not exist, a key that types a character, and one that has another
    command already where both work.
    """
    keys = document.values.get("keys", {})
    if not isinstance(keys, dict):
        raise BaogaoError(say("this must be a table"), place=document.place(("keys",)))
    keymap: dict[str, str] = {}
    for id, value in keys.items():
        if id not in BY_ID:
            raise BaogaoError(
                say("there is no command “{name}”", name=shortened(id)),
                place=document.place(("keys", id), of="key"),
                remedy=suggestion(id, tuple(BY_ID)),
            )
        refused: Message | None = say("this must be text, in quotation marks")
        if isinstance(value, str):
            parts = [part.strip().lower() for part in value.split(",")]  # Textual takes a key to the letter
            refused = next(filter(None, (_refusal(key, id) for key in parts)), None)
            keymap[id] = ",".join(parts)
        if refused:
            raise BaogaoError(refused, place=document.place(("keys", id)))
    _refuse_one_key_for_two(document, keymap)
    return keymap


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
    return None


def _character(name: str) -> str:
    """The character that a key types: `comma` and `，` do, `f5` does not."""
    character = key_to_character(REPLACED_KEYS.get(name, name)) or ""
    return character if character.isprintable() else ""


def _refuse_one_key_for_two(document: Document, keymap: Mapping[str, str]) -> None:
    for id, keys in keymap.items():
        for other in COMMANDS:
            shared = set(keys.split(",")) & set(keymap.get(other.id, other.keys).split(","))
            if other.id != id and shared and _meet(BY_ID[id], other):
                raise BaogaoError(
                    say("{key} is the key of “{name}” already", key=key_name(min(shared)), name=other.id),
                    place=document.place(("keys", id)),
                    remedy=say("choose another key, or give “{name}” a different one", name=other.id),
                )


def _meet(one: Command, other: Command) -> bool:
    """Whether two commands can be had at the same time."""
    both = {one.where, other.where}
    on_draft = "draft" in both and "start" not in both
    return len(both) == 1 or "app" in both or on_draft or both == _BESIDE
