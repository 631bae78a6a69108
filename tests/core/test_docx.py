"""Word files: their parts, what foreign readers and checkers make of them, the same bytes, and hostile text."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import docx
import office2pdf
import pytest
from openxml_audit import OpenXmlValidator

from tests.support.paper import (
    DEPARTMENT,
    EXAMPLES,
    FONT_FOLDER,
    FORM,
    in_english,
    opened,
    pages,
    paragraphs,
    said,
    small,
    squeezed,
)
from tui.outline.outline import EDITIONS, Edition
from tui.render.docx.document import difference, rendered
from tui.render.docx.styles import STYLE_IDS
from tui.render.form import STYLES
from tui.render.office_form import USUAL, Face, Margins, OfficeForm
from tui.render.report import Part, elements

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FULL: dict[str, object] = {
    "issuer": ["云川市水务局", "云川市司法局"],
    "signer": ["李明", "王芳", "赵钱"],
    "attachments": ["2024年统计表", "名单"],
    "note": "此件公开发布",
    "secrecy": "机密★1年",
}


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name).decode() for name in package.namelist()}


def body(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(parts(content)["word/document.xml"])


def read(content: bytes) -> str:
    """The text of a document, paragraph by paragraph, tables where they are."""
    lines = []
    for paragraph in body(content).iter(f"{W}p"):
        words = (node.text or "" for node in paragraph.iter(f"{W}t"))
        lines.append("".join(words))
    return "\n".join(lines)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
@pytest.mark.parametrize("edition", EDITIONS)
def test_an_example_has_the_text_of_its_markdown(file: Path, edition: Edition) -> None:
    draft = opened(file)
    assert Counter(squeezed(read(rendered(draft, edition)))) == Counter(said(draft, edition))
    if not any(element.table for element in elements(draft, edition)):
        body_text = squeezed("".join(element.text for element in elements(draft, edition) if element.section))
        assert body_text in squeezed(read(rendered(draft, edition)))


def test_the_sample_has_the_text_of_its_markdown(sample: Path) -> None:
    draft = opened(sample)
    assert Counter(squeezed(read(rendered(draft, "filed")))) == Counter(said(draft, "filed"))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("form", [USUAL, FORM, OfficeForm(seal=False, margins=Margins.RULER, page_numbers=False)])
def test_words_own_schema_finds_nothing_but_the_missing_theme(
    tmp_path: Path, edition: Edition, form: OfficeForm
) -> None:
    for n, draft in enumerate([*map(opened, (DEPARTMENT,)), small(paragraphs(3, 1), **FULL), small("", mark="云")]):
        file = tmp_path / f"{n}.docx"
        file.write_bytes(rendered(draft, edition, form))
        found = [error.description for error in OpenXmlValidator().validate(file).errors]
        assert [error for error in found if "/theme' is missing" not in error] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_foreign_reader_reads_the_same_paragraphs(edition: Edition) -> None:
    draft = opened(DEPARTMENT)
    document = docx.Document(io.BytesIO(rendered(draft, edition)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    for element in elements(draft, edition):
        if element.section:
            assert element.text in texts
    assert [p.text for p in document.paragraphs if p.style is not None and p.style.style_id == "Heading1"] == [
        element.text for element in elements(draft, edition) if element.part is Part.HEADING_1
    ]
    assert document.core_properties.author == ""
    assert document.core_properties.language == "zh-CN"


def test_every_part_has_a_style_of_its_own_or_shares_a_line() -> None:
    assert set(Part) - set(STYLE_IDS) == {Part.SIGNER, Part.PRINTER, Part.PRINTED}
    assert len(set(STYLE_IDS.values())) == len(STYLE_IDS)


def test_every_part_of_a_report_is_identified_by_its_style() -> None:
    document = body(rendered(small("## 题\n1. **段。**文\n### 标题", **FULL), "filed"))
    styles = {
        style.get(f"{W}val"): "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        for paragraph in document.iter(f"{W}p")
        for style in paragraph.iter(f"{W}pStyle")
        if paragraph.find(f".//{W}t") is not None
    }
    assert set(styles) == set(STYLE_IDS.values()) - {
        "GongwenRule",
        "GongwenTable",
        "GongwenByline",
        "GongwenCopyNumber",
        "GongwenUrgency",
        "Heading1",
    }
    assert styles["Title"] == "云川市水务局\u3000云川市司法局2024年工作情况的报告"
    assert styles["GongwenDate"] == "2025年1月5日"


def test_sizes_faces_and_levels_are_those_of_the_table_of_styles() -> None:
    document = docx.Document(io.BytesIO(rendered(small("文"), "filed", FORM)))
    for part, id in STYLE_IDS.items():
        style = next(style for style in document.styles if style.style_id == id)
        assert style.element.rPr is not None
        size = style.element.rPr.find(f"{W}sz")
        wanted = 2 if part is Part.RULE else STYLES[part].size * 2
        assert int(size.get(f"{W}val") if size is not None else 32) == wanted
        level = style.element.pPr.find(f"{W}outlineLvl")
        assert (None if level is None else int(level.get(f"{W}val")) + 2) == (
            STYLES[part].level if STYLES[part].level > 1 else None
        )
        face = style.element.rPr.find(f"{W}rFonts")
        assert (face.get(f"{W}eastAsia") if face is not None else FORM.fonts[Face.TEXT][0]) == FORM.fonts[
            STYLES[part].face
        ][0]


def test_the_page_is_that_of_the_standard() -> None:
    section = docx.Document(io.BytesIO(rendered(small("文"), "filed"))).sections[0]
    values = (
        section.page_width,
        section.page_height,
        section.left_margin,
        section.right_margin,
        section.top_margin,
        section.bottom_margin,
    )
    assert [round(value.mm, 1) for value in values if value is not None] == [210.0, 297.0, 28.0, 26.0, 37.0, 35.0]
    assert 'w:linePitch="579"' in parts(rendered(small("文"), "filed"))["word/document.xml"]
    ruler = docx.Document(io.BytesIO(rendered(small("文"), "filed", OfficeForm(margins=Margins.RULER)))).sections[0]
    assert ruler.top_margin is not None
    assert round(ruler.top_margin.mm, 1) == 34.6


def test_another_program_sets_28_characters_a_line_and_at_most_22_lines_a_page() -> None:
    content = rendered(small(paragraphs(60)), "filed", FORM)
    options = office2pdf.ConvertOptions(font_paths=[FONT_FOLDER])
    made = pages(office2pdf.convert_bytes(content, format="docx", options=options).pdf)
    lines = [line for page in made for line in page.lines if set(line.text) == {"法"}]
    assert Counter(len(line.text) for line in lines).most_common(1)[0][0] == 28
    assert max(len(line.text) for line in lines) == 28
    assert max(len(page.lines) for page in made) <= 22 + 2  # its imprint is not where Word's is


def test_nothing_says_who_made_the_file_or_when_or_loads_a_theme() -> None:
    content = rendered(small("文", **FULL), "filed")
    found = parts(content)
    assert not [name for name in found if "theme" in name or "app.xml" in name]
    assert not re.search(r"rsid|w:author|dcterms|lastModifiedBy", "".join(found.values()))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {(entry.date_time, entry.create_system) for entry in package.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_the_same_draft_gives_the_same_bytes_in_another_place_and_time() -> None:
    code = (
        "import sys; from tests.core.test_docx import *; sys.stdout.buffer.write(rendered(opened(DEPARTMENT), 'filed'))"
    )
    here = rendered(opened(DEPARTMENT), "filed")
    environment = {**os.environ, "TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "7"}
    there = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True).stdout
    assert there == here


def test_a_published_file_has_nothing_that_only_the_superior_sees() -> None:
    text = read(rendered(small("文", **FULL), "published"))
    assert not [word for word in ("云字", "签发人", "李明", "省水利厅", "印发") if word in text]
    assert "云川市水务局" in text


def test_a_comparison_names_the_part_and_is_content_with_other_packing() -> None:
    wanted = rendered(small("一"), "filed")
    repacked = io.BytesIO()
    with zipfile.ZipFile(repacked, "w", zipfile.ZIP_STORED) as package:
        for name, text in reversed(parts(wanted).items()):
            package.writestr(name, text)
    assert difference(repacked.getvalue(), wanted) is None
    assert difference(rendered(small("二"), "filed"), wanted) == "word/document.xml"
    assert difference(rendered(small("一"), "filed", replace(USUAL, latin=("A",))), wanted) == "word/fontTable.xml"
    assert difference(b"PK\x03\x04 broken", wanted) == ""
    assert difference(b"", wanted) == ""


HOSTILE = "&<>\"' ]]> <w:p/> &amp; {\\field} \\n #set $x$ 𬌗䶮😀 a\u202eb\u0007\ufffe\tz"


@pytest.mark.parametrize(
    "field",
    ["text", "mark", "number", "signer", "issuer", "recipients", "attachments", "note", "copies", "printer", "secrecy"],
)
def test_hostile_text_is_literal_in_every_field(field: str) -> None:
    draft = small(HOSTILE) if field == "text" else small("文", **{field: HOSTILE})
    text = squeezed(read(rendered(draft, "filed")))
    for words in ("&<>\"']]>", "<w:p/>", "&amp;", "{\\field}", "#set", "𬌗䶮😀"):
        assert words in text
    assert not re.search("[\u202e\u0007\ufffe]", text)


def test_a_figure_and_a_family_with_markup_in_their_names_are_literal() -> None:
    form = OfficeForm(fonts=dict.fromkeys(Face, ('"&<仿宋>', "<b>")), latin=("&",))
    for part in parts(rendered(small("文 A"), "filed", form)).values():
        ElementTree.fromstring(part)


def test_digits_and_letters_have_a_face_of_their_own_where_the_office_wants_one() -> None:
    document = parts(rendered(small("共12项ABC“引”—"), "filed", OfficeForm(latin=("Times New Roman",))))[
        "word/document.xml"
    ]
    runs = re.findall(
        r'<w:r><w:rPr><w:rFonts w:ascii="Times New Roman"[^>]*/></w:rPr><w:t xml:space="preserve">([^<]*)</w:t>',
        document,
    )
    assert runs == ["12", "ABC"]


def test_time_is_linear_in_paragraphs_and_in_the_length_of_one() -> None:
    def seconds(text: str) -> float:
        draft = small(text)
        start = time.perf_counter()
        rendered(draft, "filed")
        return time.perf_counter() - start

    seconds("文")
    for text in ("法" * 100_000, "法律。\n\n" * 10_000):
        assert seconds(text) < 10 * seconds(text[: len(text) // 2]) + 0.5


def test_a_report_in_no_official_form_has_its_title_fields_and_text() -> None:
    draft = in_english("## Done\nAll of it.", issuer="Water Office")
    assert not draft.outline.official
    content = rendered(draft, "filed")
    assert "GongwenMark" not in parts(content)["word/document.xml"]
    assert Counter(squeezed(read(content))) == Counter(said(draft, "filed"))
    assert docx.Document(io.BytesIO(content)).core_properties.language == "en-US"
