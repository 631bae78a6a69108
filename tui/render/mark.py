"""发文机关标志: the size of its characters, so that it fills the page and no more (GB/T 9704—2012, 7.2.4)."""

from __future__ import annotations

from tui.render import page
from tui.render.form import STYLES
from tui.render.office_form import OfficeForm
from tui.render.official import Mark, width_of
from tui.render.report import Part

LINE_HEIGHT = 1.2
"""From line to line of a joint mark, in heights of its characters."""

_WIDEST = 15 / page.POINT
"""A character is at most 15 mm wide, in points."""
_NARROW = 0.68
"""The width of a character relative to its height: red heads are tall."""
_LARGEST = STYLES[Part.MARK].size
_ROOM = page.TEXT_WIDTH / page.POINT - 16
_WORD_APART = 0.5
"""Between the names and 文件, in characters."""


def sized(characters: float, form: OfficeForm, largest: float = _LARGEST) -> tuple[float, float]:
    """Width and height of the characters of a mark of this length, in points."""
    spaced = max(1.0, characters + max(0.0, characters - 1) * form.mark_spacing)
    width = min(_WIDEST, _ROOM / spaced)
    size = min(largest, width / _NARROW)
    return min(width, size), size


def joint_sizes(mark: Mark, form: OfficeForm, height: float) -> tuple[float, float, list[float]]:
    """Width and height of the characters of a joint mark of this height in millimetres, and the space within each name.

    All in points; the names are spaced so that they are equally long.
    """
    longest = max(map(width_of, mark.names))
    largest = min(_LARGEST, height / page.POINT / (len(mark.names) * LINE_HEIGHT))
    width, size = sized(longest + width_of(mark.word) + _WORD_APART, form, largest)
    space = width * form.mark_spacing
    spaces = [space + (longest - width_of(name)) * (width + space) / max(1, width_of(name) - 1) for name in mark.names]
    return width, size, spaces
