"""Edits of a text: made by comparison, applied, inverted, and rebased over the edits of somebody else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.session.splices import Splice, cursor_after, difference, inverted, rebased, splice, spliced

TEXT = st.text("甲乙。\n", max_size=12)


@given(TEXT, TEXT)
def test_a_comparison_makes_one_text_of_the_other_and_back(old: str, new: str) -> None:
    for edit in (splice(old, new), difference(old, new)):
        assert spliced(old, edit) == new
        assert spliced(new, inverted(edit)) == old
        assert all(old[one.start : one.end] == one.old for one in edit)
        assert all(one.end < other.start for one, other in pairwise(edit))


@given(TEXT, TEXT, TEXT, st.booleans())
def test_two_edits_of_one_text_end_in_the_same_text_whichever_comes_first(
    text: str, one: str, other: str, first: bool
) -> None:
    mine, theirs = difference(text, one), difference(text, other)
    my_turn = spliced(other, rebased(mine, theirs, first=first))
    their_turn = spliced(one, rebased(theirs, mine, first=not first))
    assert my_turn == their_turn


@given(TEXT, TEXT, TEXT)
def test_what_others_wrote_is_never_taken_away(text: str, one: str, other: str) -> None:
    mine = tuple(Splice(at, old, "") for at, old, _ in difference(text, one) if old)
    theirs = tuple(Splice(at, "", "丙") for at, _, _ in difference(text, other))
    assert spliced(spliced(text, theirs), rebased(mine, theirs, first=True)).count("丙") == len(theirs)


def test_what_is_the_same_between_two_changes_is_in_neither() -> None:
    old = "第一句。第二句。\n第三句。第四句。"
    new = "第一。第二句。\n第三句。加一句。第四句。尾"
    assert difference(old, new) == (Splice(2, "句", ""), Splice(13, "", "加一句。"), Splice(17, "", "尾"))


def test_a_long_text_is_compared_in_linear_time() -> None:
    old = "".join(f"第{n}句。" for n in range(20_000))
    new = old.replace("第77句", "第七十七句").replace("第19000句", "")
    assert len(difference(old, new)) == 2
    assert len(difference("。" * 100_000, "！" * 99_999)) == 1


@pytest.mark.parametrize(
    ("old", "new", "there"),
    [
        ("前句。推进甲|一次。", "前句。另有乙二次。", "前句。另有乙二次。|"),
        ("前句。推进甲|一次\n后句。", "前句。另有乙二次\n后句。", "前句。另有乙二次|\n后句。"),
        ("前句。推进甲|一次", "前句。另有乙二次", "前句。另有乙二次|"),
        ("前句。推进|甲一次。后句。", "前句。后句。", "前句。|后句。"),
        ("前句。推进|甲。", "新句。前句。推进|甲。", "新句。前句。推进|甲。"),
        ("前句。推进甲。|", "前句。推进甲。另有乙。", "前句。推进甲。|另有乙。"),
    ],
)
def test_the_cursor_goes_into_no_word_that_others_wrote(old: str, new: str, there: str) -> None:
    at, old, new = old.index("|"), old.replace("|", ""), new.replace("|", "")
    after = cursor_after(at, difference(old, new), new)
    assert f"{new[:after]}|{new[after:]}" == there
