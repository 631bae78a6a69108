"""Markdown, the canonical rendering: one element of the report a line."""

from __future__ import annotations

from tui.draft.draft import Draft
from tui.draft.prose import Block
from tui.outline.outline import Edition
from tui.render.inline import line
from tui.render.report import Element, Part, element_of, elements

_HEADINGS = {Part.TITLE: "# ", Part.HEADING_1: "## ", Part.HEADING_2: "### ", Part.HEADING_3: "#### "}
_RULE = "---"


def render(draft: Draft, edition: Edition) -> str:
    """The whole report as Markdown, ending in a line break. The same draft gives the same text."""
    return "\n\n".join(map(_written, elements(draft, edition))) + "\n"


def render_block(draft: Draft, block: Block, number: int | None) -> str:
    """One block of a section as Markdown, with the number it is given."""
    return _written(element_of(draft, block, number))


def _written(element: Element) -> str:
    if element.part is Part.RULE:
        return _RULE
    return _HEADINGS.get(element.part, "") + line(element.pieces)
