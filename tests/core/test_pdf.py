"""PDF: lines, pages and distances as the standard has them, text that copies rightly, fonts that are never replaced silently."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from tests.support.paper import (
    DEPARTMENT,
    EXAMPLES,
    FORM,
    SANS,
    SERIF,
    Page,
    in_english,
    opened,
    pages,
    paragraphs,
    said,
    small,
    squeezed,
)
from tui.base.errors import BaogaoError
from tui.draft.draft import Draft
from tui.outline.outline import EDITIONS, Edition
from tui.render import page as paper
from tui.render.office_form import USUAL, Face, OfficeForm
from tui.render.pdf.document import rendered
from tui.render.report import Part, elements

TOP, BOTTOM = 37.0, 262.0


def made(draft: Draft, edition: Edition = "filed", form: OfficeForm = FORM) -> list[Page]:
    return pages(rendered(draft, edition, form))


def text_of(content: bytes) -> str:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return squeezed(
            "".join(char["text"] for page in pdf.pages for char in page.chars if char["bottom"] < 264 / 25.4 * 72)
        )


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_an_example_has_the_text_of_its_markdown_on_full_pages(file: Path) -> None:
    draft = opened(file)
    for edition in EDITIONS:
        content = rendered(draft, edition, FORM)
        missing = Counter(said(draft, edition)) - Counter(text_of(content))
        assert not missing
        if not any(element.table for element in elements(draft, edition)):  # their headings are repeated
            assert len(said(draft, edition)) == len(text_of(content))
            body = squeezed("".join(element.text for element in elements(draft, edition) if element.section))
            assert body in text_of(content)
            holds(pages(content))


def holds(made: list[Page]) -> None:
    """What every document must be."""
    lines = [line for page in made for line in page.lines]
    assert max(len(page.lines) for page in made) <= paper.LINES
    lengths = Counter(
        round((line.right - line.left) / paper.CHARACTER) for line in lines if line.left < 29 and line.right > 170
    )
    assert lengths.most_common(1)[0][0] == paper.CHARACTERS
    assert [line.text for line in lines if line.text[0] in "，。》”、；：？！）"] == []
    assert all(page.lines and page.number is not None for page in made)
    assert min(line.top for line in lines) >= TOP - 1
    assert max(line.bottom for line in lines) <= BOTTOM + 0.5
    for n, page in enumerate(made, 1):
        assert page.number is not None
        assert page.number.text == f"—{n}—"
        edge = 184 - page.number.right if n % 2 else page.number.left - 28
        assert 4.5 < edge < 6.5  # one character of 四号
        middle = (page.number.top + page.number.bottom) / 2
        assert abs(middle - BOTTOM - paper.PAGE_NUMBER_BELOW_TEXT) < 4
    headings = {line.text for line in lines if any("Sans" in font for font in line.fonts)}
    assert not [page for page in made[:-1] if page.lines[-1].text in headings]


def test_the_sample_is_as_long_as_in_word(sample: Path) -> None:
    content = rendered(opened(sample), "filed", FORM)
    holds(pages(content))
    assert [len(page.lines) for page in pages(content)][1:5] == [22, 22, 22, 22]
    assert len(pages(content)) == 7


@pytest.mark.parametrize("issuer", ["云川市水务局", ["云川市水务局", "云川市司法局", "云川市财政局"]])
def test_the_head_has_its_distances(issuer: object) -> None:
    first = made(small(paragraphs(9), issuer=issuer, signer=["李明", "王芳", "赵钱"]))[0]
    mark = [line for line in first.lines if line.size > 22]
    ascent = 0.02 * mark[0].size * 25.4 / 72  # the face begins a little above its characters
    assert abs(mark[0].top + ascent - TOP - 35) < 1.5
    number = next(line for line in first.lines if line.text.startswith("云字"))
    assert number.text == "云字〔2025〕1号赵钱"
    assert abs(number.left - 28 - paper.CHARACTER) < 0.6
    rule = next(rule for rule in first.rules if rule[3] - rule[2] > 155)
    assert abs(rule[0] - number.bottom - 4) < 0.3
    assert abs(rule[1] - rule[0] - 0.35) < 0.01
    title = next(line for line in first.lines if line.text.endswith("报告"))
    assert abs((title.left + title.right) / 2 - 106) < 0.5


def test_the_imprint_is_at_the_foot_of_the_last_page_whatever_the_length() -> None:
    for lines in range(8, 44):
        last = made(small(paragraphs(*[1] * lines)))[-1]
        wide = [rule for rule in last.rules if rule[3] - rule[2] > 155]
        assert len(wide) == 3, lines
        assert abs(wide[-1][0] - BOTTOM) < 0.5, lines
        assert [round(rule[1] - rule[0], 2) for rule in wide] == [0.35, 0.25, 0.35], lines
        assert last.lines[-1].text == "云川市水务局办公室2025年2月10日印发"


@pytest.mark.parametrize("length", [1, 3, 8, 15, 30])
def test_issuer_and_date_are_never_alone_on_a_page(length: int) -> None:
    for lines in range(3, 25):
        for page in made(small(paragraphs(*[1] * lines, length), copies=None, printer=None, printed=None)):
            texts = [line.text for line in page.lines]
            assert "法" in "".join(texts), (lines, texts)


def test_attachments_are_numbered_and_go_on_below_their_names() -> None:
    last = made(small("文。", attachments=["2024年" + "表" * 30, "名单"]))[-1]
    at = next(n for n, line in enumerate(last.lines) if line.text.startswith("附件：1.2024年"))
    first, goes_on, second = last.lines[at : at + 3]
    assert abs(goes_on.left - 28 - 6 * paper.CHARACTER) < 0.3
    assert abs(first.left - 28 - 2 * paper.CHARACTER) < 0.3
    assert (second.text, round((second.left - 28) / paper.CHARACTER, 1)) == ("2.名单", 5.0)


def test_long_copies_go_on_below_the_first_name() -> None:
    last = made(small("文。", copies=[f"市第{n}办公室" for n in range(20)]))[-1]
    at = next(n for n, line in enumerate(last.lines) if line.text.startswith("抄送："))
    assert abs(last.lines[at + 1].left - 28 - 4 * 14 * 25.4 / 72) < 0.3


def test_a_file_is_tagged_has_bookmarks_and_an_archives_marks() -> None:
    import pypdfium2

    content = rendered(small("## 甲\n### 乙\n文。\n## 丙"), "filed", FORM)
    document = pypdfium2.PdfDocument(content)
    assert document.is_tagged()
    assert [(bookmark.level, bookmark.get_title()) for bookmark in document.get_toc()] == [
        (0, "（一）甲"),
        (1, "1.乙"),
        (0, "（二）丙"),
    ]
    for mark in (b"pdfaid:part", b"pdfuaid:part", b"zh"):
        assert mark in content
    assert document.get_metadata_dict()["Title"] == "云川市水务局2024年工作情况的报告"
    assert document.get_metadata_dict()["Author"] == ""
    assert document.get_metadata_dict()["CreationDate"].startswith("D:20250105")


def test_the_same_draft_gives_the_same_bytes_in_another_place_and_time() -> None:
    code = "import sys; from tests.core.test_pdf import *; sys.stdout.buffer.write(rendered(opened(DEPARTMENT), 'filed', FORM))"
    environment = {**os.environ, "TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "7"}
    there = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True).stdout
    assert there == rendered(opened(DEPARTMENT), "filed", FORM)


def test_a_family_that_is_missing_is_named_and_never_replaced() -> None:
    with pytest.raises(BaogaoError) as raised:
        rendered(small("文"), "filed", replace(FORM, fonts={**FORM.fonts, Face.TEXT: ("没有的字体", "也没有")}))
    assert str(raised.value.what) == "not on this machine: the fonts 没有的字体 / 也没有"
    with pytest.raises(BaogaoError) as raised:
        rendered(small("文"), "filed", replace(FORM, latin=("Noto Serif SX",)))
    assert "Noto Serif SX" in str(raised.value) and f"did you mean “{SERIF}”?" in str(raised.value)


def test_the_first_family_that_is_here_is_used() -> None:
    form = replace(FORM, fonts={**FORM.fonts, Face.TEXT: ("没有的字体", SANS, SERIF)})
    body = next(line for line in made(small("法律"), form=form)[0].lines if line.text == "法律")
    assert all("Sans" in font for font in body.fonts)


@pytest.mark.parametrize("character", ["😀", "\U0002ebf0", "\ue000", "\ufeff"])
def test_a_character_that_no_font_has_is_named_with_its_place(character: str) -> None:
    with pytest.raises(BaogaoError) as raised:
        rendered(small(f"法{character}律"), "filed", FORM)
    assert f"{character} (U+{ord(character):04X}" in str(raised.value.what)
    place = raised.value.place
    assert place is not None and place.span is not None
    source = small(f"法{character}律").document.text.split("\n")
    assert source[place.start.line - 1][place.start.column - 1] == character


def test_a_character_is_taken_from_the_next_family_of_the_list() -> None:
    form = replace(FORM, fonts={**FORM.fonts, Face.TEXT: (SERIF, SANS)})
    assert "䶮" in text_of(rendered(small("法䶮律"), "filed", form))


@pytest.mark.parametrize(
    "field", ["text", "mark", "number", "signer", "issuer", "recipients", "attachments", "note", "copies", "printer"]
)
def test_markup_of_typst_is_literal_in_every_field(field: str) -> None:
    hostile = '#let x = 1 $a$ *b* _c_ <d> @e // f `g` \\h "i" [j] {k} = l - m &amp;'
    draft = small(hostile) if field == "text" else small("文", **{field: hostile})
    text = text_of(rendered(draft, "filed", FORM))
    for words in ("#letx=1$a$*b*_c_<d>@e//f`g`\\h", '"i"[j]{k}=l-m&amp;'):
        for word in (words if field != "attachments" else words[:20]).split():
            assert word in text


def test_control_characters_are_shown_as_one_sign_or_are_one_message() -> None:
    for text in ("法\u0007律", "法\u202e律", "法\ufeff律"):
        try:
            shown = text_of(rendered(small(text), "filed", FORM))
        except BaogaoError as error:
            assert "U+F" in str(error)
        else:
            assert "法" in shown and "\u202e" not in shown


def test_headings_that_leave_out_a_level_are_still_one_file() -> None:
    assert made(small("### 乙\n文。\n## 甲\n### 丙"))


def test_without_a_date_or_any_field_there_is_a_file_all_the_same() -> None:
    fields = dict.fromkeys(("number", "signer", "issuer", "recipients", "copies", "printer", "date", "printed"))
    for edition in EDITIONS:
        assert made(small("文。", **fields), edition)
        assert made(small("", **fields), edition)


def test_long_documents_and_long_paragraphs_are_set() -> None:
    assert len(made(small("\n\n".join(["法律" * 50] * 60)))) > 10
    assert sum(len(page.lines) for page in made(small("法" * 20_000))) > 20_000 / 28


def test_a_report_in_english_is_read_aloud_in_english() -> None:
    content = rendered(in_english("## Done\nAll of it.", issuer="Water Office"), "filed", FORM)
    assert b"/Lang(en)" in content.replace(b" ", b"")
    assert "Allofit." in text_of(content)


def test_without_typst_a_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(BaogaoError) as raised:
        rendered(small("文"), "filed", FORM)
    assert "pip install 'baogao[pdf]'" in str(raised.value)


def test_what_the_template_takes_is_plain_json() -> None:
    import typst

    from tui.render.official import official
    from tui.render.pdf.contents import contents, texts_by_face
    from tui.render.pdf.families import families_of

    draft = small("文")
    report = official(draft, "filed", USUAL)
    faces = families_of(typst, FORM).chosen(texts_by_face(report), draft)
    told = contents(report, FORM, faces, draft.day("date"))  # type: ignore[arg-type]
    assert json.loads(json.dumps(told))["title"] == list(report.title)
    assert Part.TITLE


@pytest.mark.parametrize("signer", [["郑泽"], ["欧阳修文"], ["李明", "王芳"]])
def test_number_and_signers_share_a_line(signer: list[str]) -> None:
    names = "".join(signer)
    texts = [line.text for line in made(small("文。", signer=signer))[0].lines]
    assert f"云字〔2025〕1号签发人：{names}" in texts
