"""Tables of table sections in Word, in PDF and in the preview: every number, headings on each page, no row parted."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from docx.table import Table

from tests.support.paper import EXAMPLES, FORM, opened, pages, squeezed
from tui.app.widgets.printed import printed
from tui.render.docx.document import rendered as as_docx
from tui.render.pdf.document import rendered as as_pdf
from tui.render.report import Part, elements
from tui.render.table import Heading, RenderedPart, RenderedTable, TableRow
from tui.render.table_grid import grid

WITH_TABLES = [file for file in EXAMPLES if any(one.table for one in elements(opened(file), "published"))]


def part(columns: int, rows: int, *, title: str = "", has_labels: bool = True) -> RenderedPart:
    """A part of so many columns of numbers below a group, and so many rows."""
    corner = (Heading("项目", 1, 2),) if has_labels else ()
    return RenderedPart(
        title,
        "项目",
        has_labels,
        ((*corner, Heading("全部数量", columns, 1)), tuple(Heading(f"第{n}类数量") for n in range(columns))),
        tuple(("全部数量", f"第{n}类数量") for n in range(columns)),
        tuple(
            TableRow(f"第{n}项工作的情况", n % 3, () if n == 1 else tuple(str(1000 * n + at) for at in range(columns)))
            for n in range(rows)
        ),
    )


def test_there_is_an_example_with_tables() -> None:
    assert WITH_TABLES


@pytest.mark.parametrize("columns", [1, 3, 7, 14])
@pytest.mark.parametrize("has_labels", [True, False])
def test_a_grid_fills_the_width_and_has_every_cell_once(columns: int, has_labels: bool) -> None:
    laid_out = grid(RenderedTable((part(columns, 4, has_labels=has_labels), part(2, 3, title="第二部分"))))
    assert abs(sum(laid_out.columns) - 1) < 0.001
    assert min(laid_out.columns) > 0.001
    occupied = [[0] * len(laid_out.columns) for _ in laid_out.rows]
    for n, row in enumerate(laid_out.rows):
        column = 0
        for cell in row:
            while occupied[n][column]:
                column += 1
            for below in range(n, n + cell.rows):
                for at in range(column, column + cell.columns):
                    occupied[below][at] += 1
            column += cell.columns
    assert all(count == 1 for row in occupied for count in row)
    assert laid_out.headings == 0  # each part has its own
    assert grid(RenderedTable((part(columns, 4),))).headings == 2


@pytest.mark.parametrize("file", WITH_TABLES, ids=lambda file: file.parent.name)
def test_word_and_pdf_say_every_label_and_number(file: Path) -> None:
    draft = opened(file)
    document = docx.Document(io.BytesIO(as_docx(draft, "published", FORM)))
    in_word = [[squeezed(cell.text) for cell in row.cells] for table in document.tables for row in table.rows]
    in_pdf = squeezed("".join(line.text for page in pages(as_pdf(draft, "published", FORM)) for line in page.lines))
    for element in elements(draft, "published"):
        for one in element.table.parts if element.table else ():
            for row in one.rows:
                wanted = [squeezed(row.label), *row.cells] if one.has_labels else list(row.cells)
                assert any(_without_repeats(got) == _without_repeats(wanted) for got in in_word), wanted
                assert "".join(row.cells) in in_pdf


def _without_repeats(cells: list[str]) -> list[str]:
    """A cell that spans columns is read once for each."""
    return [cell for n, cell in enumerate(cells) if not n or cell != cells[n - 1]]


def test_headings_are_repeated_and_no_row_is_parted() -> None:
    draft = opened(WITH_TABLES[0])
    document = docx.Document(io.BytesIO(as_docx(draft, "published", FORM)))
    longest: Table = max(document.tables, key=lambda table: len(table.rows))
    xml = [row._tr.xml for row in longest.rows]
    assert all("<w:cantSplit/>" in row for row in xml)
    assert ["<w:tblHeader/>" in row for row in xml] == [True] * 3 + [False] * (len(xml) - 3)
    made = pages(as_pdf(draft, "published", FORM))
    assert sum("自然" in "".join(line.text for line in page.lines) for page in made) >= 2
    edges = [{round(rule[0], 1) for rule in page.rules} for page in made]
    assert all(
        page_edges for page_edges, page in zip(edges, made, strict=True) if re.search("申请人情况", str(page.lines))
    )


@pytest.mark.parametrize("width", [20, 40, 60, 78, 118, 200])
def test_the_preview_shows_every_number_within_its_width(width: int) -> None:
    from rich.cells import cell_len

    for file in WITH_TABLES:
        draft = opened(file)
        shown = [line.text for line in printed(elements(draft, "published"), width)]
        assert max(map(cell_len, shown)) <= width
        for element in elements(draft, "published"):
            for one in element.table.parts if element.table else ():
                numbers = {cell for row in one.rows for cell in row.cells}
                assert [number for number in numbers if not any(number in line for line in shown)] == []
    assert Part.TABLE
