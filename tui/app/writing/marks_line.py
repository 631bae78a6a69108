"""The outline on one line, for terminals without room for the list: a mark for each part, with a pointer at the shown one."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from textual import events
from textual.message import Message as Event
from textual.widgets import Static

from tui.app.commands import BY_ID
from tui.app.translated import Translated, plain
from tui.base.messages import say

_CELLS = 2  # of a part: the pointer or a blank, and the mark
_EMPTY = "."  # a blank would not be seen here


class MarksLine(Static, Translated):
    """Shows where each part of the draft stands; a click on a mark goes to its part, one elsewhere asks which."""

    class Clicked(Event):
        """The mark of the entry with this id in the outline was clicked."""

        def __init__(self, entry: str) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._marks: dict[str, str] = {}
        self._told: tuple[object, ...] = ()

    def show(self, marks: Mapping[str, str], current: str) -> None:
        """Show the marks of the entries of the outline by their ids, in their order, and point at one."""
        key, title = self.key("go-to-section"), self.speak(say("Sections"))
        told = (dict(marks), current, self.size.width, key, title)
        if told == self._told:
            return
        self._told, self._marks = told, dict(marks)
        line = "".join(
            f"{'▸' if id == current else ' '}{_EMPTY if mark == ' ' else mark}" for id, mark in marks.items()
        )
        gap = self.size.width - cell_len(f"{line}{key} {title} ")
        content = plain(line)
        if gap > 0:
            content += plain(" " * gap) + plain(key, "bold $accent") + plain(f" {title}")
        self.update(content, layout=False)

    async def on_click(self, event: events.Click) -> None:
        """Go to a part."""
        at, ids = event.x // _CELLS, list(self._marks)
        if at < len(ids):
            self.post_message(self.Clicked(ids[at]))
        else:
            await self.screen.run_action(BY_ID["go-to-section"].target)
