"""Dates that are not in the calendar, and weekdays that do not match."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.standards import handling

_DAY = Pattern("(?<![0-9])(?:((?:19|20)[0-9]{2})年)?([0-9]{1,2})月(?:([0-9]{1,2})日|(?![0-9份前后内底以之]))")
_WEEKDAY = Pattern(
    "(?<![0-9])((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日[（(，,]?(?:星期|周)([一二三四五六日天])"
)
_WEEKDAYS = "一二三四五六日"
_LEAP = 2024
_MONTHS = tuple(f"{n}月" for n in range(10))


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


@text_rule(
    "N412",
    "no-such-day",
    Grade.ERROR,
    say("there is no such day or month"),
    why=say("The date is wrong."),
    bad="会议于4月31日召开，研究了年度任务。",
    good="会议于2024年2月29日召开，2024年12月31日前办结，12月召开总结会，历时13个月，第30月龄。",
    triggers=_MONTHS,
    citation=handling("20(四)"),
)
def no_such_day(passage: Passage) -> Iterator[Problem]:
    """Each date in digits that its month does not have (29 February without a year passes), and each month beyond 12."""
    for match in _DAY.finditer(passage.text):
        year, month, day = (int(part) if part else None for part in match.groups())
        assert month is not None
        if day is None and (year is None or 1 <= month <= 12):
            continue
        if not _is_day(year or _LEAP, month, day or 1):
            what = say("“{day}” is not in the calendar", day=match[0])
            yield Problem(passage.locus(*match.span()), what, say("correct it"))


@text_rule(
    "N413",
    "wrong-weekday",
    Grade.ERROR,
    say("a day is given the wrong weekday"),
    why=say("One of the two is wrong."),
    bad="会议于2025年3月5日（星期五）召开，研究了年度任务。",
    good="会议于2025年3月5日（星期三）召开，2025年3月9日（周日）值班。",
    triggers=("星期", "周"),
    citation=handling("20(四)"),
)
def wrong_weekday(passage: Passage) -> Iterator[Problem]:
    """Each full date followed by a weekday that is not its own."""
    for match in _WEEKDAY.finditer(passage.text):
        year, month, day = map(int, match.groups()[:3])
        if not _is_day(year, month, day):
            continue  # N412
        right = _WEEKDAYS[date(year, month, day).weekday()]
        if right != match[4].replace("天", "日"):
            what = say("“{day}”: this day is a {right}", day=match[0].rstrip("（("), right=f"星期{right}")
            yield Problem(passage.locus(*match.span(4)), what)
