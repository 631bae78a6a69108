"""A text area for Chinese: input methods and word processors lose no text, and no text controls the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.widgets.text_area import Selection

from tui.app.field_keys import AREA, actions
from tui.app.translated import Translated
from tui.app.widgets.filled_area import FilledArea
from tui.app.widgets.own_keys import draft_action, is_command, is_dropped_blank
from tui.base.words import word_at
from tui.reading.pasting import cleaned
from tui.rules.finding import Grade
from tui.session.splices import cursor_after, difference, splice

_ACTIONS = actions(AREA)


class Stretch(NamedTuple):
    """Characters of a line, and the component class of their style."""

    start: int
    end: int
    component: str


class ChineseArea(FilledArea, Translated, inherit_bindings=False):
    """A text area to write Chinese in.

    The cursor does not blink: input methods put their window at it, and a still screen costs nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = AREA
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"area--{grade.word}" for grade in Grade}
    DEFAULT_CSS = """
    ChineseArea {
        .area--error { color: $text-error; text-style: underline; }
        .area--warning { color: $text-warning; text-style: underline; }
        .area--hint { text-style: underline; }
    }
    """

    def __init__(
        self, text: str = "", *, id: str | None = None, read_only: bool = False, placeholder: str = ""
    ) -> None:
        super().__init__(text, id=id, read_only=read_only, soft_wrap=True, placeholder=placeholder)
        self.cursor_blink = False
        self._marks: Mapping[str, Sequence[Stretch]] = {}

    def get_line(self, line_index: int) -> Text:
        """A line with the styles of its characters, and with findings and notes marked."""
        text = super().get_line(line_index)
        for stretch in self.stretches(line_index):
            text.stylize(self.get_component_rich_style(stretch.component, partial=True), stretch.start, stretch.end)
        for mark in self._marks.get(self.document.get_line(line_index), ()):
            text.stylize(self.get_component_rich_style(mark.component, partial=True), mark.start, mark.end)
        return text

    def stretches(self, row: int) -> Iterable[Stretch]:
        """The characters of a line that are not in the plain style."""
        return ()

    def mark(self, marks: Mapping[str, Sequence[Stretch]]) -> None:
        """Mark findings and notes, by the text of their line: one that moves keeps its mark."""
        if marks != self._marks:
            self._marks = marks
            self.refresh()

    async def on_key(self, event: events.Key) -> None:
        """Act on our own keys at once (see `own_keys`), and type the full-width blank U+3000.

        TextArea drops what Python calls unprintable, and with it the indent of every Chinese paragraph (seen in 8.2.8, no issue
        upstream; canary: tests/app/test_canaries.py). A binding would run after the text typed after it.
        """
        action = _ACTIONS.get(event.key) or draft_action(self, event.key)
        if action is not None:
            event.prevent_default()
            event.stop()
            await self.run_action(action)
        elif event.character and is_dropped_blank(event):
            event.prevent_default()
            event.stop()
            if not self.read_only:
                self.replace(event.character, *self.selection, maintain_selection_offset=False)
        elif is_command(event):
            event.prevent_default()

    def action_cursor_text_start(self, select: bool = False) -> None:
        """Go to the beginning of the text."""
        self.move_cursor((0, 0), select=select)

    def action_cursor_text_end(self, select: bool = False) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end, select=select)

    def action_cut(self) -> None:
        """Cut the selection. Without one TextArea cuts the line, which nobody expects."""
        if self.selected_text:
            super().action_cut()

    def on_click(self, event: events.Click) -> None:
        """Select a word on a double click, a paragraph on a triple one."""
        row, column = self.get_target_document_location(event)
        line = self.document.get_line(row)
        if event.chain >= 2:
            start, end = word_at(line, column) if event.chain == 2 else (0, len(line))
            self.selection = Selection((row, start), (row, end))

    def on_paste(self, event: events.Paste) -> None:
        """Paste text without the debris of word processors."""
        event.prevent_default()
        event.stop()
        if not self.read_only:
            done = self.replace(cleaned(event.text), *self.selection, maintain_selection_offset=False)
            self.move_cursor(done.end_location)

    def on_unmount(self) -> None:
        """Stop watching the app's theme.

        Otherwise the app holds on to every text area that ever was until the theme changes (seen in 8.2.8, no issue
        upstream; canary: tests/app/test_canaries.py).
        """
        for watching in getattr(self.app, "__watchers", {}).values():
            watching[:] = [(node, callback) for node, callback in watching if node is not self]

    def on_resize(self) -> None:
        """Tell the terminal where the cursor went, so that the window of an input method follows it.

        Textual does so only at the next key (seen in 8.2.8; canary: tests/app/test_canaries.py).
        """
        if self.has_focus:
            self.call_after_refresh(self.anchor_cursor)

    def anchor_cursor(self) -> None:
        """Put the terminal's own cursor where ours is, and keep it in view."""
        if self.has_focus:
            self.scroll_cursor_visible()  # which also computes where it is, now that lines break elsewhere
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()  # Textual passes it on with the next thing it draws

    def replace_text(self, text: str) -> None:
        """Replace the text; the cursor stays at its place in what is the same, however much changes around it."""
        old = self.text
        for one in splice(old, text):
            changes = difference(old, text)
            start, end = (cursor_after(self.offset_at(place), changes, text) for place in self.selection)
            self.replace(one.new, self.location_at(one.start), self.location_at(one.end))
            self.selection = Selection(self.location_at(start), self.location_at(end))

    def location_at(self, offset: int) -> tuple[int, int]:
        """The row and column of a character; the end of the text if there is no such character."""
        for row, line in enumerate(self.document.lines):
            if offset <= len(line):
                return row, offset
            offset -= len(line) + 1
        return self.document.end

    def offset_at(self, location: tuple[int, int]) -> int:
        """How many characters come before a row and column."""
        return sum(len(line) + 1 for line in self.document.lines[: location[0]]) + location[1]

    def select_characters(self, start: int, end: int, *, center: bool = True) -> None:
        """Select characters and scroll them into view, by default to its middle."""
        self.selection = Selection(self.location_at(start), self.location_at(end))
        self.scroll_cursor_visible(center=center)
