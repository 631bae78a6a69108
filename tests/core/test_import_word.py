"""Word files, one habit of offices at a time: what a reader of the page sees is there, and the rest is accounted for."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import docx
import pytest

from tests.support.word import OFFICIAL, STRICT, W, level, listed, packed, paragraph, word
from tui.base.errors import BaogaoError
from tui.reading.document import Document, Table
from tui.reading.sources import read


def _read(body: str, **parts: str) -> Document:
    return read(word(body, parts), "report.docx")


def _text(body: str, **parts: str) -> list[str]:
    return _read(body, **parts).text.split("\n")


def _left_out(document: Document) -> list[tuple[str, str]]:
    return [(one.why.text, one.text) for one in document.left_out]


def test_automatic_numbers_read_as_they_show() -> None:
    body = (
        listed("甲", 0)
        + listed("乙", 1)
        + listed("丙", 2)
        + listed("丁", 2)
        + listed("戊", 1)
        + listed("己", 2)
        + listed("庚", 0)
    )
    assert _text(body, numbering=OFFICIAL) == ["一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "二、庚"]


def test_a_number_comes_through_a_style_and_the_style_it_is_based_on() -> None:
    styles = (
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Mine"><w:basedOn w:val="Base"/></w:style>'
    )
    body = paragraph("甲", '<w:pStyle w:val="Mine"/>') + paragraph("乙", '<w:pStyle w:val="Mine"/>')
    assert _text(body, numbering=OFFICIAL, styles=styles) == ["（一）甲", "（二）乙"]
    off = paragraph("丙", '<w:pStyle w:val="Mine"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert _text(off, numbering=OFFICIAL, styles=styles) == ["丙"]


def test_a_list_that_starts_again_and_two_lists_of_one_kind() -> None:
    again = OFFICIAL + (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = listed("甲", 2) + listed("乙", 2) + listed("丙", 2, 2) + listed("丁", 2, 2)
    assert _text(body, numbering=again) == ["1.甲", "2.乙", "1.丙", "2.丁"]


@pytest.mark.parametrize(
    ("form", "third"),
    [
        *(
            ("decimal", "3"),
            ("decimalFullWidth", "３"),
            ("lowerLetter", "c"),
            ("upperRoman", "III"),
            ("lowerRoman", "iii"),
        ),
        *(
            ("decimalEnclosedCircle", "③"),
            ("ideographTraditional", "丙"),
            ("japaneseCounting", "三"),
            ("decimalZero", "03"),
        ),
    ],
)
def test_forms_of_numbers(form: str, third: str) -> None:
    one = f'<w:abstractNum w:abstractNumId="0">{level(0, form, "%1")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    assert _text(listed(" 甲", 0) * 3, numbering=one)[2] == f"{third} 甲"


def test_bullets_show_no_number() -> None:
    bullet = f'<w:abstractNum w:abstractNumId="0">{level(0, "bullet", "●")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    assert _text(listed("甲", 0), numbering=bullet) == ["甲"]


def test_tracked_changes_are_accepted_and_counted() -> None:
    document = _read(
        '<w:p><w:r><w:t>研究法治工作</w:t></w:r><w:del w:author="李"><w:r><w:delText>5</w:delText></w:r></w:del>'
        '<w:ins w:author="李"><w:r><w:t>6</w:t></w:r></w:ins><w:r><w:t>次</w:t></w:r></w:p>'
        "<w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>"
    )
    assert document.text == "研究法治工作6次\n新处"
    assert _left_out(document) == [("deleted by a tracked change", "5"), ("deleted by a tracked change", "旧处")]
    assert [str(one) for one in document.about] == ["tracked changes are accepted: 2 inserted, 2 deleted"]


def test_a_paragraph_whose_mark_was_deleted_goes_on_in_the_next() -> None:
    first = '<w:p><w:pPr><w:rPr><w:del w:author="李"/></w:rPr></w:pPr><w:r><w:t>全年开展</w:t></w:r></w:p>'
    assert _text(first + paragraph("检查6次")) == ["全年开展检查6次"]


@pytest.mark.parametrize(
    "inner",
    [
        "<w:smartTag w:element='date'><w:r><w:t>甲</w:t></w:r></w:smartTag>",
        "<w:sdt><w:sdtContent><w:r><w:t>甲</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink>",
        "<w:fldSimple w:instr='DATE'><w:r><w:t>甲</w:t></w:r></w:fldSimple>",
        "<w:customXml><w:smartTag><w:r><w:t>甲</w:t></w:r></w:smartTag></w:customXml>",
        "<w:ruby><w:rt><w:r><w:t></w:t></w:r></w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r></w:rubyBase></w:ruby>",
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>甲</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
        "<m:oMath><m:r><m:t>甲</m:t></m:r></m:oMath>",
        "<w:r><w:sym w:font='仿宋' w:char='7532'/></w:r>",
    ],
)
def test_text_inside_whatever_word_puts_around_it(inner: str) -> None:
    assert _text(f"<w:p><w:r><w:t>（</w:t></w:r>{inner}<w:r><w:t>）</w:t></w:r></w:p>") == ["（甲）"]


def test_a_block_in_a_content_control() -> None:
    assert _text(f"<w:sdt><w:sdtContent>{paragraph('甲')}{paragraph('乙')}</w:sdtContent></w:sdt>") == ["甲", "乙"]


def test_the_red_head_in_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('云川市司法局文件')}</w:txbxContent>"
    shape = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp>{box}</wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert _text(f"<w:p><w:r>{shape}<w:t>云司〔2025〕1号</w:t></w:r></w:p>") == ["云川市司法局文件", "云司〔2025〕1号"]


def test_the_header_of_a_red_headed_page_is_kept_and_others_are_accounted_for() -> None:
    document = _read(
        paragraph("正文"), header=paragraph("云川市司法局文件") + paragraph("内部资料"), footer=paragraph("第1页")
    )
    assert document.text == "云川市司法局文件\n正文"
    assert _left_out(document) == [("a header of the page", "内部资料"), ("a footer of the page", "第1页")]


def test_tables_keep_rows_and_cells_and_nested_ones_stay_in_theirs() -> None:
    cell = "<w:tc><w:tcPr>{more}</w:tcPr>{inner}</w:tc>"
    rows = [
        cell.format(more='<w:gridSpan w:val="2"/>', inner=paragraph("项目"))
        + cell.format(more="", inner=paragraph("件数")),
        "".join(cell.format(more="", inner=paragraph(text)) for text in ("许可", "一般", "12")),
    ]
    table = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    document = _read(table)
    assert document.blocks == (Table(1, (("项目", "", "件数"), ("许可", "一般", "12"))),)
    nested = f"<w:tbl><w:tr><w:tc>{table}{paragraph('')}</w:tc></w:tr></w:tbl>"
    assert "许可\t一般\t12" in _read(nested).text


def test_notes_at_the_foot_hidden_text_and_pictures_are_in_the_account() -> None:
    document = _read(
        '<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>'
        '<w:r><w:drawing><wp:inline><wp:docPr name="图片 1" descr="执法现场"/></wp:inline></w:drawing></w:r></w:p>',
        footnotes=f'<w:footnote w:id="2">{paragraph("见附表")}</w:footnote>',
    )
    assert document.text == "甲"
    assert _left_out(document) == [
        ("a note at the foot of the page", "见附表"),
        ("hidden text", "看不见"),
        ("a picture", "执法现场"),
    ]


def test_comments_are_tied_to_their_words() -> None:
    document = _read(
        '<w:p><w:r><w:t>全年开展</w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>检查18次</w:t></w:r><w:commentRangeEnd w:id="0"/></w:p>',
        comments=f'<w:comment w:id="0" w:author="王科长" w:date="2025-01-08T09:00:00Z">{paragraph("数字再核对")}</w:comment>',
    )
    (one,) = document.comments
    assert (one.quote, one.text, one.by, one.date, one.line) == ("检查18次", "数字再核对", "王科长", "2025-01-08", 1)


def test_breaks_tabs_and_bold() -> None:
    document = _read(
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r><w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>乙</w:t><w:tab/><w:t>丙</w:t>"
        "<w:br/><w:t>丁</w:t><w:br w:type='page'/><w:noBreakHyphen/></w:r></w:p>"
    )
    assert document.text == "甲乙\t丙\n丁-"
    assert [span.bold for span in document.blocks[0].spans] == [True, False]  # type: ignore[union-attr]  # a paragraph


def test_the_text_part_is_found_by_its_relationship_whatever_its_name() -> None:
    content = word(paragraph("甲"), main="word/document2.xml")
    assert read(content, "a.docx").text == "甲"


def test_strict_documents() -> None:
    plain = word(paragraph("甲"))
    import zipfile

    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts = {name: archive.read(name).replace(W.encode(), STRICT.encode()) for name in archive.namelist()}
    assert read(packed(parts), "a.docx").text == "甲"


def test_documents_of_a_foreign_writer() -> None:
    document = docx.Document()
    document.add_heading("一、主要举措", 1)
    paragraph_ = document.add_paragraph()
    paragraph_.add_run("强化组织领导。").bold = True
    paragraph_.add_run("全年开展检查18次。")
    table = document.add_table(2, 2)
    for n, cell in enumerate(c for row in table.rows for c in row.cells):
        cell.text = f"格{n}"
    stream = io.BytesIO()
    document.save(stream)
    found = read(stream.getvalue(), "a.docx")
    assert found.text == "一、主要举措\n强化组织领导。全年开展检查18次。\n格0\t格1\n格2\t格3"


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _office(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for LibreOffice on the search path."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_an_old_file_is_read_with_the_help_of_libreoffice_and_that_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made.docx").write_bytes(word(paragraph("甲")))
    _office(tmp_path, f'cp {tmp_path}/made.docx "$6/report.docx"', monkeypatch)
    document = read(OLD, "old.doc")
    assert document.text == "甲"
    assert [str(one) for one in document.about] == ["read with the help of LibreOffice"]


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize("script", ["exit 1", "exit 0"])
def test_an_old_file_that_libreoffice_does_not_open_is_refused(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _office(tmp_path, script, monkeypatch)
    with pytest.raises(BaogaoError, match="old binary format"):
        read(OLD, "locked.doc")
