"""Panels of which one is shown, with a line of their names: that of the shown one is in brackets.

They are filled after the rest of their screen is shown, since the user starts with the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message as Event
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from tui.app.translated import Translated, plain
from tui.base.messages import Message


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
        names = Horizontal(*map(_Name, self._names), classes="panel-names")
        first = next(iter(self._names))
        await self.mount(names, ContentSwitcher(*self._content, initial=first, classes="panel-content"))
        self.is_filled = True
        self._tell()
        self.post_message(self.Filled())

    @property
    def shown(self) -> str:
        """The id of the panel that is shown; empty before they are filled."""
        return (self.query_one(".panel-content", ContentSwitcher).current or "") if self.is_filled else ""

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
        self.query_one(".panel-content", ContentSwitcher).current = panel
        self._tell()

    def step(self) -> None:
        """Show the next one."""
        panels = list(self._names)
        if self.shown in panels:
            self.show(panels[(panels.index(self.shown) + 1) % len(panels)])

    def on__name_clicked(self, event: _Name.Clicked) -> None:
        """Show the panel that was clicked."""
        event.stop()
        self.show(event.panel)

    def _tell(self) -> None:
        for name in self.query(_Name):
            count = self._counts.get(name.panel)
            text = self.speak(self._names[name.panel]) + (f" {count}" if count else "")
            is_shown = name.panel == self.shown
            name.update(plain(f"[{text}]" if is_shown else f" {text} ", "bold" if is_shown else "dim"))
