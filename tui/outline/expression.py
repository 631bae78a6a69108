"""Constraints: a small whitelisted language of names, numbers, + - * / and one comparison, over intervals.

An outline comes from strangers, so nothing in it is executed: an expression is parsed and evaluated here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.base.text import shortened
from tui.outline.interval import POSSIBLE, Interval, as_shown, combined

LONGEST = 500  # characters
DEEPEST = 16  # brackets
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


class Number(Struct, frozen=True):
    """A number written in the constraint."""

    value: Decimal


class Name(Struct, frozen=True):
    """A figure, a row or a column."""

    id: str


class Operation(Struct, frozen=True):
    """Two terms joined by + - * or /."""

    sign: str
    left: Term
    right: Term


Term = Number | Name | Operation


class Constraint(Struct, frozen=True):
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
                left = as_shown(left)
            elif isinstance(self.right, Name) and _divides(self.left):
                right = as_shown(right)
        return POSSIBLE[self.sign](left, right)


def parse(text: str, *, dotted: bool = False) -> Constraint:
    """Read a constraint such as `judgments_complied <= judgments_due`; with `dotted`, names may be `a.b`.

    Raises `ExpressionError` for anything other than names, numbers, + - * /, brackets and exactly one comparison.
    """
    reader = _Reader(text, dotted)
    left = reader.sum()
    sign = reader.take(*POSSIBLE)
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


def _value(term: Term, known: Mapping[str, Interval]) -> Interval:
    match term:
        case Number(value):
            return Interval.exactly(value)
        case Name(id):
            return known[id]
        case Operation(sign, left, right):
            return combined(sign, _value(left, known), _value(right, known))
