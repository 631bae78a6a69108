"""Markdown, the canonical rendering: one element of the report a line."""

from __future__ import annotations

from tui.draft.draft import Draft
from tui.draft.prose import Block
from tui.outline.outline import Edition
from tui.render.form import STYLES
from tui.render.inline import line
from tui.render.office_form import OfficeForm
from tui.render.report import Element, Part, element_of, elements

_RULE = "---"


def rendered(draft: Draft, edition: Edition, form: OfficeForm) -> bytes:
    """The whole report as the bytes of a Markdown file, which has no form that an office could choose."""
    return render(draft, edition).encode()


def difference(there: bytes, wanted: bytes) -> str:
    """The first line, from 1, in which a file differs from the Markdown it should be."""
    old, new = (content.decode("utf-8", "replace").split("\n") for content in (there, wanted))
    pairs = enumerate(zip(old, new, strict=False), 1)
    return str(next((n for n, (a, b) in pairs if a != b), min(len(old), len(new)) + 1))


def remarks(form: OfficeForm) -> tuple[()]:
    """Nothing: text needs no fonts."""
    return ()


def render(draft: Draft, edition: Edition) -> str:
    """The whole report as Markdown, ending in a line break. The same draft gives the same text."""
    return "\n\n".join(map(_written, elements(draft, edition))) + "\n"


def render_block(draft: Draft, block: Block, number: int | None) -> str:
    """One block of a section as Markdown, with the number it is given."""
    return _written(element_of(draft, block, number))


def _written(element: Element) -> str:
    if element.part is Part.RULE:
        return _RULE
    if element.table is not None:
        from tui.render.markdown_table import table  # most reports have none

        return table(element.table)
    level = STYLES[element.part].level
    return ("#" * level + " " if level else "") + line(element.pieces)
