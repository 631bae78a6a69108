"""Sheets of other programs as cells: comma- or tab-separated text, and Excel workbooks, read within limits."""

from __future__ import annotations

import csv
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, NamedTuple

from tui.base.errors import BaogaoError, Place
from tui.base.messages import Message, say, words
from tui.base.numerals import full_date
from tui.base.suggestions import suggestion
from tui.base.text import normalise

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_ROWS, MOST_COLUMNS = 2_000, 300
"""How much of a sheet is read, from its upper left corner: no form is larger, and one distant cell is not a form."""
LARGEST = 50_000_000  # bytes of a file
LARGEST_UNPACKED = 400_000_000  # bytes of a workbook without its compression

_OLE = b"\xd0\xcf\x11\xe0"


class NoNumber(NamedTuple):
    """A cell that holds neither a number nor text: why, and what it shows (nothing for a formula not yet computed)."""

    why: Message
    text: str = ""


Content = str | Decimal | NoNumber | None
"""The content of a cell; None if empty."""


class Sheet(NamedTuple):
    """A sheet: its name, and its cells by row and column from its upper left corner."""

    name: str
    rows: Sequence[Sequence[Content]]

    def cell(self, row: int, column: int) -> Content:
        """The content of a cell; None if the sheet has none."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else None


def address(row: int, column: int) -> str:
    """A cell's name in spreadsheets, counted from 0: `C5`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def sheets(source: bytes, file: str, name: str | None = None) -> list[Sheet]:
    """The sheets of a file, or the one of that name. Raises `BaogaoError` if it cannot be read as one."""
    if len(source) > LARGEST:
        raise _refused(file, say("a file larger than {n} megabytes", n=LARGEST // 1_000_000))
    if source.startswith(b"PK"):
        found = list(_workbook(source, file))
    elif source.startswith(_OLE):
        what = say("an old or a locked Excel file")
        raise _refused(file, what, say("save it as .xlsx without a password, or as .csv"))
    else:
        found = [Sheet("", separated(decoded(source, file), file))]
    if name is None:
        return found
    chosen = [sheet for sheet in found if sheet.name == name]
    if not chosen:
        names = [sheet.name for sheet in found if sheet.name]
        remedy = suggestion(name, names) or say("sheets are: {names}", names=words(names))
        raise BaogaoError(say("there is no sheet “{name}”", name=name), place=Place(file), remedy=remedy)
    return chosen


def separated(text: str, file: str = "") -> list[list[Content]]:
    """The cells of text with tabs, commas or semicolons between them, as spreadsheets copy and write it.

    Raises `BaogaoError` for a text with an unclosed quotation mark.
    """
    head = text[:10_000]
    delimiter = "\t" if "\t" in head else ";" if head.count(";") > head.count(",") else ","
    rows: list[list[Content]] = []
    try:
        for cells in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            if len(rows) == MOST_ROWS:
                break
            rows.append([normalise(cell) if cell else None for cell in cells[:MOST_COLUMNS]])
    except csv.Error:
        raise _refused(file, say("this is not a table: its cells cannot be separated")) from None
    return rows


def decoded(source: bytes, file: str) -> str:
    """The text of a file in UTF-8, in UTF-16 with its mark (Excel's “Unicode text”), or in GB 18030 (Excel's CSV in China)."""
    if b"\x00" in source[:100] and source[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise _refused(file, say("this is neither text nor a workbook"), say("save it as .xlsx or .csv"))
    for encoding in ("utf-16",) if source[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            return source.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused(file, say("this is neither text nor a workbook"), say("save it as .xlsx or .csv"))


def _workbook(source: bytes, file: str) -> Iterator[Sheet]:
    """The sheets of an Excel workbook, with the last values of its formulas."""
    import openpyxl  # 0.2 s, for workbooks only

    try:
        with zipfile.ZipFile(BytesIO(source)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise _refused(file, say("a workbook that is far larger than it seems"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what openpyxl drops, which nobody here writes back
            values = openpyxl.load_workbook(BytesIO(source), read_only=True, data_only=True, keep_links=False)
            formulas = openpyxl.load_workbook(BytesIO(source), read_only=True, keep_links=False)
            for sheet in values.worksheets:
                rows = _rows(sheet)
                _mark_formulas(rows, formulas[sheet.title])
                yield Sheet(sheet.title, rows)
    except BaogaoError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        what = say("this workbook cannot be read ({error})", error=type(error).__name__)
        raise _refused(file, what, say("open it in a spreadsheet and save it again as .xlsx, or as .csv")) from None


def _rows(sheet: ReadOnlyWorksheet) -> list[list[Content]]:
    rows = [
        [_content(value) for value in row]
        for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    ]
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    return rows


def _mark_formulas(rows: list[list[Content]], sheet: ReadOnlyWorksheet) -> None:
    """Mark the formulas without a value: a program that does not compute wrote them."""
    for r, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)):
        for c, cell in enumerate(row):
            if cell.data_type == "f" and (r >= len(rows) or c >= len(rows[r]) or rows[r][c] is None):
                rows.extend([] for _ in range(r + 1 - len(rows)))
                rows[r].extend([None] * (c + 1 - len(rows[r])))
                rows[r][c] = NoNumber(say("a formula without a value: open the file in a spreadsheet and save it"))


def _content(value: object) -> Content:
    match value:
        case None | "":
            return None
        case bool():
            return NoNumber(say("true or false"), str(value).upper())
        case int() | float():
            return Decimal(str(value))
        case date():
            return NoNumber(say("a date or a time"), full_date(value))
        case time() | timedelta():
            return NoNumber(say("a date or a time"), str(value))
        case _:
            text = normalise(str(value))
            is_error = text.startswith("#") and text.isascii()
            return NoNumber(say("the error {error}", error=text), text) if is_error else text


def _refused(file: str, what: Message, remedy: Message | None = None) -> BaogaoError:
    return BaogaoError(what, place=Place(file) if file else None, remedy=remedy)
