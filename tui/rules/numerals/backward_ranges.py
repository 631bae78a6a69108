"""Ranges of years or days that end before they begin."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.standards import handling

_MARKS = "—－–～~至-"
_YEARS = Pattern(f"(?<![0-9])((?:19|20)[0-9]{{2}})年?[{_MARKS}]((?:19|20)[0-9]{{2}})(?=年|[）)])")
_DAYS = Pattern(
    f"(?<![0-9])[0-9]{{1,2}}月([0-9]{{1,2}})日?[{_MARKS}]([0-9]{{1,2}})日",
    having=tuple(f"{digit}{day}{mark}" for digit in "0123456789" for day in ("日", "") for mark in _MARKS),
)


@text_rule(
    "N422",
    "backward-range",
    Grade.WARNING,
    say("a range ends before it begins"),
    why=say("One of the two ends is wrong, or they were swapped."),
    bad="落实《云川市法治乡村建设规划（2025—2021年）》，健全工作机制。",
    good="落实《云川市法治乡村建设规划（2021—2025年）》，3月15日至20日开展检查，12月28日至1月3日值班。",
    triggers=(*(f"{mark}{century}" for mark in _MARKS for century in ("19", "20")), *(f"日{mark}" for mark in _MARKS)),
    citation=handling("20(四)"),
)
def backward_range(passage: Passage) -> Iterator[Problem]:
    """Each range of years, and of days of one month, whose second end is the earlier one."""
    for pattern in (_YEARS, _DAYS):
        for match in pattern.finditer(passage.text):
            if int(match[1]) > int(match[2]):
                what = say("“{range}” ends before it begins", range=match[0])
                yield Problem(passage.locus(*match.span()), what, say("correct it"))
