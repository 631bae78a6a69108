"""The view of a section that is a table (see `SectionView`): its grid, and the open draft."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.writing.table.block import Numbers
from tui.app.writing.table.grid import TableGrid
from tui.base.messages import Message, say
from tui.draft.place import cell_path, place_at
from tui.draft.quotation import Anchor
from tui.draft.table import TableNumbers
from tui.outline.outline import Section
from tui.rules.finding import Finding
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath


class TableView(TableGrid):
    """Shows the numbers of a table, and hands numbers entered to the open draft."""

    cursor = 0
    selected = (0, 0)

    def __init__(self, opened: OpenDraft, section: Section) -> None:
        self._opened = opened
        super().__init__(section.id, _numbers(opened, section.id))

    def entered(self, numbers: Numbers, *, typed: bool) -> None:
        """Hand numbers to the open draft, as one step."""
        values = {
            cell_path(self.section, *cell): int(number) if number is not None and number == int(number) else number
            for cell, number in numbers.items()
        }
        self._opened.change(say("numbers of a table"), values, typing=typed)

    def flush(self) -> None:
        """Enter what is half typed."""
        self._commit()

    def show(self, findings: Sequence[Finding], notes: Sequence[Anchor] = ()) -> None:
        """Show last year's numbers, if they have come; the grid finds wrong sums by itself."""
        self.show_numbers(_numbers(self._opened, self.section))

    def reveal(self, start: int, end: int, *, path: KeyPath = (), select: bool = True) -> None:
        """Put the cursor on a cell."""
        cell = place_at(path).cell
        if cell:
            self.go_to_cell(cell)

    def rewrite(self, paths: Sequence[KeyPath]) -> None:
        """Show the numbers in the open draft."""
        self.show_numbers(_numbers(self._opened, self.section))

    def take(self, what: Message, text: str) -> None:
        """Paste numbers at the cursor, as from a spreadsheet."""
        self._paste(text)


def _numbers(opened: OpenDraft, section: str) -> TableNumbers:
    numbers = opened.draft.numbers(section, opened.year_before)
    assert numbers is not None  # the section is a table
    return numbers
