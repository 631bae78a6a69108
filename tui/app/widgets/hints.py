"""The bottom line: the keys that matter here, as they are bound now."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from tui.app.commands import Command, Where, commands, keys_shown
from tui.app.speaking import Speaking, plain


class Hint(Static, Speaking):
    """One command with its key; a click runs it."""

    def __init__(self, command: Command) -> None:
        super().__init__()
        self.command = command

    def on_mount(self) -> None:
        """Write key and title."""
        key = keys_shown(self.command, self.baogao.keymap)
        self.update(plain(key, "bold reverse") + plain(f" {self.speak(self.command.short or self.command.title)}  "))

    async def on_click(self) -> None:
        """Run the command."""
        await self.screen.run_action(f"{'app' if self.command.where == 'app' else 'screen'}.{self.command.action}")


class Hints(Horizontal):
    """The hints of some places, as many as fit: those of the table that are for the footer."""

    def __init__(self, *where: Where) -> None:
        super().__init__()
        self._where = where

    def compose(self) -> ComposeResult:
        """One hint for each command of the footer that has a key."""
        for command in commands(*self._where, "app"):
            if command.short and command.keys:
                yield Hint(command)
