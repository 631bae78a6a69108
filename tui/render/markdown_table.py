"""A table of the report as GFM Markdown, which has one line of headings, no groups and no levels of rows.

So a heading names its groups (`法人或其他组织：商业企业`), a group over all columns is in the corner, and rows are
indented by full-width spaces, written as references, since readers cut spaces off the ends of a cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from tui.render.inline import line
from tui.render.report import Piece
from tui.render.table import RenderedPart, RenderedTable

_INDENT = "&#12288;"
_LEFT, _RIGHT = "---", "---:"
_BETWEEN = "："


def table(table: RenderedTable) -> str:
    """The parts of a table below one another, each under its title."""
    return "\n\n".join(_part(part) for part in table.parts)


def _part(part: RenderedPart) -> str:
    over_all = _over_all(part)
    corner = "／".join(word for word in (part.note, *over_all) if word)
    headings = [_text(_BETWEEN.join(path[len(over_all) :])) for path in part.columns]
    rules = [_RIGHT] * len(headings)
    if part.has_labels:
        headings.insert(0, _text(corner))
        rules.insert(0, _LEFT)
    rows = [headings, rules]
    for row in part.rows:
        label = [_INDENT * row.depth + _text(row.label)] if part.has_labels else []
        cells = row.cells or ("",) * len(part.columns)
        rows.append([*label, *map(_text, cells)])
    lines = "\n".join(_row(cells) for cells in rows)
    return f"{line([Piece(part.title, bold=True)])}\n\n{lines}" if part.title else lines


def _over_all(part: RenderedPart) -> tuple[str, ...]:
    """The groups that contain all columns, which are named once; without labels there is no corner to name them in."""
    if not part.has_labels:
        return ()
    first = part.columns[0]
    shortest = min(len(path) for path in part.columns) - 1
    same = next((n for n in range(shortest) if any(path[n] != first[n] for path in part.columns)), shortest)
    return first[:same]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    return line([Piece(text)])
