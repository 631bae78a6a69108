"""A table as drawn: headings and labels that stay, cursor, selection, and remarks on the cell.

Textual's `DataTable` has no grouped headings (upstream #6199) and costs five times as much a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from tui.app.translated import Translated
from tui.app.writing.table.lines import FormLayout, FormLine, label_of
from tui.app.writing.table.typing import Typing
from tui.base.messages import Message as Words
from tui.base.messages import say
from tui.draft.table import BrokenIdentity, TableNumbers, written
from tui.outline.table import Cell, Table

NOTES = 3  # lines below the grid: the cell, a broken formula, both of its sums


class GridSurface(Widget, Translated, can_focus=True):
    """Draws the numbers of a table line by line, so that a key redraws only the lines it changes."""

    DEFAULT_CSS = """
    GridSurface { width: 100%; height: 100%; }
    GridSurface > .table-grid--heading { color: $text-muted; }
    GridSurface > .table-grid--label { color: $text; }
    GridSurface > .table-grid--derived { color: $text-muted; text-style: italic; }
    GridSurface > .table-grid--broken { color: $text-error; text-style: bold; }
    GridSurface > .table-grid--selected { background: $primary-muted; }
    GridSurface > .table-grid--cursor { background: $primary; color: $text; text-style: bold; }
    GridSurface > .table-grid--note { background: $boost; color: $text; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"table-grid--{name}" for name in ("heading", "label", "derived", "broken", "selected", "cursor", "note"))
    }

    def __init__(self, section: str, numbers: TableNumbers, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.section = section
        self.numbers = numbers
        self._broken: list[BrokenIdentity] = list(numbers.broken())
        self._wrong = self._wrong_cells()
        rows = [(n, row) for n, part in enumerate(self.table.every_part) for row in part.entry_rows]
        self._rows = [row.id for _, row in rows]
        self._parts = [n for n, _ in rows]
        self._row = self._column = 0
        self._anchor: tuple[int, int] | None = None
        self._typing: Typing | None = None
        self._note: Words | None = None
        self._top = 0
        self._lay()

    @property
    def table(self) -> Table:
        """The table as the outline has it."""
        return self.numbers.table

    @property
    def cell(self) -> Cell:
        """The cell at the cursor."""
        return self._cell_at(self._row, self._column)

    @property
    def typed(self) -> str | None:
        """The text being typed into the cell; None if there is none."""
        return self._typing.text if self._typing else None

    def _columns(self, row: int) -> Sequence[str]:
        return [column.id for column in self.table.every_part[self._parts[row]].columns]

    def _cell_at(self, row: int, column: int) -> Cell:
        columns = self._columns(row)
        return self._rows[row], columns[min(column, len(columns) - 1)]

    # Drawing

    def _evaluate(self) -> None:
        self._broken = list(self.numbers.broken())
        self._wrong = self._wrong_cells()

    def _wrong_cells(self) -> frozenset[Cell]:
        differing = (found.cell for found in self.numbers.differing_totals())
        return frozenset((*(cell for found in self._broken for cell in found.cells), *differing))

    def _lay(self) -> None:
        """Lay the table out for the current size."""
        longest = max((len(written(value)) for value in self.numbers.entered.values()), default=1)
        self._layout = FormLayout(self.table, max(20, self.size.width), longest)
        self._lines = self._layout.lines()
        self._line_of = {line.row.id: n for n, line in enumerate(self._lines) if line.row}
        self._head = self._layout.height
        self._firsts = [0] * len(self.table.every_part)

    def on_resize(self) -> None:
        """Lay the table out again, with the cursor in view."""
        self._lay()
        self._go(self._row, self._column)
        self.refresh()

    @property
    def _room(self) -> int:
        """How many lines scroll."""
        return max(1, self.size.height - self._head - NOTES)

    def render_line(self, y: int) -> Strip:
        """A line of the screen: a heading that stays, a row, or a remark."""
        width = self.size.width
        if y < self._head:
            return self._text_line(self._heading(y), "heading")
        if y >= self.size.height - NOTES:
            return self._text_line(self._notes()[y - self.size.height + NOTES], "note")
        n = self._top + y - self._head
        if n >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[n]
        if line.row is None:
            headings = self._layout.headings(line.part, self._firsts[line.part])
            return self._text_line(headings[line.heading - 1] if line.heading else "", "heading")
        return self._row_line(line)

    def _text_line(self, text: str, name: str) -> Strip:
        style = self.get_component_rich_style(f"table-grid--{name}")
        return Strip([Segment(set_cell_size(text, self.size.width), style)], self.size.width)

    def _heading(self, y: int) -> str:
        """A line of the headings that stay: those of the part at the top."""
        part = self._lines[min(self._top, len(self._lines) - 1)].part
        lines = self._layout.headings(part, self._firsts[part])
        k = y - self._head + len(lines)
        return lines[k] if k >= 0 else ""

    def _row_line(self, line: FormLine) -> Strip:
        assert line.row is not None
        part, widths = self.table.every_part[line.part], self._layout.part(line.part)
        label = set_cell_size(label_of(part, line.row), widths.labels) if widths.labels else ""
        segments = [Segment(label, self.get_component_rich_style("table-grid--label"))]
        if not line.row.heading:
            first = self._firsts[line.part]
            row = self._rows.index(line.row.id)
            for n in range(first, min(first + widths.seen, len(part.columns))):
                segments.append(self._cell_segment(row, n, widths.column))
        used = sum(cell_len(segment.text) for segment in segments)
        segments.append(Segment(" " * max(0, self.size.width - used), self.rich_style))
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _cell_segment(self, row: int, column: int, width: int) -> Segment:
        """A cell: its number on the right, with a mark if its sum is wrong."""
        cell = self._cell_at(row, column)
        value = self.numbers.value(*cell)
        text = "" if value is None else written(value)
        is_here = (row, column) == (self._row, self._column)
        if is_here and self._typing:
            text = self._typing.text + "_"
        wrong = cell in self._wrong
        text = set_cell_size(text, width - 1) if cell_len(text) >= width else text.rjust(width - 1)
        name = "label"
        if is_here and self.has_focus:
            name = "cursor"
        elif self._is_selected(row, column):
            name = "selected"
        elif wrong:
            name = "broken"
        elif cell not in self.numbers.entered:
            name = "derived"
        return Segment(text + ("!" if wrong else " "), self.get_component_rich_style(f"table-grid--{name}"))

    def _notes(self) -> list[str]:
        """Remarks on the cell: its name, number and last year's number; a broken formula; both of its sums."""
        cell = self.cell
        kind = self.table.kind(*cell)
        value = self.numbers.value(*cell)
        told = [self.table.name(*cell) or self.section]
        if value is not None:
            told.append(written(value) + kind.unit)
        last = self.numbers.last
        before = last.value(*cell) if last and last.table.has(*cell) else None
        if before is not None:
            told.append(self.speak(say("last year: {value}", value=written(before) + kind.unit)))
        first = " " + "   ".join(told)
        if self._note:
            return [first, f" ! {self.speak(self._note)}", ""]
        broken = [found for found in self._broken if cell in found.cells]
        if broken:
            return [first, *self._broken_notes(broken)]
        expected = self.numbers.expected(*cell) if value is None else None
        hint = say("digits: enter   Tab, Enter: next cell   Shift and arrows: select   Ctrl+V: paste")
        if expected is not None:
            hint = say("=: enter {value}, computed from the other numbers", value=written(expected))
        return [first, f" {self.speak(hint)}", ""]

    def _broken_notes(self, broken: Sequence[BrokenIdentity]) -> list[str]:
        found, width = broken[0], self.size.width
        more = f" (+{len(broken) - 1})" if len(broken) > 1 else ""
        formula = f" ! {found.line.name or self.section}{more}: {found.formula}"
        if cell_len(formula) > width:
            formula = f" ! {found.line.name or self.section}{more}: {found.identity.message or found.formula}"
        sums = self._sums(found.left, found.right)
        return [formula, sums if cell_len(sums) <= width else self._sums(_total(found.left), _total(found.right))]

    def _sums(self, left: str, right: str) -> str:
        told = say("left: {left}   right: {right}", left=left, right=right)
        return f"   {self.speak(told)}"

    # The cursor

    def _is_selected(self, row: int, column: int) -> bool:
        if self._anchor is None:
            return False
        (top, left), (bottom, right) = self._corners()
        return top <= row <= bottom and left <= column <= right

    def _corners(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The upper left and lower right corners of the selection, as numbers of rows and columns."""
        row, column = self._anchor or (self._row, self._column)
        return (min(row, self._row), min(column, self._column)), (max(row, self._row), max(column, self._column))

    def _selected(self) -> list[list[Cell]]:
        (top, left), (bottom, right) = self._corners()
        rows = range(top, bottom + 1)
        return [[self._cell_at(r, c) for c in range(left, min(right + 1, len(self._columns(r))))] for r in rows]

    def _go(self, row: int, column: int, *, select: bool = False) -> None:
        """Put the cursor on a cell, in view; the selection is extended or dropped."""
        before = self._shown_lines()
        if select and self._anchor is None:
            self._anchor = (self._row, self._column)
        elif not select:
            self._anchor = None
        self._note = None
        self._row = max(0, min(row, len(self._rows) - 1))
        if select and self._anchor is not None and self._parts[self._row] != self._parts[self._anchor[0]]:
            self._row = self._anchor[0]  # a block is within one part
        self._column = max(0, min(column, len(self._columns(self._row)) - 1))
        if self._scroll():
            self.refresh()
        else:
            self._refresh_lines(before | self._shown_lines())
        self._anchor_cursor()

    def _shown_lines(self) -> set[int]:
        """The lines of the cursor and the selection."""
        (top, _), (bottom, _) = self._corners()
        return {self._line_of[self._rows[row]] for row in range(top, bottom + 1)}

    def _scroll(self) -> bool:
        """Scroll the cursor into view; whether anything moved."""
        line, part = self._line_of[self._rows[self._row]], self._parts[self._row]
        first, seen = self._firsts[part], self._layout.part(part).seen
        top = min(max(self._top, line - self._room + 1), line)
        top = 0 if line < self._room and top <= 1 else top
        self._firsts[part] = min(max(first, self._column - seen + 1), self._column)
        moved = (top, self._firsts[part]) != (self._top, first)
        self._top = top
        return moved

    def _refresh_lines(self, lines: Iterable[int]) -> None:
        shown = [line - self._top + self._head for line in lines]
        regions = [Region(0, y, self.size.width, 1) for y in shown if self._head <= y < self.size.height - NOTES]
        self.refresh(*regions, Region(0, self.size.height - NOTES, self.size.width, NOTES))

    def _anchor_cursor(self) -> None:
        """Put the terminal's own cursor where ours is: input methods open their window there."""
        part = self._layout.part(self._parts[self._row])
        x = part.labels + (self._column - self._firsts[self._parts[self._row]] + 1) * part.column - 2
        y = self._head + self._line_of[self._rows[self._row]] - self._top
        self.app.cursor_position = self.content_region.offset + Offset(max(0, x), y) if self.has_focus else Offset(0, 0)


def _total(side: str) -> str:
    return side.rpartition(" = ")[2]
