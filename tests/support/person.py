"""Somebody who writes in one section of a draft, in a real terminal, and whose every word is known."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Self

from tests.support.kept_words import missing
from tests.support.terminal import Terminal, key_bytes, zh
from tui.base.messages import say

_SIZE = (120, 40)
_MOVES = (("ctrl+home",), ("ctrl+end",), ("up", "end"), ("up", "up", "end"), ("down", "end"), ("end",), ("home",))
_WRITING = "F4"  # in the bottom line where one writes, and not in that of a dialog
_CONFLICT = "Ctrl+K"  # shown there, too, while a conflict waits
_LATER = zh(say("Later"))  # the first answer to it
_BUTTON = re.compile(r"(?<=  )[^ │]+(?=  )")
_RESTORE = zh(say("Restore"))
_STAY = zh(say("Stay"))


class Person:
    """The app with a draft open in its first section, and somebody who types numbered words there; lost work is restored first."""

    def __init__(self, name: str, home: Path, draft: Path, random: Random) -> None:
        self.name = name
        self.random = random
        self.words: list[str] = []
        self._draft = draft
        self._state = home / "state"
        self.terminal = Terminal(home, draft.parent, draft.name, size=_SIZE)
        self.terminal.wait_for(lambda: _WRITING in self.terminal.text or _RESTORE in self.terminal.text)
        if _RESTORE in self.terminal.text:
            self.terminal.press("enter")
            self.terminal.wait_until_gone(_RESTORE)
            self.terminal.wait_for(_WRITING)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.terminal.__exit__()

    def act(self) -> None:
        """Do one of the things that people do: mostly type."""
        self.random.choice((self.type, self.type, self.type, self.move, self.save, self.settle))()

    def type(self) -> None:
        """Type a word where the cursor is, as part of a sentence, or as the last of one or of a paragraph."""
        word = f"{self.name}{len(self.words)}z"  # the letter ends it: no word is part of another
        self.words.append(word)
        before, after = self.random.choice((("推进", "，"), ("推进", "。"), ("\r", "。"), ("", "。\r")))
        self.terminal.type(f"{before}{word}{after}")
        self.terminal.wait_for(lambda: self._has(word))

    def _has(self, word: str) -> bool:
        return word in self.terminal.text or not missing([word], self._draft, self._state)

    def move(self) -> None:
        """Go to the end or the beginning of some line: never into a word."""
        self.terminal.send(b"".join(map(key_bytes, self.random.choice(_MOVES))))

    def save(self) -> None:
        """Save now."""
        self.terminal.press("ctrl+s")

    def settle(self) -> None:
        """Answer what waits to be asked, if anything does: later, mine or theirs. Both would keep shared words twice."""
        if _CONFLICT not in self._bottom:
            return
        self.terminal.press("ctrl+k")
        self.terminal.wait_for(lambda: self._chosen == 0 or self._may_write_on(_CONFLICT))
        while self._chosen == 0:
            answer = self.random.choice((0, 1, 2))
            for n in range(answer):
                self.terminal.press("tab")
                self.terminal.wait_for(lambda n=n: self._chosen == n + 1)  # type: ignore[misc]
            self.terminal.press("enter")
            self.terminal.wait_for(
                lambda answer=answer: self._may_write_on() or (answer and self._chosen == 0)  # type: ignore[misc]
            )

    @property
    def _chosen(self) -> int | None:
        """Which answer has the focus if a question is shown: each begins with the first, “Later”."""
        for row in self.terminal.cells():
            line = "".join(cell.data or "\0" for cell in row)
            buttons = list(_BUTTON.finditer(line))
            if buttons and buttons[0][0].replace("\0", "") == _LATER:
                grounds = [row[button.start()].bg for button in buttons]
                return next((n for n, ground in enumerate(grounds) if grounds.count(ground) == 1), None)
        return None

    def _may_write_on(self, but: str = "") -> bool:
        bottom = self._bottom
        return _WRITING in bottom and not (but and but in bottom)

    @property
    def _bottom(self) -> str:
        """The line of keys at the bottom of the screen, which is drawn last."""
        return self.terminal.lines[-1]

    def elsewhere(self) -> str:
        """Nothing but what the app keeps."""
        return ""

    def faults(self) -> list[str]:
        """Nothing is its own."""
        return []

    def leave(self) -> None:
        """Quit; what waits to be asked is answered until everything is saved."""
        self.settle()
        self.terminal.press("ctrl+q")
        self.terminal.wait_for(self._has_left)
        assert self.terminal.process.returncode == 0, self.terminal.farewell

    def _has_left(self) -> bool:
        if _STAY in self.terminal.text and self.terminal.process.poll() is None:
            self.terminal.press("enter")
            self.terminal.wait_until_gone(_STAY)
            self.settle()
            self.terminal.press("ctrl+q")
        return self.terminal.process.poll() is not None
