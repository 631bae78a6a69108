"""Reports on paper: drafts made for it, fonts that every machine has, and where things are on the pages of a PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pylopdf_fonts_zh_cn

from tests.conftest import ROOT
from tui.checking.office import Offices
from tui.draft.draft import Draft
from tui.outline.inheritance import build
from tui.outline.outline import Edition
from tui.render.office_form import Face, OfficeForm
from tui.render.report import Element, elements
from tui.render.table_grid import grid
from tui.toml import parse

EXAMPLES = sorted((ROOT / "outlines").glob("*/example.toml"))
DEPARTMENT = ROOT / "outlines" / "law-based-government-department" / "example.toml"
"""The example with everything that a filed report can have."""

FONT_FOLDER = Path(pylopdf_fonts_zh_cn.__file__).parent
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
FORM = OfficeForm(
    fonts={face: (SANS if face in (Face.HEADING_1, Face.MARK) else SERIF,) for face in Face}, font_folder=FONT_FOLDER
)
"""The form of an office that has the fonts of the tests."""

_FIELDS = {
    "copy_number": "text",
    "secrecy": "text",
    "urgency": "text",
    "mark": "text",
    "number": "document-number",
    "signer": "persons",
    "issuer": "organs",
    "recipients": "organs",
    "attachments": "texts",
    "date": "date",
    "note": "text",
    "copies": "organs",
    "printer": "organ",
    "printed": "date",
}
_FILED = ("mark", "number", "signer", "copies", "printer", "printed")
_OUTLINE = (
    'id = "small"\nversion = 2024\nname = "小报告"\nkind = "报告"\ntitle = "{issuer}\\n{year}年工作情况的报告"\n'
    + "".join(
        f'[[fields]]\nid = "{id}"\nlabel = "{id}"\nkind = "{kind}"\n'
        + ('editions = ["filed"]\n' if id in _FILED else "")
        + ("required = true\n" if id == "signer" else "")
        for id, kind in _FIELDS.items()
    )
    + '[[sections]]\nid = "text"\nrequired = true\n[[sections]]\nid = "more"\nheading = "下一步"\n'
)
FIELDS: Mapping[str, object] = {
    "number": "云字〔2025〕1号",
    "signer": "李明",
    "issuer": "云川市水务局",
    "recipients": ["市委", "市政府"],
    "copies": ["省水利厅", "市委办"],
    "printer": "云川市水务局办公室",
    "date": "2025-01-05",
    "printed": "2025-02-10",
}


def small(text: str, /, **fields: object) -> Draft:
    """A small report with a text, and with these fields besides or instead of `FIELDS`; None leaves one out."""
    return _small(text, fields, "zh")


def in_english(text: str, /, **fields: object) -> Draft:
    """The same report, in an outline that is written in English."""
    return _small(text, fields, "en")


def _small(text: str, fields: Mapping[str, object], language: str) -> Draft:
    values = {**FIELDS, **fields}
    lines = [f"{id} = {_toml(id, value)}" for id, value in values.items() if value is not None]
    source = "\n".join(
        ['outline = "small@2024"', "year = 2024", "[fields]", *lines, "[sections.text]", f"text = {_text(text)}"]
    )
    return Draft(
        parse(source.encode(), "draft.toml"),
        build([parse(f'language = "{language}"\n{_OUTLINE}'.encode(), "outline.toml")]),
    )


def _toml(id: str, value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    return str(value) if _FIELDS[id] == "date" else _text(str(value))


def _text(text: str) -> str:
    escaped = (f"\\U{ord(c):08x}" if c in '"\\' or ord(c) < 32 or 0x7F <= ord(c) < 0xA0 else c for c in text)
    return '"' + "".join(escaped) + '"'


def paragraphs(*lines: int) -> str:
    """A text of paragraphs that take so many lines of 28 characters each."""
    return "\n\n".join("法" * (26 + 28 * (n - 1)) for n in lines)


def opened(file: Path) -> Draft:
    """The draft in a file."""
    return Offices().open(file)


def squeezed(text: str) -> str:
    """A text without white space, for comparing what is extracted from files that place it."""
    return re.sub(r"\s", "", text)


def said(draft: Draft, edition: Edition) -> str:
    """Everything that a report says, tables cell by cell, without white space."""
    return squeezed("".join(_said(element) for element in elements(draft, edition)))


def _said(element: Element) -> str:
    if element.table is None:
        return element.text
    return "".join(cell.text for row in grid(element.table).rows for cell in row)


# Pages


class Line(NamedTuple):
    """A line of text and its edges, in millimetres from the upper left corner of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    fonts: frozenset[str]


class Page(NamedTuple):
    """The lines of the text, the page number below them, and where ruled lines are (upper edge, lower edge, left, right)."""

    lines: tuple[Line, ...]
    number: Line | None
    rules: tuple[tuple[float, float, float, float], ...]


_MM = 25.4 / 72
_TEXT_ENDS = 264


def pages(content: bytes) -> list[Page]:
    """The pages of a PDF."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [_page(page) for page in pdf.pages]


def _page(page: pdfplumber.page.Page) -> Page:
    rows: dict[int, list[dict[str, object]]] = {}
    for char in page.chars:
        if str(char["text"]).strip():
            at = char["bottom"] if char["upright"] else 0
            key = next((known for known in rows if abs(known - at * 10) < 25), round(at * 10))
            rows.setdefault(key, []).append(char)
    lines = sorted(map(_line, rows.values()), key=lambda line: line.top)
    ruled = (
        (
            shape["top"] * _MM - shape["linewidth"] * _MM / 2,
            shape["bottom"] * _MM + shape["linewidth"] * _MM / 2,
            shape["x0"] * _MM,
            shape["x1"] * _MM,
        )
        if shape["height"] == 0
        else (shape["top"] * _MM, shape["bottom"] * _MM, shape["x0"] * _MM, shape["x1"] * _MM)
        for shape in (*page.lines, *page.rects, *page.curves)
    )
    text = tuple(line for line in lines if line.top < _TEXT_ENDS)
    return Page(text, next((line for line in lines if line.top >= _TEXT_ENDS), None), tuple(sorted(set(ruled))))


def _line(chars: Iterable[dict[str, object]]) -> Line:
    ordered = sorted(chars, key=lambda char: float(str(char["x0"])))

    def edge(name: str) -> list[float]:
        return [float(str(char[name])) * _MM for char in ordered]

    return Line(
        "".join(str(char["text"]) for char in ordered),
        min(edge("x0")),
        max(edge("x1")),
        min(edge("top")),
        max(edge("bottom")),
        max(float(str(char["size"])) for char in ordered),
        frozenset(str(char["fontname"]) for char in ordered),
    )
