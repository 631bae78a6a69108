"""Figures: what each way of writing a number says, and that nothing else is a number."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.draft.figures import LONGEST, Exactness, read_figure
from tui.outline.interval import Interval

EXACT, AT_LEAST, ABOUT, FORECAST = Exactness.EXACT, Exactness.AT_LEAST, Exactness.ABOUT, Exactness.FORECAST


@pytest.mark.parametrize(
    ("written", "amount", "exactness"),
    [
        ("0", "0", EXACT),
        ("6", "6", EXACT),
        ("007", "7", EXACT),
        ("-3", "-3", EXACT),
        ("37.2", "37.2", EXACT),
        ("1,386", "1386", EXACT),
        ("1,234,567.80", "1234567.8", EXACT),
        ("1.5万", "15000", EXACT),
        ("3亿", "300000000", EXACT),
        ("1.2万亿", "1200000000000", EXACT),
        ("30余", "30", AT_LEAST),
        ("30多", "30", AT_LEAST),
        ("30余万", "300000", AT_LEAST),
        ("3万余", "30000", AT_LEAST),
        ("超200", "200", AT_LEAST),
        ("超过200", "200", AT_LEAST),
        ("超过1.4万", "14000", AT_LEAST),
        ("约2900", "2900", ABOUT),
        ("近30", "30", ABOUT),
        ("约30余", "30", ABOUT),
        ("预计160", "160", FORECAST),
        ("预计160余", "160", FORECAST),
    ],
)
def test_a_figure_says_an_amount_and_how_exact_it_is(written: str, amount: str, exactness: Exactness) -> None:
    figure = read_figure(written)
    assert figure is not None
    assert (figure.written, figure.amount, figure.exactness) == (written, Decimal(amount), exactness)


@pytest.mark.parametrize(
    ("written", "amount", "exactness"),
    [
        ("6", "6", EXACT),
        ("28,500.50", "28500.5", EXACT),
        ("1.2 million", "1200000", EXACT),
        ("over 30", "30", AT_LEAST),
        ("More than 3 thousand", "3000", AT_LEAST),
        ("200+", "200", AT_LEAST),
        ("about 1.5 billion", "1500000000", ABOUT),
        ("Nearly 30", "30", ABOUT),
        ("an expected 160", "160", FORECAST),
    ],
)
def test_a_figure_in_english_says_it_in_english(written: str, amount: str, exactness: Exactness) -> None:
    figure = read_figure(written, "en-GB")
    assert figure is not None
    assert (figure.written, figure.amount, figure.exactness) == (written, Decimal(amount), exactness)


@pytest.mark.parametrize(
    ("written", "language"),
    [("30余", "en"), ("约1.5万", "de"), ("over 30", "zh"), ("30 visits", "en"), ("about", "en")],
)
def test_the_words_of_another_language_make_no_figure(written: str, language: str) -> None:
    assert read_figure(written, language) is None


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "无",
        "6次",
        "6 ",
        " 6",
        "6\n",
        "+6",
        "--6",
        "6.",
        ".6",
        "1.2.3",
        "1,23",
        "1,2345",
        ",123",
        "1234,567",
        "1_000",
        "1e3",
        "0x1F",
        "inf",
        "nan",
        "１２",
        "٣",
        "十二",
        "万",
        "万6",
        "6亿万",
        "6千",
        "余",
        "余6",
        "6余多",
        "6余万多",
        "约约6",
        "超出6",
        "预计",
        "预计约6",
        "30以上",
        "30左右",
        "30%",
        "9" * (LONGEST + 1),
        "9" * 1_000_000,
    ],
    ids=lambda written: written[:30],
)
def test_anything_else_is_no_figure(written: str) -> None:
    assert read_figure(written) is None


def test_the_longest_figure_is_exact() -> None:
    figure = read_figure(f"{'9' * (LONGEST - 2)}万亿")
    assert figure is not None
    assert int(figure.amount) == int("9" * (LONGEST - 2)) * 10**12


@pytest.mark.parametrize(
    ("written", "interval"),
    [
        ("30", Interval(Decimal(30), Decimal(30))),
        ("-30", Interval(Decimal(-30), Decimal(-30))),
        ("30余", Interval(Decimal(30), Decimal("Infinity"))),
        ("超过0", Interval(Decimal(0), Decimal("Infinity"))),
        ("-5余", None),
        ("超过-5", None),
        ("约30", None),
        ("近30", None),
        ("预计30", None),
        ("预计30余", None),
    ],
)
def test_a_constraint_takes_only_what_is_sure(written: str, interval: Interval | None) -> None:
    figure = read_figure(written)
    assert figure is not None
    assert figure.interval == interval


SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
GROUPED = st.integers(0, 10**12).map(lambda n: (f"{n:,}", n)) | st.integers(0, 10**12).map(lambda n: (str(n), n))


@given(
    before=st.sampled_from(("", "预计", "约", "近", "超", "超过")),
    minus=st.sampled_from(("", "-")),
    whole=GROUPED,
    decimals=st.text("0123456789", max_size=6),
    more=st.sampled_from(("", "余", "多")),
    scale=st.sampled_from(tuple(SCALES)),
    behind=st.booleans(),
)
def test_every_figure_of_the_form_is_read_as_it_is_meant(
    before: str, minus: str, whole: tuple[str, int], decimals: str, more: str, scale: str, behind: bool
) -> None:
    number = f"{minus}{whole[0]}" + (f".{decimals}" if decimals else "")
    written = before + number + (scale + more if behind else more + scale)
    figure = read_figure(written)
    assert figure is not None
    assert figure.written == written
    amount = Fraction(whole[1]) + Fraction(int(decimals or "0"), 10 ** len(decimals))
    assert Fraction(figure.amount) == (-amount if minus else amount) * SCALES[scale]
    expected = {"": AT_LEAST if more else EXACT, "预计": FORECAST, "约": ABOUT, "近": ABOUT}
    assert figure.exactness == expected.get(before, AT_LEAST)


@given(st.text() | st.text("0123456789.,-预计约近超过余多万亿 ", max_size=LONGEST + 2))
@example("1" * LONGEST)
@example("1,111" * 8)
def test_any_text_is_a_figure_as_written_or_none(text: str) -> None:
    figure = read_figure(text)
    assert figure is None or (figure.written == text and figure.amount.is_finite())
