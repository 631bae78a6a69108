"""`baogao table`: out to a spreadsheet and back, and whatever a spreadsheet can hold: right, or one clear message."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import ROOT, Baogao
from tests.support import tabled
from tui.reading.form import block_of
from tui.reading.sheet import MOST_ROWS, Sheet, address, separated, sheets

EXAMPLE = ROOT / "outlines" / "information-disclosure" / "example.toml"
TABLE = tabled.outline().sections_by_id["trees"].table or pytest.fail("the trees are a table")
NUMBERS = [
    ["10", "3", "2", "15"],
    ["4", "1", "1", "6"],
    ["1", "0", "0", "1"],
    ["0", "1", "0", "1"],
    ["13", "3", "3", "19"],
]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft of the made-up tables, whose cells are all other numbers than those that come in."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tabled.office(tmp_path)


def emptied(file: Path) -> str:
    """Take all numbers out of the trees; the result is what the file was."""
    right = file.read_text("utf-8")
    start, end = right.index("[sections.trees.rows]"), right.index("[sections.money.rows]")
    file.write_text(right[:start] + right[end:], "utf-8")
    return right


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_goes_out_comes_back(suffix: str, office: Path, baogao: Baogao) -> None:
    out = office.with_name(f"trees.{suffix}")
    assert baogao("table", "export", office, "--section", "trees", "-o", out).code == 0
    right = emptied(office)
    run = baogao("table", "import", office, out, "--section", "trees")
    assert (run.code, run.out) == (0, "")
    assert office.read_text("utf-8") == right


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_shipped_form_goes_out_and_comes_back(suffix: str, tmp_path: Path, baogao: Baogao) -> None:
    draft = tmp_path / "draft.toml"
    draft.write_bytes(EXAMPLE.read_bytes())
    for section, number in (("active", "= 18226"), ("requests", "total = 41"), ("disputes", "review_upheld = 2")):
        out = tmp_path / f"{section}.{suffix}"
        assert baogao("table", "export", draft, "--section", section, "-o", out).code == 0
        draft.write_text(draft.read_text("utf-8").replace(number, f"{number}7"), "utf-8")
        assert baogao("table", "import", draft, out, "--section", section).code == 0
    assert draft.read_bytes() == EXAMPLE.read_bytes()


def test_a_workbook_has_a_sheet_for_each_table_and_comes_back_by_their_names(office: Path, baogao: Baogao) -> None:
    out = office.with_name("all.xlsx")
    assert baogao("table", "export", office, "-o", out).code == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["果树", "收支"]
    sheet = book["果树"]
    assert {str(cells) for cells in sheet.merged_cells.ranges} >= {"B1:E1", "C2:D2", "A1:A3"}
    assert [cell.value for cell in sheet[4]] == ["一、年初", 10, 3, 2, 15]
    assert sheet["A7"].alignment.indent == 1
    assert book["收支"]["B5"].value == 14  # a computed total goes out as a number
    right = emptied(office)
    assert baogao("table", "import", office, out).code == 0
    assert office.read_text("utf-8") == right


def test_without_a_file_it_is_csv_for_whoever_reads_it(office: Path, baogao: Baogao) -> None:
    run = baogao("table", "export", office, "--section", "trees")
    assert run.out.splitlines()[:4] == [
        "（年初加新栽，等于枯死加年底）,果树,,,",
        ",苹果,樱桃,,总计",
        ",,酸樱桃,甜樱桃,",
        "一、年初,10,3,2,15",
    ]


def read(sheet: Sheet) -> list[list[str]]:
    """The numbers of the made-up table in a sheet, row by row."""
    block = block_of(TABLE, sheet, "file")
    rows: dict[str, list[str]] = {}
    for (row, _), value in block.items():
        rows.setdefault(row, []).append("" if value is None else str(value))
    return list(rows.values())


LABELS = ["一、年初", "二、新栽", "1.冻害", "2.虫害", "四、年底"]
HEADINGS = ["项目", "苹果", "酸樱桃", "甜樱桃", "总计"]


def grid(*, labels: list[str] = LABELS, headings: list[str] | None = HEADINGS) -> list[list[Any]]:
    rows: list[list[Any]] = [[label, *row] for label, row in zip(labels, NUMBERS, strict=True)]
    return [headings, *rows] if headings else rows


def tsv(rows: list[list[Any]]) -> str:
    return "".join("\t".join(map(str, row)) + "\n" for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        tsv(grid()),
        tsv(NUMBERS),  # a bare block
        tsv(grid()).replace("\n", "\r\n"),
        tsv(grid()).replace("13", "１３").replace("\t10\t", "\t 10\u3000\t"),
        tsv(grid()).replace("13", '"13"'),
        tsv([["果园2024年报表"], [], *grid()]),
        tsv([["", *row] for row in grid()]),
        tsv(grid(headings=None)),
        tsv(grid(labels=["1、年初", "（二）新栽", "冻 害", "虫害", "年底"])),
        tsv([row if n != 3 else ["三、枯死", "", "", "", ""] for n, row in enumerate([*grid()[:3], [], *grid()[3:]])]),
        tsv([["三、枯死" if row[0].startswith("1") else "", *row] for row in grid()]),  # a merged cell at the left
        tsv([[*row, "备注"] for row in grid()]),
    ],
)
def test_a_block_is_read_however_it_was_copied(text: str) -> None:
    assert read(Sheet("", separated(text))) == NUMBERS


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            grid(labels=["一、年初", "二、新栽", "1.冻害", "2.病害", "四、年底"]),
            "the row “2.虫害” of the form is not there",
        ),
        (
            grid(labels=["二、新栽", "一、年初", "1.冻害", "2.虫害", "四、年底"]),
            "the row “二、新栽” of the form is not there",
        ),
        ([row[:4] for row in grid(headings=None)], "the columns of the form are not there, or not in its order"),
        (
            grid(headings=["项目", "苹果", "甜樱桃", "酸樱桃", "总计"])[:1] + [[*r, 9] for r in grid()[1:]],
            "the columns of the form",
        ),
        ([[]], "the row “一、年初” of the form is not there"),
    ],
)
def test_what_is_not_the_form_is_reported_in_one_message(
    rows: list[list[Any]], message: str, office: Path, baogao: Baogao
) -> None:
    file = office.with_name("in.csv")
    file.write_text(tsv(rows), "utf-8")
    before = office.read_bytes()
    run = baogao("table", "import", office, file, "--section", "trees")
    assert run.code == 2
    assert message in run.err
    assert "Traceback" not in run.err
    assert office.read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("/", "“/” is not a number; where there is nothing, write 0"),
        ("—", "“—” is not a number; where there is nothing, write 0"),
        ("十", "“十” is not a number"),
        ("1.5", "this must be a whole number"),
        ("-1", "this number must not be below 0"),
        ("1e5", "“1e5” is not a number"),
        ("#REF!", "“#REF!” is not a number"),
    ],
)
def test_a_cell_that_is_no_number_is_named(typed: str, message: str, office: Path, baogao: Baogao) -> None:
    file = office.with_name("in.csv")
    file.write_text(tsv(grid()).replace("\t13\t", f"\t{typed}\t"), "utf-8")
    run = baogao("table", "import", office, file, "--section", "trees")
    assert run.code == 2
    assert f"B6 (四、年底 / 苹果): {message}" in run.err


def test_a_blank_takes_the_number_away_and_is_no_zero(office: Path, baogao: Baogao) -> None:
    file = office.with_name("in.csv")
    file.write_text(tsv(grid()).replace("\t13\t", "\t\t"), "utf-8")
    assert baogao("table", "import", office, file, "--section", "trees").code == 0
    assert office.read_text("utf-8") == tabled.DRAFT.replace("left = { apple = 13, ", "left = { ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_the_encodings_that_excel_writes(encoding: str) -> None:
    (sheet,) = sheets(tsv(grid()).encode(encoding), "in.csv")
    assert read(sheet) == NUMBERS


def book(fill: Callable[[Any], None]) -> bytes:
    """A workbook of another writer with the table in it, changed in some way."""
    made = openpyxl.Workbook()
    sheet = made.active
    for row in grid():
        sheet.append([int(cell) if str(cell).isdigit() else cell for cell in row])
    fill(sheet)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def put(cell: str, value: object) -> Callable[[Any], None]:
    def fill(sheet: Any) -> None:
        sheet[cell] = value

    return fill


@pytest.mark.parametrize(
    "fill",
    [
        put("A1", "项目"),
        put("B6", "１３"),
        put("B6", "13 "),
        put("B6", "'13"),
        put("B6", 13.0),
        put("XFD1048576", "远"),
        put("XFD1", "远"),
        lambda sheet: sheet.merge_cells("F1:G6"),
        lambda sheet: (sheet.insert_rows(1, 2), sheet.merge_cells("A1:E1")),
        lambda sheet: sheet.insert_cols(1),
    ],
)
def test_a_workbook_is_read_whatever_else_is_in_it(fill: Callable[[Any], None]) -> None:
    (sheet,) = sheets(book(fill), "in.xlsx")
    assert read(sheet) == NUMBERS


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("=B2+B3", "a formula without a value: open the file in a spreadsheet and save it"),
        (True, "true or false"),
        ("#DIV/0!", "the error #DIV/0!"),
    ],
)
def test_what_a_workbook_holds_instead_of_a_number_is_named(
    value: object, message: str, office: Path, baogao: Baogao
) -> None:
    file = office.with_name("in.xlsx")
    file.write_bytes(book(put("B6", value)))
    run = baogao("table", "import", office, file, "--section", "trees")
    assert run.code == 2
    assert f"B6 (四、年底 / 苹果): {message}" in run.err


def test_a_formula_with_a_value_gives_it(tmp_path: Path) -> None:
    import xlsxwriter

    file = tmp_path / "in.xlsx"
    with xlsxwriter.Workbook(file) as made:
        sheet = made.add_worksheet()
        for r, row in enumerate(grid()):
            for c, cell in enumerate(row):
                sheet.write(r, c, int(cell) if str(cell).isdigit() else cell)
        sheet.write_formula("B6", "=B2+B3-B4-B5", None, 13)
    assert read(sheets(file.read_bytes(), "in.xlsx")[0]) == NUMBERS


def test_a_sheet_of_100_000_rows_is_read_as_far_as_a_form_goes() -> None:
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet()
    for row in [*grid(), *([["行", 1, 2, 3, 4]] * 100_000)]:
        sheet.append([int(cell) if str(cell).isdigit() else cell for cell in row])
    stream = io.BytesIO()
    made.save(stream)
    (found,) = sheets(stream.getvalue(), "in.xlsx")
    assert len(found.rows) == MOST_ROWS
    assert read(found) == NUMBERS


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "an old or a locked Excel file"),
        (b"PK\x03\x04nonsense", "this workbook cannot be read"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is neither text nor a workbook"),
        (b"\xff\xfe\x00", "this is neither text nor a workbook"),
        (b'"' + b"x" * 200_000, "this is not a table: its cells cannot be separated"),
        (b"", "the row “一、年初” of the form is not there".encode().decode()),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(content: bytes, message: str, office: Path, baogao: Baogao) -> None:
    file = office.with_name("in.xlsx")
    file.write_bytes(content)
    run = baogao("table", "import", office, file, "--section", "trees")
    assert run.code == 2
    assert message in run.err
    assert "Traceback" not in run.err


def test_a_workbook_that_unpacks_without_end_is_refused(office: Path, baogao: Baogao) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for n in range(5):
            packed.writestr(f"xl/{n}.xml", b" " * 99_000_000)
    office.with_name("in.xlsx").write_bytes(stream.getvalue())
    run = baogao("table", "import", office, office.with_name("in.xlsx"), "--section", "trees")
    assert (run.code, "far larger than it seems" in run.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "-o", "x.txt"], "“x.txt” is neither a .csv nor an .xlsx file"),
        (["export", "-o", "x.csv"], "several sections are tables: trees, money"),
        (["export", "--section", "tree", "-o", "x.csv"], "there is no table “tree”"),
        (["import", "missing.csv", "--section", "trees"], "there is no such file or folder"),
    ],
)
def test_wrong_use_is_reported(
    arguments: list[str], message: str, office: Path, baogao: Baogao, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office.parent)
    action, *rest = arguments
    run = baogao("table", action, office.name, *rest)
    assert run.code == 2
    assert message in run.err


def test_no_sheet_of_that_name_is_reported_with_the_nearest(office: Path, baogao: Baogao) -> None:
    out = office.with_name("all.xlsx")
    baogao("table", "export", office, "-o", out)
    run = baogao("table", "import", office, out, "--section", "trees", "--sheet", "果木")
    assert run.code == 2
    assert "there is no sheet “果木”" in run.err


@pytest.mark.parametrize(("place", "name"), [((0, 0), "A1"), ((5, 25), "Z6"), ((0, 26), "AA1"), ((9, 701), "ZZ10")])
def test_cells_are_called_as_spreadsheets_do(place: tuple[int, int], name: str) -> None:
    assert address(*place) == name


def test_a_made_up_table_goes_from_a_new_draft_to_a_workbook_by_its_outline_alone(office: Path, baogao: Baogao) -> None:
    draft, book = office.with_name("new.toml"), office.with_name("book.xlsx")
    assert baogao("new", "orchard", "--year", "2024", "-o", draft).code == 0
    filled = office.with_name("filled.csv")
    filled.write_text(tsv(grid()), "utf-8")
    assert baogao("table", "import", draft, filled, "--section", "trees").code == 0
    found = baogao("check", "--format", "concise", draft).out
    assert "S102" in found and "T0" not in found  # the text is missing, the table is right
    assert baogao("table", "export", draft, "-o", book).code == 0
    assert [cell.value for cell in openpyxl.load_workbook(book)["果树"][4]] == ["一、年初", 10, 3, 2, 15]
    assert "| 一、年初 | 10 | 3 | 2 | 15 |" in baogao("render", draft).out
    assert baogao("fmt", draft).code == 0
