"""An explanation of the focused field, in a place of fixed size."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.app.letterhead.fields import FieldRow
from tui.app.translated import Translated, fitted, plain
from tui.app.widgets.filled_text import FilledText


class Explanation(Vertical, Translated):
    """Explains a field."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Content, str] | None = None

    def compose(self) -> ComposeResult:
        """The question and the problems, and below them the keys."""
        with VerticalScroll(can_focus=False, id="explained"):
            yield Static()
        yield Static(id="keys")

    def show(self, row: FieldRow) -> None:
        """Explain this field; an explanation that has not changed is not drawn again."""
        keys = self.query_one("#keys", Static)
        line = fitted(self.speak(row.keys()), keys.content_size.width or 200)
        told = Content("\n").join(row.explanation())
        if (told, line) != self._shown:
            self._shown = (told, line)
            self.query_one("#explained Static", Static).update(FilledText(told))
            keys.update(plain(line, "dim"), layout=False)
