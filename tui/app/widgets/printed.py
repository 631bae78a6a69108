"""The report as it will read, in lines for a terminal: centred, indented, bold, each line with its place in the draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style

from tui.app.widgets.printed_table import table_lines
from tui.base.text import visible
from tui.render.form import STYLES, Align, empty_lines
from tui.render.pages import Break
from tui.render.report import Element, Part
from tui.render.wrapping import balanced, wrapped

_BLANK = "\u3000"
RED = Style(color="red", bold=True)
"""What is printed in red; on the screen it has the red of the theme."""
_BOLD = Style(bold=True)
_DIM = Style(dim=True)


class Printed(NamedTuple):
    """A line: its text, its styled parts, its section and offset, and whether it continues the line before."""

    text: str
    styles: tuple[tuple[int, int, Style], ...] = ()
    section: str = ""
    start: int = 0
    goes_on: bool = False
    is_foot: bool = False
    """Whether it is the end of a page rather than text."""


def printed(
    elements: Iterable[Element], width: int, breaks: Sequence[Break] = (), *, spaced: bool = False
) -> list[Printed]:
    """The lines of a report for a terminal of a width; none is wider, so that none has to be wrapped.

    If the `breaks` between its pages are given, each page ends with a line that holds its number. Where words are
    `spaced`, paragraphs are not indented, and set apart by an empty line.
    """
    lines: list[Printed] = []
    before: Part | None = None
    for n, element in enumerate(elements):
        offsets = [offset for at, offset in breaks if at == n]
        if 0 in offsets and lines:
            lines.append(_foot(lines, width))
        if spaced and element.section and lines and lines[-1].text:
            lines.append(Printed(""))
        if element.part is Part.TITLE and lines:
            lines += [Printed("─" * width, ((0, width, RED),))]  # the red line below 发文字号 (7.2.7)
        if empty_lines(before, element.part) and 0 not in offsets:
            lines.append(Printed(""))  # one, however many there are in print
        lines += _lines(element, width, [offset for offset in offsets if offset], lines, spaced)
        before = element.part
    return [*lines, _foot(lines, width)] if breaks else lines


def _foot(lines: Sequence[Printed], width: int) -> Printed:
    """The end of a page: its number, on the outer edge as in print (7.5)."""
    number = 1 + sum(line.is_foot for line in lines)
    text = f" {number} "
    short = "-" * max(0, min(4, width - len(text)))
    long = "-" * max(0, width - len(text) - len(short))
    whole = f"{long}{text}{short}" if number % 2 else f"{short}{text}{long}"
    return Printed(whole[:width], ((0, min(width, len(whole)), _DIM),), is_foot=True)


def _lines(
    element: Element, width: int, turns: Sequence[int], before: Sequence[Printed], spaced: bool
) -> Iterator[Printed]:
    if element.part is Part.RULE:
        yield Printed("─" * width)
    elif element.table is not None:
        yield from _table(element, width, turns, before)
    elif STYLES[element.part].align is Align.CENTRE:
        yield from _centred(element, width)
    else:
        yield from _running(element, width, turns, before, spaced)


def _table(element: Element, width: int, turns: Sequence[int], before: Sequence[Printed]) -> Iterator[Printed]:
    assert element.table is not None
    feet: list[Printed] = []
    for text, is_heading, row in table_lines(element.table, width):
        if len(feet) < len(turns) and row >= turns[len(feet)]:
            feet.append(_foot([*before, *feet], width))
            yield feet[-1]
        yield Printed(text, ((0, len(text), _BOLD),) if is_heading and text else (), element.section, element.start)


def _shown(element: Element) -> str:
    """The characters of an element, without those that have no width of their own."""
    return _visible(element.text)


def _visible(text: str) -> str:
    return visible(text).replace("\n", " ").replace("\t", " ")


def _centred(element: Element, width: int) -> Iterator[Printed]:
    style = RED if STYLES[element.part].red else _BOLD
    texts = map(_visible, (element.words if element.part is Part.TITLE else ()) or (element.text,))
    lines = (line for text in texts for line in balanced(text, max(2, width - 4), cell_len))
    for n, line in enumerate(lines):
        lead = " " * max(0, (width - cell_len(line)) // 2)
        yield Printed(lead + line, ((len(lead), len(lead) + len(line), style),), element.section, element.start, n > 0)


def _running(
    element: Element, width: int, turns: Sequence[int], before: Sequence[Printed], spaced: bool
) -> Iterator[Printed]:
    text, style = _shown(element), STYLES[element.part]
    lead = "" if spaced else _BLANK * style.indent
    if style.align is Align.RIGHT:
        lead = " " * max(0, width - cell_len(text) - 2 * style.right)
    feet: list[Printed] = []
    for top, foot in pairwise((0, *turns, len(text))):
        if top:
            feet.append(_foot([*before, *feet], width))
            yield feet[-1]
        room = width if top else max(2, width - cell_len(lead))
        for start, end in wrapped(text[top:foot], width, room, cell_len):
            front = "" if start + top else lead
            styles = tuple(_styles(element, start + top, end + top, len(front)))
            line = front + text[start + top : end + top]
            yield Printed(line, styles, element.section, element.start, start + top > 0)


def _styles(element: Element, start: int, end: int, shift: int) -> Iterator[tuple[int, int, Style]]:
    """The bold parts of the characters `start` up to `end` of an element, shown `shift` further to the right."""
    at = 0
    for piece in element.pieces:
        left, right = max(at, start), min(at + len(piece.text), end)
        if left < right and (piece.bold or STYLES[element.part].level):
            yield left - start + shift, right - start + shift, _BOLD
        at += len(piece.text)
