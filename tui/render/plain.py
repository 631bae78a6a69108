"""A report in English or another language with spaces, for Word and PDF: title, fields and text on an ordinary page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from tui.base.languages import puts_spaces
from tui.base.text import visible
from tui.draft.draft import Draft
from tui.outline.outline import Edition, Outline
from tui.render.office_form import Face, OfficeForm
from tui.render.report import Element, Part, elements

LATIN = ("Times New Roman", "Liberation Serif", "Libertinus Serif")
"""The family of reports whose words are spaced, and others of its design; the last comes with typst."""

_A4, _LETTER = (210.0, 297.0), (215.9, 279.4)
_WITH_LETTER = ("en-US", "en-CA", "es-MX")

TABLE_SIZE = 10.5
"""The largest size of a table's text, in points."""


SIZES: Mapping[Part, float] = MappingProxyType(
    {Part.TITLE: 18, Part.HEADING_1: 14, Part.HEADING_2: 12, Part.HEADING_3: 11, Part.TEXT: 11}
)
"""The sizes of the parts, in points; titles and headings are bold."""
LINE = 1.25
"""From line to line, in sizes of the text."""
AFTER = 6
"""Below a paragraph, in points; its first line is not indented."""


class Plain(NamedTuple):
    """A whole report. Every text is safe to show; elements of the body are as in every rendering."""

    title: tuple[str, ...]
    bylines: tuple[str, ...]
    fields: tuple[str, ...]
    body: tuple[Element, ...]
    language: str

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of the page in millimetres: letter where that is usual, else A4."""
        return _LETTER if self.language in _WITH_LETTER else _A4


def is_plain(outline: Outline) -> bool:
    """Whether reports are set so; those in Chinese have the page of official documents, with or without letterhead."""
    return puts_spaces(outline.language)


def plain(draft: Draft, edition: Edition) -> Plain:
    """Arrange the elements of a report."""
    title: tuple[str, ...] = ()
    bylines, fields, body = [], [], []
    for element in elements(draft, edition):
        if element.part is Part.TITLE:
            title = tuple(map(visible, element.words or (element.text,)))
        elif element.part is Part.BYLINE:
            bylines.append(visible(element.text))
        elif element.section:
            body.append(element)
        else:
            fields.append(visible(element.text))
    return Plain(title, tuple(bylines), tuple(fields), tuple(body), draft.outline.language)


def form_for(outline: Outline, form: OfficeForm) -> OfficeForm:
    """The form of an office for the reports of an outline: plain ones are set in Latin typefaces."""
    if not is_plain(outline):
        return form
    families = (*form.latin, *LATIN, *form.fonts[Face.TEXT])
    return replace(form, fonts=dict.fromkeys(Face, families), latin=())
