"""The list of drafts: a line to filter it, and a line for each draft with everything known about it so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message as Event
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.app.start.rows import ORDER_NAMES, Columns, Order, Row, arranged, fits
from tui.app.translated import Translated, fitted, plain
from tui.app.widgets.chinese_input import ChineseInput
from tui.app.widgets.rows import Rows
from tui.base.messages import Message, say, say_n

if TYPE_CHECKING:
    from tui.checking.overview import Overview

MOST = 500
"""The most drafts shown; whoever has more types a word of the one they want."""


class DraftList(Vertical, Translated):
    """Shows drafts in an order; typing filters them, and the arrows move at the same time.

    Once the user has moved to a draft, the highlight stays on it through sorting, filtering and new finds.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('cursor_up')", show=False),
        Binding("down", "move('cursor_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("escape", "clear", show=False),
    ]

    class Highlighted(Event):
        """Another draft is highlighted, or more is known about it; None if there is no draft."""

        def __init__(self, row: Row | None) -> None:
            super().__init__()
            self.row = row

    class Chosen(Event):
        """Open a draft."""

        def __init__(self, file: Path) -> None:
            super().__init__()
            self.file = file

    def __init__(self, order: Order, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.order = order
        self._rows: dict[Path, Row] = {}
        self._shown: list[Row] = []
        self._kept: Path | None = None
        """The draft that the highlight stays on: the one the user moved to; until then it is the first."""
        self.is_looking = False
        """Whether more drafts may be found."""

    def compose(self) -> ComposeResult:
        """The input line, the headings, the drafts."""
        with Horizontal(id="filter-line"):
            yield ChineseInput(placeholder=self.speak(say("type to filter")), id="filter", compact=True)
            yield Static(id="count")
        yield Static(id="columns")
        drafts = Rows(id="drafts", compact=True)
        drafts.can_focus = False  # typing always goes into the line
        yield drafts

    # Contents

    @property
    def rows(self) -> Sequence[Row]:
        """All drafts, in their order."""
        return arranged(self._rows.values(), self.order)

    @property
    def shown(self) -> Sequence[Row]:
        """The drafts that match the text typed, as listed."""
        return self._shown

    @property
    def row(self) -> Row | None:
        """The highlighted draft."""
        at = self.query_one(OptionList).highlighted
        option = None if at is None else self.query_one(OptionList).get_option_at_index(at)
        return self._shown[int(option.id)] if option is not None and option.id else None

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these drafts, with what was known about them until more is."""
        known = self._rows
        self._rows = {
            row.file: replace(row, overview=known[row.file].overview if row.file in known else None) for row in rows
        }
        self.show()

    def add_rows(self, rows: Iterable[Row]) -> None:
        """Show more drafts."""
        more = {row.file: row for row in rows if row.file not in self._rows}
        if more:
            self._rows |= more
            self.show()

    def tell(self, overviews: Iterable[Overview]) -> None:
        """Show what is known about drafts now, each at its place: they are sorted again once all are known."""
        told = {one.file: one for one in overviews}
        for file, overview in told.items():
            if file in self._rows:
                self._rows[file] = replace(self._rows[file], overview=overview)
        columns, drafts = self._columns, self.query_one(OptionList)
        for n, row in enumerate(self._shown):
            if row.file in told:
                self._shown[n] = self._rows[row.file]
                drafts.replace_option_prompt(str(n), plain(columns.line(self._shown[n])))
        if self.row is not None and self.row.file in told:
            self.post_message(self.Highlighted(self.row))

    def say_looking(self) -> None:
        """Say that more drafts may be found."""
        self.is_looking = True
        self._tell_count()

    def say_all_found(self) -> None:
        """Say how many drafts there are."""
        self.is_looking = False
        self._tell_count()

    def go_to(self, file: Path | None) -> None:
        """Highlight a draft now and whenever it is shown; without one, the first."""
        self._kept = file
        self._highlight()

    def _highlight(self) -> None:
        wanted = next((n for n, row in enumerate(self._shown) if row.file == self._kept), 0)
        if self._shown:
            drafts = self.query_one(OptionList)
            drafts.highlighted = drafts.get_option_index(str(wanted))
        else:
            self.post_message(self.Highlighted(None))

    # Drawing

    @property
    def _columns(self) -> Columns:
        return Columns(max(1, self.app.size.width - 5), self.host.language)

    def show(self) -> None:
        """Show the drafts that match the text typed, in order."""
        typed, columns, drafts = self.query_one(Input).value, self._columns, self.query_one(OptionList)
        found = [row for row in self.rows if fits(row, typed)]
        here = [row for row in found if not row.elsewhere]
        self._shown = [*here, *(row for row in found if row.elsewhere)]
        left_out = max(0, len(self._shown) - MOST)
        del self._shown[MOST:]
        options = [Option(plain(columns.line(row)), id=str(n)) for n, row in enumerate(self._shown)]
        if len(here) < len(self._shown):
            options.insert(len(here), self._remark(say("opened lately in other folders")))
        if left_out:
            options.append(self._remark(say("and {n} more: type to find one", n=left_out)))
        drafts.set_options(options)
        self.query_one("#columns", Static).update(plain(columns.heading))
        self._tell_count()
        self._highlight()

    def _remark(self, message: Message) -> Option:
        return Option(plain(self.speak(message), "$text-muted"), disabled=True)

    def _tell_count(self) -> None:
        total, order = len(self._rows), self.speak(ORDER_NAMES[self.order])
        if self.is_looking:
            told = say("looking for drafts ..")
        elif not self.query_one(Input).value.strip():
            told = say_n("{n} draft, {order}", "{n} drafts, {order}", total, order=order)
        elif self._shown:
            told = say("{n} of {total} drafts, {order}", n=len(self._shown), total=total, order=order)
        else:
            told = say("no draft fits; Esc shows all {total}", total=total)
        self.query_one("#count", Static).update(plain(fitted(self.speak(told), max(1, self.app.size.width // 2))))

    def on_resize(self) -> None:
        """As many columns as there is room for."""
        if self._rows:
            self.show()

    # Events

    @on(Input.Changed)
    def filter(self, event: Input.Changed) -> None:
        """Show those that match."""
        event.stop()
        self.show()

    def sort(self, order: Order) -> None:
        """Show the drafts in another order."""
        self.order = order
        self.show()

    @on(OptionList.OptionHighlighted)
    def highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Post the highlighted draft."""
        event.stop()
        self.post_message(self.Highlighted(self.row))

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def choose(self, event: OptionList.OptionSelected | Input.Submitted) -> None:
        """Open the draft that is highlighted or was clicked."""
        event.stop()
        row = self.row
        if row is not None:
            self.post_message(self.Chosen(row.file))

    def action_move(self, how: str) -> None:
        """Move in the list: `how` is an action of it, such as `cursor_up`."""
        getattr(self.query_one(OptionList), f"action_{how}")()
        self._kept = self.row.file if self.row else self._kept

    def action_clear(self) -> None:
        """Show all drafts again."""
        self.query_one(Input).value = ""
