"""Where pages begin, reckoned: close to what PDF makes of them, and never a page without text or a heading at a foot."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.paper import EXAMPLES, FORM, opened, pages, paragraphs, small
from tui.draft.draft import Draft
from tui.outline.outline import EDITIONS, Edition
from tui.render.official import official
from tui.render.pages import Break, breaks
from tui.render.pdf.document import rendered
from tui.render.report import Element, Part, elements


def reckoned(draft: Draft, edition: Edition = "filed") -> tuple[Sequence[Element], list[Break]]:
    found = tuple(elements(draft, edition))
    return found, breaks(found, official(draft, edition, FORM), FORM)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_an_example_has_as_many_pages_as_its_pdf_but_one(file: Path) -> None:
    for edition in EDITIONS:
        found, turns = reckoned(opened(file), edition)
        assert abs(len(turns) + 1 - len(pages(rendered(opened(file), edition, FORM)))) <= 1
        assert turns == sorted(turns)
        assert all(found[turn.element].table or turn.offset <= len(found[turn.element].text) for turn in turns)
        for turn in turns:
            above = found[turn.element - 1] if not turn.offset else found[turn.element]
            assert above.part not in (Part.HEADING_1, Part.HEADING_2, Part.HEADING_3), turn


@pytest.mark.parametrize("last", [1, 4, 15])
def test_issuer_and_date_are_never_alone_on_a_page(last: int) -> None:
    for lines in range(1, 30):
        found, turns = reckoned(small(paragraphs(*[1] * lines, last)))
        signed = [turn for turn in turns if found[turn.element].part in (Part.ISSUER, Part.DATE)]
        assert signed == [], lines


def test_a_page_holds_22_lines() -> None:
    found, turns = reckoned(small(paragraphs(100)))
    body = next(n for n, element in enumerate(found) if element.section)
    offsets = [turn.offset for turn in turns if turn.element == body]
    assert {b - a for a, b in pairwise(offsets)} == {22 * 28}


def test_an_empty_report_is_one_page() -> None:
    fields = dict.fromkeys(("number", "signer", "issuer", "recipients", "copies", "printer", "date", "printed"))
    assert reckoned(small("", **fields))[1] == []
    assert reckoned(small("文"))[1] == []
