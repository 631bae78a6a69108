"""The bottom line: the keys that matter here, as they are bound now."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Static

from tui.app.commands import BY_ID, Command, Where, commands, keys_shown
from tui.app.translated import Translated, fitted, plain

_GAP = 2  # blanks between two hints
_REMARK = 5.0  # seconds


class Hint(Static, Translated):
    """One command with its key; a click runs it."""

    def __init__(self, command: Command) -> None:
        super().__init__()
        self.command = command

    @property
    def words(self) -> tuple[str, str]:
        """The key as it is bound now, and the short title."""
        key = keys_shown(self.command, self.host.keymap)
        return key, self.speak(self.command.short or self.command.title)

    def on_mount(self) -> None:
        """Write key and title."""
        key, title = self.words
        self.update(plain(key, "bold reverse") + plain(f" {title}  "))

    async def on_click(self) -> None:
        """Run the command."""
        await self.screen.run_action(self.command.target)


class Hints(Horizontal):
    """The hints of some places, as many as fit, none of them cut: the way to all others comes first, the way out last."""

    def __init__(self, *where: Where) -> None:
        super().__init__()
        self._where = where
        self._until: Timer | None = None

    def compose(self) -> ComposeResult:
        """One hint for each command of the footer that has a key."""
        everywhere = [command for command in commands("app") if command.id != "quit"]
        for command in (*everywhere, *commands(*self._where), BY_ID["quit"]):
            if command.short and command.keys:
                yield Hint(command)
        yield Static(id="remark")

    def remark(self, text: str) -> None:
        """Say something in passing where the hints are; they come back by themselves.

        Textual's own notifications lie over other widgets, and lose wide characters there (seen in 8.2.8; canary:
        tests/app/test_canaries.py).
        """
        self.query_one("#remark", Static).update(plain(fitted(text, max(10, self.size.width))))
        self.add_class("-remark")
        if self._until is not None:
            self._until.stop()
        self._until = self.set_timer(_REMARK, lambda: self.remove_class("-remark"))

    def on_resize(self) -> None:
        """Show those that fit."""
        left = self.size.width + _GAP  # none is needed behind the last
        for hint in self.query(Hint):
            left -= sum(map(cell_len, hint.words)) + 1 + _GAP
            hint.set_class(left < 0, "-cut")
