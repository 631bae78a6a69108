"""PDF with text: our own paper read back, its lines joined to the paragraphs that they were."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from tests.support.paper import DEPARTMENT, FORM, opened
from tui.base.errors import BaogaoError
from tui.draft.draft import Draft
from tui.reading.placement import imported, placed
from tui.reading.sources import read
from tui.render.pdf.document import rendered
from tui.render.report import elements
from tui.toml import parse


def test_a_report_on_paper_comes_back() -> None:
    before = opened(DEPARTMENT)
    placement = placed(read(rendered(before, "filed", FORM), "report.pdf"), before.outline)
    assert placement is not None
    result = imported(placement)
    after = Draft(parse(result.toml.encode(), "draft.toml"), before.outline)
    for section in before.outline.sections:
        sides = [
            [one.text for one in elements(draft, "filed") if one.section == section.id] for draft in (before, after)
        ]
        assert sides[1] == sides[0], section.id
    usual = ("mark", "title")  # the draft names them as they would be anyway
    assert {id: value for id, value in before.fields.items() if id not in usual} == after.fields
    assert after.title == before.title
    assert result.unsorted == 0


def test_a_pdf_without_text_is_refused() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    stream = io.BytesIO()
    document.save(stream)
    with pytest.raises(BaogaoError, match="no text"):
        read(stream.getvalue(), "scan.pdf")
