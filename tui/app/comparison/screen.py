"""The open draft and last year's: what was kept, changed, added and dropped, also in figures, and what to look at."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from tui.app.commands import Where, bindings
from tui.app.translated import fitted, plain
from tui.app.widgets.chinese_area import ChineseArea
from tui.app.widgets.draft_screen import DraftScreen
from tui.app.widgets.hints import Hints
from tui.base.messages import Message, say
from tui.checking.comparison_output import as_text
from tui.draft.comparison import compare
from tui.session.open_draft import OpenDraft


class ComparisonScreen(DraftScreen[None]):
    """Shows a comparison as text, to be read and copied."""

    ABOUT: ClassVar[Message] = say("What changed since last year, section by section. It can be copied.")
    WHERE: ClassVar[Where] = "comparison"
    BINDINGS: ClassVar[list[BindingType]] = bindings(WHERE)

    def __init__(self, opened: OpenDraft) -> None:
        super().__init__(opened)
        self._everything = False

    def compose(self) -> ComposeResult:
        """The names of both drafts, and the comparison."""
        yield Static(id="title")
        yield ChineseArea(id="compared", read_only=True)
        yield Hints()

    def on_mount(self) -> None:
        """Compare the drafts as they are now."""
        last = self.opened.last_year
        title = ""
        if last is not None:
            title = self.speak(say("Compared with {file}", file=self.host.short(last.document.file)))
        self.query_one("#title", Static).update(plain(fitted(f" {title}", self.size.width)))
        self._show()
        self.query_one(ChineseArea).focus()

    def _show(self) -> None:
        last = self.opened.last_year
        if last is None:
            text = self.speak(say("No draft chosen yet: {key} chooses one.", key=self.key("last-year")))
        else:
            text = as_text(compare(last, self.opened.draft), self.host.language, everything=self._everything)
        self.query_one(ChineseArea).load_text(text)

    def action_show_kept(self) -> None:
        """Show or hide the sentences that were kept."""
        self._everything = not self._everything
        self._show()

    def action_leave_comparison(self) -> None:
        """Go back to writing."""
        self.dismiss(None)
