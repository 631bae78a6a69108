"""Rates that the counts beside them do not give: 受理120件，办结110件，办结率95%."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.sentences import sentence_start
from tui.rules.support.standards import handling

_DONE = (
    "办结",
    "办复",
    "结案",
    "答复",
    "回复",
    "反馈",
    "整改",
    "化解",
    "调解成功",
    "成功",
    "采纳",
    "参训",
    "参考",
    "参加",
    "合格",
    "通过",
    "出庭",
    "履行",
    "持证",
    "优秀",
)
"""What is done to a part of the whole, whose share is a rate of that name."""
_RATE = Pattern(r"率(?:为|是|达到了?|达)?([0-9]{1,3}(?:\.[0-9]{1,4})?)[%％]")
_OTHERWISE = ("期", "时", "限")
"""The ends of what makes it another rate: 按期办结率."""
_COUNT = Pattern("(?P<number>[0-9]{1,7})(?P<unit>人次|件次|[件起宗条项人名户家处个份次])(?![0-9])")
_ALL = (
    "受理",
    "收到",
    "接到",
    "接收",
    "新收",
    "发现",
    "排查",
    "应",
    "承办",
    "交办",
    "转办",
    "立案",
    "开庭",
    "登记",
    "征集",
    "抽检",
    "抽查",
    "共有",
    "参训",
    "参考",
    "参加",
    "调解",
    "调处",
    "办理",
    "审理",
)
"""What comes before the count of the whole."""
_NOT_ALL = ("其中", "结转", "上年", "去年", "往年", "跨年", "遗留")


@text_rule(
    "F609",
    "rate-differs",
    Grade.WARNING,
    say("a rate does not fit the counts beside it"),
    why=say("A reader works it out from the counts: one of the three numbers is wrong."),
    bad="全年受理投诉举报120件，办结110件，办结率95%。",
    good="全年受理投诉举报120件，办结110件，办结率91.7%，按期办结率100%。",
    triggers=tuple(f"{done}率" for done in _DONE),
    citation=handling("20(四)"),
)
def rate_differs(passage: Passage) -> Iterator[Problem]:
    """A rate after the count of the whole and that of the part which it names, all of one sentence and the two of one unit.

    It may be rounded or cut off. Nothing is said of what came over from another year, or where 其中 makes other parts.
    """
    text = passage.text
    for match in _RATE.finditer(text):
        done = next((done for done in _DONE if text.endswith(done, 0, match.start())), "")
        if not done or text.endswith(_OTHERWISE, 0, match.start() - len(done)):
            continue
        start = sentence_start(text, match.start())
        before = text[start : match.start() - len(done)]
        counts = [*_COUNT.finditer(before)][-2:]
        if len(counts) < 2 or any(word in before for word in _NOT_ALL):
            continue
        whole, part = counts
        named = before[: whole.start()].rpartition("，")[2]
        did = before[whole.end() : part.start()].rpartition("，")[2] + before[part.end() :]
        if whole["unit"] != part["unit"] or done not in did or not any(word in named for word in _ALL):
            continue
        number, total, rate = int(part["number"]), int(whole["number"]), Decimal(match[1])
        exponent = rate.as_tuple().exponent
        if 0 < number <= total and abs(Decimal(100 * number) / total - rate) >= Decimal(1).scaleb(int(exponent)):
            what = say("{part} of {whole} is not {rate}%", part=number, whole=total, rate=match[1])
            yield Problem(
                passage.locus(start + whole.start(), match.end()), what, say("correct the number that is wrong")
            )
