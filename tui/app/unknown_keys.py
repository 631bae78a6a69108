"""Keys that Textual takes for something else: it would type the letters of those unknown to it, and drop Shift+F3.

Alt+F1 leaves `[1;3P` in a text, a late answer of the terminal `[?1;2c`; Shift+F3 is taken for the answer where the cursor is
(seen in 8.2.8, no issue upstream; canary: tests/app/test_unknown_keys.py). Textual creates its parser itself, so the input
is filtered before it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser

DELAY = constants.ESCAPE_DELAY
"""Seconds for the rest of a sequence to arrive; Textual waits as long to see whether a key is Esc (0.1, or as `ESCDELAY` says)."""

_ESC = "\x1b"
_IGNORED = "\x1b[E"
"""A sequence that Textual knows and ignores: it replaces unknown ones."""
_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"
_SEQUENCE = re.compile(
    "\x1b(?:\\[\\[[A-E]|\\[[0-9;]+\\$|\\[[0-?]*[ -/]*[@-~]|O[0-9;]*[A-Za-z]|[\\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\\\))"
)
_BEGUN = re.compile("\x1b(?:\\[\\[|\\[[0-?]{0,60}[ -/]{0,4}|O[0-9;]{0,8})?\\Z")
_STRINGS = "]P_^X"  # the start of an answer in words
_MOUSE = re.compile("\x1b\\[(?:<|M)")
_TAKEN_FOR_A_PLACE = re.compile("\x1b\\[1;[0-9]+R")
"""What a terminal sends for F3 with Shift, Ctrl or both; also its answer when the cursor is in the first line, which nobody asks."""


Piece = str | events.Key
"""Text for Textual's parser, or a key to send at once."""


class KeyFilter:
    """Filters the input of a terminal, read piece by piece."""

    def __init__(self) -> None:
        self._is_pasting = False
        self._held = ""
        self._escaped = False  # Textual already has the first held character
        self._since = 0.0

    def known(self, data: str, now: float) -> list[Piece]:
        """The input to pass on: a sequence unknown to Textual is replaced by one that it ignores.

        Alt and a character are one key; Esc before a character that no keyboard has with Alt is two. The start of a
        sequence is held until the rest comes, except for Esc alone, which may be the key.
        """
        if not data:
            return []
        if self._held and not self._escaped and now - self._since > DELAY:
            self._held = ""
        data, self._held = self._held + data, ""
        pieces = self._pieces(data, now)
        if self._escaped and pieces:
            first = pieces[0]
            pieces[:1] = [first[1:]] if isinstance(first, str) else [_IGNORED[1:], first]
            self._escaped = False
        if self._held == _ESC:
            self._escaped = True
            pieces.append(_ESC)
        return pieces

    def escape_taken(self) -> None:
        """Textual has waited long enough, and taken a lone Esc for the key: what comes now is not part of it."""
        if self._escaped:
            self._held, self._escaped = "", False

    def _pieces(self, data: str, now: float) -> list[Piece]:
        pieces: list[Piece] = []
        at = 0
        while at < len(data):
            wanted = _PASTE_END if self._is_pasting else _ESC
            start = data.find(wanted, at)
            if start != at:
                pieces.append(data[at:start] if start > 0 else data[at:])
            if start < 0:
                break
            match = _SEQUENCE.match(data, start)
            if match is None and _BEGUN.match(data, start):
                self._held, self._since = data[start:], now
                break
            if match is not None:
                self._is_pasting = match[0] == _PASTE
                pieces.append(_named(match[0]) or (match[0] if _is_known(match[0]) else _IGNORED))
                at = match.end()
            else:
                piece = _with_escape(data[start + 1])
                pieces.append(piece)
                at = start + (1 if isinstance(piece, events.Key) and piece.key == "escape" else 2)
        return pieces


def _with_escape(character: str) -> Piece:
    """The meaning of Esc and a character that come together: a key with Alt, or Esc before the character."""
    both = _ESC + character
    if character.isascii() and character.isprintable() and not _is_named(both):
        shift = "shift+" if character.isupper() else ""
        return events.Key(f"alt+{shift}{character.lower()}", character)
    return both if character != _ESC and _probed(both) else events.Key("escape", _ESC)


def _named(sequence: str) -> events.Key | None:
    """The key of a sequence that Textual knows by name and yet takes for an answer of the terminal."""
    keys = ANSI_SEQUENCES_KEYS.get(sequence) if _TAKEN_FOR_A_PLACE.fullmatch(sequence) else None
    return events.Key(keys[0].value, None) if isinstance(keys, tuple) else None


def _is_known(sequence: str) -> bool:
    if sequence[1] in _STRINGS:
        return False
    return sequence in (_PASTE, _PASTE_END) or _MOUSE.match(sequence) is not None or _probed(sequence)


@lru_cache(256)
def _probed(sequence: str) -> bool:
    """Whether Textual handles a sequence at once, instead of waiting for more of it."""
    return bool([*XTermParser().feed(sequence)])


def _is_named(sequence: str) -> bool:
    """Whether it is a key such as Ctrl+Left rather than a character: Textual takes Alt+4 for a ¢, as on one system."""
    heard = [*XTermParser().feed(sequence)]
    return bool(heard) and all(isinstance(one, events.Key) and not one.is_printable for one in heard)
