"""Punctuation after the words that number the parts of a sentence: （1）, 第一, 一是."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.marks import HAN, Fixer
from tui.rules.support.standards import punctuation

_CLAUSE = "(?:^|(?<=[。；：]))"
_NUMBER = "[一二三四五六七八九十]{1,3}"
_BRACKETED = f"{_CLAUSE}（(?:{_NUMBER}|[0-9]{{1,2}})）([、，．.：])(?=[{HAN}])"
_ORDINAL = (
    f"{_CLAUSE}(?:第{_NUMBER}|其[一二三四五六]|首先|其次|最后)(、)(?=[{HAN}])(?![第其首最零一二三四五六七八九十])"
)
_SIMPLE = f"{_CLAUSE}{_NUMBER}[是要]([，、])(?=[{HAN}“《])"


@text_rule(
    "P311",
    "stop-after-bracketed-number",
    Grade.WARNING,
    say("no punctuation mark after a number in brackets"),
    why=say("The brackets already set the number off: （一）, （1）."),
    bad="重点是：（1）、加强学习；（2）强化督查。",
    good="重点是：（1）加强学习；（2）依照第九条第（一）、（二）项强化督查。",
    triggers=("）、", "）．", "）.", "）："),
    citation=punctuation("B.3.4"),
)
def stop_after_bracketed_number(passage: Passage) -> Iterator[Problem]:
    """Each mark after a bracketed number that begins a clause; not between two, as in “第（一）、（二）项”."""
    fixer = Fixer(passage)
    for match in re.finditer(_BRACKETED, passage.text):
        start, end = match.span(1)
        if match.start() == 0:
            continue  # a number typed by hand, which has a rule of its own
        what = say("“{mark}” after a number in brackets, which takes none", mark=match[1])
        yield Problem(passage.locus(start, end), what, fix=fixer.replaced(start, end, ""))


@text_rule(
    "P312",
    "mark-after-ordinal",
    Grade.HINT,
    say("第一 and 首先 take ，, and 一是 takes no mark"),
    why=say("第一, 其一 and 首先 are followed by a comma; 一是 and 二是 run straight into the sentence."),
    bad="做法如下：一是，加强学习；二是强化督查。",
    good="做法如下：一是加强学习；二是强化督查。第一、第二产业稳步发展。",
    triggers=("是，", "是、", "要，", "要、", "一、", "二、", "三、", "首先、", "其次、", "最后、"),
    citation=punctuation("B.3.7"),
)
def mark_after_ordinal(passage: Passage) -> Iterator[Problem]:
    """Each 第一、 and 首先、 and each 一是， that begins a clause; not 第一、第二产业."""
    text = passage.text
    fixer = Fixer(passage)
    for match in re.finditer(_SIMPLE, text):
        start, end = match.span(1)
        what = say("“{words}”: no mark is needed here", words=match[0])
        yield Problem(passage.locus(start, end), what, fix=fixer.replaced(start, end, ""))
    for match in re.finditer(_ORDINAL, text):
        start, end = match.span(1)
        what = say("“{words}”: a comma is usual here", words=match[0])
        yield Problem(
            passage.locus(start, end), what, citation=punctuation("B.3.1"), fix=fixer.replaced(start, end, "，")
        )
