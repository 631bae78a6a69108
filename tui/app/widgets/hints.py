"""The bottom lines: a message, and the keys that matter where the focus is, as they are bound now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from tui.app.commands import Command, key_name, keys_shown
from tui.app.place import Hint, hints
from tui.app.translated import Translated, fitted, plain

_GAP = 2  # blanks between two hints
_REMARK = 5.0  # seconds


class Shown(NamedTuple):
    """A hint as it is shown: the key, its title, and the cells from `start` up to `end` that it takes."""

    hint: Hint
    key: str
    title: str
    start: int
    end: int


def laid_out(hints: Iterable[tuple[Hint, str, str]], width: int) -> list[Shown]:
    """Those of the hints, each with key and title, that fit into a width, in their order."""
    shown: list[Shown] = []
    at = 1
    for hint, key, title in hints:
        end = at + cell_len(key) + 1 + cell_len(title)
        if end <= width:
            shown.append(Shown(hint, key, title, at, end))
            at = end + _GAP
    return shown


class KeyLine(Static, Translated):
    """Names the keys that work where the focus is, the way out first; a click is the key."""

    shown: Sequence[Shown] = ()

    def on_mount(self) -> None:
        """Follow the focus."""
        self.watch(self.screen, "focused", self.tell)

    def on_resize(self) -> None:
        """There is room for more or fewer."""
        self.tell()

    def tell(self) -> None:
        """Name the keys of the place that has the focus now."""
        if not self.is_attached or not self.size.width:
            return
        screen = self.screen
        worded = (
            (hint, self._key(hint), self.speak(hint.title)) for hint in hints(screen, screen.focused, self.host.offers)
        )
        shown = laid_out((one for one in worded if one[1]), self.size.width)
        if shown != self.shown:
            self.shown = shown
            parts = [plain(one.key, "bold $accent") + plain(f" {one.title}") for one in shown]
            self.update(plain(" ") + Content(" " * _GAP).join(parts), layout=False)

    def _key(self, hint: Hint) -> str:
        what = hint.what
        return keys_shown(what, self.host.keymap) if isinstance(what, Command) else key_name(what.key)

    async def on_click(self, event: events.Click) -> None:
        """Do what the hint that was clicked names."""
        for one in self.shown:
            if one.start <= event.x < one.end:
                what = one.hint.what
                if isinstance(what, Command):
                    await self.screen.run_action(what.target)
                else:
                    self.app.simulate_key(what.key)


class Hints(Vertical, Translated):
    """The two bottom lines of a screen or dialog: a message, and the keys that matter here.

    The message line keeps its place when it is empty, so that nothing moves. It holds what there is to know at the
    cursor (`keep`), and for some seconds a passing remark (`remark`). The keys are never covered.
    """

    def __init__(self) -> None:
        super().__init__()
        self._until: Timer | None = None
        self._kept = ""

    def compose(self) -> ComposeResult:
        """A message, and the keys."""
        yield Static(id="remark")
        yield KeyLine(id="keys-here")

    def remark(self, text: str) -> None:
        """Show a passing remark; after it the kept message comes back.

        Textual's own notifications cover other widgets, and lose wide characters there (seen in 8.2.8; canary:
        tests/app/test_canaries.py).
        """
        self._say(text)
        if self._until is not None:
            self._until.stop()
        self._until = self.set_timer(_REMARK, self._fall_back)

    def keep(self, text: str) -> None:
        """Show what there is to know at the cursor until something else is; an empty text clears it."""
        if text == self._kept:
            return
        self._kept = text
        if self._until is None:
            self._say(text)

    def _fall_back(self) -> None:
        self._until = None
        self._say(self._kept)

    def _say(self, text: str) -> None:
        self.query_one("#remark", Static).update(plain(fitted(text, max(10, self.size.width - 2))))

    def fit(self) -> None:
        """Name the keys again: something waits for an answer, or no longer."""
        self.query_one(KeyLine).tell()
