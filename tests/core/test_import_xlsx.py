"""Workbooks as a source: tables recognised by headings or by their own labels, text as text, nothing lost."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import ROOT, Baogao
from tests.support.tabled import draft, outline
from tui.base.errors import BaogaoError
from tui.checking.office import Offices
from tui.draft.draft import Draft
from tui.outline.outline import Outline
from tui.reading.placement import Imported, imported, placed
from tui.reading.sources import read
from tui.render.report import elements
from tui.render.table import rendered
from tui.render.workbook import NamedTable, workbook
from tui.toml import parse

DISCLOSURE = ROOT / "outlines" / "information-disclosure" / "example.toml"


def _workbook(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _exported(source: Draft, *, headings: bool = True) -> bytes:
    tables = []
    for n, section in enumerate(source.outline.sections):
        numbers = source.numbers(section.id)
        if numbers is not None:
            heading = source.one_line(source.heading(section) or "") if headings else f"Sheet{n}"
            tables.append(NamedTable(heading, rendered(numbers)))
    return workbook(tables)


def _made(content: bytes, asked: Outline, year: int | None = 2024) -> tuple[Draft, Imported]:
    placement = placed(read(content, "book.xlsx"), asked, year)
    assert placement is not None
    result = imported(placement)
    return Draft(parse(result.toml.encode(), "draft.toml"), asked), result


@pytest.mark.parametrize("headings", [True, False])
def test_the_tables_are_recognised_by_their_headings_or_without(headings: bool) -> None:
    for source in (draft(), Offices().open(str(DISCLOSURE))):
        made, result = _made(_exported(source, headings=headings), source.outline, source.year)
        for section in source.outline.sections:
            before, after = source.numbers(section.id), made.numbers(section.id)
            if before is not None:
                assert after is not None
                assert after.entered == before.entered, section.id
        assert not result.doubts and not result.unsorted


def test_a_workbook_with_text_is_read_like_any_document() -> None:
    example = Offices().open(str(DISCLOSURE))
    table = openpyxl.load_workbook(io.BytesIO(_exported(example)))["政府信息公开行政复议、行政诉讼情况"]
    rows: list[list[Any]] = [
        ["云川市档案局2024年政府信息公开工作年度报告"],
        [],
        ["一、总体情况"],
        ["全年主动公开信息120条。"],
        [],
        ["四、政府信息公开行政复议、行政诉讼情况"],
        *[list(row) for row in table.iter_rows(values_only=True)],
        ["注：以上为全年数。"],
        ["五、存在的主要问题及改进情况"],
        ["目录更新不及时。\n今后按月更新。"],
        ["云川市档案局"],
        [date(2025, 1, 9)],
    ]
    made, result = _made(_workbook(("Sheet1", rows)), example.outline, None)
    assert made.year == 2024
    assert made.words("issuer") == ("云川市档案局",)
    assert made.day("date") == date(2025, 1, 9)
    numbers, before = made.numbers("disputes"), example.numbers("disputes")
    assert numbers is not None and before is not None and rendered(numbers) == rendered(before)
    assert "注：以上为全年数。" in made.sections["disputes"].text
    assert made.sections["problems"].text == "目录更新不及时。\n\n今后按月更新。\n"
    assert "Sheet1" in [one.text for one in result.left_out]


def test_a_table_that_is_no_form_is_text_and_nothing_is_lost() -> None:
    rows: list[list[Any]] = [["地块", "亩数", "备注"], ["东坡", 12.5, True], ["西坡", 8, "#N/A"], [None, "合计", 20.5]]
    content = _workbook(("面积", rows), ("说明", [["2024年新栽。"]]))
    made, result = _made(content, outline())
    said = "".join(element.text for element in elements(made, "filed")) + str(made.document.values)
    lost = Counter("".join(f"{read(content, 'book.xlsx').text}".split()))
    lost -= Counter(said) + Counter("".join(one.text for one in result.left_out))
    assert not lost
    assert "东坡　12.5　TRUE\n" in made.sections["overview"].text
    assert any(one.text == "说明" for one in result.left_out)


def test_a_form_with_a_cell_that_is_no_number_is_said_to_be_one() -> None:
    example = Offices().open(str(DISCLOSURE))
    book = openpyxl.load_workbook(io.BytesIO(_exported(example, headings=False)))
    next(row for row in book.worksheets[0].iter_rows() if row[0].value == "行政许可")[1].value = "很多"
    stream = io.BytesIO()
    book.save(stream)
    made, result = _made(stream.getvalue(), example.outline)
    assert made.numbers("requests") is not None
    assert any("很多" in str(doubt) for _, doubt in result.doubts)


def test_a_year_starts_from_a_workbook(tmp_path: Path, baogao: Baogao) -> None:
    example = Offices().open(str(DISCLOSURE))
    book = openpyxl.load_workbook(io.BytesIO(_exported(example)))
    book.create_sheet("封面", 0).append(["云川市档案局2024年政府信息公开工作年度报告"])
    book.save(tmp_path / "last.xlsx")
    run = baogao("new", "--from", tmp_path / "last.xlsx", "-o", tmp_path / "report.toml")
    assert run.code == 0, run.err
    started = (tmp_path / "report.toml").read_text("utf-8")
    assert 'outline = "information-disclosure@2021"' in started and "year = 2025" in started
    assert "云川市档案局" in started


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"not a workbook at all"])
def test_a_broken_workbook_is_one_message(content: bytes) -> None:
    with pytest.raises(BaogaoError) as caught:
        read(content, "book.xlsx")
    assert caught.value.place is not None and caught.value.remedy
