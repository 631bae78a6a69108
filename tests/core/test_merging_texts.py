"""A text is merged by block and sentence: only a sentence that both sides changed is in conflict."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.editing.align import align
from tui.editing.merge import Conflict, merge_place
from tui.editing.text_comparison import differing_words, lost
from tui.editing.texts import merge_text, units

TEXT = ("sections", "plan", "text")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("甲。乙。丙。\n", "甲改。乙。丙。\n", "甲。乙。丙改。\n", "甲改。乙。丙改。\n"),
        ("甲。乙。丙。\n", "甲改。乙。丙。\n", "甲。乙改。丙。\n", "甲改。乙改。丙。\n"),  # neighbours
        ("甲。乙。\n", "甲改。乙。\n", "甲。\n乙。\n", "甲改。\n乙。\n"),  # one side formatted it
        ("甲。\n乙。\n", "甲。乙。\n", "甲。\n乙改。\n", "甲。乙改。\n"),
        ("1. 甲。\n2. 乙。\n", "1. 甲。\n2. 乙。\n3. 丙。\n", "1. 甲改。\n2. 乙。\n", "1. 甲改。\n2. 乙。\n3. 丙。\n"),
        ("1. 甲。\n3. 乙。\n", "1. 甲。\n2. 乙。\n", "1. 甲。\n3. 乙改。\n", "1. 甲。\n2. 乙改。\n"),  # only the number
        ("甲。\n\n乙。\n", "甲。\n\n新。\n\n乙。\n", "甲。\n\n乙。\n\n末。\n", "甲。\n\n新。\n\n乙。\n\n末。\n"),
        ("甲。\n", "甲。\n我的。\n", "甲。\n你的。\n", "甲。\n我的。\n你的。\n"),  # added at one place
        ("甲。\n", "甲。\n同样。\n", "甲。\n同样。\n", "甲。\n同样。\n"),
        ("甲。乙。丙。\n", "甲。丙。\n", "甲。乙。丙改。\n", "甲。丙改。\n"),  # deleted here, changed elsewhere
        ("", "我的。\n", "你的。\n", "我的。\n你的。\n"),
        ("1. 甲。\n", "1. 甲。\n2. 我的。\n", "1. 甲。\n2. 你的。\n", "1. 甲。\n2. 我的。\n2. 你的。\n"),  # two points
        ("甲。", "甲。\n我的。", "甲。\n你的。", "甲。\n我的。\n你的。"),
    ],
)
def test_changes_of_different_sentences_merge(base: str, ours: str, theirs: str, merged: str) -> None:
    assert merge_text(base, ours, theirs).parts == (merged,)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "region"),
    [
        ("甲。乙。丙。\n", "甲。我。丙。\n", "甲。你。丙。\n", ("乙。", "我。", "你。")),
        ("甲。乙。丙。\n", "甲。丙。\n", "甲。乙改。丙。\n", ("乙。", "", "乙改。")),
    ],
)
def test_the_same_sentence_is_in_conflict(base: str, ours: str, theirs: str, region: tuple[str, str, str]) -> None:
    (found,) = merge_text(base, ours, theirs).regions
    assert (found.base, found.ours, found.theirs) == region


def test_a_conflict_holds_what_merges_and_asks_for_the_rest() -> None:
    conflict = merge_place(TEXT, "甲。乙。丙。\n", "甲我。乙。丙改。\n", "甲你。乙改。丙。\n")
    assert isinstance(conflict, Conflict)
    assert conflict.mine == "甲我。乙改。丙改。\n"
    assert conflict.choosing("theirs") == "甲你。乙改。丙改。\n"
    mine, theirs = conflict.differing
    assert next(str(conflict.mine)[a:b] for a, b in mine) == "我"
    assert next(str(conflict.theirs)[a:b] for a, b in theirs) == "你"


def test_a_text_deleted_on_one_side_and_changed_on_the_other_is_asked() -> None:
    conflict = merge_place(TEXT, "甲。\n", "甲改。\n", None)
    assert isinstance(conflict, Conflict)
    assert (conflict.choosing("ours"), conflict.choosing("theirs")) == ("甲改。\n", None)


SENTENCES = st.lists(
    st.sampled_from(["甲。", "乙。", "丙。\n", "\n\n丁。", "1. 戊。\n", "（1）己。", "庚\n", "## 辛\n", "壬！”"])
)
TEXTS = SENTENCES.map("".join)


@given(TEXTS)
def test_the_units_of_a_text_are_the_text(text: str) -> None:
    found = units(text)
    if found:
        assert found[0].lead + "".join(unit.raw + unit.gap for unit in found) == text
    else:
        assert not text.strip()


@given(TEXTS, TEXTS)
def test_what_only_one_side_changed_is_taken_as_it_is(base: str, changed: str) -> None:
    for merged in (merge_text(base, changed, base), merge_text(base, base, changed)):
        assert not merged.regions
        assert [unit.key for unit in units(merged.choosing("ours"))] == [unit.key for unit in units(changed)]


@given(TEXTS, TEXTS, TEXTS)
def test_no_sentence_that_a_side_added_is_lost(base: str, ours: str, theirs: str) -> None:
    merged = merge_text(base, ours, theirs)
    sides = merged.choosing("ours") + "\n" + merged.choosing("theirs")
    old = {unit.key for unit in units(base)}
    for side in (ours, theirs):
        assert all(unit.raw in sides for unit in units(side) if unit.key not in old)


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_an_alignment_pairs_equal_items_in_order(old: list[str], new: list[str]) -> None:
    pairs = align(old, new)
    assert all(old[a] == new[b] for a, b in pairs)
    assert all(x < u and y < v for (x, y), (u, v) in itertools.pairwise(pairs))


def test_words_that_differ_are_marked() -> None:
    assert differing_words("全年培训3次。不变。\n", "全年培训5次。不变。\n") == (((4, 5),), ((4, 5),))


def test_a_lost_sentence_is_noticed() -> None:
    assert lost("甲。乙。\n", "甲。\n")
    assert not lost("甲。乙。\n", "甲。\n\n1. 乙。丙。\n")


def test_items_of_a_list_merge() -> None:
    path = ("fields", "recipients")
    assert merge_place(path, ["甲", "乙"], ["甲", "乙", "丙"], ["丁", "甲", "乙"]) == ["丁", "甲", "乙", "丙"]
    assert merge_place(path, ["甲", "乙"], ["甲"], ["甲", "乙", "丙"]) == ["甲", "丙"]
    assert isinstance(merge_place(path, ["甲", "乙"], ["甲一", "乙"], ["甲二", "乙"]), Conflict)


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        ("前句推进乙一。\n", "前句\n推进甲一，甲二。\n推进乙一。\n", "前句推\n乙七。\n进乙一。\n"),
        ("前面的话。后面的话都在。\n", "前面的话，后面的话都在。\n", "前面的话。后面的话还都在。\n"),
        ("前面的话，后面的话都在。\n", "前面的话。\n后面的话都在。\n", "前面的话，后面的话还都在。\n"),
        ("前面的话，后面的话都在。\n", "前面的话。\n后面的话都在。\n", "前面。新话。的话，后面的话都在。\n"),
    ],
)
def test_a_sentence_that_one_side_split_or_joined_is_one_conflict_with_all_its_parts(
    base: str, mine: str, theirs: str
) -> None:
    conflict = merge_place(TEXT, base, mine, theirs)
    assert isinstance(conflict, Conflict)
    assert (conflict.choosing("ours"), conflict.choosing("theirs")) == (mine, theirs)


def test_a_split_sentence_that_the_other_side_left_alone_is_taken_over() -> None:
    base, split = "前面的话，后面的话都在。末句。\n", "前面的话。\n后面的话都在。末句。\n"
    assert merge_place(TEXT, base, split, base.replace("末句", "末一句")) == split.replace("末句", "末一句")
    assert merge_place(TEXT, base, base.replace("末句", "末一句"), split) == split.replace("末句", "末一句")


@pytest.mark.parametrize(
    ("theirs", "base", "gone_on", "mine"),
    [
        ("甲你。乙。新句，\n", "甲。乙。新句，\n", "甲你。乙。新句，又写。\n", "甲我。乙。新句，又写。\n"),
        ("新句，\n甲你。乙。\n", "新句，\n甲。乙。\n", "新句，又写。\n甲你。乙。\n", "新句，又写。\n甲我。乙。\n"),
        ("乙。新句，\n", "甲。乙。新句，\n", "乙。新句，又写。\n", "甲我。乙。新句，又写。\n"),
    ],
)
def test_what_merged_beside_a_conflict_is_merged_once_however_either_side_goes_on(
    theirs: str, base: str, gone_on: str, mine: str
) -> None:
    first = merge_place(TEXT, "甲。乙。\n", "甲我。乙。\n", theirs)
    assert isinstance(first, Conflict)
    assert first.base == base
    again = merge_place(TEXT, first.base, first.mine, gone_on)
    assert isinstance(again, Conflict)
    assert again.mine == mine
