"""A figure as it is typed in the form: a number where it is a plain one, else text, and nothing lost on the way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.editing.typed_values import figure_typed


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", None),
        (" \u3000", None),
        ("6", 6),
        (" 6 ", 6),
        ("0", 0),
        ("-3", -3),
        ("1386", 1386),
        ("37.2", Decimal("37.2")),
        ("37.20", Decimal("37.20")),
        ("-0.5", Decimal("-0.5")),
        ("007", "007"),
        ("1,386", "1,386"),
        ("30余", "30余"),
        ("约1.5万", "约1.5万"),
        ("１２", 12),
        ("1，200", "1,200"),
        ("３０余", "30余"),
        ("一百", "一百"),
        ("٣", "٣"),
        ("1_000", "1_000"),
        ("1e5", "1e5"),
        ("+5", "+5"),
        (".5", ".5"),
        ("5.", "5."),
        ("-0", "-0"),
        ("0.0000001", "0.0000001"),
        ("inf", "inf"),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, "9" * 19),
    ],
)
def test_what_is_typed_becomes_a_value(typed: str, value: object) -> None:
    got = figure_typed(typed)
    assert (type(got), got) == (type(value), value)


numbers = st.from_regex(r"-?[0-9]{1,19}(\.[0-9]{1,17})?", fullmatch=True) | st.text(
    "0123456789.-+eE 约余万", max_size=8
)


@given(numbers)
def test_what_is_shown_is_what_was_typed(typed: str) -> None:
    value = figure_typed(typed)
    assert ("" if value is None else str(value)) == typed.strip()
