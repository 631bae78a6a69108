"""Words that one side moves to another sentence, while the other side changes theirs, come once, whatever is chosen."""

from __future__ import annotations

import re
from random import Random

import pytest

from tests.core.test_merging_texts import TEXT
from tui.editing.merge import Conflict, merge_place
from tui.editing.texts import Region, merge_text

_WORD = re.compile("[子我你][0-9]+号")


def gone_on(text: str, name: str, random: Random, times: int) -> str:
    """A text after somebody wrote sentences into it, into other sentences too, and joined some."""
    for n in range(times):
        words = [found.start() for found in _WORD.finditer(text)]
        ends = [found.start() for found in re.finditer("。|\n", text)]
        match random.choice(("begin", "go on", "split", "join")):
            case "go on" if ends:
                at = random.choice(ends)
                text = f"{text[:at]}{name}{n}号{text[at:]}"
            case "split" if words:
                at = random.choice(words)
                text = f"{text[:at]}\n{name}{n}号。\n{text[at:]}"
            case "join" if ends:
                at = random.choice(ends)
                text = text[:at] + text[at + 1 :]
            case _:
                at = random.choice([0, *(end + 1 for end in ends)])
                text = f"{text[:at]}{name}{n}号。\n{text[at:]}"
    return text


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_sentences_split_and_joined_on_both_sides_have_every_word_of_the_chosen_side_once(side: str) -> None:
    for seed in range(400):
        random = Random(seed)
        base = gone_on("", "子", random, 12)
        ours, theirs = gone_on(base, "我", random, 10), gone_on(base, "你", random, 10)
        merged = merge_text(base, ours, theirs).choosing("ours" if side == "ours" else "theirs")
        words = _WORD.findall(merged)
        assert len(words) == len(set(words)), f"{seed}: {base!r}, {ours!r}, {theirs!r}: {merged!r}"
        assert set(words) >= set(_WORD.findall(ours if side == "ours" else theirs)), f"{seed}: {merged!r}"


def test_a_sentence_moved_here_and_changed_there_comes_once() -> None:
    base = "全年检查企业五百家。培训三次。\n走访群众。\n末句不变。\n"
    mine = "培训三次。\n走访群众。\n末句不变。\n全年检查企业五百家。\n"
    theirs = base.replace("五百", "六百")
    conflict = merge_place(TEXT, base, mine, theirs)
    assert isinstance(conflict, Conflict)
    assert (conflict.choosing("ours"), conflict.choosing("theirs")) == (mine, theirs)


def test_what_merged_beside_moved_words_is_merged_once_however_they_go_on() -> None:
    base = "全年检查企业五百家。培训三次。\n"
    mine = "培训三次。\n新句。\n全年检查企业五百家。\n"
    theirs = "全年检查企业六百家。培训三次。\n"
    first = merge_place(TEXT, base, mine, theirs)
    assert isinstance(first, Conflict)
    again = merge_place(TEXT, first.base, first.mine, theirs.replace("三次", "四次"))
    assert isinstance(again, Conflict)
    assert again.choosing("ours") == mine.replace("三次", "四次")
    assert again.choosing("theirs") == "全年检查企业六百家。培训四次。\n新句。\n"


def test_a_new_sentence_that_only_names_the_same_is_not_in_conflict() -> None:
    base = "全年开展行政执法检查五百次，覆盖全部重点行业和领域。末句不变。\n"
    ours = base.replace("五百次", "六百次")
    theirs = base.replace("五百次", "七百次") + "另外组织专项行动，发现行政执法检查中的问题三十一个，全部整改。\n"
    (merged, region, rest) = merge_text(base, ours, theirs).parts
    assert merged == ""
    assert isinstance(region, Region)
    assert isinstance(rest, str)
    assert rest.endswith("全部整改。\n")
