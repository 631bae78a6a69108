"""The bottom lines: a message, and the keys that matter here, as they are bound now."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Static

from tui.app.commands import Command, Where, commands, keys_shown, places
from tui.app.translated import Translated, fitted, plain

_GAP = 2  # blanks between two hints
_REMARK = 5.0  # seconds


class Hint(Static, Translated):
    """One command with its key; a click runs it."""

    def __init__(self, command: Command) -> None:
        super().__init__()
        self.command = command

    @property
    def is_exit(self) -> bool:
        """Whether it leaves the screen or the program."""
        return self.command.id == "quit" or "escape" in self.command.keys

    @property
    def words(self) -> tuple[str, str]:
        """The key as it is bound now, and the short title."""
        key = keys_shown(self.command, self.host.keymap)
        return key, self.speak(self.command.short or self.command.title)

    def on_mount(self) -> None:
        """Draw key and title."""
        key, title = self.words
        self.update(plain(key, "bold $accent") + plain(f" {title}  "))

    async def on_click(self) -> None:
        """Run the command."""
        await self.screen.run_action(self.command.target)


class Hints(Vertical, Translated):
    """The two bottom lines: a message, and the keys that matter here.

    The message line keeps its place when it is empty, so that nothing moves. It holds what there is to know at the
    cursor (`keep`), and for some seconds a passing remark (`remark`). The keys are never covered.
    """

    def __init__(self, *where: Where) -> None:
        super().__init__()
        self._where = where
        self._until: Timer | None = None
        self._kept = ""

    def compose(self) -> ComposeResult:
        """A message, and a hint for each command of the footer that has a key, always with the way out."""
        yield Static(id="remark")
        sometimes = [command for command in commands(*places(self.screen)) if command.sometimes]
        always = [command for command in commands(*dict.fromkeys(("app", *self._where))) if not command.sometimes]
        always.sort(key=lambda command: (command.id == "quit", command.where != "app"))
        with Horizontal():
            for command in (*sometimes, *always):
                if command.short and command.keys:
                    yield Hint(command)

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
        """Show what there is to know at the cursor, until the next call; an empty message shows nothing."""
        if text == self._kept:
            return
        self._kept = text
        if self._until is None:
            self._say(text)

    def _fall_back(self) -> None:
        self._until = None
        self._say(self._kept)

    def _say(self, text: str) -> None:
        self.query_one("#remark", Static).update(plain(fitted(text, max(10, self.size.width))))

    def on_resize(self) -> None:
        """There is more room, or less."""
        self.fit()

    def fit(self) -> None:
        """Show the hints that fit: what waits for an answer first, then the way out before the others."""
        left = self.size.width + _GAP  # none after the last
        for hint in sorted(self.query(Hint), key=lambda one: (not one.command.sometimes, not one.is_exit)):
            is_idle = hint.command.sometimes and not self.host.offers(hint.command.id)
            left -= 0 if is_idle else sum(map(cell_len, hint.words)) + 1 + _GAP
            hint.set_class(is_idle or left < 0, "-cut")
