"""What a place of the app says of itself: sentences for F1, and its own keys for the bottom line.

A place is a screen, a dialog, or a widget that can have the focus. It declares `ABOUT`, and `KEYS` where it has keys that
are no commands; tests/app/test_places.py goes through all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import DataTable, Input, OptionList, TextArea

from tui.app.commands import BY_ID, Command, Where, commands, places
from tui.base.messages import Message, say


class Key(NamedTuple):
    """A key of a place that is no command, as Textual names it, and what it does."""

    key: str
    title: Message


ENTER_OPENS = Key("enter", say("Go there"))
CANCEL = Key("escape", say("Cancel"))
CLOSE = Key("escape", say("Close"))

MARKS = say("Outline: ✓ ready   ! has problems   - begun   blank: empty   ▸ shown")

EDITING: tuple[tuple[str, Message], ...] = (
    ("Shift+arrows", say("Select; Shift+Home and Shift+End to the ends of the line")),
    ("Ctrl+A", say("Select all; a double click selects a word")),
    ("Ctrl+C", say("Copy")),
    ("Ctrl+X", say("Cut")),
    ("Ctrl+V", say("Paste; from other programs with Ctrl+Shift+V or the menu of the terminal")),
    ("Ctrl+Z", say("Undo; Ctrl+Y redoes")),
    ("Ctrl+Home", say("To the beginning; Ctrl+End to the end")),
    ("Ctrl+arrows", say("By words; with Shift, select them")),
)
"""The keys in a text."""
READING: tuple[tuple[str, Message], ...] = (
    ("arrows", say("Scroll; PgUp and PgDn by pages")),
    ("Shift+arrows", say("Select")),
    ("Ctrl+A", say("Select all")),
    ("Ctrl+C", say("Copy")),
)
"""The keys in a text that can only be read."""
CHOOSING: tuple[tuple[str, Message], ...] = (
    ("Up, Down", say("Choose; Home and End, PgUp and PgDn go further")),
    ("Enter", say("Take what is chosen")),
)
"""The keys in a list."""


def place_of(screen: Screen[object], focused: Widget | None) -> Iterator[Widget]:
    """The widgets that make up a place, from the one that has the focus to the screen."""
    for node in focused.ancestors_with_self if focused is not None and focused.is_attached else (screen,):
        if isinstance(node, Widget):
            yield node


def about(screen: Screen[object], focused: Widget | None) -> list[Message]:
    """The sentences on a place: those of what has the focus first, those of its screen last."""
    told = [getattr(node, "ABOUT", None) for node in place_of(screen, focused)]
    return list({message.text: message for message in told if isinstance(message, Message)}.values())


def own_keys(screen: Screen[object], focused: Widget | None) -> list[Key]:
    """The keys of a place that are no commands, the nearest first; each key once."""
    keys: dict[str, Key] = {}
    for node in place_of(screen, focused):
        for key in getattr(node, "KEYS", ()):
            keys.setdefault(key.key, key)
    return list(keys.values())


def where_focused(screen: Screen[object], focused: Widget | None) -> tuple[Where, ...]:
    """The parts of a screen with commands of their own that have the focus, and then the screen's places."""
    found = [getattr(node, "WHERE", None) for node in place_of(screen, focused)]
    parts = [where for where in found if where is not None]
    return tuple(dict.fromkeys((*parts, *places(screen))))


def keys_of_widget(focused: Widget | None) -> tuple[tuple[str, Message], ...]:
    """The keys of a text or a list, which everybody knows and nobody finds."""
    if isinstance(focused, TextArea):
        return READING if focused.read_only else EDITING
    if isinstance(focused, Input):
        return EDITING
    return CHOOSING if isinstance(focused, OptionList | DataTable) else ()


class Hint(NamedTuple):
    """One hint of the bottom line: a command or a key that is none."""

    what: Command | Key
    title: Message

    @property
    def leads_out(self) -> bool:
        """Whether it leads out of here: back, or out of the program."""
        keys = self.what.keys if isinstance(self.what, Command) else self.what.key
        return "escape" in keys or (isinstance(self.what, Command) and self.what.id == "quit")


def hints(screen: Screen[object], focused: Widget | None, offers: Callable[[str], bool]) -> list[Hint]:
    """What the bottom line names here, the most needed first: the way out, what waits for an answer, help, all commands, the rest.

    `offers` tells whether a command that is there sometimes is there now.
    """
    where = where_focused(screen, focused)
    bound = {key for one in commands(*where) for key in one.keys.split(",")}
    keys = [Hint(key, key.title) for key in own_keys(screen, focused) if key.key not in bound]
    parts = [one for one in where if one not in places(screen)]
    named = [*commands(*parts), *commands(*(one for one in places(screen) if one != "app"))]
    worded = [Hint(one, one.short) for one in named if one.short and one.keys and not one.sometimes]
    waiting = [
        Hint(one, one.short) for one in commands(*where) if one.sometimes and one.short and one.keys and offers(one.id)
    ]
    everywhere = [Hint(BY_ID[id], BY_ID[id].short or BY_ID[id].title) for id in ("help", "palette", "quit")]
    found = [*keys, *worded]
    back = [one for one in found if one.leads_out][:1]
    rest = [one for one in found if not one.leads_out]
    if not back:
        back = [everywhere.pop()]
    return [*back, *waiting, *everywhere[:2], *rest, *everywhere[2:]]
