"""Numerals: ranges, mixed ways of writing one number, full-width digits, estimates, decimals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.marks import HAN, Fixer, before, is_han
from tui.rules.support.standards import numerals

_NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
_DASHES = tuple("～~—–－-")
_TO = f"[{''.join(_DASHES)}]"
_RANGE = rf"(?<![0-9.,A-Za-z～~—–－-])({_NUMBER}){_TO}({_NUMBER})"
_PERCENT_RANGE = Pattern(f"{_RANGE}([%％])", having=_DASHES)
_LARGE_RANGE = Pattern(f"{_RANGE}(万亿|万|亿)", having=_DASHES)


@text_rule(
    "N403",
    "percent-range",
    Grade.WARNING,
    say("a range of percentages has % at its beginning too"),
    why=say("Without it the first number may be read as another quantity: 15%～30%, not 15～30%."),
    bad="力争提高15～30%。",
    good="力争提高15%～30%，由12.4%升至19.1%。",
    triggers=("%", "％"),
    citation=numerals("5.1.3"),
)
def percent_range(passage: Passage) -> Iterator[Problem]:
    """Each range with % on its second number only."""
    text = passage.text
    fixer = Fixer(passage)
    for match in _PERCENT_RANGE.finditer(text):
        what = say(
            "“{typed}” should be “{right}”",
            typed=match[0],
            right=f"{match[1]}{match[3]}{text[match.end(1) : match.end()]}",
        )
        fix = fixer.replaced(*match.span(1), match[1] + match[3])
        yield Problem(passage.locus(*match.span()), what, fix=fix)


@text_rule(
    "N404",
    "large-range",
    Grade.HINT,
    say("a range of 万 or 亿 has it at its beginning too"),
    why=say("Without it the first number may be read literally: 13万～17万元, not 13～17万元."),
    bad="每年投入13～17万元。",
    good="每年投入13万～17万元，受益群众8000～1万人。",
    triggers=("万", "亿"),
    citation=numerals("5.1.3"),
)
def large_range(passage: Passage) -> Iterator[Problem]:
    """Each range whose smaller first number lacks the 万 or 亿 of the second; 8000～1万 is correct."""
    text = passage.text
    fixer = Fixer(passage)
    for match in _LARGE_RANGE.finditer(text):
        if Decimal(match[1]) >= Decimal(match[2]):
            continue
        what = say(
            "“{typed}” should be “{right}”",
            typed=match[0],
            right=f"{match[1]}{match[3]}{text[match.end(1) : match.end()]}",
        )
        fix = fixer.replaced(*match.span(1), match[1] + match[3])
        yield Problem(passage.locus(*match.span()), what, fix=fix)


_MIXED = r"(?<![0-9.,千百])[0-9]{1,2}[千百](?=[0-9余多万亿元人户家件个项名次亩册份吨只头条起场，。；、）]|公里|$)"


@text_rule(
    "N405",
    "mixed-number",
    Grade.WARNING,
    say("one number mixes Arabic and Chinese digits"),
    why=say("Only 万 and 亿 may follow Arabic digits: 4000 or 四千, not 4千."),
    bad="发放手册4千册。",
    good="发放手册4000册，惠及1.2万人，装机5千瓦，12345百姓热线，2024百强企业。",
    triggers=("千", "百"),
    citation=numerals("5.3"),
)
def mixed_number(passage: Passage) -> Iterator[Problem]:
    """Each 千 or 百 after one or two digits, where a quantity goes on or ends; 千克, 千瓦, 百姓 are words of their own."""
    for match in re.finditer(_MIXED, passage.text):
        what = say("“{typed}” mixes Arabic and Chinese digits", typed=match[0])
        remedy = say("write it in one way: only 万 and 亿 may follow Arabic digits")
        yield Problem(passage.locus(*match.span()), what, remedy)


_FULL_WIDTH = "０１２３４５６７８９"


@text_rule(
    "N407",
    "full-width-digits",
    Grade.WARNING,
    say("full-width digits"),
    why=say("Arabic digits are half as wide as a character; full-width ones are another character to every search."),
    bad="开展检查１２次。",
    good="开展检查12次。",
    triggers=_FULL_WIDTH,
    citation=numerals("5.1.7.1"),
)
def full_width_digits(passage: Passage) -> Iterator[Problem]:
    """Each run of them, with a point or percent sign between or after; no fix where it would make the line a point."""
    text = passage.text
    fixer = Fixer(passage)
    for match in re.finditer(f"[{_FULL_WIDTH}]+(?:．[{_FULL_WIDTH}]+)?％?", text):
        start, end = match.span()
        number = end - start <= 2 and (text[end : end + 1] in tuple(".．、") or before(text, start) in tuple("（("))
        new = match[0].translate(_HALF_WIDTH)
        fix = None if number else fixer.replaced(start, end, new)
        yield Problem(passage.locus(start, end), say("full-width digits “{typed}”", typed=match[0][:20]), fix=fix)


_HALF_WIDTH = str.maketrans(f"{_FULL_WIDTH}．％", "0123456789.%")

_ESTIMATES = ("一、二", "一、两", "两、三", "二、三", "三、四", "四、五", "五、六", "六、七", "七、八", "八、九")


@text_rule(
    "N409",
    "estimate-with-comma",
    Grade.HINT,
    say("no 、 within an estimate of two numbers"),
    why=say("三四个 is an estimate, three or four; with 、 it is two numbers, as in 二、三产业."),
    bad="还有三、四个部门没有完成。",
    good="还有三四个部门没有完成，二、三产业稳步发展，第三、四次会议已经召开，做到一、二、三个不准。",
    triggers=_ESTIMATES,
    citation=numerals("5.2.1"),
)
def estimate_with_comma(passage: Passage) -> Iterator[Problem]:
    """Each pair of neighbouring numbers with 、 before a measure word, in the middle of a clause."""
    text = passage.text
    fixer = Fixer(passage)
    for match in re.finditer(
        f"(?<=[{HAN}])(?<![第一二三四五六七八九十百零])(?:{'|'.join(_ESTIMATES)})[个名位家户次天人件种倍]", text
    ):
        comma = match.start() + 1
        if text[match.end() - 1 : match.end() + 1] in ("个五", "人民", "家庭", "次全", "次党", "天内"):
            continue
        typed = text[match.start() : match.end()]
        what = say("“{typed}”: an estimate takes no “、”", typed=typed)
        yield Problem(passage.locus(comma, comma + 1), what, fix=fixer.replaced(comma, comma + 1, ""))


@text_rule(
    "N410",
    "decimal-without-zero",
    Grade.WARNING,
    say("a decimal without the 0 before its point"),
    why=say("A decimal smaller than one is written with its 0: 0.5%, not .5%."),
    bad="投诉率下降.5%。",
    good="投诉率下降0.5%，见附件.1。",
    triggers=(".",),
    citation=numerals("5.1.2"),
)
def decimal_without_zero(passage: Passage) -> Iterator[Problem]:
    """Each point right between Chinese and digits that a unit follows."""
    fixer = Fixer(passage)
    for match in re.finditer(
        r"\.(?<=[^\x00-\xff]\.)[0-9]{1,6}(?=%|％|万|亿|元|倍|吨|个百分点|公里|公斤|公顷)", passage.text
    ):
        if not is_han(last := before(passage.text, match.start())) and last != "（":
            continue
        what = say("“{typed}” should be “{right}”", typed=match[0], right=f"0{match[0]}")
        fix = fixer.replaced(match.start(), match.start() + 1, "0.")
        yield Problem(passage.locus(*match.span()), what, fix=fix)
