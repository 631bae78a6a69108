"""Text in a panel or dialog with lines broken as Chinese requires; Textual breaks at blanks, and before any mark."""

from __future__ import annotations

from itertools import pairwise

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from tui.app.widgets.filled_document import cells
from tui.base.line_breaks import line_breaks


class FilledText(Visual):
    """Content that breaks as Chinese requires at any width."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._filled: tuple[int, Content] = (0, content)

    def __str__(self) -> str:
        return self._content.plain

    def _at(self, width: int) -> Content:
        if self._filled[0] != width:
            self._filled = (width, filled(self._content, width))
        return self._filled[1]

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines at a width."""
        return self._at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as its longest line."""
        return self._content.get_optimal_width(rules, container_width)

    def get_minimal_width(self, rules: RulesMap) -> int:
        """The least width that loses nothing."""
        return self._content.get_minimal_width(rules)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at a width."""
        return self._at(width).get_height(rules, width)


def filled(content: Content, width: int) -> Content:
    """Content with a line break where each line is full."""
    if width <= 0:
        return content
    lines: list[Content] = []
    for line in content.split("\n", allow_blank=True):
        breaks = line_breaks(line.plain, cells(line.plain, 1), width)
        lines += [line[start:end] for start, end in pairwise([0, *breaks, len(line)])] if breaks else [line]
    return Content("\n").join(lines)
