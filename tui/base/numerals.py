"""How reports write numbers and dates: 一、（一）1.（1） or 1, 1.1; 2024年1月5日 or 5 January 2024; 第九条 of a law."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from tui.base.languages import primary

Numbering = Literal["chinese", "decimal", "none"]
"""`chinese`: 一、（一）1.（1） (GB/T 9704—2012, 7.3.3); `decimal`: 1, 1.1, 1.1.1 (ISO 2145); `none`: headings have no number."""

_DIGITS = "零一二三四五六七八九"
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]  # never from the locale: the same draft gives the same text everywhere
_ARTICLE = re.compile(r"([0-9]{1,3})((?:\(.*\))?)")


def chinese_number(n: int) -> str:
    """A number from 1 to 999 in Chinese digits, such as 一, 十二, 二十三 and 一百零四; a larger one in Arabic digits."""
    if not 0 < n < 1000:
        return str(n)
    hundreds, rest = divmod(n, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += (_DIGITS[tens] if tens > 1 or hundreds else "") + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def numbered_heading(level: int, n: int, numbering: Numbering = "chinese", above: Sequence[int] = ()) -> str:
    """The number before a heading of the first to fourth level, with the space after it, if it has one.

    `above` are the numbers of the headings above it, which a decimal number repeats.
    """
    if numbering == "none":
        return ""
    if numbering == "decimal":
        return f"{'.'.join(map(str, (*above, n)))} "
    match level:
        case 1:
            return f"{chinese_number(n)}、"
        case 2:
            return f"（{chinese_number(n)}）"
        case 3:
            return f"{n}."
        case _:
            return f"（{n}）"


def item_mark(level: int, n: int, language: str = "zh") -> str:
    """The number before a point of the third or fourth level, a list item however headings are numbered."""
    if language == "zh":
        return numbered_heading(level, n)
    return f"{n}. " if level == 3 else f"({n}) "


def full_date(day: date, language: str = "zh") -> str:
    """A date in full: 2024年1月5日, without leading zeros (GB/T 9704—2012, 7.3.5.4), or in English 5 January 2024.

    In the United States it is January 5, 2024; in languages whose months are not known here, 2024-01-05 (ISO 8601).
    """
    month = _MONTHS[day.month - 1]
    match primary(language):
        case "zh" | "ja":
            return f"{day.year}年{day.month}月{day.day}日"
        case "en":
            return f"{month} {day.day}, {day.year}" if language == "en-US" else f"{day.day} {month} {day.year}"
        case _:
            return day.isoformat()


def month_of(day: date, language: str = "zh") -> str:
    """The month of a date: 2024年1月, or in English January 2024; in languages not known here, 2024-01."""
    match primary(language):
        case "zh" | "ja":
            return f"{day.year}年{day.month}月"
        case "en":
            return f"{_MONTHS[day.month - 1]} {day.year}"
        case _:
            return day.isoformat()[:7]


def article_name(article: str) -> str:
    """An article as it is cited: 9(五) is 第九条（五）; a clause of a standard, as 7.2.5, stays as it is."""
    match = _ARTICLE.fullmatch(article)
    if match is None:
        return article
    return f"第{chinese_number(int(match[1]))}条{match[2].replace('(', '（').replace(')', '）')}"
