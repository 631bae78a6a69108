"""How official documents number and date: 一、（一）1.（1）, 第九条 and 2024年1月5日."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = "零一二三四五六七八九"
_ARTICLE = re.compile(r"([0-9]{1,3})((?:\(.*\))?)")


def chinese_number(n: int) -> str:
    """A number from 1 to 999 in Chinese digits, as 一, 十二, 二十三 and 一百零四; a larger one in Arabic digits."""
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


def numbered_heading(level: int, n: int) -> str:
    """The number before a heading or point of the first to the fourth level (GB/T 9704—2012, 7.3.3)."""
    match level:
        case 1:
            return f"{chinese_number(n)}、"
        case 2:
            return f"（{chinese_number(n)}）"
        case 3:
            return f"{n}."
        case _:
            return f"（{n}）"


def full_date(day: date) -> str:
    """A date with its full year and no leading zeros (GB/T 9704—2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def article_name(article: str) -> str:
    """An article as it is cited: 9(五) is 第九条（五）; a clause of a standard, as 7.2.5, stays as it is."""
    match = _ARTICLE.fullmatch(article)
    if match is None:
        return article
    return f"第{chinese_number(int(match[1]))}条{match[2].replace('(', '（').replace(')', '）')}"
