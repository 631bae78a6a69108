"""Words searched and replaced in texts: exactly, once each, and never inside the name of a reference."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.draft.search import Match, matches, next_match, occurrences, replaced


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


def test_matches_come_section_by_section() -> None:
    texts = {"introduction": "依法", "plan": "全面依法，依法"}
    assert matches(texts, "依法") == [
        Match("introduction", 0, 2),
        Match("plan", 2, 4),
        Match("plan", 5, 7),
    ]


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


@pytest.mark.parametrize(
    ("by", "here", "found"),
    [
        (1, ("a", 0), (Match("c", 0, 1), False)),
        (1, ("c", 0), (Match("c", 2, 3), False)),
        (1, ("c", 2), (Match("a", 0, 1), True)),
        (1, ("b", 0), (Match("c", 0, 1), False)),
        (-1, ("c", 2), (Match("c", 0, 1), False)),
        (-1, ("b", 0), (Match("a", 0, 1), False)),
        (-1, ("a", 0), (Match("c", 2, 3), True)),
    ],
)
def test_the_next_match_goes_through_all_sections_and_round(
    by: int, here: tuple[str, int], found: tuple[Match, bool]
) -> None:
    texts = {"a": "甲", "c": "甲乙甲"}  # b is a table
    assert next_match(texts, "甲", by, ("a", "b", "c"), here) == found
    assert next_match(texts, "丙", by, ("a", "b", "c"), here) == (None, False)
