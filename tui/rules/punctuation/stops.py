"""Punctuation: doubled marks, ellipses and dashes, the marks around the words that end a list, spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.draft.prose import Kind
from tui.rules.finding import Grade
from tui.rules.needs import CHINESE
from tui.rules.passage import Passage
from tui.rules.rule import Problem, Subject, rule, text_rule
from tui.rules.support.marks import Fixer, before, beginning, is_han
from tui.rules.support.standards import punctuation

_STOPS = "，。、；："
_DOUBLED = tuple(stop * 2 for stop in _STOPS)


@text_rule(
    "P306",
    "doubled-stop",
    Grade.WARNING,
    say("the same stop twice in a row"),
    why=say("Stops are never doubled: this is a typing error."),
    bad="逐项抓好落实。。",
    good="逐项抓好落实。群众满意吗？！",
    triggers=_DOUBLED,
)
def doubled_stop(passage: Passage) -> Iterator[Problem]:
    """Each run of one mark; three full stops are an ellipsis, which another rule reports."""
    text = passage.text
    fixer = Fixer(passage)
    for doubled in _DOUBLED:
        if doubled not in text:
            continue
        for match in re.finditer(f"{doubled}+", text):
            start, end = match.span()
            if doubled == "。。" and end - start > 2:
                continue
            what = say("{mark} is repeated {n} times", mark=doubled[0], n=end - start)
            yield Problem(passage.locus(start, end), what, fix=fixer.replaced(start, end, doubled[0]))


@text_rule(
    "P307",
    "ellipsis",
    Grade.WARNING,
    say("an ellipsis is six dots, ……"),
    why=say("Three dots, or full stops in a row, are not a Chinese ellipsis."),
    bad="听取企业、商户等各方意见...",
    good="听取企业、商户……各方意见，见 ../index.html。",
    triggers=("…", "...", "。。。"),
    citation=punctuation("4.11.2"),
)
def ellipsis(passage: Passage) -> Iterator[Problem]:
    """One or three … next to Chinese, three or more dots after it, three or more full stops."""
    text = passage.text
    fixer = Fixer(passage)
    for match in re.finditer(r"…+|\.{3,}|。{3,}", text):
        start, end = match.span()
        last = before(text, start)
        if match[0][0] == "…":
            wrong = (end - start) in (1, 3) and (is_han(last) or is_han(text[end : end + 1]))
        else:
            wrong = match[0][0] == "。" or is_han(last)
        if wrong:
            what = say("{typed} for an ellipsis; Chinese takes ……", typed=match[0][:6])
            yield Problem(passage.locus(start, end), what, fix=fixer.replaced(start, end, "……"))


@text_rule(
    "P308",
    "dash",
    Grade.WARNING,
    say("hyphens used as a dash in Chinese; a dash is ——"),
    why=say("A Chinese dash is two characters wide. A single — joins places and times and is left alone."),
    bad="紧盯重点领域--粮食安全。",
    good="紧盯重点领域——粮食安全，开通云川—青泽线路。",
    triggers=("--", "－－", "──"),
    citation=punctuation("4.10.2"),
)
def dash(passage: Passage) -> Iterator[Problem]:
    """Each run of hyphens or box lines right between two Chinese characters."""
    text = passage.text
    fixer = Fixer(passage)
    for match in re.finditer("--+|－－+|──+", text):
        start, end = match.span()
        if is_han(before(text, start)) and is_han(text[end : end + 1]):
            what = say("{typed} for a dash; Chinese takes ——", typed=match[0][:4])
            yield Problem(passage.locus(start, end), what, fix=fixer.replaced(start, end, "——"))


_ETC = (
    "、等(?!级|次|额|候|待|同(?![志学事类])|于|距|式|分(?!局|公司|校|行|会)|效|价|外(?![地部来商资国贸事籍])|比(?!较)|边|量|值|"
    "身|温|号|高线|离子)"
)
"""等 begins other words, as in 等级 and 等次; after 、 it ends a list, whatever follows."""


@text_rule(
    "P309",
    "comma-before-etc",
    Grade.WARNING,
    say("no 、 before 等"),
    why=say("Where 、 joins the items, 等 follows the last of them without a mark; where ， joins them, the ， stays."),
    bad="会同公安、应急、等部门开展检查。",
    good="会同公安、应急等部门开展检查，评定优、良、等外三档，涉及等级、等次两项。",
    triggers=("、等",),
    citation=punctuation("B.1.2"),
)
def comma_before_etc(passage: Passage) -> Iterator[Problem]:
    """Each 、 before a 等 that ends a list; 等级、等次 are words of their own."""
    fixer = Fixer(passage)
    for match in re.finditer(_ETC, passage.text):
        start = match.start()
        what = say("“、” before “等”: the last item of a list is followed by 等 without a mark")
        yield Problem(passage.locus(start, start + 1), what, fix=fixer.replaced(start, start + 1, ""))


def _begins_with_stop(text: str) -> bool:
    return text[:1] in _FIRST and (is_han(text[1:2]) or text[1:2] in tuple("“《"))


_FIRST = frozenset("、，。；：．.")


@rule(
    "P310",
    "begins-with-stop",
    Grade.ERROR,
    say("a paragraph, point or heading begins with a punctuation mark"),
    why=say("Often a number was lost when copying from another program, or one mark too many was typed."),
    bad="、各项工作有人抓、有人管。",
    good="各项工作有人抓、有人管。",
    citation=punctuation("5.1.1"),
    needs=CHINESE,
    in_text=True,
)
def begins_with_stop(subject: Subject) -> Iterator[Problem]:
    """A mark before Chinese at the very beginning, as in “、坚持”, or after the number of a point, as in “（1）、”."""
    for passage in beginning(subject.draft, _begins_with_stop):
        mark = passage.text[0]
        what = (
            say("“{mark}” after the number of a point, which has its own mark", mark=mark)
            if passage.kind in (Kind.POINT_2, Kind.POINT_3, Kind.POINT_4)
            else say("this begins with “{mark}”: was a number lost?", mark=mark)
        )
        yield Problem(passage.locus(0, 1), what, fix=passage.replaced(0, 1, ""))
