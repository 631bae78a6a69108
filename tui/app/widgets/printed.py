"""The report as it will read, line by line for a terminal: centred, indented, bold, each line with the place it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style

from tui.app.widgets.printed_table import table_lines
from tui.base.text import visible
from tui.render.form import STYLES, Align, empty_lines
from tui.render.report import Element, Part
from tui.render.wrapping import balanced, wrapped

_BLANK = "\u3000"
_RED = Style(color="red", bold=True)
_BOLD = Style(bold=True)


class Printed(NamedTuple):
    """One line: its text, what of it is styled, the section and offset that it comes from, whether it goes on the last one."""

    text: str
    styles: tuple[tuple[int, int, Style], ...] = ()
    section: str = ""
    start: int = 0
    goes_on: bool = False


def printed(elements: Iterable[Element], width: int) -> list[Printed]:
    """The lines of a report for a terminal of so many cells; none is wider, so that nothing has to be wrapped."""
    lines: list[Printed] = []
    before: Part | None = None
    for element in elements:
        if element.part is Part.TITLE and lines:
            lines += [Printed("─" * width, ((0, width, _RED),))]  # the red line below 发文字号 (7.2.7)
        if empty_lines(before, element.part):
            lines.append(Printed(""))  # one, however many print leaves
        lines += _lines(element, width)
        before = element.part
    return lines


def _lines(element: Element, width: int) -> Iterator[Printed]:
    if element.part is Part.RULE:
        yield Printed("─" * width)
    elif element.table is not None:
        for text, is_heading in table_lines(element.table, width):
            yield Printed(text, ((0, len(text), _BOLD),) if is_heading and text else (), element.section, element.start)
    elif STYLES[element.part].align is Align.CENTRE:
        yield from _centred(element, width)
    else:
        yield from _running(element, width)


def _shown(element: Element) -> str:
    """The text of an element, character by character, with nothing in it that has no width of its own."""
    return _visible(element.text)


def _visible(text: str) -> str:
    return visible(text).replace("\n", " ").replace("\t", " ")


def _centred(element: Element, width: int) -> Iterator[Printed]:
    style = _RED if STYLES[element.part].red else _BOLD
    texts = map(_visible, element.words) if element.part is Part.TITLE else (_shown(element),)
    lines = (line for text in texts for line in balanced(text, max(2, width - 4), cell_len))
    for n, line in enumerate(lines):
        lead = " " * max(0, (width - cell_len(line)) // 2)
        yield Printed(lead + line, ((len(lead), len(lead) + len(line), style),), element.section, element.start, n > 0)


def _running(element: Element, width: int) -> Iterator[Printed]:
    text, style = _shown(element), STYLES[element.part]
    lead = _BLANK * style.indent
    if style.align is Align.RIGHT:
        lead = " " * max(0, width - cell_len(text) - 2 * style.right)
    for start, end in wrapped(text, width, max(2, width - cell_len(lead)), cell_len):
        front = "" if start else lead
        styles = tuple(_styles(element, start, end, len(front)))
        yield Printed(front + text[start:end], styles, element.section, element.start, start > 0)


def _styles(element: Element, start: int, end: int, shift: int) -> Iterator[tuple[int, int, Style]]:
    """What is bold in the characters `start` up to `end` of an element, for a line on which they stand `shift` further on."""
    at = 0
    for piece in element.pieces:
        left, right = max(at, start), min(at + len(piece.text), end)
        if left < right and (piece.bold or STYLES[element.part].level):
            yield left - start + shift, right - start + shift, _BOLD
        at += len(piece.text)
