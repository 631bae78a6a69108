"""Where the pages of the official form begin, calculated from lines of 28 characters and pages of 22 lines.

It agrees with Word and PDF to within a line or two; only they know what their fonts do.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from tui.render import page
from tui.render.form import STYLES, empty_lines
from tui.render.office_form import USUAL, OfficeForm
from tui.render.official import Official, width_of
from tui.render.report import Element, Part
from tui.render.table import RenderedTable
from tui.render.table_grid import LINE_HEIGHT, PADDING, grid
from tui.render.wrapping import wrapped

_ROOM = page.LINES * page.LINE + 0.1
_MARK = 22.0
_HEADINGS = (Part.HEADING_1, Part.HEADING_2, Part.HEADING_3)
_LINES = (Part.BYLINE, Part.RECIPIENTS, Part.TEXT, Part.TABLE, *_HEADINGS, Part.ATTACHMENT, Part.NOTE)
_SIGNATURE = (Part.ISSUER, Part.DATE)


class Break(NamedTuple):
    """The start of a page: this element, an offset in characters into its text, or in rows into a table."""

    element: int
    offset: int = 0


def breaks(elements: Sequence[Element], report: Official, form: OfficeForm = USUAL) -> list[Break]:
    """Where the second and each further page begins."""
    pages = _Pages()
    before: Part | None = None
    for n, element in enumerate(elements):
        if element.part is Part.RULE:
            pages.begin(n, _imprint_height(report), float_at_foot=True)
        elif element.part is Part.RECIPIENTS and not report.recipients:
            continue  # they are in the imprint
        elif element.part in _LINES:
            pages.skip(empty_lines(before, element.part) * page.LINE)
            pages.body(n, element)
        elif element.part is Part.TITLE:
            pages.skip(_head_height(report, form))
        elif element.part in _SIGNATURE and before not in _SIGNATURE:
            pages.sign(n, sum(row.before + 1 for row in report.signature))
        before = element.part
    return pages.found


class _Pages:
    """Fills pages from the top."""

    def __init__(self) -> None:
        self.found: list[Break] = []
        self._used = 0.0
        self._headings: list[int] = []
        """Headings at the foot, which go with what follows."""
        self._last: list[Break] = []
        """The last two lines of the text, which stay with issuer and date."""

    def skip(self, height: float) -> None:
        self._used += height

    def begin(self, element: int, height: float, float_at_foot: bool = False) -> None:
        """Something that is not split; a new page begins if it does not fit."""
        if self._used + height > _ROOM:
            self._turn(Break(element), 0)
        self._used += 0 if float_at_foot else height

    def body(self, n: int, element: Element) -> None:
        """A paragraph, line by line, or a table, row by row."""
        if element.part in _HEADINGS:
            self._headings.append(n)
        for offset, height in _rows(element):
            if self._used + height > _ROOM:
                first = self._headings[0] if self._headings and not offset else n
                self._turn(Break(first, offset if first == n else 0), (n - first) * page.LINE)
            self._used += height
            self._last = [*(line for line in self._last[-1:] if line.element == n), Break(n, offset)]
            if element.part not in _HEADINGS:
                self._headings = []

    def sign(self, n: int, lines: int) -> None:
        """Issuer and date; if they do not fit, the last lines of the text move with them."""
        if self._used + lines * page.LINE > _ROOM:
            first = next((at for at, line in enumerate(self._last) if line in self.found), -1)
            last = self._last[first + 1 :]
            self._turn(last[0] if last else Break(n), len(last) * page.LINE)
        self._used += lines * page.LINE

    def _turn(self, at: Break, used: float) -> None:
        self.found.append(at)
        self._used = used


def _rows(element: Element) -> list[tuple[int, float]]:
    """The lines of an element (the rows of a table): where each begins, and its height."""
    if element.table is not None:
        return list(enumerate(_table_rows(element.table)))
    indent = STYLES[element.part].indent
    first = 2 * (page.CHARACTERS - indent)
    lines = wrapped(element.text, 2 * page.CHARACTERS, first, hang=1)
    if element.part in _HEADINGS:
        return [(0, len(lines) * page.LINE)]
    return [(start, page.LINE) for start, _ in lines]


def _table_rows(table: RenderedTable) -> list[float]:
    laid_out = grid(table)
    character = laid_out.size * page.POINT
    heights = []
    for row in laid_out.rows:
        lines, column = 1, 0
        for cell in row:
            width = sum(laid_out.columns[column : column + cell.columns]) * page.TEXT_WIDTH / character - 2 * PADDING
            if cell.rows == 1:
                lines = max(lines, ceil(width_of(cell.text) / max(1.0, width)))
            column += cell.columns
        heights.append(lines * character * LINE_HEIGHT)
    return heights


def _head_height(report: Official, form: OfficeForm) -> float:
    """Everything up to the last line of the title."""
    title = len(report.title) * page.TITLE_LINE
    if not report.has_head:
        return title
    mark = report.mark_height if report.mark and report.mark.word else _MARK if report.mark else 0
    rows = 2 + max(1, len(report.signers or ()))
    return form.mark_top + mark + (rows + 2) * page.LINE + page.RULE_BELOW_NUMBER + title


def _imprint_height(report: Official) -> float:
    if report.imprint is None or not report.imprint.fits_page:
        return 0.0
    room = int(2 * page.TEXT_WIDTH / page.POINT / STYLES[Part.COPIES].size) - 2 * 5
    lines = 1 + sum(len(wrapped(text, room)) for text in report.imprint.lists)
    return lines * page.IMPRINT_LINE
