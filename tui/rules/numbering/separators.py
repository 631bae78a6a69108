"""The marks between the items of 一是…二是…三是: all ；, or all 。."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.standards import punctuation

_ITEM = Pattern("([。；])([二三四五六七八九十])是(?![否不非])")
_ORDER = "二三四五六七八九十"


@text_rule(
    "Q504",
    "mixed-separators",
    Grade.HINT,
    say("some items of a list end in ；, others in 。"),
    why=say("The items of a list end in the same mark."),
    bad="主要做法：一是加强学习。二是规范执法；三是做好普法；四是化解纠纷。",
    good="主要做法：一是加强学习；二是规范执法；三是做好普法；四是化解纠纷。",
    triggers=("；二是", "；三是", "；四是", "；五是", "；六是", "；七是"),
    citation=punctuation("B.3.7"),
)
def mixed_separators(passage: Passage) -> Iterator[Problem]:
    """The marks before 二是, 三是 … of one list that are fewer than the others; of two, the second."""
    lists: list[list[tuple[int, int, str]]] = []
    expected = ""
    for match in _ITEM.finditer(passage.text):
        if match[2] == "二" or match[2] != expected or not lists:
            lists.append([])
        expected = _ORDER[_ORDER.index(match[2]) + 1 : _ORDER.index(match[2]) + 2]
        lists[-1].append((match.start(), match.end(), match[1]))
    for items in lists:
        marks = [mark for _, _, mark in items]
        if len(set(marks)) < 2:
            continue
        fewer = min("；。", key=marks.count) if marks.count("；") != marks.count("。") else marks[-1]
        for start, end, mark in items:
            if mark == fewer:
                what = say("“{mark}” comes before this item, another mark before the others", mark=mark)
                yield Problem(passage.locus(start, end), what)
