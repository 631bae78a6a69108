"""How GB/T 9704—2012 sets each part of a report: the one table that Markdown, the preview, Word and PDF share."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from tui.render.office_form import Face
from tui.render.report import Part


class Align(StrEnum):
    """Where the lines of a part are placed."""

    JUSTIFIED = "justified"
    CENTRE = "centre"
    RIGHT = "right"


class Style(NamedTuple):
    """How one part is set, and the clause that says so.

    Distances across are in characters of the text (字, 3.1), distances down in its lines (行, 3.2).
    """

    clause: str
    face: Face = Face.TEXT
    size: int = 16
    """In points: 二号 is 22, 三号 16, 四号 14."""
    align: Align = Align.JUSTIFIED
    indent: int = 0
    """Of the first line."""
    right: int = 0
    """Kept free on the right."""
    before: int = 0
    """Empty lines before the first of its kind."""
    level: int = 0
    """The level of a heading in an outline of the whole; the title's is 1, and 0 is no heading."""
    red: bool = False


_IMPRINT = Style("7.4.2", size=14, indent=1)

STYLES: Mapping[Part, Style] = MappingProxyType(
    {
        Part.COPY_NUMBER: Style("7.2.1"),
        Part.SECRECY: Style("7.2.2", Face.HEADING_1),
        Part.URGENCY: Style("7.2.3", Face.HEADING_1),
        Part.MARK: Style("7.2.4", Face.MARK, 62, Align.CENTRE, red=True),
        Part.NUMBER: Style("7.2.5", before=2),
        Part.SIGNER: Style("7.2.6"),
        Part.TITLE: Style("7.3.1", Face.TITLE, 22, Align.CENTRE, before=2, level=1),
        Part.BYLINE: Style("7.3.1", Face.HEADING_2, align=Align.CENTRE),
        Part.RECIPIENTS: Style("7.3.2"),
        Part.HEADING_1: Style("7.3.3", Face.HEADING_1, indent=2, level=2),
        Part.HEADING_2: Style("7.3.3", Face.HEADING_2, indent=2, level=3),
        Part.HEADING_3: Style("7.3.3", indent=2, level=4),
        Part.TEXT: Style("7.3.3", indent=2),
        Part.TABLE: Style("8", size=14, align=Align.CENTRE),
        Part.ATTACHMENT: Style("7.3.4", indent=2, before=1),
        Part.ISSUER: Style("7.3.5", align=Align.RIGHT, right=4, before=2),
        Part.DATE: Style("7.3.5", align=Align.RIGHT, right=4),
        Part.NOTE: Style("7.3.6", indent=2),
        Part.RULE: Style("7.4.1"),
        Part.COPIES: _IMPRINT,
        Part.PRINTER: _IMPRINT._replace(clause="7.4.3"),
        Part.PRINTED: _IMPRINT._replace(clause="7.4.3", align=Align.RIGHT, indent=0, right=1),
    }
)
"""The style of every part."""

RUN_IN: Mapping[int, Face] = MappingProxyType({2: Face.HEADING_2})
"""The faces of headings that are run into their paragraphs, by level, where they are not that of the text (7.3.3)."""

_AFTER_TITLE = 1


def empty_lines(before: Part | None, part: Part) -> int:
    """The empty lines between two consecutive parts; none before the first."""
    if before is None or before is part or part is Part.BYLINE:
        return 0
    return (
        _AFTER_TITLE if before in (Part.TITLE, Part.BYLINE) else STYLES[part].before
    )  # 7.3.2: 主送机关 one line below the title
