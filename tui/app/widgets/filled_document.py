"""The lines of a text area as shown: broken as Chinese requires, with hints that are not part of the text.

It replaces Textual's `WrappedDocument`, which breaks at blanks only, method by method; tests/app/test_canaries.py holds
what it relies on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

from rich.cells import get_character_cell_size, split_graphemes
from textual.document._document import DocumentBase, Location
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset

from tui.base.line_breaks import line_breaks
from tui.base.text import visible

_MARKS = 6  # cells that a line keeps for the marks next to a word and its hint
_ID = re.compile(r"[!-~]*")


class InlayHint(NamedTuple):
    """Text shown before the character at a column of a line, but not part of the line."""

    column: int
    text: str


class InlayHints(Protocol):
    """The source of the hints of each line."""

    def read(self, lines: Sequence[str]) -> Iterable[int]:
        """Take the current lines; the result is the rows with changed hints."""

    def of(self, row: int) -> Sequence[InlayHint]:
        """The hints of a line, from left to right."""


class NoHints:
    """The hints of a text that has none."""

    def read(self, lines: Sequence[str]) -> Iterable[int]:
        """Nothing changes."""
        return ()

    def of(self, row: int) -> Sequence[InlayHint]:
        """None."""
        return ()


class _Widths(dict[str, int]):
    """The cells of a character."""

    def __missing__(self, character: str) -> int:
        width = get_character_cell_size(character)
        self[character] = width
        return width


_WIDTHS = _Widths()


def cells(text: str, tab: int) -> list[int]:
    """The cells of each character as shown; a combining one has none."""
    shown = visible(text)
    if "\u200d" in shown or "\ufe0f" in shown:
        widths = [0] * len(shown)
        for start, _, width in split_graphemes(shown)[0]:
            widths[start] = width
    else:
        widths = list(map(_WIDTHS.__getitem__, shown))
    if "\t" in shown:
        widths = [tab if one == "\t" else width for one, width in zip(shown, widths, strict=True)]
    return widths


def _beside(line: str, column: int) -> int:
    """The cells that a hint must leave for the word at a column, so that the hint does not break it."""
    before = _ID.match(line[:column][::-1])
    after = _ID.match(line, column)
    return _MARKS + sum(len(one[0]) for one in (before, after) if one)


class FilledDocument(WrappedDocument):
    """A document with lines filled to a width; 0 breaks no line."""

    def __init__(
        self, document: DocumentBase, width: int = 0, tab_width: int = 4, hints: InlayHints | None = None
    ) -> None:
        self.hints = hints or NoHints()
        self._breaks: list[list[int]] = []
        self._shown: list[Sequence[InlayHint]] = []
        self._tops: list[int] = [0]
        super().__init__(document, width, tab_width)

    # Lines

    @property
    def wrapped(self) -> bool:
        """Whether any line is broken."""
        return self.height > len(self._breaks)

    @property
    def height(self) -> int:
        """The number of lines shown."""
        return self._tops[-1]

    @property
    def lines(self) -> list[list[str]]:
        """Each line of the document in the pieces it is shown in."""
        return [self.get_sections(row) for row in range(len(self._breaks))]

    def place(self, y: int) -> tuple[int, int, int] | None:
        """The row and the columns shown on a line of the screen; None below the text."""
        if not 0 <= y < self.height:
            return None
        row = bisect_right(self._tops, y) - 1
        return row, *self._piece(row, y - self._tops[row])

    def shown_hints(self, row: int, start: int, end: int) -> list[InlayHint]:
        """The hints shown with these characters of a line: each belongs to the character before it."""
        return [hint for hint in self._shown[row] if start < hint.column <= end]

    def get_sections(self, line_index: int) -> list[str]:
        """A line in the pieces it is shown in."""
        line = self.document[line_index]
        starts = [0, *self._breaks[line_index]]
        return [line[start:end] for start, end in zip(starts, [*starts[1:], len(line)], strict=True)]

    def get_offsets(self, line_index: int) -> list[int]:
        """The columns at which a line is broken. Raises `ValueError` if there is no such line."""
        if not 0 <= line_index < len(self._breaks):
            raise ValueError(f"there is no line {line_index}")
        return self._breaks[line_index]

    def get_tab_widths(self, line_index: int) -> list[int]:
        """The cells of each tab of a line: all tabs are of one width."""
        return [self._tab_width] * self.document[line_index].count("\t")

    # Characters and cells

    def location_to_offset(self, location: Location) -> Offset:
        """The cell of a character, counted from the top left of the text."""
        row, column = location
        row = min(max(row, 0), len(self._breaks) - 1)
        piece = bisect_right(self._breaks[row], column)
        start, _ = self._piece(row, piece)
        return Offset(sum(self._widths(row, start, column)), self._tops[row] + piece)

    def offset_to_location(self, offset: Offset) -> Location:
        """The character shown in a cell; outside the text the nearest one."""
        x, y = offset
        y = min(max(y, 0), self.height - 1)
        row = bisect_right(self._tops, y) - 1
        return row, self.get_target_document_column(row, x, y - self._tops[row])

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """The column of the character in a cell of a piece of a line; a negative piece counts from the last."""
        row = line_index % len(self._breaks)
        pieces = len(self._breaks[row]) + 1
        piece = y_offset % pieces
        start, end = self._piece(row, piece)
        column, x = start, max(0, x_offset)
        own = cells(self.document[row][start:end], self._tab_width)
        for n, width in enumerate(self._widths(row, start, end)):
            if x < width:
                column += x >= own[n] > 0  # in the hint after it
                break
            x -= width
            column += 1
        return min(column, end if piece == pieces - 1 else max(start, end - 1))

    def _piece(self, row: int, piece: int) -> tuple[int, int]:
        breaks = self._breaks[row]
        start = breaks[piece - 1] if piece else 0
        return start, breaks[piece] if piece < len(breaks) else len(self.document[row])

    def _widths(self, row: int, start: int, end: int) -> list[int]:
        """The cells of characters of a line, each with the hints after it."""
        widths = cells(self.document[row][start:end], self._tab_width)
        for hint in self.shown_hints(row, start, end):
            if hint.column - start - 1 < len(widths):
                widths[hint.column - start - 1] += sum(cells(hint.text, self._tab_width))
        return widths

    # Filling

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Fill all lines to a width."""
        self._width = width
        self._tab_width = tab_width or self._tab_width
        lines = self.document.lines
        for _ in self.hints.read(lines):
            pass
        self._breaks, self._shown = [], []
        for row, line in enumerate(lines):
            breaks, shown = self._filled(row, line)
            self._breaks.append(breaks)
            self._shown.append(shown)
        self._count_from(0)

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Fill the lines of an edit."""
        lines = self.document.lines
        changed = list(self.hints.read(lines))
        top = max(0, min(start[0], old_end[0], new_end[0]))
        bottom = min(max(start[0], new_end[0]), len(lines) - 1)
        old_bottom = bottom + len(self._breaks) - len(lines)
        if not top <= old_bottom + 1 <= len(self._breaks):
            self.wrap(self._width)
            return
        filled = [self._filled(row, lines[row]) for row in range(top, bottom + 1)]
        heights = [len(breaks) for breaks in self._breaks[top : old_bottom + 1]]
        self._breaks[top : old_bottom + 1] = [breaks for breaks, _ in filled]
        self._shown[top : old_bottom + 1] = [shown for _, shown in filled]
        if heights != [len(breaks) for breaks, _ in filled]:
            self._count_from(top)
        self.fill(row for row in changed if not top <= row <= bottom)

    def fill(self, rows: Iterable[int]) -> None:
        """Fill some lines again, since their hints have changed."""
        highest: int | None = None
        for row in rows:
            before = len(self._breaks[row])
            self._breaks[row], self._shown[row] = self._filled(row, self.document[row])
            if len(self._breaks[row]) != before:
                highest = row if highest is None else min(row, highest)
        if highest is not None:
            self._count_from(highest)

    def _filled(self, row: int, line: str) -> tuple[list[int], Sequence[InlayHint]]:
        """Where a line breaks, and which of its hints fit."""
        hints = self.hints.of(row)
        if not self._width:
            return [], hints
        if not hints and 2 * len(line) <= self._width and "\t" not in line:
            return [], ()
        widths = cells(line, self._tab_width)
        shown = []
        for hint in hints:
            room = sum(cells(hint.text, self._tab_width))
            if 0 < hint.column <= len(widths) and room + _beside(line, hint.column) <= self._width:
                widths[hint.column - 1] += room
                shown.append(hint)
        return line_breaks(line, widths, self._width), shown

    def _count_from(self, row: int) -> None:
        del self._tops[row + 1 :]
        heights = (len(breaks) + 1 for breaks in self._breaks[row:])
        self._tops += list(accumulate(heights, initial=self._tops[row]))[1:]
