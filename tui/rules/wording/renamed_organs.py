"""Organs called by names that they had before a reform of institutions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from tui.base.messages import say
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.quotations import Quotations
from tui.rules.support.standards import handling
from tui.rules.support.word_lists import data

_PAST = ("原", "原来的", "当时的", "时任")
_TITLE = 60  # characters of a title before a name
_NEAR = 8  # characters before a name in which 原 may be


class _Renamed(NamedTuple):
    """Until when an organ had a name, what it is now, and what makes the name part of another if it comes before it."""

    until: date
    now: str
    not_after: tuple[str, ...]


@cache
def _organs() -> Mapping[str, _Renamed]:
    return {
        name: _Renamed(group["until"], group["now"], tuple(group.get("not_after", ())))
        for group in data("dated")["organs"]
        for name in group["names"]
    }


@text_rule(
    "W839",
    "organ-renamed",
    Grade.WARNING,
    say("an organ is called by a name that it had before a reform"),
    why=say("The sentence was probably carried over from an old report."),
    bad="联合县国土资源局开展执法检查。",
    good="联合县自然资源局开展执法检查，清理原国土资源局制定的文件，执行《云川县国土资源局工作规则》。",
    triggers=tuple(name for group in data("dated")["organs"] for name in group["names"]),
    citation=handling("20(四)"),
)
def organ_renamed(passage: Passage) -> Iterator[Problem]:
    """Each name of the list in a report on a later year, but for 原…局, and titles and quotations of that time."""
    if passage.year is None:
        return
    text, quotations = passage.text, Quotations(passage.text)
    for name, organ in _organs().items():
        at = text.find(name) if organ.until.year < passage.year else -1
        while at >= 0:
            end = at + len(name)
            before = text[max(0, at - _NEAR) : at]
            is_past = any(word in before.rpartition("，")[2] for word in _PAST)
            in_title = text.rfind("《", max(0, at - _TITLE), at) > text.rfind("》", max(0, at - _TITLE), at)
            if not (is_past or in_title or before.endswith(organ.not_after) or quotations.hold(at, end)):
                what = say("“{name}” is now “{now}”", name=name, now=organ.now)
                yield Problem(passage.locus(at, end), what)
            at = text.find(name, end)
