"""Panels one behind the other, with a line of their names; the one that is shown is named in brackets."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message as Event
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from tui.app.speaking import Speaking, plain
from tui.message import Message


class _Name(Static):
    """The name of a panel; a click shows it."""

    class Clicked(Event):
        """It was clicked."""

        def __init__(self, panel: str) -> None:
            super().__init__()
            self.panel = panel

    def __init__(self, panel: str) -> None:
        super().__init__()
        self.panel = panel

    def on_click(self) -> None:
        """Ask for the panel."""
        self.post_message(self.Clicked(self.panel))


class Panels(Vertical, Speaking):
    """Shows one of several panels."""

    def __init__(self, names: Sequence[tuple[str, Message]], *, id: str) -> None:
        super().__init__(id=id)
        self._names = dict(names)
        self._counts: dict[str, int] = {}
        self._content: list[Widget] = []

    def compose_add_child(self, widget: Widget) -> None:
        """Take a panel that the screen composes into this."""
        self._content.append(widget)

    def compose(self) -> ComposeResult:
        """The names, and the panels."""
        with Horizontal(classes="panel-names"):
            for panel in self._names:
                yield _Name(panel)
        with ContentSwitcher(initial=next(iter(self._names)), classes="panel-content"):
            yield from self._content

    def on_mount(self) -> None:
        """Write the names."""
        self._tell()

    @property
    def shown(self) -> str:
        """The id of the panel that is shown."""
        return self.query_one(".panel-content", ContentSwitcher).current or ""

    def count(self, panel: str, n: int) -> None:
        """Tell beside a panel's name how much is in it."""
        if self._counts.get(panel) != n:
            self._counts[panel] = n
            self._tell()

    def show(self, panel: str) -> None:
        """Show a panel."""
        self.remove_class("-folded")
        self.query_one(".panel-content", ContentSwitcher).current = panel
        self._tell()

    def step(self) -> None:
        """Show the next one."""
        panels = list(self._names)
        self.show(panels[(panels.index(self.shown) + 1) % len(panels)])

    def on__name_clicked(self, event: _Name.Clicked) -> None:
        """Show what was clicked."""
        event.stop()
        self.show(event.panel)

    def _tell(self) -> None:
        for name in self.query(_Name):
            count = self._counts.get(name.panel)
            text = self.speak(self._names[name.panel]) + (f" {count}" if count else "")
            is_shown = name.panel == self.shown
            name.update(plain(f"[{text}]" if is_shown else f" {text} ", "bold" if is_shown else "dim"))
