"""The preview: the report as it will read, in either edition, at the place of the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.types import CSSPathType
from textual.widgets import Static

from tui.app.commands import Where, bindings
from tui.app.translated import fitted, plain
from tui.app.widgets.draft_screen import DraftScreen
from tui.app.widgets.filled_text import FilledText
from tui.app.widgets.hints import Hints
from tui.app.widgets.printed_area import PrintedArea
from tui.base.languages import puts_spaces
from tui.base.messages import Message, say, say_n
from tui.outline.editions import EDITION_NAMES, other
from tui.outline.outline import Edition
from tui.render.office_form import USUAL
from tui.render.official import official
from tui.render.pages import breaks
from tui.render.report import elements
from tui.session.history import Applied
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath


class PreviewScreen(DraftScreen[None]):
    """Shows the rendered report."""

    ABOUT: ClassVar[Message] = say(
        "The report as it will read, with the numbers of headings and the page breaks. It cannot be changed here."
    )
    CSS_PATH: ClassVar[CSSPathType | None] = "preview.tcss"
    WHERE: ClassVar[Where] = "preview"
    BINDINGS: ClassVar[list[BindingType]] = bindings(WHERE)

    def __init__(self, opened: OpenDraft, section: str, offset: int) -> None:
        super().__init__(opened)
        self.edition: Edition = opened.edition
        self._place = (section, offset)

    def compose(self) -> ComposeResult:
        """The edition, what keeps it from being published, the report."""
        yield Static(id="title")
        yield Static(id="withheld")
        with Container(id="table"):
            yield PrintedArea(id="paper")
        yield Hints()

    def on_mount(self) -> None:
        """Scroll to the cursor's place."""
        paper = self.query_one(PrintedArea)
        paper.focus()
        paper.scroll_to_place(*self._place)
        self.tell()

    def on_resize(self) -> None:
        """The title is cut to the width."""
        self.tell()

    def draft_changed(self, paths: Sequence[KeyPath] = ()) -> None:
        """Render the changes."""
        if paths:
            self.tell()

    def show_applied(self, applied: Applied) -> None:
        """Go to the section of an undo or redo."""
        for one in applied.ranges[:1]:
            if one.place.section is not None:
                self.query_one(PrintedArea).scroll_to_place(one.place.section, one.start)

    def tell(self) -> None:
        """Render the current draft."""
        draft = self.opened.draft
        title = f" {self.speak(EDITION_NAMES[self.edition])}  {draft.year or ''} {draft.outline.name}"
        self.query_one("#title", Static).update(plain(fitted(title, self.size.width)))
        self._tell_withheld()
        shown = tuple(elements(draft, self.edition))
        form = self.opened.office.workspace.form or USUAL
        spaced = puts_spaces(draft.outline.language)
        pages = () if spaced else breaks(shown, official(draft, self.edition, form), form)
        self.query_one(PrintedArea).show(shown, pages, spaced=spaced)

    def _tell_withheld(self) -> None:
        """Say what keeps the report from being published."""
        reasons = self.opened.withheld
        line = self.query_one("#withheld", Static)
        line.display = bool(reasons)
        if reasons:
            told = say_n(
                "! not ready for publication, for {n} reason: {what}",
                "! not ready for publication, for {n} reasons: {what}",
                len(reasons),
                what=reasons[0].message,
            )
            line.update(FilledText(plain(self.speak(told))))

    def action_edition(self) -> None:
        """Show the other edition at the same place."""
        self.edition = other(self.edition)
        self.tell()

    def action_render_preview(self) -> None:
        """Write this edition to a file."""
        from tui.app.preview.export import ExportScreen

        self.app.push_screen(ExportScreen(self.opened, self.edition))

    def action_leave_preview(self) -> None:
        """Go back to writing."""
        self.dismiss(None)
