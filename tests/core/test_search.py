"""Words searched and replaced in texts: exactly, once each, and never inside the name of a reference."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.planting import planted
from tui.draft.prose import read
from tui.draft.search import matches, next_match, occurrences, prose_occurrences, replaced


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("依法行政，依法办事", "依法", [(0, 2), (5, 7)]),
        ("aaaa", "aa", [(0, 2), (2, 4)]),
        ("Permit permit", "permit", [(7, 13)]),
        ("甲", "", []),
        ("{year}年，year", "year", [(8, 12)]),
        ("{year}年", "{year}", [(0, 6)]),
        ("{year}年", "year}", [(1, 6)]),
        ("共{permits}件permits", "permits", [(11, 18)]),
        ("{{year}}年", "year", [(2, 6)]),
        ("{Year} {year", "year", [(8, 12)]),
        ("a{b}c", "c", [(4, 5)]),
        ("{aa}aaa", "aa", [(4, 6)]),
    ],
)
def test_where_words_stand(text: str, wanted: str, found: list[tuple[int, int]]) -> None:
    assert occurrences(text, wanted) == found


DRAFT = planted(
    '[fields]\nissuer = "云川市司法局"\nrecipients = ["市委", "市司法局"]\ntitle = "云川市司法局\\n工作报告"\n\n'
    '[figures]\nreconsideration_cases = "120余"\n\n[sections.measures]\nheading = "司法局的举措"\nowner = "司法局办公室"\n'
    'text = """\n市司\n法局办理{reconsideration_cases}件。\n市**司法**局。\n"""\n'
)
TEXT = DRAFT.sections["measures"].text


def test_everything_that_a_person_wrote_is_searched_in_the_order_of_the_report() -> None:
    found = matches(DRAFT, "司法局")
    assert [one.path for one in found if one.path[:2] != ("fields", "title")] == [
        ("fields", "issuer"),
        ("fields", "recipients", 1),
        ("sections", "measures", "heading"),
        ("sections", "measures", "owner"),
        ("sections", "measures", "text"),
        ("sections", "measures", "text"),
    ]
    assert ("fields", "title") in {one.path for one in found}
    assert [TEXT[one.start : one.end] for one in found[-2:]] == ["司\n法局", "司法**局"]


def test_numbers_are_found_and_not_replaced() -> None:
    (found,) = matches(DRAFT, "120")
    assert found.path == ("figures", "reconsideration_cases")
    assert found.is_number
    assert not matches(DRAFT, "司法局")[0].is_number


@pytest.mark.parametrize(
    ("text", "wanted", "new", "done"),
    [
        ("推进**法治**建设", "推进法治", "甲", "**甲**建设"),
        ("推进**法治建设**", "推进法治", "甲", "甲**建设**"),
        ("**法治**政府", "法治政府", "甲", "**甲**"),
        ("**法治**政府**建设**", "法治政府", "甲", "**甲建设**"),
        ("推进**法治**建设", "推进法治建设", "甲", "甲"),
        ("**法治**政府", "法治政", "", "府"),
        ("加强\n监督。", "加强监督", "甲", "甲。"),
        ("加强\n\n监督。", "加强监督", "甲", "加强\n\n监督。"),
    ],
)
def test_words_are_found_across_line_breaks_and_bold_and_bold_stays_whole(
    text: str, wanted: str, new: str, done: str
) -> None:
    assert replaced(text, prose_occurrences(text, read(text), wanted), new) == done


@given(
    st.lists(st.sampled_from(["甲", "乙", "丙", "**", "\n"]), max_size=14).map("".join),
    st.sampled_from(["甲乙", "乙", "甲乙丙"]),
)
def test_replacing_reads_as_replacing_what_readers_see(text: str, wanted: str) -> None:
    before = [block.text for block in read(text)]
    assume(not any("*" in one for one in before))
    done = replaced(text, prose_occurrences(text, read(text), wanted), "丁")
    assert [block.text for block in read(done)] == [one.replace(wanted, "丁") for one in before]


def test_a_reference_is_not_broken_by_replacing_what_it_is_called() -> None:
    text = "{year}年办理year件，{{year}}"
    assert replaced(text, occurrences(text, "year"), "年度") == "{year}年办理年度件，{{年度}}"


@given(st.text(alphabet="ab{}年\n"), st.text(alphabet="ab年", min_size=1), st.text(alphabet="ab年"))
def test_replacing_leaves_every_reference_and_no_other_match(text: str, wanted: str, new: str) -> None:
    from tui.draft.prose import references

    spans = occurrences(text, wanted)
    assert all(text[start:end] == wanted for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    before = [text[start:end] for start, end in references(text)]
    done = replaced(text, spans, f"<{new}>")
    assert [done[start:end] for start, end in references(done)] == before


@given(st.text(alphabet="甲乙\n"), st.text(alphabet="甲乙", min_size=1))
def test_a_text_without_braces_is_replaced_as_by_python(text: str, wanted: str) -> None:
    assert replaced(text, occurrences(text, wanted), "丙丙") == text.replace(wanted, "丙丙")


def test_the_next_match_goes_through_all_sections_and_round() -> None:
    draft = planted('[sections.introduction]\ntext = "甲"\n\n[sections.measures]\ntext = "甲乙甲"')
    first, *later = matches(draft, "甲")
    for by, here, found in (
        (1, ("introduction", 0), (later[0], False)),
        (1, ("measures", 0), (later[1], False)),
        (1, ("measures", 2), (first, True)),
        (-1, ("measures", 2), (later[0], False)),
        (-1, ("measures", 0), (first, False)),
        (-1, ("introduction", 0), (later[1], True)),
    ):
        assert next_match(draft, "甲", by, here) == found
    assert next_match(draft, "丙", 1, ("measures", 0)) == (None, False)
