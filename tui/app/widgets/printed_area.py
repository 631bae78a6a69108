"""A report as it will read, to scroll through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from tui.app.printing import Printed, printed
from tui.app.widgets.area import ChineseArea
from tui.render.elements import Element


class PrintedArea(ChineseArea):
    """Shows printed lines; copying from it works as in any text."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, read_only=True)
        self.highlight_cursor_line = False  # it would take the red from the mark
        self._elements: Sequence[Element] = ()
        self._lines: list[Printed] = []

    def show(self, elements: Iterable[Element]) -> None:
        """Show a report, or the beginning of one."""
        self._elements = tuple(elements)
        self._lay_out()

    def on_resize(self) -> None:
        """What is centred is centred anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = max(20, self.content_size.width - 2)
        lines = printed(self._elements, width)
        if lines != self._lines:
            self._lines = lines
            self.load_text("\n".join(line.text for line in lines))

    def get_line(self, line_index: int) -> Text:
        """A line with what is bold and what is red."""
        text = super().get_line(line_index)
        if line_index < len(self._lines):
            for start, end, style in self._lines[line_index].styles:
                text.stylize(style, start, end)
        return text

    def scroll_to_place(self, section: str, offset: int) -> None:
        """Bring the line that a place in a section's text has become to the top."""
        row = 0
        for n, line in enumerate(self._lines):
            if line.section == section and (line.start <= offset or row == 0):
                row = n
        self.move_cursor((row, 0))
        self.scroll_cursor_visible(center=True)
