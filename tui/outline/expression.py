"""Constraints: a small whitelisted language of names, numbers, + - * / and one comparison, over intervals.

An outline comes from strangers, so nothing in it is executed: an expression is parsed and evaluated here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import NamedTuple

from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.base.text import shortened

LONGEST = 500  # characters
DEEPEST = 16  # brackets

_INFINITY = Decimal("Infinity")
_DIGITS = 150  # enough for exact sums and two-factor products of the longest figures
_DOWN, _UP = (Context(_DIGITS, rounding) for rounding in (ROUND_FLOOR, ROUND_CEILING))
"""Inexact results widen an interval: 1 / 3 * 3 may be 1."""

_TOKEN, _DOTTED = (
    re.compile(
        r"\s*(?:(?P<number>[0-9]{1,30}(?:\.[0-9]{1,30})?)"
        rf"|(?P<name>[a-z][a-z0-9_]*{more})|(?P<sign><=|>=|==|!=|[-+*/<>()]))"
    )
    for more in ("", r"(?:\.[a-z][a-z0-9_]*)?")
)
"""The tokens of the language; dotted names are for tables: `row.column`, `last.row`."""


class ExpressionError(BaogaoError):
    """A constraint that is not valid in the language."""


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


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in the constraint."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """A figure, a row or a column."""

    id: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two terms joined by + - * or /."""

    sign: str
    left: Term
    right: Term


Term = Number | Name | Operation


@dataclass(frozen=True, slots=True)
class Constraint:
    """The comparison of two terms."""

    text: str
    sign: str
    left: Term
    right: Term

    @property
    def names(self) -> frozenset[str]:
        """The names the constraint uses."""
        return names(self.left) | names(self.right)

    def holds(self, known: Mapping[str, Interval]) -> bool:
        """Whether the constraint can hold, given what is known; it can if a name is not known at all.

        A name equal to a division, as in `rate == done / due * 100`, is compared to the precision shown: 37.2 is
        29 / 78.
        """
        if not self.names <= known.keys():
            return True
        left, right = _value(self.left, known), _value(self.right, known)
        if self.sign == "==":
            if isinstance(self.left, Name) and _divides(self.right):
                left = _as_shown(left)
            elif isinstance(self.right, Name) and _divides(self.left):
                right = _as_shown(right)
        return _POSSIBLE[self.sign](left, right)


_POSSIBLE: Mapping[str, Callable[[Interval, Interval], bool]] = {
    "<=": lambda a, b: a.low <= b.high,
    ">=": lambda a, b: a.high >= b.low,
    "<": lambda a, b: a.low < b.high,
    ">": lambda a, b: a.high > b.low,
    "==": lambda a, b: a.low <= b.high and b.low <= a.high,
    "!=": lambda a, b: not a.low == a.high == b.low == b.high,
}


def parse(text: str, *, dotted: bool = False) -> Constraint:
    """Read a constraint such as `judgments_complied <= judgments_due`; with `dotted`, names may be `a.b`.

    Raises `ExpressionError` for anything other than names, numbers, + - * /, brackets and exactly one comparison.
    """
    reader = _Reader(text, dotted)
    left = reader.sum()
    sign = reader.take(*_POSSIBLE)
    if sign is None:
        raise reader.error()
    right = reader.sum()
    if reader.next:
        raise reader.error()
    return Constraint(text, sign, left, right)


def parse_term(text: str, *, dotted: bool = False) -> Term:
    """Read a term such as `granted + refused`. Raises `ExpressionError` like `parse`."""
    reader = _Reader(text, dotted)
    term = reader.sum()
    if reader.next:
        raise reader.error()
    return term


def names(term: Term) -> frozenset[str]:
    """The names a term uses."""
    return frozenset(names_in_order(term))


def exact(term: Term, known: Mapping[str, Decimal]) -> Decimal | None:
    """The value of a term of known numbers; None if a name is unknown, or the result cannot be determined exactly."""
    if not names(term) <= known.keys():
        return None
    value = _value(term, {name: Interval.exactly(number) for name, number in known.items()})
    return value.low if value.low == value.high else None


def spelled(term: Term, word: Callable[[str], str]) -> str:
    """A term as a formula in which `word` gives the text of each name."""
    match term:
        case Number(value):
            return f"{value:f}"
        case Name(id):
            return word(id)
        case Operation(sign, left, right):
            parts = [spelled(left, word), spelled(right, word)]
            if sign in "*/":
                parts = [_bracketed(one, text) for one, text in zip((left, right), parts, strict=True)]
            elif sign == "-" and isinstance(right, Operation):
                parts[1] = f"({parts[1]})"
            return f" {sign} ".join(parts)


def _bracketed(term: Term, text: str) -> str:
    return f"({text})" if isinstance(term, Operation) else text


class _Reader:
    def __init__(self, text: str, dotted: bool) -> None:
        if len(text) > LONGEST:
            raise ExpressionError(say("a constraint is longer than {n} characters", n=LONGEST))
        self._text = text
        self._pattern = _DOTTED if dotted else _TOKEN
        self._tokens = self._split()
        self._depth = 0
        self.kind, self.next = next(self._tokens)

    def _split(self) -> Iterator[tuple[str, str]]:
        at, text = 0, self._text.rstrip()
        while at < len(text):
            token = self._pattern.match(text, at)
            if token is None:
                self.next = text[at:].lstrip()[0]
                raise self.error()
            at = token.end()
            assert token.lastgroup is not None
            yield token.lastgroup, token[token.lastgroup]
        yield "end", ""

    def error(self) -> ExpressionError:
        return ExpressionError(
            say(
                "“{text}” is not a constraint, at “{at}”",
                text=shortened(self._text),
                at=shortened(self.next, 20),
            ),
            remedy=say("write names, numbers, + - * /, brackets, and one comparison"),
        )

    def take(self, *signs: str) -> str | None:
        if self.kind != "sign" or self.next not in signs:
            return None
        taken = self.next
        self.kind, self.next = next(self._tokens)
        return taken

    def sum(self) -> Term:
        term = self._product()
        while sign := self.take("+", "-"):
            term = Operation(sign, term, self._product())
        return term

    def _product(self) -> Term:
        term = self._atom()
        while sign := self.take("*", "/"):
            term = Operation(sign, term, self._atom())
        return term

    def _atom(self) -> Term:
        if self.take("("):
            self._depth += 1
            if self._depth > DEEPEST:
                raise self.error()
            term = self.sum()
            if not self.take(")"):
                raise self.error()
            self._depth -= 1
            return term
        kind, text = self.kind, self.next
        if kind not in ("number", "name"):
            raise self.error()
        self.kind, self.next = next(self._tokens)
        return Number(Decimal(text)) if kind == "number" else Name(text)


def names_in_order(term: Term) -> Iterator[str]:
    """The names of a term as they are written, from left to right."""
    match term:
        case Name(id):
            yield id
        case Operation(_, left, right):
            yield from names_in_order(left)
            yield from names_in_order(right)


def _divides(term: Term) -> bool:
    match term:
        case Operation(sign, left, right):
            return sign == "/" or _divides(left) or _divides(right)
    return False


def _as_shown(number: Interval) -> Interval:
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


def _value(term: Term, known: Mapping[str, Interval]) -> Interval:
    match term:
        case Number(value):
            return Interval.exactly(value)
        case Name(id):
            return known[id]
        case Operation(sign, left, right):
            return _combined(sign, _value(left, known), _value(right, known))


def _combined(sign: str, a: Interval, b: Interval) -> Interval:
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
