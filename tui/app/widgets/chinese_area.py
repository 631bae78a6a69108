"""A text area for Chinese: what input methods and word processors send arrives whole, and nothing in a text steers the terminal."""

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

_ACTIONS = actions(AREA)


class Marked(NamedTuple):
    """Characters of a line that a finding is about."""

    start: int
    end: int
    grade: Grade


class Stretch(NamedTuple):
    """Characters of a line, and the component class that they have the style of."""

    start: int
    end: int
    component: str


class ChineseArea(FilledArea, Translated, inherit_bindings=False):
    """A text area in which Chinese can be written.

    It does not blink: input methods put their window at the cursor, and a screen that stands still costs nothing.
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
        self._marks: Mapping[str, Sequence[Marked]] = {}

    def get_line(self, line_index: int) -> Text:
        """A line as it is shown, by what its characters are, and with what findings are about underlined."""
        text = super().get_line(line_index)
        for stretch in self.stretches(line_index):
            text.stylize(self.get_component_rich_style(stretch.component, partial=True), stretch.start, stretch.end)
        for mark in self._marks.get(self.document.get_line(line_index), ()):
            style = self.get_component_rich_style(f"area--{mark.grade.word}", partial=True)
            text.stylize(style, mark.start, mark.end)
        return text

    def stretches(self, row: int) -> Iterable[Stretch]:
        """What is shown in another style than plain text, in a line."""
        return ()

    def mark(self, marks: Mapping[str, Sequence[Marked]]) -> None:
        """Underline what findings are about, by the text of the line: what moves keeps its mark, what changes loses it."""
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
        """Cut what is selected. Without a selection TextArea cuts the line, which nobody expects."""
        if self.selected_text:
            super().action_cut()

    def on_click(self, event: events.Click) -> None:
        """Select a word at a double click, a paragraph at a triple one."""
        row, column = self.get_target_document_location(event)
        line = self.document.get_line(row)
        if event.chain >= 2:
            start, end = word_at(line, column) if event.chain == 2 else (0, len(line))
            self.selection = Selection((row, start), (row, end))

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text without its debris."""
        event.prevent_default()
        event.stop()
        if not self.read_only:
            done = self.replace(cleaned(event.text), *self.selection, maintain_selection_offset=False)
            self.move_cursor(done.end_location)

    def on_unmount(self) -> None:
        """Let go of the app's theme.

        It is watched by every text area that ever was, and holds them all, until it changes (seen in 8.2.8, no issue upstream;
        canary: tests/app/test_canaries.py).
        """
        for watching in getattr(self.app, "__watchers", {}).values():
            watching[:] = [(node, callback) for node, callback in watching if node is not self]

    def on_resize(self) -> None:
        """Tell the terminal where the cursor went, so that the window of an input method follows it.

        Textual does so at the next key only (seen in 8.2.8; canary: tests/app/test_canaries.py).
        """
        if self.has_focus:
            self.call_after_refresh(self.anchor_cursor)

    def anchor_cursor(self) -> None:
        """Put the terminal's own cursor where ours is; it stays in view."""
        if self.has_focus:
            self.scroll_cursor_visible()  # which also finds out where it is now that the lines break elsewhere
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()  # Textual tells the terminal with the next thing that it draws

    def replace_text(self, text: str) -> None:
        """Make the text another one; what is the same at both ends stays untouched, and the cursor beside it."""
        old = self.text
        if text == old:
            return
        shorter = min(len(old), len(text))
        head = next((n for n in range(shorter) if old[n] != text[n]), shorter)
        tail = next((n for n in range(shorter - head) if old[-1 - n] != text[-1 - n]), shorter - head)
        self.replace(text[head : len(text) - tail], self.location_at(head), self.location_at(len(old) - tail))

    def location_at(self, offset: int) -> tuple[int, int]:
        """The row and column of a character; the end of the text for one that is not there."""
        for row, line in enumerate(self.document.lines):
            if offset <= len(line):
                return row, offset
            offset -= len(line) + 1
        return self.document.end

    def offset_at(self, location: tuple[int, int]) -> int:
        """How many characters stand before a row and column."""
        return sum(len(line) + 1 for line in self.document.lines[: location[0]]) + location[1]

    def select_characters(self, start: int, end: int, *, center: bool = True) -> None:
        """Select characters and bring them into view, into the middle of it unless that is not wanted."""
        self.selection = Selection(self.location_at(start), self.location_at(end))
        self.scroll_cursor_visible(center=center)
