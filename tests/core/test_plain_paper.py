"""Word and PDF of reports in English and German: what they say, how they are set, and that nothing official is in them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
import tomli_w
from openxml_audit import OpenXmlValidator

from tests.support.paper import FORM, squeezed
from tests.support.shapes import shape
from tui.base.errors import BaogaoError
from tui.draft.draft import Draft
from tui.outline.library import Library
from tui.render.docx.document import rendered as word
from tui.render.pdf import families
from tui.render.pdf.document import rendered as pdf
from tui.render.report import elements
from tui.toml import parse

TEXT = """We met. **Nobody** was late (see 1.2).

## Trips

1. To the sea.

### By train

2. Home again.
"""


def draft(folder: Path, id: str, language: str = "", text: str = TEXT) -> Draft:
    """A draft of one of the shapes, perhaps in another language, with a text in its first section of prose."""
    shape(id, folder)
    file = folder / "outline.toml"
    if language:
        file.write_text(re.sub('language = ".*"', f'language = "{language}"', file.read_text("utf-8")), "utf-8")
    asked = Library.searching().load(file)
    first = asked.sections[0].id
    fields = {"date": "2026-01-08"} if "date" in asked.fields_by_id else {}
    values = {"outline": asked.reference, "year": 2025, "sections": {first: {"text": text}}}
    source = tomli_w.dumps(values) + "".join(f"[fields]\n{key} = {value}\n" for key, value in fields.items())
    return Draft(parse(source.encode(), "draft.toml"), asked)


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def in_pdf(content: bytes) -> str:
    """The text of the pages, without their numbers."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        return squeezed("".join((page.extract_text() or "").rpartition("\n")[0] for page in document.pages))


def wanted(given: Draft) -> str:
    return squeezed("".join(" ".join(one.words) if one.words else one.text for one in elements(given, "filed")))


@pytest.mark.parametrize("id", ["english-with-due-dates", "english-without-numbers", "german", "one-section"])
def test_word_and_pdf_say_what_every_rendering_says(id: str, tmp_path: Path) -> None:
    given = draft(tmp_path / id, id)
    document = docx.Document(io.BytesIO(word(given, "filed", FORM)))
    assert squeezed("".join(paragraph.text for paragraph in document.paragraphs)) == wanted(given)
    assert in_pdf(pdf(given, "filed", FORM)) == wanted(given)


def test_word_has_headings_of_its_levels_and_fonts_of_the_language(tmp_path: Path) -> None:
    content = word(draft(tmp_path / "one", "english-with-due-dates", "en-GB"), "filed")
    names = [str(one.style.name) for one in docx.Document(io.BytesIO(content)).paragraphs if one.style]
    assert names[0] == "Title"
    assert [name for name in names if name.startswith("Heading")][:3] == ["Heading 1", "Heading 2", "Heading 3"]
    told = parts(content)
    assert 'w:ascii="Times New Roman"' in told["word/styles.xml"]
    assert 'w:val="en-GB"' in told["word/styles.xml"]
    assert "firstLine" not in told["word/styles.xml"]
    assert "PAGE" in told["word/footer1.xml"] and "—" not in told["word/footer1.xml"]
    assert "GongwenMark" not in told["word/styles.xml"]


def test_a_plain_report_in_chinese_keeps_the_page_of_official_documents(tmp_path: Path) -> None:
    told = parts(word(draft(tmp_path / "one", "one-section"), "filed"))
    assert 'w:firstLineChars="200"' in told["word/styles.xml"]
    assert 'w:eastAsia="仿宋_GB2312"' in told["word/styles.xml"]


@pytest.mark.parametrize("id", ["english-with-due-dates", "english-without-numbers", "german"])
def test_word_is_valid(id: str, tmp_path: Path) -> None:
    shape(id, tmp_path / id)
    asked = Library.searching().load(tmp_path / id / "outline.toml")
    file = tmp_path / "report.docx"
    given = Draft(parse((tmp_path / id / "example.toml").read_bytes(), "example.toml"), asked)
    file.write_bytes(word(given, "filed"))
    found = [error.description for error in OpenXmlValidator().validate(file).errors]
    assert [error for error in found if "/theme' is missing" not in error] == []


@pytest.mark.parametrize(("language", "width"), [("en-US", 612), ("en-GB", 595), ("en", 595)])
def test_the_paper_is_that_of_the_region(language: str, width: int, tmp_path: Path) -> None:
    with pdfplumber.open(
        io.BytesIO(pdf(draft(tmp_path / "one", "english-with-due-dates", language), "filed"))
    ) as paper:
        assert round(paper.pages[0].width) == width


def test_headings_are_bold_in_pdf_and_paragraphs_are_not_indented(tmp_path: Path) -> None:
    with pdfplumber.open(io.BytesIO(pdf(draft(tmp_path / "one", "english-with-due-dates"), "filed", FORM))) as paper:
        lines = paper.pages[0].extract_text_lines()
    fonts = {line["text"]: str(line["chars"][0]["fontname"]) for line in lines}
    assert "Bold" in fonts["1.1 Trips"] and "Bold" not in fonts["1. To the sea."]
    left = {round(line["x0"]) for line in lines[2:-1]}
    assert len(left) == 1


def test_pdf_in_english_needs_no_font_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    def bare(*given: Any) -> Any:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=given[3], font_paths=[])

    monkeypatch.setattr(families, "_scanned", bare)
    assert "Wemet." in in_pdf(pdf(draft(tmp_path / "one", "english-with-due-dates"), "filed"))


def test_a_character_that_no_font_has_is_named(tmp_path: Path) -> None:
    given = draft(tmp_path / "one", "english-with-due-dates", text="An amulet: \U0001f9ff, that is.")
    with pytest.raises(BaogaoError) as refused:
        pdf(given, "filed", FORM)
    assert "U+1F9FF" in str(refused.value.what)


def test_markup_is_text(tmp_path: Path) -> None:
    text = "#pagebreak() $x$ `y` <b>&amp; @ref = [1] *a* _b_ // no"
    given = draft(tmp_path / "one", "english-with-due-dates", text=text)
    assert squeezed(text) in in_pdf(pdf(given, "filed", FORM))
    assert squeezed(text) in squeezed(
        "".join(one.text for one in docx.Document(io.BytesIO(word(given, "filed"))).paragraphs)
    )
