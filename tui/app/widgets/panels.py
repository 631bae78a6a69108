"""Panels of which one is shown, with a line of their names: that of the shown one is in brackets.

They are filled after the rest of their screen is shown, since the user starts with the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message as Event
from textual.widget import Widget
from textual.widgets import Static

from tui.app.translated import Translated, plain
from tui.base.messages import Message

_TWO, _TWO_BELOW = 72, 96
"""Columns from which on two panels are shown side by side: beside the text, and below it, where lines are few."""


class _Name(Static):
    """The name of a panel; a click shows it."""

    class Clicked(Event):
        """The name was clicked."""

        def __init__(self, panel: str) -> None:
            super().__init__()
            self.panel = panel

    def __init__(self, panel: str) -> None:
        super().__init__()
        self.panel = panel

    def on_click(self) -> None:
        """Ask for the panel."""
        self.post_message(self.Clicked(self.panel))


class Panels(Vertical, Translated):
    """Shows one of several panels."""

    class Filled(Event):
        """The panels are there."""

    def __init__(self, names: Sequence[tuple[str, Message]], *, id: str) -> None:
        super().__init__(id=id)
        self._names = dict(names)
        self._counts: dict[str, int] = {}
        self._content: list[Widget] = []
        self.is_filled = False
        self._first = next(iter(self._names), "")
        self._shown = self._first
        self._other = self._first
        """The panel that was shown last, the first one aside: where there is room it is shown beside the first."""

    def compose_add_child(self, widget: Widget) -> None:
        """Take a panel that the screen composes inside this widget."""
        self._content.append(widget)

    def compose(self) -> ComposeResult:
        """Nothing yet; above all not the panels, which must not become its children."""
        return iter(())

    def on_mount(self) -> None:
        """Wait for the rest of the screen to be shown."""
        self.call_after_refresh(self._fill)

    async def _fill(self) -> None:
        self._other = next((name for name in self._names if name != self._first), self._first)
        names = Horizontal(*map(_Name, self._names), classes="panel-names")
        await self.mount(names, Horizontal(*self._content, classes="panel-content"))
        self.is_filled = True
        self._tell()
        self.post_message(self.Filled())

    @property
    def shown(self) -> str:
        """The id of the panel that is shown; empty before they are filled."""
        return self._shown if self.is_filled else ""

    @property
    def side_by_side(self) -> tuple[str, ...]:
        """The panels on the screen: the one that is shown; where there is room, the first and one of the others."""
        return (self._first, self._other) if self.has_class("-two") else (self._shown,)

    def on_resize(self) -> None:
        """One panel, or two side by side."""
        has_room = self.size.width >= (_TWO_BELOW if self.screen.has_class("-narrow") else _TWO)
        if has_room != self.has_class("-two"):
            self.set_class(has_room, "-two")
        self._tell()

    def on_descendant_focus(self) -> None:
        """The name of the panel that has the focus is marked."""
        self._tell()

    def on_descendant_blur(self) -> None:
        """Nor is it any longer."""
        self.call_after_refresh(self._tell)

    def count(self, panel: str, n: int) -> None:
        """Show next to a panel's name how much it holds."""
        if self._counts.get(panel) != n:
            self._counts[panel] = n
            self._tell()

    def show(self, panel: str) -> None:
        """Show a panel."""
        if not self.is_filled:
            return
        self.remove_class("-folded")
        self._shown = panel
        if panel != self._first:
            self._other = panel
        self._tell()

    def step(self) -> None:
        """Show the next one."""
        panels = list(self._names)
        if not self.is_filled:
            return
        if self.has_class("-two"):
            panels.remove(self._first)
            self.show(panels[(panels.index(self._other) + 1) % len(panels)])
        else:
            self.show(panels[(panels.index(self._shown) + 1) % len(panels)])

    def on__name_clicked(self, event: _Name.Clicked) -> None:
        """Show the panel that was clicked."""
        event.stop()
        self.show(event.panel)

    def _tell(self) -> None:
        shown = self.side_by_side
        for panel in self._content:
            panel.display = panel.id in shown
        focused = next((panel.id for panel in self._content if panel.has_focus_within), None)
        texts = {name: self._named(name.panel) for name in self.query(_Name)}
        left = self.size.width - 1 - sum(map(cell_len, texts.values()))
        gap = max(1, min(3, left // max(1, len(texts) - 1)))
        for name, text in texts.items():
            style = "bold reverse" if name.panel == focused else "bold underline" if name.panel in shown else "dim"
            name.update(plain(text, style) + plain(" " * gap))
            name.set_class(name.panel == self._first, "-first")

    def _named(self, panel: str) -> str:
        count = self._counts.get(panel)
        return self.speak(self._names[panel]) + (f" {count}" if count else "")
