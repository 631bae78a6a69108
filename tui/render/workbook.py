"""A table as a sheet for other programs: comma-separated text, and an Excel workbook with the form's headings."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, NamedTuple

from tui.base.text import visible
from tui.render.table import RenderedPart, RenderedTable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_INDENT = "\u3000"
_SHEET_NAME = 31  # characters that Excel allows
_NOT_IN_NAMES = str.maketrans("[]:*?/\\", "〔〕：＊？／＼")
_FORMULA = ("=", "+", "-", "@")


class NamedTable(NamedTuple):
    """A table and the heading of its section."""

    heading: str
    table: RenderedTable


def comma_separated(table: RenderedTable) -> bytes:
    """The table as CSV in UTF-8 with the byte order mark Excel needs; a heading goes over the first of its columns."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    for n, part in enumerate(table.parts):
        if n:
            writer.writerow([])
        if part.title:
            writer.writerow([_text(part.title)])
        writer.writerows(_heading_lines(part))
        for row in part.rows:
            label = [_text(_INDENT * row.depth + row.label)] if part.has_labels else []
            writer.writerow([*label, *(row.cells or ("",) * len(part.columns))])
    return stream.getvalue().encode("utf-8-sig")


def _text(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    plain = visible(text)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def _heading_lines(part: RenderedPart) -> Iterator[list[str]]:
    grid = [[""] * part.width for _ in part.headings]
    for r, c, heading in placed_headings(part):
        grid[r][c] = _text(heading[0])
    yield from grid


def placed_headings(part: RenderedPart) -> Iterator[tuple[int, int, tuple[str, int, int]]]:
    """Each heading with the line and column that its upper left corner is in, from 0: what it says, its columns, its rows."""
    taken: set[tuple[int, int]] = set()
    for r, line in enumerate(part.headings):
        c = 0
        for heading in line:
            while (r, c) in taken:
                c += 1
            yield r, c, (heading.text, heading.columns, heading.rows)
            taken |= {(r + down, c + right) for down in range(heading.rows) for right in range(heading.columns)}


def workbook(tables: Sequence[NamedTable]) -> bytes:
    """The tables as an Excel workbook, a sheet each: headings merged, rows indented, numbers as numbers."""
    import xlsxwriter  # 0.1 s, for workbooks only

    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        formats = {
            "title": book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"}),
            "heading": book.add_format(
                {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
            ),
            "number": book.add_format({"border": 1, "valign": "vcenter"}),
        }
        formats |= {
            f"label {depth}": book.add_format({"border": 1, "indent": depth, "text_wrap": True, "valign": "vcenter"})
            for depth in {row.depth for table in tables for part in table.table.parts for row in part.rows}
        }
        names: set[str] = set()
        for heading, table in tables:
            _write(book.add_worksheet(_sheet_name(heading, names)), table, formats)
    return stream.getvalue()


def _sheet_name(heading: str, names: set[str]) -> str:
    """A name that Excel takes and no other sheet has."""
    plain = visible(heading).translate(_NOT_IN_NAMES).strip("' ") or "表"
    name, n = plain[:_SHEET_NAME], 1
    while name.lower() in names:
        n += 1
        end = f" {n}"
        name = plain[: _SHEET_NAME - len(end)] + end
    names.add(name.lower())
    return name


def _write(sheet: Worksheet, table: RenderedTable, formats: dict[str, Format]) -> None:
    top = 0
    for n, part in enumerate(table.parts):
        top += n > 0  # an empty row between parts
        if part.title:
            _spread(sheet, (top, 0, 1, part.width), part.title, formats["title"])
            top += 1
        for r, c, (text, columns, rows) in placed_headings(part):
            _spread(sheet, (top + r, c, rows, columns), text, formats["heading"])
        top += len(part.headings)
        for row in part.rows:
            if part.has_labels:
                sheet.write_string(top, 0, visible(row.label), formats[f"label {row.depth}"])
            for c, cell in enumerate(row.cells or ("",) * len(part.columns), part.has_labels):
                if cell:
                    sheet.write_number(top, c, float(cell), formats["number"])
                else:
                    sheet.write_blank(top, c, None, formats["number"])
            top += 1
    if any(part.has_labels for part in table.parts):
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, max(part.width for part in table.parts), 11)


def _spread(sheet: Worksheet, where: tuple[int, int, int, int], text: str, form: Format) -> None:
    """Write a text over some rows and columns: row, column, how many rows, how many columns."""
    row, column, rows, columns = where
    if rows == columns == 1:
        sheet.write_string(row, column, visible(text), form)
    else:
        sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", form)
        sheet.write_string(row, column, visible(text), form)
