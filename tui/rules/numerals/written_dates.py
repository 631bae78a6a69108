"""How years, dates and named days are written in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.marks import Fixer, before
from tui.rules.support.standards import numerals

_SHORT_YEAR = r"年(?<=[0-9]{2}年)(?:1[0-2]月|[1-9]月|底(?![蕴气])|初(?![步次见衷期创心级中审评选])|度(?![过假数电]))"
_COUNTED = frozenset("第近约满足前后达逾过长了历经续共每届数为期限")
"""After one of these, the two digits count years rather than name one."""


@text_rule(
    "N401",
    "two-digit-year",
    Grade.WARNING,
    say("a year of two digits"),
    why=say(
        "A year has four digits: 2024年底, not 24年底. After some time nobody knows the century, nor whether it is a year."
    ),
    bad="自24年底起施行。",
    good="自2024年底起施行，12年来首次修订，第24届会议召开，近10年初步统计。",
    triggers=("年",),
    citation=numerals("5.1.4"),
)
def two_digit_year(passage: Passage) -> Iterator[Problem]:
    """Each pair of digits before 年 and a month, 底, 初 or 度, unless a word before them counts years."""
    text = passage.text
    for match in re.finditer(_SHORT_YEAR, text):
        start = match.start() - 2
        last = before(text, start)
        if last in _COUNTED or (last.isascii() and (last.isalnum() or last in tuple(".,-/"))) or last in tuple("—～"):
            continue
        typed = text[start : match.end()]
        yield Problem(
            passage.locus(start, match.start() + 1),
            say("“{typed}”: the year has two digits only", typed=typed),
            say("write all four digits"),
        )


@text_rule(
    "N402",
    "padded-date",
    Grade.HINT,
    say("a Chinese date with a leading zero"),
    why=say("Months and days are zero-padded in 2024-01-05 only, not in 2024年1月5日."),
    bad="会议于2024年01月05日召开。",
    good="会议于2024年1月5日召开，文件于2024-01-05归档。",
    triggers=("年0", "月0"),
    citation=numerals("5.1.4"),
)
def padded_date(passage: Passage) -> Iterator[Problem]:
    """Each full date with a leading zero in month or day."""
    fixer = Fixer(passage)
    for match in re.finditer("(?<![0-9])([0-9]{4})年([01]?[0-9])月([0-3]?[0-9])日", passage.text):
        year, month, day = map(int, match.groups())
        right = f"{year}年{month}月{day}日"
        if match[0] == right or not (month and day):
            continue
        what = say("“{typed}” should be “{right}”", typed=match[0], right=right)
        yield Problem(passage.locus(*match.span()), what, fix=fixer.replaced(*match.span(), right))


_DIGIT = "一二三四五六七八九"
_MONTH = f"(?:十[一二]?|[{_DIGIT}])"
_DAY = f"(?:[二三]?十[{_DIGIT}]?|[{_DIGIT}])"
_MIXED = f"年(?<=[0-9]{{4}}年)({_MONTH})月(?![{_DIGIT}十初廿])(?:[0-3]?[0-9]日)?|月(?<=[0-9]月)({_DAY})日(?![以内前后])"


@text_rule(
    "N406",
    "mixed-date",
    Grade.WARNING,
    say("one date mixes Arabic and Chinese digits"),
    why=say("2024年12月 or 二〇二四年十二月: what is of one kind is written one way."),
    bad="自2024年十二月起施行。",
    good="自2024年12月起施行，定于农历2024年八月十五开放，五年一次，6月三次检查。",
    triggers=tuple(f"年{digit}" for digit in f"{_DIGIT}十") + tuple(f"月{digit}" for digit in f"{_DIGIT}十"),
    citation=numerals("4.3"),
)
def mixed_date(passage: Passage) -> Iterator[Problem]:
    """Each Chinese month after a year in digits, and Chinese day after a month in digits."""
    text = passage.text
    fixer = Fixer(passage)
    for match in re.finditer(_MIXED, text):
        group = 1 if match[1] else 2
        start = match.start() - (4 if group == 1 else 1)
        if group == 2 and before(text, start) in tuple("0123456789"):
            start -= 1
        if text[max(0, start - 2) : start] == "农历":
            continue
        fix = fixer.replaced(*match.span(group), str(_value(match[group])))
        what = say("“{typed}” mixes Arabic and Chinese digits", typed=text[start : match.end()])
        yield Problem(passage.locus(start, match.end()), what, fix=fix)


def _value(digits: str) -> int:
    """The value of Chinese digits below one hundred."""
    tens, mark, ones = digits.rpartition("十")
    return (_DIGIT.index(tens) + 1 if tens else 1) * 10 * bool(mark) + (_DIGIT.index(ones) + 1 if ones else 0)


_DAYS = {
    "3.15": "(?:国际)?消费者",
    "4.15": "(?:全民)?国家安全",
    "4.26": "(?:世界)?知识产权",
    "5.12": "(?:全国)?防灾减灾",
    "6.26": "(?:国际)?禁毒",
    "11.9": "(?:全国)?消防",
    "12.2": "(?:全国)?交通安全",
    "12.4": "(?:国家)?宪法",
}


@text_rule(
    "N408",
    "named-day",
    Grade.WARNING,
    say("a day's name is written with a middle dot"),
    why=say("“12·4” is a day; 12.4 is a number."),
    bad="在“12.4”国家宪法日期间宣讲宪法。",
    good="在“12·4”国家宪法日期间宣讲宪法，检查率由3.15%升至12.4%。",
    triggers=tuple(_DAYS),
    citation=numerals("5.1.6"),
)
def named_day(passage: Passage) -> Iterator[Problem]:
    """Each well-known day with a point, in its own quotation marks or right before its name."""
    text = passage.text
    fixer = Fixer(passage)
    for match in re.finditer(r"(3\.15|4\.15|4\.26|5\.12|6\.26|11\.9|12\.[24])(?<![0-9.]\1)(?![0-9.])", text):
        start, end = match.span()
        right = match[0].replace(".", "·")
        named = Pattern(_DAYS[match[0]]).match(text, end + (text[end : end + 1] == "”"))
        if before(text, start) == "“" and text[end : end + 1] == "”":
            dot = text.index(".", start)
            fix = passage.replaced(dot, dot + 1, "·")  # the quotation is this name, and quotes nobody
        elif named:
            fix = fixer.replaced(start, end, f"“{right}”")
        else:
            continue
        what = say("“{typed}” should be “{right}”", typed=match[0], right=right)
        yield Problem(passage.locus(start, end), what, fix=fix)


@text_rule(
    "N411",
    "day-as-number",
    Grade.HINT,
    say("号 for 日 in a date"),
    why=say("5月1号 is spoken language; documents write 5月1日."),
    bad="截至5月1号已经办结。",
    good="截至5月1日已经办结，查看了5月1号楼的台账。",
    triggers=tuple(f"{digit}号" for digit in range(10)),
)
def day_as_number(passage: Passage) -> Iterator[Problem]:
    """Each 号 after a month and a day, unless it is the number of a building, a file and the like."""
    fixer = Fixer(passage)
    for match in re.finditer(
        r"(?<![0-9])(?:1[0-2]|[1-9])月(?:[12][0-9]|3[01]|[1-9])(号)(?![楼线文令院库馆门车井机台桥公通决楼栋仓窗])",
        passage.text,
    ):
        what = say("“{typed}”: a document writes 日", typed=match[0])
        yield Problem(passage.locus(*match.span()), what, fix=fixer.replaced(*match.span(1), "日"))
