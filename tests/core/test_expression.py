"""Constraints: the little language, exact figures against Python's fractions, and intervals that never cry wolf."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.draft.figures import read_figure
from tui.outline.expression import DEEPEST, LONGEST, ExpressionError, parse
from tui.outline.interval import Interval

COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "==": operator.eq,
    "!=": operator.ne,
}
COMPUTE: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
NAMES = ("a", "b", "c", "d")

Tree = str | tuple[str, "Tree", "Tree"]


def spelled(tree: Tree) -> str:
    """A tree as it is typed, with no more brackets than it needs."""
    if isinstance(tree, str):
        return tree
    sign, left, right = tree
    first, second = spelled(left), spelled(right)
    if sign in "*/" and isinstance(left, tuple) and left[0] in "+-":
        first = f"({first})"
    if isinstance(right, tuple) and (sign in "*/" or right[0] in "+-"):
        second = f"({second})"
    return f"{first} {sign} {second}"


def computed(tree: Tree, known: Mapping[str, Fraction]) -> Fraction:
    """What a tree comes to, exactly. Raises `ZeroDivisionError`."""
    if isinstance(tree, str):
        return known[tree] if tree in known else Fraction(tree)
    sign, left, right = tree
    return COMPUTE[sign](computed(left, known), computed(right, known))


def divides(tree: Tree) -> bool:
    """Whether a tree has a division."""
    return isinstance(tree, tuple) and (tree[0] == "/" or divides(tree[1]) or divides(tree[2]))


NUMBERS = st.decimals(0, 10**6, places=2) | st.integers(0, 200).map(Decimal)
LEAVES: st.SearchStrategy[Tree] = st.sampled_from(NAMES) | NUMBERS.map(str)
TREES: st.SearchStrategy[Tree] = st.recursive(
    LEAVES, lambda inner: st.tuples(st.sampled_from(tuple(COMPUTE)), inner, inner), max_leaves=6
)
SIGNS = st.sampled_from(tuple(COMPARE))
AMOUNTS = st.integers(-3, 12).map(Decimal) | st.decimals(-(10**6), 10**6, places=2)


def intervals() -> st.SearchStrategy[tuple[Interval, list[Decimal]]]:
    """Intervals of every kind, each with a few numbers out of it."""

    def sampled(low: Decimal, widths: list[Decimal], unbounded: bool) -> tuple[Interval, list[Decimal]]:
        points = [low, *(low + width for width in widths)]
        return (Interval.at_least(low) if unbounded else Interval(low, max(points))), points

    widths = st.lists(st.integers(0, 9).map(Decimal) | st.decimals(0, 10**9, places=2), max_size=2)
    return st.builds(sampled, AMOUNTS, widths, st.booleans())


@settings(max_examples=500)
@given(TREES, SIGNS, TREES, st.tuples(*[AMOUNTS] * len(NAMES)))
def test_exact_figures_are_compared_as_python_compares_fractions(
    left: Tree, sign: str, right: Tree, amounts: tuple[Decimal, ...]
) -> None:
    constraint = parse(f"{spelled(left)} {sign} {spelled(right)}")
    known = dict(zip(NAMES, amounts, strict=True))
    exactly = {name: Fraction(amount) for name, amount in known.items()}
    holds = constraint.holds({name: Interval.exactly(amount) for name, amount in known.items()})
    try:
        truly = COMPARE[sign](computed(left, exactly), computed(right, exactly))
    except ZeroDivisionError:
        return
    if divides(left) or divides(right):
        assert holds or not truly
    else:
        assert holds == truly


@settings(max_examples=500)
@given(TREES, SIGNS, TREES, st.tuples(*[intervals()] * len(NAMES)))
def test_what_is_reported_as_broken_is_broken_whatever_the_figures_are(
    left: Tree, sign: str, right: Tree, given: tuple[tuple[Interval, list[Decimal]], ...]
) -> None:
    constraint = parse(f"{spelled(left)} {sign} {spelled(right)}")
    if constraint.holds({name: interval for name, (interval, _) in zip(NAMES, given, strict=True)}):
        return
    for turn in range(3):
        point = {name: Fraction(points[turn % len(points)]) for name, (_, points) in zip(NAMES, given, strict=True)}
        assert not COMPARE[sign](computed(left, point), computed(right, point))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("a <= b", True),
        ("b <= a", False),
        ("a <= a", True),
        ("a < a", False),
        ("a >= b", False),
        ("b > a", True),
        ("a == 2", True),
        ("a==2.0", True),
        ("a != 2", False),
        ("a + b == 5", True),
        ("a - b - 1 == 0 - 2", True),
        ("b - (a - 1) == 2", True),
        ("a + b * 2 == 8", True),
        ("(a + b) * 2 == 10", True),
        ("b * 2 / a * 2 == 6", True),
        ("c / b / 2 == 0.5", False),
        ("a / 3 * 3 == a", True),
        ("1 / b + 1 / b + 1 / b == 1", True),
        ("a / b <= 0.66", False),
        ("a / b <= 0.67", True),
        ("a / zero == 7", True),
        ("a / zero * 0 == 1", True),
        ("zero * c == zero", True),
        ("c * 1000000000000000000 + 1 != c * 1000000000000000000", True),
        ("\u3000a\n<=\tb ", True),
    ],
)
def test_a_constraint_on_exact_figures_holds_or_not(text: str, holds: bool) -> None:
    amounts = {"a": 2, "b": 3, "c": 10**40, "zero": 0}
    known = {name: Interval.exactly(Decimal(amount)) for name, amount in amounts.items()}
    assert parse(text).holds(known) is holds


@pytest.mark.parametrize(
    ("figures", "text", "holds"),
    [
        ({"done": "31", "due": "30余"}, "done <= due", True),
        ({"done": "29", "due": "30余"}, "done <= due", True),
        ({"done": "30余", "due": "29"}, "done <= due", False),
        ({"done": "30余", "due": "30"}, "done <= due", True),
        ({"done": "30余", "due": "29"}, "due >= done", False),
        ({"done": "30余", "due": "29"}, "done == due", False),
        ({"done": "30余", "due": "31"}, "done == due", True),
        ({"done": "30余", "due": "29"}, "done >= due", True),
        ({"done": "30余", "due": "29"}, "done != due", True),
        ({"done": "30余", "due": "10"}, "done + 5 <= due * 2", False),
        ({"done": "30余", "due": "10"}, "due - done >= 0", False),
        ({"done": "30余", "due": "10"}, "done / due <= 2", False),
        ({"done": "10", "due": "20余"}, "done / due >= 1", False),
        ({"done": "30余", "due": "20余"}, "done / due <= 1", True),
        ({"done": "30余", "due": "20余"}, "done - due <= 0", True),
        ({"done": "-5余", "due": "-6"}, "done <= due", True),
        ({"done": "预计30", "due": "29"}, "done <= due", True),
        ({"done": "约30", "due": "29"}, "done <= due", True),
        ({"done": "近30", "due": "1"}, "done <= due", True),
        ({"done": "30"}, "done <= due", True),
        ({}, "done <= due", True),
        ({}, "2 <= 1", False),
    ],
)
def test_a_bound_says_what_is_sure_and_an_estimate_a_forecast_and_a_missing_figure_say_nothing(
    figures: Mapping[str, str], text: str, holds: bool
) -> None:
    known: dict[str, Interval] = {}
    for name, written in figures.items():
        figure = read_figure(written)
        assert figure is not None
        if figure.interval:
            known[name] = figure.interval
    assert parse(text).holds(known) is holds


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a",
        "a <=",
        "<= b",
        "a <= b <= c",
        "a = b",
        "a =< b",
        "a <> b",
        "a <= b c",
        "a b <= c",
        "a <= (b",
        "a <= b)",
        "(a <= b)",
        "a <= ()",
        "a + <= b",
        "-a <= b",
        "a <= -1",
        "a ** 2 <= b",
        "a // 2 <= b",
        "a % 2 <= b",
        "a << 2 <= b",
        "a and b <= c",
        "not a <= b",
        "a <= b if c else d",
        "a.b <= c",
        "a.__class__ <= b",
        "__import__ <= b",
        "_a <= b",
        "A <= b",
        "f(a) <= b",
        "a[0] <= b",
        "'a' <= b",
        '"a" <= b',
        "lambda: 1 <= 2",
        "a; b <= c",
        "a <= b # c",
        "a <= 1e3",
        "a <= 1.",
        "a <= .5",
        "a <= 0x1F",
        "a <= 1_000",
        "a <= １",
        "a <= ٣",
        "甲 <= b",
        "a ≤ b",
        "a <= b\x00",
        "a <= b\u202e",
        f"a <= {'1' * 31}",
        f"a <= {'(' * (DEEPEST + 1)}b{')' * (DEEPEST + 1)}",
        f"{'(' * 10_000}a <= b",
        f"a <= b{' ' * LONGEST}",
        "a + " * 1_000_000,
    ],
    ids=lambda text: text[:30],
)
def test_anything_else_is_no_constraint(text: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert len(str(caught.value)) < 300


def test_as_many_brackets_as_are_allowed_are_read() -> None:
    assert parse(f"{'(' * DEEPEST}a{')' * DEEPEST} <= (b)").names == {"a", "b"}


def test_brackets_side_by_side_are_not_deep() -> None:
    assert parse(f"{'+'.join(['(a)'] * 60)} == 60").holds({"a": Interval.exactly(Decimal(1))})


def test_the_longest_sum_is_read_and_computed() -> None:
    text = "+".join("a" * 247)
    known = {"a": Interval.exactly(Decimal("0.1"))}
    assert parse(f"{text}==24.7").names == {"a"}
    assert parse(f"{text}==24.7").holds(known)
    assert not parse(f"{text}==25").holds(known)


@given(st.text() | st.text("ab01.+-*/()<>=! \n", max_size=40) | st.text("(a<=", min_size=400, max_size=600))
@example("a <= b")
def test_any_text_is_a_constraint_or_an_error(text: str) -> None:
    try:
        constraint = parse(text)
    except ExpressionError:
        return
    assert constraint.text == text
    constraint.holds({name: Interval.at_least(Decimal(0)) for name in constraint.names})


@given(TREES, SIGNS, TREES)
def test_the_names_are_those_that_are_typed(left: Tree, sign: str, right: Tree) -> None:
    text = f"{spelled(left)}{sign}{spelled(right)}"
    assert parse(text).names == {name for name in NAMES if name in text}


@pytest.mark.parametrize(
    ("rate", "done", "due", "holds"),
    [
        ("37.2", "29", "78", True),
        ("37.1", "29", "78", True),  # the digits after it cut off
        ("37.3", "29", "78", False),
        ("37", "29", "78", True),
        ("38", "29", "78", False),
        ("100", "184", "186", False),
        ("98.9", "184", "186", True),
        ("99", "184", "186", True),
        ("98.92", "184", "186", True),
        ("98.90", "184", "186", False),
        ("98.6", "142", "144", True),
        ("100", "0", "0", True),
        ("100", "8", "8", True),
        ("100", "20余", "30", True),
        ("50", "29余", "30", False),
        ("约98", "1", "30", True),
    ],
)
def test_a_rate_is_compared_as_it_is_shown(rate: str, done: str, due: str, holds: bool) -> None:
    known: dict[str, Interval] = {}
    for name, written in (("rate", rate), ("done", done), ("due", due)):
        figure = read_figure(written)
        assert figure is not None
        if figure.interval:
            known[name] = figure.interval
    assert parse("rate == done / due * 100").holds(known) is holds
    assert parse("done / due * 100 == rate").holds(known) is holds


def test_only_a_rate_is_compared_as_it_is_shown() -> None:
    known = {name: Interval.exactly(Decimal(n)) for name, n in (("a", "3"), ("b", "2"), ("c", "1.4"))}
    assert not parse("a == b + c").holds(known)
    assert not parse("a / b == 1.4").holds(known)
    assert not parse("a * 2 == b / c").holds(known)
