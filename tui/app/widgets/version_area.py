"""A version of a text to read, with the words marked that differ from another version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from tui.app.widgets.chinese_area import ChineseArea, Stretch
from tui.editing.text_comparison import Words


class VersionArea(ChineseArea):
    """Shows one version; `differing` are its marked stretches."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"version--differs"}
    DEFAULT_CSS = """
    VersionArea {
        .version--differs { color: $text-warning; text-style: bold underline; }
    }
    """

    def __init__(self, text: str = "", differing: Words = (), *, id: str | None = None) -> None:
        super().__init__(text, id=id, read_only=True)
        self._differing = differing

    def show(self, text: str, differing: Words) -> None:
        """Show another text."""
        self._differing = differing
        self.load_text(text)
        self._go_to_first()

    def on_mount(self) -> None:
        """Scroll to the first word that differs."""
        self._go_to_first()

    def _go_to_first(self) -> None:
        for start, _ in self._differing[:1]:
            self.select_characters(start, start)

    def stretches(self, row: int) -> Iterable[Stretch]:
        """The differing parts of a line."""
        first = self.offset_at((row, 0))
        last = first + len(self.document.get_line(row))
        for start, end in self._differing:
            if start < last and end > first:
                yield Stretch(max(start, first) - first, min(end, last) - first, "version--differs")
