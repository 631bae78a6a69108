"""A text area that breaks lines as Chinese requires (see `FilledDocument`), and draws them itself, hints included."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.content import Content
from textual.document._document import Location
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea

from tui.app.widgets.filled_document import FilledDocument, InlayHints, NoHints, cells
from tui.base.line_breaks import line_breaks
from tui.base.text import visible


class FilledArea(TextArea, inherit_bindings=False):
    """An area that breaks lines only where Chinese allows it.

    Textual assigns a new `WrappedDocument` to the attribute `wrapped_document` for each text; here that is a property,
    so that moving, clicking and selecting use our document. `render_line` is ours, too: Textual's knows no hints, and
    puts the style of the cursor's line over all other styles.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"area--inlay"}
    DEFAULT_CSS = """
    FilledArea .area--inlay {
        text-style: dim italic;
    }
    """

    _lines_drawn: dict[int, Text] | None = None

    def inlay_hints(self) -> InlayHints:
        """The source of the hints; asked for each text."""
        return NoHints()

    @property
    def filled(self) -> FilledDocument:
        """The lines as shown."""
        return self._filled

    @property
    def wrapped_document(self) -> WrappedDocument:
        """The same under Textual's name."""
        return self._filled

    @wrapped_document.setter
    def wrapped_document(self, wrapped: WrappedDocument) -> None:
        self._filled = FilledDocument(wrapped.document, hints=self.inlay_hints())

    def fill_again(self) -> None:
        """Show the current hints."""
        rows = list(self.filled.hints.read(self.document.lines))
        if rows:
            self.filled.fill(rows)
            self.virtual_size = self.virtual_size.with_height(self.filled.height)
            self.scroll_cursor_visible()
            self.refresh()

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """Look for no bracket: Textual would search the whole text at each step of the cursor."""
        return None

    def get_line(self, line_index: int) -> Text:
        """A line as shown, character by character."""
        return Text(visible(self.document.get_line(line_index)), end="", no_wrap=True)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw all lines of a region: a long line of the text, shown on many lines, is styled only once."""
        self._lines_drawn = {}
        try:
            return super().render_lines(crop)
        finally:
            self._lines_drawn = None

    def render_line(self, y: int) -> Strip:
        """A line of the screen."""
        width, base = self.scrollable_content_region.width, self.rich_style
        if self.placeholder and self.document.line_count == 1 and not self.document.get_line(0):
            text = self._hint(y)
        else:
            place = self.filled.place(y + self.scroll_offset.y)
            text = self._drawn(*place) if place else Text(end="")
        strip = Strip(text.render(self.app.console), text.cell_len)
        return strip.extend_cell_length(width).crop(0, width).apply_style(base)

    @property
    def _shows_cursor(self) -> bool:
        return self.has_focus and (self.show_cursor or not self.read_only)

    def _hint(self, y: int) -> Text:
        """A line of the placeholder."""
        hint = self.placeholder.plain if isinstance(self.placeholder, Content) else visible(self.placeholder)
        room = max(1, self.scrollable_content_region.width)
        places = [0, *line_breaks(hint, cells(hint, 1), room), len(hint)]
        text = Text(hint[places[y] : places[y + 1]] if y + 1 < len(places) else "", end="")
        text.stylize(self.get_component_rich_style("text-area--placeholder"))
        if self._shows_cursor and y == 0:
            text.stylize(self.get_component_rich_style("text-area--cursor"), 0, 1)
        return text

    def _drawn(self, row: int, start: int, end: int) -> Text:
        """The characters `start` up to `end` of a line, with cursor, selection and hints."""
        style = self.get_component_rich_style
        drawn = {} if self._lines_drawn is None else self._lines_drawn
        line = drawn[row] = drawn.get(row) or self.get_line(row)
        text = line[start:end]
        text.end = ""
        if end == len(line):
            text.append(" ")  # for a cursor after the last character
        first, last = sorted(self.selection)
        cursor_row, cursor_column = self.selection.end
        if row == cursor_row and self.highlight_cursor_line and (self.show_cursor or not self.read_only):
            text.stylize_before(style("text-area--cursor-line", partial=True))
        if first != last and first[0] <= row <= last[0]:
            left = first[1] - start if row == first[0] else 0
            right = last[1] - start if row == last[0] else len(text)
            if right > max(left, 0):
                text.stylize(style("text-area--selection"), max(left, 0), right)
        is_last = end == len(line)
        if (
            self._shows_cursor
            and row == cursor_row
            and (start <= cursor_column < end or (is_last and cursor_column == end))
        ):
            text.stylize(style("text-area--cursor"), cursor_column - start, cursor_column - start + 1)
        for hint in reversed(self.filled.shown_hints(row, start, end)):
            at = hint.column - start
            hinted = Text(visible(hint.text), style("area--inlay", partial=True), end="")
            text = Text("", end="").join((text[:at], hinted, text[at:]))
        if "\t" in text.plain:
            text = Text(" " * self.indent_width, end="").join(text.split("\t", allow_blank=True))
        text.end = ""
        return text
