"""How official documents number and date: 一、（一）1.（1） and 2024年1月5日."""

from __future__ import annotations

from datetime import date

_DIGITS = "零一二三四五六七八九"


def chinese_number(n: int) -> str:
    """A number from 1 to 99 in Chinese digits, as 一, 十二 and 二十三; a larger one in Arabic digits."""
    if not 0 < n < 100:
        return str(n)
    tens, ones = divmod(n, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


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
