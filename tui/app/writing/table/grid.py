"""A table section as a grid to type numbers into: keys as in a spreadsheet, blocks from one, and the mouse."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from tui.app.commands import bindings
from tui.app.place import Key
from tui.app.writing.table.block import Numbers, copied, pasted
from tui.app.writing.table.surface import NOTES, GridSurface
from tui.app.writing.table.typing import Typing
from tui.base.errors import BaogaoError
from tui.base.messages import Message as Words
from tui.base.messages import say
from tui.draft.table import TableNumbers, written
from tui.outline.table import Cell


class TableGrid(GridSurface):
    """Takes numbers typed, pasted and filled in, posts `Changed`, and shows the derived sums at once."""

    ABOUT: ClassVar[Words] = say(
        "A form of numbers. Type a number and go on with Tab; sums are computed and checked at once. Blocks are copied and pasted as in a spreadsheet."
    )
    KEYS: ClassVar[tuple[Key, ...]] = (Key("tab", say("Next cell")),)
    BINDINGS: ClassVar[list[BindingType]] = bindings("table")

    class Changed(Message):
        """Numbers were entered or deleted (None), all in one step."""

        def __init__(self, section: str, numbers: Numbers, *, typed: bool) -> None:
            super().__init__()
            self.section = section
            self.numbers = numbers
            self.typed = typed

    def show_numbers(self, numbers: TableNumbers) -> None:
        """Show other numbers, after an undo or a change by others."""
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

    def on_focus(self) -> None:
        """Show the cursor."""
        self._go(self._row, self._column, select=self._anchor is not None)

    def on_blur(self) -> None:
        """Enter what is half typed: nobody loses a number by leaving the cell."""
        self._commit()
        self.refresh()

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Act at once: a binding would run after keys typed later (see `widgets.own_keys`)."""
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
            return not (is_last and key == "tab" and self._note is None)  # Tab leaves the grid after its last cell
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
        """Drop what is half typed."""
        self._typing = None
        self._refresh_lines(self._shown_lines())

    def _commit(self) -> bool:
        """Enter what is typed; False if the cursor must stay."""
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
        """Enter numbers, and post those that are new."""
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
        """Post numbers that were entered."""
        self.post_message(self.Changed(self.section, numbers, typed=typed))

    def on_paste(self, event: events.Paste) -> None:
        """Paste a block from a spreadsheet, or a number."""
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
        """Release the mouse."""
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
