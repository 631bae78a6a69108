"""A conflict as questions: one a passage, with the words that differ; the answers make the value."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.editing.merge import Conflict, merge_place
from tui.editing.questions import Answer, answered, questions
from tui.editing.text_comparison import missing
from tui.editing.values import Value

TEXT = ("sections", "plan", "text")
BASE = "第一句。\n第二句。\n\n第三句。\n第四句。\n"
MINE = "第一句甲。\n第二句。\n\n第三句。\n第四句甲。\n"
THEIRS = "第一句乙。\n第二句。\n\n第三句。\n第四句乙。\n"


def conflict(base: Value | None, mine: Value | None, theirs: Value | None, path: tuple[str, ...] = TEXT) -> Conflict:
    found = merge_place(path, base, mine, theirs)
    assert isinstance(found, Conflict)
    return found


def test_each_passage_is_a_question_with_the_sentences_around_it_and_the_words_that_differ() -> None:
    first, second = questions(conflict(BASE, MINE, THEIRS))
    assert first.mine.shown == "第一句甲。\n第二句。"
    assert second.theirs.shown == "第三句。\n第四句乙。\n"
    for version, word in ((first.mine, "甲"), (first.theirs, "乙"), (second.mine, "甲"), (second.theirs, "乙")):
        assert [version.shown[start:end] for start, end in version.differing] == [word]


@pytest.mark.parametrize("answers", product(Answer, repeat=2))
def test_passages_are_answered_one_by_one(answers: tuple[Answer, Answer]) -> None:
    asked = conflict(BASE, MINE, THEIRS)
    text = answered(asked, answers)
    assert isinstance(text, str)
    for sentence, answer in zip(("第一句", "第四句"), answers, strict=True):
        assert (f"{sentence}甲。" in text) == (answer is not Answer.THEIRS)
        assert (f"{sentence}乙。" in text) == (answer is not Answer.MINE)
    assert text.count("第二句。\n\n第三句。") == 1


def test_a_text_that_others_deleted_is_kept_or_deleted_and_not_both() -> None:
    (question,) = questions(asked := conflict("原句。\n", "原句，改了。\n", None))
    assert question.theirs.is_gone and not question.mine.is_gone and not question.can_be_both
    assert answered(asked, [Answer.MINE]) == "原句，改了。\n"
    assert answered(asked, [Answer.THEIRS]) is None


def test_of_lists_both_can_be_kept_and_of_other_values_one() -> None:
    path = ("fields", "recipients")
    (question,) = questions(asked := conflict(["市委", "省局"], ["市委办", "省局"], ["市委宣传部", "省局"], path))
    assert question.can_be_both and question.mine.shown == "市委办\n省局"
    assert answered(asked, [Answer.BOTH]) == ["市委办", "省局", "市委宣传部"]
    (question,) = questions(asked := conflict(1, 2, 3, ("figures", "cases")))
    assert not question.can_be_both
    assert answered(asked, [Answer.THEIRS]) == 3


sentences = st.lists(
    st.sampled_from(["甲一。", "乙二。", "丙三。", "丁四", "1. 戊五。", "\n\n", "\n"]), max_size=8
).map("".join)


@given(sentences, sentences, sentences)
def test_the_answers_give_either_text_or_all_sentences_of_both(base: str, mine: str, theirs: str) -> None:
    found = merge_place(TEXT, base, mine, theirs)
    if not isinstance(found, Conflict):
        return
    asked = questions(found)
    n = len(asked)
    assert answered(found, [Answer.MINE] * n) == found.choosing("ours")
    assert answered(found, [Answer.THEIRS] * n) == found.choosing("theirs")
    if not all(question.can_be_both for question in asked):
        return
    both = answered(found, [Answer.BOTH] * n)
    assert isinstance(both, str)
    for side in ("ours", "theirs"):
        left = iter(both)  # an unfinished sentence may run into the next one: characters are looked for, in their order
        assert all(character in left for character in "".join(str(found.choosing(side)).split()))


def test_what_is_missing_comes_with_what_opens_it() -> None:
    before = "1. 甲。\n乙。\n\n2. 丙。\n丁。\n"
    assert missing(before, "1. 甲。\n\n2. 丁。\n") == "乙。\n\n2. 丙。\n"
    assert missing(before, before) == ""
    assert missing("甲。甲。", "甲。") == "甲。"
