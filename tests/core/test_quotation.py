"""The words that a note quotes are found again however the text around them is changed, and only while they are there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.planting import outline
from tui.draft.draft import Draft
from tui.draft.quotation import anchors, quotation
from tui.editing.values import multi_line, one_line
from tui.toml import parse

TEXT = "全年办理行政复议案件{reconsideration_cases}件。\n加强培训，提升能力。\n\n1. **推动权责清单。**\n逐条核对行政许可，加强监督。\n"


def draft(text: str, quote: str, figure: str = "12") -> Draft:
    source = (
        'outline = "law-based-government-department@2024"\nyear = 2024\n\n'
        f"[figures]\nreconsideration_cases = {figure}\n\n[sections.measures]\ntext = {multi_line(text, chr(10))}\n\n"
        f'[[notes]]\nsection = "measures"\nquote = {one_line(quote)}\ntext = "请核对"\n'
    )
    return Draft(parse(source.encode(), "draft.toml"), outline())


def words(text: str, quote: str, figure: str = "12") -> str | None:
    """The characters of the text that a quotation is found at; None where it has lost its words."""
    (anchor,) = anchors(draft(text, quote, figure))
    return None if anchor.is_lost else text[anchor.start : anchor.end]


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("加强培训", "加强培训"),
        ("案件12件", "案件{reconsideration_cases}件"),
        ("案件{reconsideration_cases}件", "案件{reconsideration_cases}件"),
        ("件。加强培训", "件。\n加强培训"),
        ("权责清单。逐条", "权责清单。**\n逐条"),
        ("1. 推动权责清单", "推动权责清单"),
        ("加强 培训", "加强培训"),
        ("加强考核", None),
    ],
)
def test_a_quotation_is_found_as_readers_see_it(quote: str, found: str | None) -> None:
    assert words(TEXT, quote) == found


def test_it_survives_edits_around_it_and_a_change_of_the_figure_in_it() -> None:
    quote = "案件{reconsideration_cases}件"
    assert words(f"新增一段。\n\n{TEXT}", quote, "15") == quote
    assert words(TEXT.replace("加强培训，提升能力。\n", ""), quote) == quote


def test_it_is_lost_when_its_words_change() -> None:
    assert words(TEXT.replace("加强培训", "强化培训"), "加强培训") is None
    assert words("", "加强培训") is None


def test_words_that_stand_twice_are_quoted_with_what_is_beside_them() -> None:
    first, second = TEXT.index("加强"), TEXT.rindex("加强")
    for at in (first, second):
        quote = quotation(draft(TEXT, "甲"), "measures", at, at + 2)
        (anchor,) = anchors(draft(TEXT, quote))
        assert anchor.start <= at < at + 2 <= anchor.end


def test_nothing_is_quoted_of_blanks_and_marks() -> None:
    at = TEXT.index("**")
    assert quotation(draft(TEXT, "甲"), "measures", at, at + 2) == ""
    assert quotation(draft(TEXT, "甲"), "unknown", 0, 5) == ""


@given(st.text(alphabet="甲乙丙。，\n*{}1.（）# a", max_size=60), st.data())
def test_whatever_is_selected_is_found_again(text: str, data: st.DataObject) -> None:
    source = draft(text, "甲")
    written = source.sections["measures"].text
    start = data.draw(st.integers(0, len(written)))
    end = data.draw(st.integers(start, len(written)))
    quote = quotation(source, "measures", start, end)
    if quote:
        (anchor,) = anchors(draft(text, quote))
        assert not anchor.is_lost
