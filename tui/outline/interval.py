"""Intervals: arithmetic on numbers of which only bounds are known, in decimals and rounded outwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import NamedTuple

_INFINITY = Decimal("Infinity")
_DIGITS = 150  # enough for exact sums and two-factor products of the longest figures
_DOWN, _UP = (Context(_DIGITS, rounding) for rounding in (ROUND_FLOOR, ROUND_CEILING))
"""Inexact results widen an interval: 1 / 3 * 3 may be 1."""


class Interval(NamedTuple):
    """What is known of a number: it is between `low` and `high`, both included; they are equal if it is known exactly."""

    low: Decimal
    high: Decimal

    @classmethod
    def exactly(cls, number: Decimal) -> Interval:
        """A known number."""
        return cls(number, number)

    @classmethod
    def at_least(cls, number: Decimal) -> Interval:
        """A number with a known lower bound."""
        return cls(number, _INFINITY)


_UNKNOWN = Interval(-_INFINITY, _INFINITY)

POSSIBLE: Mapping[str, Callable[[Interval, Interval], bool]] = {
    "<=": lambda a, b: a.low <= b.high,
    ">=": lambda a, b: a.high >= b.low,
    "<": lambda a, b: a.low < b.high,
    ">": lambda a, b: a.high > b.low,
    "==": lambda a, b: a.low <= b.high and b.low <= a.high,
    "!=": lambda a, b: not a.low == a.high == b.low == b.high,
}
"""Whether two numbers may be in a relation, by its sign."""


def combined(sign: str, a: Interval, b: Interval) -> Interval:
    """Two numbers joined by + - * or /."""
    if sign == "+":
        return Interval(_DOWN.add(a.low, b.low), _UP.add(a.high, b.high))
    if sign == "-":
        return Interval(_DOWN.subtract(a.low, b.high), _UP.subtract(a.high, b.low))
    if sign == "/" and b.low <= 0 <= b.high:
        return _UNKNOWN  # a rate without a base says nothing
    if not all(bound.is_finite() for bound in (*a, *b)) and min(a.low, b.low) < 0:
        return _UNKNOWN
    combine = _times if sign == "*" else _over
    corners = [(x, y) for x in a for y in b]
    return Interval(
        min(combine(_DOWN, *corner) for corner in corners), max(combine(_UP, *corner) for corner in corners)
    )


def _times(context: Context, a: Decimal, b: Decimal) -> Decimal:
    return Decimal(0) if not a or not b else context.multiply(a, b)


def _over(context: Context, a: Decimal, b: Decimal) -> Decimal:
    return Decimal(0) if b.is_infinite() else context.divide(a, b)


def as_shown(number: Interval) -> Interval:
    """What a rate may really be, given its last digit shown: rounded, or truncated."""
    low, high = number
    if low.is_finite():
        low = _DOWN.subtract(low, Decimal((0, (5,), _exponent(low) - 1)))
    if high.is_finite():
        high = _UP.add(high, Decimal((0, (1,), _exponent(high))))
    return Interval(low, high)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
