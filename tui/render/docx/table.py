"""A table section as a Word table: rows are never split, and the headings are repeated on each page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tui.render.docx.styles import STYLE_IDS
from tui.render.docx.xml import TEXT_WIDTH, attributes, fonts, paragraph, run
from tui.render.form import STYLES
from tui.render.office_form import Face, OfficeForm
from tui.render.report import Part
from tui.render.table import RenderedTable
from tui.render.table_grid import LINE_HEIGHT, PADDING, SIZES, Cell, Grid, grid

_BORDER = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
_BORDERS = "".join(_BORDER.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))


def table(
    rendered: RenderedTable, form: OfficeForm, keep: bool, *, largest: float = SIZES[0], is_bold: bool = False
) -> str:
    """The table; with `keep` its last row stays with what follows. Its text is not larger than `largest`, in points."""
    heading = fonts(form.fonts[Face.HEADING_1][0]) + ("<w:b/><w:bCs/>" if is_bold else "")
    laid_out = grid(rendered, largest)
    edges = [0]
    for column in laid_out.columns:
        edges.append(edges[-1] + round(column * TEXT_WIDTH))
    edges[-1] = TEXT_WIDTH
    widths = [right - left for left, right in pairwise(edges)]
    side = round(laid_out.size * 20 * PADDING)
    margins = "".join(
        f'<w:{name} w:w="{width}" w:type="dxa"/>'
        for name, width in (("top", 0), ("left", side), ("bottom", 0), ("right", side))
    )
    rows = "".join(
        _row(cells, widths, laid_out, heading, n < laid_out.headings, keep and n == len(laid_out.rows) - 1)
        for n, cells in enumerate(_with_merged(laid_out))
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{width}{chr(34)}/>' for width in widths)}</w:tblGrid>"
        f"{rows}</w:tbl>"
    )


def _with_merged(laid_out: Grid) -> Iterator[list[tuple[int, Cell, bool]]]:
    """The cells of each row with their first columns, and again where a cell from above continues."""
    going_on: dict[int, tuple[Cell, int]] = {}
    for cells in laid_out.rows:
        row: list[tuple[int, Cell, bool]] = []
        waiting, column = list(cells), 0
        while column < len(laid_out.columns):
            if column in going_on:
                cell, left = going_on.pop(column)
                row.append((column, cell, True))
            elif waiting:
                cell, left = waiting.pop(0), 0
                left = cell.rows
                row.append((column, cell, False))
            else:
                break
            if left > 1:
                going_on[column] = (cell, left - 1)
            column += cell.columns
        yield row


def _row(
    cells: list[tuple[int, Cell, bool]], widths: list[int], laid_out: Grid, heading: str, is_heading: bool, keep: bool
) -> str:
    told = "".join(
        _cell(cell, sum(widths[at : at + cell.columns]), goes_on, laid_out.size, heading, keep)
        for at, cell, goes_on in cells
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_heading else ''}</w:trPr>{told}</w:tr>"


def _cell(cell: Cell, width: int, goes_on: bool, size: float, heading: str, keep: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
    half = round(size * 2)
    own = heading if cell.is_heading else ""
    own += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if size != STYLES[Part.TABLE].size else ""
    spacing = attributes("spacing", {"line": round(size * LINE_HEIGHT * 20), "lineRule": "exact"})
    indent = attributes("ind", {"left": round(cell.indent * size * 20)}) if cell.indent else ""
    align = '<w:jc w:val="left"/>' if cell.is_label else ""
    text = "" if goes_on else run(cell.text, own)
    inside = paragraph(STYLE_IDS[Part.TABLE], text, f"{'<w:keepNext/>' if keep else ''}{spacing}{indent}{align}")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'
