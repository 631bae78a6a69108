"""A table section as a grid to type numbers into, drawn line by line: a key costs the lines that it changes.

Textual's `DataTable` has no grouped headings (upstream #6199) and costs five times as much a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.app.commands import bindings
from tui.app.translated import Translated
from tui.app.writing.table.block import Numbers, copied, pasted
from tui.app.writing.table.lines import FormLayout, FormLine, label_of
from tui.app.writing.table.typing import Typing
from tui.base.errors import BaogaoError
from tui.base.messages import Message as Words
from tui.base.messages import say
from tui.draft.table import BrokenIdentity, TableNumbers, written
from tui.outline.table import Cell, Table

NOTES = 3  # lines below the grid: the cell, the formula that does not hold, both of its sums


class TableGrid(Widget, Translated, can_focus=True):
    """Shows the numbers of a table and takes what is typed, pasted and filled in; `Changed` carries it away.

    Headings and labels stay where they are. What is computed, and what does not add up, follows every key.
    """

    DEFAULT_CSS = """
    TableGrid { width: 100%; height: 100%; }
    TableGrid > .table-grid--heading { color: $text-muted; }
    TableGrid > .table-grid--label { color: $text; }
    TableGrid > .table-grid--derived { color: $text-muted; text-style: italic; }
    TableGrid > .table-grid--broken { color: $text-error; text-style: bold; }
    TableGrid > .table-grid--selected { background: $primary-muted; }
    TableGrid > .table-grid--cursor { background: $primary; color: $text; text-style: bold; }
    TableGrid > .table-grid--note { background: $boost; color: $text; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"table-grid--{name}" for name in ("heading", "label", "derived", "broken", "selected", "cursor", "note"))
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("table")

    class Changed(Message):
        """Numbers were entered, or taken away (None): all of them are one step."""

        def __init__(self, section: str, numbers: Numbers, *, typed: bool) -> None:
            super().__init__()
            self.section = section
            self.numbers = numbers
            self.typed = typed

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
        """What the section asks."""
        return self.numbers.table

    @property
    def cell(self) -> Cell:
        """The cell that the cursor is on."""
        return self._cell_at(self._row, self._column)

    @property
    def typed(self) -> str | None:
        """What is being typed into the cell; None while nothing is."""
        return self._typing.text if self._typing else None

    def _columns(self, row: int) -> Sequence[str]:
        return [column.id for column in self.table.every_part[self._parts[row]].columns]

    def _cell_at(self, row: int, column: int) -> Cell:
        columns = self._columns(row)
        return self._rows[row], columns[min(column, len(columns) - 1)]

    # What is shown

    def show_numbers(self, numbers: TableNumbers) -> None:
        """Show other numbers: those of the draft after an undo, or after others changed it."""
        if numbers.entered != self.numbers.entered or numbers.last is not self.numbers.last:
            self.numbers = numbers
            self._evaluate()
            self._lay()
            self.refresh()

    def go_to_cell(self, cell: Cell) -> None:
        """Put the cursor on a cell."""
        if self.table.has(*cell):
            self._drop()
            row = self._rows.index(cell[0])
            self._go(row, list(self._columns(row)).index(cell[1]))

    def _evaluate(self) -> None:
        self._broken = list(self.numbers.broken())
        self._wrong = self._wrong_cells()

    def _wrong_cells(self) -> frozenset[Cell]:
        differing = (found.cell for found in self.numbers.differing_totals())
        return frozenset((*(cell for found in self._broken for cell in found.cells), *differing))

    def _lay(self) -> None:
        """Find out how the form lies on the lines there are."""
        longest = max((len(written(value)) for value in self.numbers.entered.values()), default=1)
        self._layout = FormLayout(self.table, max(20, self.size.width), longest)
        self._lines = self._layout.lines()
        self._line_of = {line.row.id: n for n, line in enumerate(self._lines) if line.row}
        self._head = self._layout.height
        self._firsts = [0] * len(self.table.every_part)

    def on_resize(self) -> None:
        """Lay the form anew, with the cursor in view."""
        self._lay()
        self._go(self._row, self._column)

    @property
    def _room(self) -> int:
        """How many lines scroll."""
        return max(1, self.size.height - self._head - NOTES)

    def render_line(self, y: int) -> Strip:
        """One line of the screen: a heading that stays, a row, or a note."""
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
        """A line of the headings that stay: those of the part that the topmost line is in."""
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
        """A cell: its number at the right, and behind it a mark if it is in a sum that does not come out."""
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
        """What is said of the cell: its name, number and last year's; a formula that does not hold; both of its sums."""
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
            hint = say("=: enter {value}, which the other numbers come to", value=written(expected))
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

    # Where the cursor is

    def _is_selected(self, row: int, column: int) -> bool:
        if self._anchor is None:
            return False
        (top, left), (bottom, right) = self._corners()
        return top <= row <= bottom and left <= column <= right

    def _corners(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The upper left and the lower right corner of what is selected, by numbers of rows and columns."""
        row, column = self._anchor or (self._row, self._column)
        return (min(row, self._row), min(column, self._column)), (max(row, self._row), max(column, self._column))

    def _selected(self) -> list[list[Cell]]:
        (top, left), (bottom, right) = self._corners()
        rows = range(top, bottom + 1)
        return [[self._cell_at(r, c) for c in range(left, min(right + 1, len(self._columns(r))))] for r in rows]

    def _go(self, row: int, column: int, *, select: bool = False) -> None:
        """Put the cursor on a cell of the form, in view; what is selected grows or is let go."""
        before = self._shown_lines()
        if select and self._anchor is None:
            self._anchor = (self._row, self._column)
        elif not select:
            self._anchor = None
        self._note = None
        self._row = max(0, min(row, len(self._rows) - 1))
        if select and self._anchor is not None and self._parts[self._row] != self._parts[self._anchor[0]]:
            self._row = self._anchor[0]  # a block lies in one part
        self._column = max(0, min(column, len(self._columns(self._row)) - 1))
        if self._scroll():
            self.refresh()
        else:
            self._refresh_lines(before | self._shown_lines())
        self._anchor_cursor()

    def _shown_lines(self) -> set[int]:
        """The lines of the form that the cursor and what is selected are on."""
        (top, _), (bottom, _) = self._corners()
        return {self._line_of[self._rows[row]] for row in range(top, bottom + 1)}

    def _scroll(self) -> bool:
        """Bring the cursor into view; whether anything moved."""
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

    def on_focus(self) -> None:
        """Show the cursor."""
        self._go(self._row, self._column, select=self._anchor is not None)

    def on_blur(self) -> None:
        """Take over what is half typed: nobody loses a number by going elsewhere."""
        self._commit()
        self.refresh()

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Act at once: what bindings do comes after keys that were typed later (see `widgets.own_keys`)."""
        if self._typed_key(event) or self._moving_key(event.key) or self._block_key(event.key):
            event.prevent_default()
            event.stop()

    def _typed_key(self, event: events.Key) -> bool:
        """Whether a key is part of a number, which the cell then shows."""
        key, character = event.key, event.character
        if key == "escape" and self._typing:
            self._drop()
        elif key == "backspace":
            self._typing = (self._typing or Typing(self._shown())).shorter()
        elif character == "=" and self._typing is None:
            expected = self.numbers.expected(*self.cell)
            if expected is not None:
                self._enter({self.cell: expected}, typed=True)
        elif character is not None and (
            typing := (self._typing or Typing()).longer(character, self.table.kind(*self.cell))
        ):
            self._typing = typing
        else:
            return False
        self._note = None
        self._refresh_lines(self._shown_lines())
        return True

    def _shown(self) -> str:
        value = self.numbers.entered.get(self.cell)
        return "" if value is None else written(value)

    def _moving_key(self, key: str) -> bool:
        row, column = self._row, self._column
        last = len(self._columns(row)) - 1
        page = max(1, self._room - 1)
        targets = {
            "up": (row - 1, column),
            "down": (row + 1, column),
            "left": (row, column - 1),
            "right": (row, column + 1),
            "home": (row, 0),
            "end": (row, last),
            "pageup": (row - page, column),
            "pagedown": (row + page, column),
            "ctrl+home": (0, 0),
            "ctrl+end": (len(self._rows) - 1, len(self._columns(len(self._rows) - 1)) - 1),
        }
        select = "shift+" in key
        plain = key.replace("shift+", "")
        if plain in targets:
            if self._commit():
                self._go(*targets[plain], select=select)
            return True
        if key in ("tab", "enter"):
            is_last = row == len(self._rows) - 1 and column == last
            if self._commit() and not is_last:
                self._go(*((row, column + 1) if column < last else (row + 1, 0)))
            return not (is_last and key == "tab" and self._note is None)  # Tab leaves the grid behind its last cell
        if key == "shift+tab":
            if (row, column) == (0, 0):
                return not self._commit()
            if self._commit():
                self._go(*((row, column - 1) if column else (row - 1, len(self._columns(row - 1)) - 1)))
            return True
        return False

    def _block_key(self, key: str) -> bool:
        match key:
            case "delete":
                self._drop()
                cells = [cell for row in self._selected() for cell in row if cell in self.numbers.entered]
                self._enter(dict.fromkeys(cells), typed=False)
            case "ctrl+a":
                part = self._parts[self._row]
                rows = [n for n, other in enumerate(self._parts) if other == part]
                self._anchor = (rows[0], 0)
                self._go(rows[-1], len(self._columns(rows[-1])) - 1, select=True)
            case "ctrl+c" | "ctrl+x":
                self.app.copy_to_clipboard(copied(self.numbers, self._selected()))
                if key == "ctrl+x":
                    self._block_key("delete")
            case "ctrl+v":
                self._paste(self.app.clipboard)
            case _:
                return False
        return True

    # Numbers

    def _drop(self) -> None:
        """Forget what is half typed."""
        self._typing = None
        self._refresh_lines(self._shown_lines())

    def _commit(self) -> bool:
        """Take over what is typed; whether the cursor may go on."""
        typing, self._typing = self._typing, None
        if typing is None:
            return True
        number, why = typing.number(self.table.kind(*self.cell))
        if why is not None:
            self._typing, self._note = typing, why
            self._refresh_lines(self._shown_lines())
            return False
        self._enter({self.cell: number}, typed=True)
        return True

    def _enter(self, numbers: Numbers, *, typed: bool) -> None:
        """Take over numbers and tell of them; what is the same already is none."""
        changed = {cell: value for cell, value in numbers.items() if value != self.numbers.entered.get(cell)}
        if not changed:
            return
        entered = {**self.numbers.entered, **changed}
        kept: dict[Cell, Decimal] = {cell: value for cell, value in entered.items() if value is not None}
        self.numbers = TableNumbers(self.table, kept, self.numbers.last)
        wrong, longest = self._wrong, self._layout.longest
        self._evaluate()
        if max(len(written(value)) for value in (*kept.values(), Decimal(0))) != longest:
            firsts = self._firsts
            self._lay()
            self._firsts = firsts
        if len(changed) == 1 and not any(self.table.is_derived(*cell) for cell in self.table.cells):
            rows = {row for row, _ in (*changed, *(wrong ^ self._wrong))}
            self._refresh_lines({self._line_of[row] for row in rows} | self._shown_lines())
        else:
            self.refresh()
        self.entered(changed, typed=typed)

    def entered(self, numbers: Numbers, *, typed: bool) -> None:
        """Tell of numbers that were entered."""
        self.post_message(self.Changed(self.section, numbers, typed=typed))

    def on_paste(self, event: events.Paste) -> None:
        """Take over a block from a spreadsheet, or one number."""
        event.prevent_default()
        event.stop()
        self._paste(event.text)

    def _paste(self, text: str) -> None:
        if not text.strip("\n"):
            return
        (top, left), _ = self._corners()
        self._drop()
        try:
            numbers = pasted(self.table, text, self._cell_at(top, left))
        except BaogaoError as error:
            self._note = error.what if isinstance(error.what, Words) else say("{what}", what=error.what)
            self.refresh()
            return
        self._note = None
        self._enter(numbers, typed=False)
        self.refresh()

    def action_fill_zeros(self) -> None:
        """Put 0 into every blank cell that must be filled in."""
        self._commit()
        self._enter(dict.fromkeys(self.numbers.blanks, Decimal(0)), typed=False)

    # The mouse

    def _at(self, event: events.MouseEvent) -> tuple[int, int] | None:
        """The row and column of the cell under the mouse."""
        n = self._top + event.y - self._head
        if not (self._head <= event.y < self.size.height - NOTES and n < len(self._lines)):
            return None
        line = self._lines[n]
        if line.row is None or line.row.heading:
            return None
        widths = self._layout.part(line.part)
        k = (event.x - widths.labels) // widths.column
        column = self._firsts[line.part] + k
        if not 0 <= k < widths.seen or column >= len(self.table.every_part[line.part].columns):
            return None
        return self._rows.index(line.row.id), column

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go to the cell; with Shift, select up to it."""
        place = self._at(event)
        if place is not None and self._commit():
            self._go(*place, select=event.shift)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the cell while the button is down."""
        place = self._at(event) if event.button == 1 else None
        if place is not None and place != (self._row, self._column):
            self._go(*place, select=True)

    def on_mouse_up(self) -> None:
        """Let the mouse go."""
        self.release_mouse()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; the cursor stays where it is."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll; the cursor stays where it is."""
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        self._top = max(0, min(self._top + 2 * by, len(self._lines) - self._room))
        self.refresh()


def _total(side: str) -> str:
    return side.rpartition(" = ")[2]
