"""Traditional characters: noticed, converted on request only, by words, and each accounted for."""

from __future__ import annotations

from collections import Counter

import pytest
from opencc import OpenCC

from tests.support.documents import FORMATS
from tests.support.planting import outline
from tests.support.reports import REPORTS, Report
from tui.draft.draft import Draft
from tui.reading.document import Document, Paragraph, Span, Table, plain
from tui.reading.placement import Imported, imported, placed
from tui.reading.sources import read
from tui.reading.traditional import is_traditional, simplified
from tui.render.report import elements
from tui.toml import parse

TRADITIONAL = OpenCC("s2t").convert
SIMPLIFIED = OpenCC("t2s").convert


def _made(document: Document, report: Report) -> tuple[Draft, Imported]:
    placement = placed(document, outline(report.outline))
    assert placement is not None
    result = imported(placement)
    return Draft(parse(result.toml.encode(), "draft.toml"), placement.outline), result


def _characters(text: str) -> Counter[str]:
    return Counter(c for c in text if not c.isspace())


@pytest.mark.parametrize("suffix", ["md", "html"])
@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_a_mirror_in_traditional_characters_gives_the_same_draft(report: Report, suffix: str) -> None:
    usual = read(FORMATS[suffix](report), f"report.{suffix}")
    mirror = read(TRADITIONAL(FORMATS[suffix](report).decode()).encode(), f"mirror.{suffix}")
    assert is_traditional(mirror) and not is_traditional(usual)
    draft, result = _made(simplified(mirror), report)
    same, _ = _made(usual, report)
    assert draft.fields == same.fields
    assert draft.figures == same.figures
    assert draft.sections == same.sections
    converted = "".join(one.text for one in result.left_out if one.why.text == "now in simplified characters")
    assert converted and simplified(mirror).about[-1].values["n"] == len(converted)
    other = "".join(one.text for one in result.left_out if one.why.text != "now in simplified characters")
    rendered = "".join(element.text for element in elements(draft, "filed"))
    assert not _characters(SIMPLIFIED(mirror.text)) - _characters(rendered) - _characters(SIMPLIFIED(other))


def test_nothing_is_converted_unasked() -> None:
    text = TRADITIONAL("\n".join(REPORTS[0].text))
    document = read(text.encode(), "mirror.txt")
    assert document.text == text


def test_words_decide_and_bold_tables_and_remarks_follow() -> None:
    document = Document(
        (
            Paragraph(1, (Span("乾", True), Span("淨的河道，乾隆年間的橋", False)), number="一、"),
            Table(2, (("機關", "件數"), ("臺州市", "3"))),
            plain(4, "显著成效"),
        ),
        title="報告",
    )
    after = simplified(document)
    assert after.blocks == (
        Paragraph(1, (Span("干", True), Span("净的河道，乾隆年间的桥", False)), number="一、"),
        Table(2, (("机关", "件数"), ("台州市", "3"))),
        plain(4, "显著成效"),
    )
    assert after.title == "报告"
    assert [(one.line, one.text) for one in after.left_out] == [(1, "乾淨間橋"), (2, "機關數"), (3, "臺")]
