"""The report as it will read, line by line for a terminal: centred, indented, bold, each line with the place it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style

from tui.render.elements import Element, Part
from tui.text import visible

_CENTRED = (Part.MARK, Part.TITLE)
_RIGHT = (Part.ISSUER, Part.DATE)
_HEADINGS = (Part.TITLE, Part.HEADING_1, Part.HEADING_2, Part.HEADING_3)
_APART = (Part.MARK, Part.TITLE, Part.ISSUER)
_INDENT = "\u3000\u3000"
_INDENTED = (Part.TEXT, Part.HEADING_1, Part.HEADING_2, Part.HEADING_3, Part.ATTACHMENT, Part.NOTE)
_RED = Style(color="red", bold=True)
_BOLD = Style(bold=True)


class Printed(NamedTuple):
    """One line: its text, what of it is styled, and the section and offset that it comes from."""

    text: str
    styles: tuple[tuple[int, int, Style], ...] = ()
    section: str = ""
    start: int = 0


def printed(elements: Iterable[Element], width: int) -> list[Printed]:
    """The lines of a report for a terminal of so many cells."""
    lines: list[Printed] = []
    is_head = True
    for element in elements:
        if element.part is Part.TITLE and is_head and lines:
            lines += [Printed("─" * width, ((0, width, _RED),))]  # the red line below 发文字号 (7.2.7)
        is_head = is_head and element.part is not Part.TITLE
        if element.part in _APART and lines and lines[-1].text:
            lines.append(Printed(""))
        lines.append(_line(element, width))
        if element.part in (Part.MARK, Part.TITLE):
            lines.append(Printed(""))
    return lines


def _line(element: Element, width: int) -> Printed:
    if element.part is Part.RULE:
        return Printed("─" * width)
    text = visible(element.text).replace("\n", " ")
    lead = ""
    if element.part in _INDENTED:
        lead = _INDENT
    elif element.part in _CENTRED:
        lead = " " * max(0, (width - cell_len(text)) // 2)
    elif element.part in _RIGHT:
        lead = " " * max(0, width - cell_len(text) - 4)
    at = len(lead)
    styles: list[tuple[int, int, Style]] = []
    if element.part is Part.MARK:
        styles.append((at, at + len(text), _RED))
    elif element.part in _HEADINGS:
        styles.append((at, at + len(text), _BOLD))
    else:
        for piece in element.pieces:
            if piece.bold:
                styles.append((at, at + len(piece.text), _BOLD))
            at += len(piece.text)
    return Printed(lead + text, tuple(styles), element.section, element.start)
