"""The start screen of a folder without drafts: the ways to start, each with a line on its purpose."""

from __future__ import annotations

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.app.commands import BY_ID
from tui.app.translated import Translated, fitted, plain
from tui.app.widgets.rows import Rows
from tui.base.messages import Message, say

_WAYS: tuple[tuple[str, Message], ...] = (
    ("new-draft", say("start this year's report; its outline says what belongs in it")),
    ("import-document", say("make a draft of last year's Word file, web page or text")),
    ("open-example", say("look at a complete example, and change it as you like")),
    ("open-file", say("open a draft that is in another folder")),
)
_GAP = 2


class Ways(Rows, Translated):
    """The ways to start: Enter takes one, and each has its key."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)

    def on_mount(self) -> None:
        """Show them for this size."""
        self.show()

    def on_resize(self) -> None:
        """Show them for the new size."""
        self.show()

    def show(self) -> None:
        """One way after another: its title and key, and below them its purpose."""
        at = self.highlighted or 0
        titles = [self.speak(BY_ID[id].title) for id, _ in _WAYS]
        width = max(map(cell_len, titles)) + _GAP
        options: list[Option] = []
        for (id, purpose), title in zip(_WAYS, titles, strict=True):
            head = plain(title, "bold") + plain(" " * (width - cell_len(title)) + self.key(id), "$text-accent")
            said = plain(fitted(self.speak(purpose), max(8, self.size.width - 4)), "$text-muted")
            options.append(Option(Content("\n").join([head, said, Content()]), id=id))
        self.set_options(options)
        self.highlighted = at

    @on(OptionList.OptionSelected)
    async def take(self, event: OptionList.OptionSelected) -> None:
        """Start this way."""
        event.stop()
        await self.screen.run_action(BY_ID[str(event.option_id)].target)
