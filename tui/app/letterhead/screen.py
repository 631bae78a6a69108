"""The letterhead: a form with a field for each question, and the red-headed page as it will read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.types import CSSPathType
from textual.widgets import Static

from tui.app.commands import Where, bindings
from tui.app.letterhead.explanation import Explanation
from tui.app.letterhead.field_area import FieldArea
from tui.app.letterhead.fields import FieldRow
from tui.app.letterhead.questions import asked_of
from tui.app.translated import fitted, plain
from tui.app.widgets.draft_screen import QUIET, DraftScreen
from tui.app.widgets.hints import Hints
from tui.app.widgets.printed_area import PrintedArea
from tui.base.languages import puts_spaces
from tui.base.messages import Message, say, words
from tui.draft.draft import Draft
from tui.render.report import Element, Part, elements
from tui.rules.finding import Finding
from tui.session.history import Applied
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath

_FIRST_PAGE = (Part.MARK, Part.NUMBER, Part.SIGNER, Part.TITLE, Part.RECIPIENTS)


class LetterheadScreen(DraftScreen[tuple[Applied, Message] | None]):
    """Fills in the letterhead.

    `place` names the field to start at, such as ("fields", "signer") or ("year",). The result is an undo or redo
    elsewhere in the draft, for the screen below to go to.
    """

    ABOUT: ClassVar[Message] = say(
        "What stands above and below the text: number, signer, recipients, date. The first page shows how it will look; the lines below explain the field you are in."
    )
    CSS_PATH: ClassVar[CSSPathType | None] = "letterhead.tcss"
    WHERE: ClassVar[Where] = "letterhead"
    BINDINGS: ClassVar[list[BindingType]] = bindings(WHERE)

    def __init__(self, opened: OpenDraft, place: tuple[str, ...] = ()) -> None:
        super().__init__(opened)
        self._place = place
        self._quiet: Timer | None = None

    def compose(self) -> ComposeResult:
        """The form with its explanation, and the page next to it."""
        yield Static(id="title")
        with Horizontal(id="body"):
            with Vertical(id="filling"):
                with VerticalScroll(id="form", can_focus=False):
                    for asked in asked_of(self.opened.draft):
                        yield FieldRow(asked, self.opened, is_wanted=asked.place == self._place)
                yield Explanation()
            yield PrintedArea(id="first-page")
        yield Hints()

    def on_mount(self) -> None:
        """Start at the wanted field, else at a missing one, else at the top."""
        rows = self.rows
        wanted = [row for row in rows if row.asked.place == self._place]
        missing = [row for row in rows if row.is_missing] if not wanted else []
        (wanted or missing or rows)[0].area.focus()
        self.query_one(PrintedArea).highlight_cursor_line = False  # else its first line, the mark, is not red
        self.call_after_refresh(self.tell)

    @property
    def rows(self) -> list[FieldRow]:
        """The fields, from the top to the bottom."""
        return [row for row in self.query_one("#form").children if isinstance(row, FieldRow)]

    @property
    def row(self) -> FieldRow | None:
        """The field that has the focus."""
        above = self.focused.ancestors if self.focused else ()
        return next((node for node in above if isinstance(node, FieldRow)), None)

    # Showing the state

    def tell(self) -> None:
        """Check the draft, and show the findings everywhere."""
        findings = list(self._findings())
        for row in self.rows:
            place = row.asked.place
            row.show([one for one in findings if one.locus.path[: len(place)] == place])
        self.query_one(PrintedArea).show(
            first_page(self.opened.draft), spaced=puts_spaces(self.opened.draft.outline.language)
        )
        self._explain()
        self._tell_title()

    def _findings(self) -> Iterator[Finding]:
        """The findings of this edition; with a clearance, also those that keep the other from being published."""
        yield from self.opened.findings
        if self.opened.edition != "published" and any(
            row.is_loud and row.asked.place[0] == "clearance" for row in self.rows
        ):
            yield from self.opened.office.withheld(self.opened.draft, self.opened.today)

    def _explain(self) -> None:
        row = self.row
        if row is not None:
            self.query_one(Explanation).show(row)

    def _tell_title(self) -> None:
        draft = self.opened.draft
        asked = [field for field in draft.outline.fields if field.required]
        done = sum(not draft.missing(field, "filed") for field in asked)
        right = self.speak(say("{done} of {asked} done", done=done, asked=len(asked))) + " "
        title = self.query_one("#title", Static)
        room = max(0, title.size.width - cell_len(right))
        name = self.speak(say("Letterhead"))
        left = fitted(f" {name}  {self.opened.file.name}", max(0, room - 1))
        title.update(plain(left + " " * (room - cell_len(left)) + right), layout=False)

    # Events

    @on(FieldRow.Written)
    def check_soon(self) -> None:
        """Check after a moment without typing."""
        self._explain()
        if self._quiet is not None:
            self._quiet.stop()
        self._quiet = self.set_timer(QUIET, self.tell)

    @on(FieldArea.Leaving)
    def go_on(self, event: FieldArea.Leaving) -> None:
        """Go to the next or the previous field, up to the first and the last."""
        rows = self.rows
        at = rows.index(self.row) if self.row else 0
        rows[min(max(0, at + event.by), len(rows) - 1)].area.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the whole focused field, and explain it."""
        self._explain()
        self.call_after_refresh(self._reveal)

    def on_descendant_blur(self) -> None:
        """A field was left: show its problems."""
        self.check_soon()

    def on_resize(self) -> None:
        """Keep the field in view when the terminal is resized."""
        self.call_after_refresh(self._reveal)
        self.call_after_refresh(self._tell_title)

    def _reveal(self) -> None:
        row = self.row
        if row is not None:
            row.scroll_visible(animate=False)
            row.area.call_after_refresh(row.area.anchor_cursor)

    def draft_changed(self, paths: Sequence[KeyPath] = ()) -> None:
        """Show changes made elsewhere; text typed in other fields stays."""
        if paths:
            for row in self.rows:
                row.rewrite()
            self.check_soon()

    def flush(self) -> None:
        """Hand the open draft what was just typed."""
        for row in self.rows:
            row.write()

    def tell_applied(self, applied: Applied, done: Message) -> None:
        """Go to the field of an undo or redo, or leave for the screen that shows it."""
        if self._row_of(applied) is None:
            self.dismiss((applied, done))
        else:
            super().tell_applied(applied, done)

    def show_applied(self, applied: Applied) -> None:
        """Focus the field."""
        row = self._row_of(applied)
        if row is not None:
            row.area.focus()
            row.area.move_cursor(row.area.document.end)

    def _row_of(self, applied: Applied) -> FieldRow | None:
        places = [one.path for one in applied.ranges]
        return next((row for row in self.rows if row.asked.place in places), None)

    def action_red_head(self) -> None:
        """Show or hide the first page above the form; on a wide terminal it is always next to it."""
        if not self.has_class("-narrow"):
            self.host.inform(say("the first page is always shown at this width"))
            return
        self.toggle_class("-with-page")
        if self.query_one(PrintedArea).has_focus:
            self.rows[0].area.focus()
        self.call_after_refresh(self._reveal)

    def action_back(self) -> None:
        """Go back; text that is no value yet is reported once more, and is here again when the form is next opened."""
        self.flush()
        left = [self.speak(row.asked.label) for row in self.rows if row.is_unfinished]
        if left:
            self.host.inform(say("not saved: {labels}; your text is still in the letterhead form", labels=words(left)))
        self.dismiss(None)


def first_page(draft: Draft) -> Iterator[Element]:
    """The red-headed page of the filed edition, up to the recipients."""
    return takewhile(lambda element: element.part in _FIRST_PAGE, elements(draft, "filed"))
