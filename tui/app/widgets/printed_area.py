"""A report as it will read, to scroll through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text

from tui.app.widgets.chinese_area import ChineseArea
from tui.app.widgets.printed import RED, Printed, printed
from tui.render.pages import Break
from tui.render.report import Element

_NARROWEST = 20


class _Place(NamedTuple):
    """A place in the report: an offset in a section's text, and how many lines after it."""

    section: str
    offset: int
    further: int = 0


class PrintedArea(ChineseArea):
    """Shows printed lines; a copy of them has line breaks between paragraphs only."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"printed--red"}
    DEFAULT_CSS = """
    PrintedArea .printed--red { color: $official-red; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, read_only=True)
        self.highlight_cursor_line = False  # it would hide the red of the mark
        self._elements: Sequence[Element] = ()
        self._breaks: Sequence[Break] = ()
        self._spaced = False
        self._lines: list[Printed] = []
        self._place = _Place("", 0)

    def show(self, elements: Iterable[Element], breaks: Sequence[Break] = (), *, spaced: bool = False) -> None:
        """Show a report, or its beginning, in pages if their breaks are known; the scroll position stays.

        `spaced` as for `printed`.
        """
        self._remember()
        self._elements = tuple(elements)
        self._breaks = breaks
        self._spaced = spaced
        self._lay_out()

    def on_resize(self) -> None:
        """Lay the lines out again, and keep the scroll position."""
        self._remember()
        self._lay_out()

    def _remember(self) -> None:
        """The place of the cursor; while nothing is laid out, the one that was asked for."""
        if not self._lines:
            return
        row = self.cursor_location[0]
        for back in range(row, -1, -1):
            if self._lines[back].section:
                self._place = _Place(self._lines[back].section, self._lines[back].start, row - back)
                return
        self._place = _Place("", row)

    def _lay_out(self) -> None:
        if not self.wrap_width:  # it has no size yet
            return
        lines = printed(self._elements, max(_NARROWEST, self.wrap_width), self._breaks, spaced=self._spaced)
        if lines != self._lines:
            self._lines = lines
            self.load_text("\n".join(line.text for line in lines))
            self._go()

    def get_line(self, line_index: int) -> Text:
        """A line with its bold and red parts."""
        text = super().get_line(line_index)
        if line_index < len(self._lines):
            for start, end, style in self._lines[line_index].styles:
                red = self.get_component_rich_style("printed--red", partial=True) if style is RED else style
                text.stylize(red, start, end)
        return text

    @property
    def selected_text(self) -> str:
        """The selected text, without line breaks inside a paragraph."""
        (row, column), (last, end) = sorted(self.selection)
        parts: list[str] = []
        for n in range(row, min(last, len(self._lines) - 1) + 1):
            line = self._lines[n]
            if line.is_foot:
                continue
            if parts and not line.goes_on:
                parts.append("\n")
            parts.append(line.text[column if n == row else 0 : end if n == last else None])
        return "".join(parts)

    def scroll_to_place(self, section: str, offset: int) -> None:
        """Scroll to the line that shows a place in a section's text."""
        self._place = _Place(section, offset)
        if self._lines:
            self._go()

    def _go(self) -> None:
        """Put the cursor on the line of the place, and the line in the middle of the view."""
        row = 0
        for n, line in enumerate(self._lines):
            if self._place.section and line.section == self._place.section and not line.goes_on:
                if row and line.start > self._place.offset:
                    break
                row = n
        further = self._place.further if self._place.section else self._place.offset
        self.move_cursor((min(row + further, max(0, len(self._lines) - 1)), 0))
        self.call_after_refresh(self.scroll_cursor_visible, center=True)
