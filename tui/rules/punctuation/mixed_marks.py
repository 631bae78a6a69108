"""Marks that do not go together: two different ones, a full stop on both sides of ”, a dot for 。, 、 before 以及."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.marks import Fixer, is_han
from tui.rules.support.standards import punctuation

_RANK = "、，：；。"
"""From weakest to strongest: of two, the stronger is meant if it follows the weaker."""
_UNLIKE = f"[{_RANK}]{{2,}}"


@text_rule(
    "P317",
    "unlike-stops",
    Grade.WARNING,
    say("two different stops in a row"),
    why=say("A clause ends in one stop; the other is left over."),
    bad="健全工作机制，。压实工作责任。",
    good="健全工作机制。压实工作责任，落实到人：有人管吗？！",
    triggers=tuple(one + other for one in _RANK for other in _RANK if one != other),
    citation=punctuation("5.1.1"),
)
def unlike_stops(passage: Passage) -> Iterator[Problem]:
    """Each run of several punctuation marks that are not all the same."""
    text, fixer = passage.text, Fixer(passage)
    for match in re.finditer(_UNLIKE, text):
        start, end = match.span()
        if len(set(match[0])) == 1:
            continue  # P306
        stronger = match[0][-1] == max(match[0], key=_RANK.index)
        fix = fixer.replaced(start, end, match[0][-1]) if stronger else None
        yield Problem(passage.locus(start, end), say("“{marks}”: two different stops", marks=match[0][:6]), fix=fix)


@text_rule(
    "P318",
    "stop-inside-and-outside",
    Grade.WARNING,
    say("the same stop before and after a closing quotation mark"),
    why=say("A sentence has one full stop: inside the marks if a whole sentence is quoted, else outside."),
    bad="牢记“法定职责必须为。”。",
    good="牢记“法定职责必须为”。有群众问：“怎么办？”。他说：“依法办。”会议随即结束。",
    triggers=("。”。", "，”，", "；”；", "。’。"),
    citation=punctuation("B.2.1"),
)
def stop_inside_and_outside(passage: Passage) -> Iterator[Problem]:
    """Each of them; the writer decides which of the two goes."""
    for match in re.finditer("。[”’]。|，”，|；”；", passage.text):
        yield Problem(
            passage.locus(*match.span()),
            say("“{stop}” is both before and after the closing mark", stop=match[0][0]),
            say("keep the one outside, unless a whole sentence is quoted"),
        )


_DOT = "(?<=[^0-9A-Za-z])[.．]"
_DOMAINS = ("中国", "公益", "政务", "网络", "公司", "网址")
_NUMBER = "(?:^|[，。；：、])[（(]?[一二三四五六七八九十]{1,3}[）)]?$"


@text_rule(
    "P319",
    "dot-for-stop",
    Grade.WARNING,
    say("a dot for a Chinese full stop"),
    why=say("A Chinese sentence ends in 。"),
    bad="先后召开专题会议.会后逐项整改。",
    good="先后召开专题会议。投资3.2亿元，见表1.，版本为U.S.A.标准，网址为云川.中国。",
    triggers=(".", "．"),
    citation=punctuation("5.1.1"),
)
def dot_for_stop(passage: Passage) -> Iterator[Problem]:
    """Each dot after Chinese, a bracket or ”, before Chinese or the end; not after the number of an item."""
    text, fixer = passage.text, Fixer(passage)
    for match in re.finditer(_DOT, text):
        start, end = match.span()
        last, following = text[start - 1], text[end : end + 1]
        if not (is_han(last) or last in "）》”") or not (is_han(following) or following in "“《（"):
            continue  # at the end, nothing follows, which is in every string
        if text.startswith(_DOMAINS, end) or re.search(_NUMBER, text[max(0, start - 6) : start]):
            continue
        fix = fixer.replaced(start, end, "。") if end == len(text) else None  # elsewhere it may be the · of a name
        yield Problem(passage.locus(start, end), say("“{dot}” after Chinese", dot=match[0]), say("write 。"), fix=fix)


_AND = "、(?:以及(?!其)|并且|而且|并(?=组织|及时|开展|结合|将|对|按|在|由|以|于|要求|明确|建立|制定|进行|通过|根据|纳入|积极|认真|严格|不断)|同时(?![段空代点])|从而|进而|因此|但(?![书凡愿])|和(?![谐平解睦美田声县林气善顺好蔼弦硕布政龙牛])|及(?![时格其早至第])|与(?![时会众民其]))"


@text_rule(
    "P320",
    "comma-before-and",
    Grade.HINT,
    say("no 、 before 和, 及 and 以及"),
    why=say("和 or 以及 already joins the last item."),
    bad="清理错误、缺失、以及无效的信息。",
    good="清理错误、缺失以及无效的信息，维护团结、和谐、及时的工作氛围，宣讲新时代、和平发展、与时俱进的理念。",
    triggers=("、以及", "、并", "、而且", "、但", "、和", "、及", "、与", "、同时", "、从而", "、进而", "、因此"),
    citation=punctuation("4.5.3"),
)
def comma_before_and(passage: Passage) -> Iterator[Problem]:
    """Each 、 right before one of these words; not where they begin another, as in 和谐 and 及时."""
    fixer = Fixer(passage)
    for match in re.finditer(_AND, passage.text):
        start = match.start()
        if (
            match[0] == "、同时"
            and "同时" in passage.text[max(0, start - 8) : start] + passage.text[match.end() : match.end() + 10]
        ):
            continue  # 同时设计、同时施工
        what = say("“{words}”: no 、 before the word that joins the last item", words=match[0])
        yield Problem(
            passage.locus(start, match.end()),
            what,
            fix=fixer.replaced(start, start + 1, "，" if match[0][1] in "但并而同从进因" else ""),
        )
