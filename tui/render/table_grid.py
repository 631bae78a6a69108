"""A table on the page: one grid for all its parts, how wide its columns are, and the size in which everything fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.base.text import visible
from tui.render import page
from tui.render.official import width_of
from tui.render.table import RenderedPart, RenderedTable

SIZES = (14.0, 12.0, 10.5, 9.0, 7.5)
"""四号, 小四, 五号, 小五 and 六号, in points: the first in which the table fits is taken."""
LINE_HEIGHT = 1.4
"""From line to line in a cell, in heights of its characters."""
PADDING = 0.3
"""On each side of a cell, in characters."""

_WIDEST_LABEL = 12
_NARROWEST_HEADING = 2
"""Characters that a heading has on a line at least; the next one is below it."""
_WIDEST_HEADING = 6


class Cell(NamedTuple):
    """A cell: its text, how many columns of the grid and rows it takes, whether it is a heading, how far it is set in."""

    text: str
    columns: int = 1
    rows: int = 1
    is_heading: bool = False
    is_label: bool = False
    indent: int = 0


class Grid(NamedTuple):
    """The columns in parts of the width, the size of the text in points, and the rows with the cells that begin in each.

    The first `headings` rows are repeated where the table goes on; those of several parts are not, since each has its
    own.
    """

    columns: tuple[float, ...]
    size: float
    rows: tuple[tuple[Cell, ...], ...]
    headings: int


def grid(table: RenderedTable, largest: float = SIZES[0]) -> Grid:
    """Lay a table out, its text in points not larger than `largest`."""
    sizes = [size for size in SIZES if size <= largest]
    size = next((size for size in sizes if all(_least(part) <= _room(size) for part in table.parts)), SIZES[-1])
    labels = max((_label_width(part) for part in table.parts), default=0.0)
    edges = [_edges(part, labels, _room(size)) for part in table.parts]
    all_edges = sorted({edge for part in edges for edge in part})
    rows = tuple(row for part, own in zip(table.parts, edges, strict=True) for row in _rows(part, own, all_edges))
    columns = tuple(right - left for left, right in pairwise(all_edges))
    headings = len(table.parts[0].headings) + bool(table.parts[0].title) if len(table.parts) == 1 else 0
    return Grid(columns, size, rows, headings)


def _room(size: float) -> float:
    """The width of the page in characters of a size."""
    return page.TEXT_WIDTH / page.POINT / size


def _label_width(part: RenderedPart) -> float:
    if not part.has_labels:
        return 0.0
    widest = max((width_of(row.label) + row.depth for row in part.rows if row.cells), default=0.0)
    return min(max(widest, 4.0), _WIDEST_LABEL) + 2 * PADDING


def _column_widths(part: RenderedPart, narrowest: float) -> list[float]:
    """What each column of numbers needs; a heading goes on in further lines, a number does not."""
    widths = []
    for n, path in enumerate(part.columns):
        numbers = max((width_of(row.cells[n]) for row in part.rows if row.cells), default=0.0)
        heading = min(
            max(width_of(path[-1]), narrowest), _WIDEST_HEADING if narrowest == _WIDEST_HEADING else narrowest
        )
        widths.append(max(numbers, heading) + 2 * PADDING)
    return widths


def _least(part: RenderedPart) -> float:
    return _label_width(part) + sum(_column_widths(part, _NARROWEST_HEADING))


def _edges(part: RenderedPart, label: float, room: float) -> list[float]:
    """Where the columns of a part begin and end, from 0 to 1: what is left over goes to columns by what they would like."""
    widths = [label] if part.has_labels else []
    least = _column_widths(part, _NARROWEST_HEADING)
    free = max(0.0, room - sum(widths) - sum(least))
    wanted = _column_widths(part, _WIDEST_HEADING)
    widths += [width + free * want / sum(wanted) for width, want in zip(least, wanted, strict=True)]
    edges, at = [0.0], 0.0
    for width in widths:
        at += width / sum(widths)
        edges.append(round(at, 3))
    return [*edges[:-1], 1.0]


def _rows(part: RenderedPart, own: Sequence[float], edges: Sequence[float]) -> Iterator[tuple[Cell, ...]]:
    def spanned(first: int, count: int) -> int:
        return edges.index(own[first + count]) - edges.index(own[first])

    count = part.width
    if part.title:
        yield (Cell(visible(part.title), len(edges) - 1, is_heading=True),)
    free_at = [0] * count  # the line of headings from which on a column is free
    for line, headings in enumerate(part.headings):
        cells, column = [], 0
        for heading in headings:
            while free_at[column] > line:
                column += 1
            cells.append(Cell(visible(heading.text), spanned(column, heading.columns), heading.rows, is_heading=True))
            for taken in range(column, column + heading.columns):
                free_at[taken] = line + heading.rows
            column += heading.columns
        yield tuple(cells)
    for row in part.rows:
        if not row.cells:
            yield (Cell(visible(row.label), len(edges) - 1, is_label=True, indent=row.depth),)
            continue
        label = [Cell(visible(row.label), spanned(0, 1), is_label=True, indent=row.depth)] if part.has_labels else []
        first = len(label)
        yield (*label, *(Cell(visible(text), spanned(first + n, 1)) for n, text in enumerate(row.cells)))
