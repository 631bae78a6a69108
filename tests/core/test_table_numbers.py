"""The numbers of tables: what a cell takes, what is computed, which identities do not hold, and why."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.tabled import DRAFT, LAST_YEAR, OUTLINE, draft, outline
from tui.base.messages import Language
from tui.draft.table import TableNumbers
from tui.outline.inheritance import OutlineError


def numbers(source: str = DRAFT, section: str = "trees", last: str | None = None) -> TableNumbers:
    found = draft(source).numbers(section, draft(last) if last else None)
    assert found is not None
    return found


def test_a_right_table_breaks_nothing() -> None:
    assert list(numbers(last=LAST_YEAR).broken()) == []
    assert list(numbers(section="money").differing_totals()) == []


def test_a_broken_identity_gives_its_formula_its_cells_and_both_sums() -> None:
    column, row = numbers(DRAFT.replace("died", "died").replace("sour = 1, sweet = 1", "sour = 2, sweet = 1")).broken()
    assert (column.line.id, column.formula) == ("sour", "一、年初 + 二、新栽 = 1.冻害 + 2.虫害 + 四、年底")
    assert (column.left, column.right) == ("3 + 2 = 5", "0 + 1 + 3 = 4")
    assert column.cells == tuple((row, "sour") for row in ("start", "planted", "frost", "pests", "left"))
    assert (row.line.id, row.formula) == ("planted", "总计 = 苹果 + 酸 + 甜")
    assert (row.left, row.right) == ("6", "4 + 2 + 1 = 7")


@pytest.mark.parametrize("cell", outline().sections_by_id["trees"].table.cells)  # type: ignore[union-attr]  # it is one
def test_a_changed_cell_breaks_exactly_the_identities_it_is_in(cell: tuple[str, str]) -> None:
    right = numbers(last=LAST_YEAR)
    changed = TableNumbers(right.table, {**right.entered, cell: right.entered[cell] + 1}, right.last)
    row, column = cell
    assert {(one.identity.each, one.line.id) for one in changed.broken()} == {("column", column), ("row", row)}
    assert all(cell in one.cells for one in changed.broken())
    assert len(list(changed.broken())) == (3 if row == "start" else 2)


def test_a_blank_is_not_zero() -> None:
    gap = numbers(DRAFT.replace("frost = { apple = 1, ", "frost = { "))
    assert gap.blanks == (("frost", "apple"),)
    assert list(gap.broken()) == []
    assert gap.value("frost", "apple") is None


def test_without_last_year_or_with_a_form_of_other_rows_nothing_is_compared() -> None:
    assert list(numbers(last=None).broken()) == []
    other = OUTLINE.replace('id = "left"', 'id = "rest"').replace("last.left", "last.start").replace("+ left", "+ rest")
    last = draft(LAST_YEAR.replace("\nleft = ", "\nrest = "), outline(other)).numbers("trees")
    assert list(TableNumbers(numbers().table, numbers().entered, last).broken()) == []
    broken = list(numbers(last=LAST_YEAR.replace("apple = 10, sour = 3", "apple = 9, sour = 3")).broken())
    assert [(one.line.id, one.formula, one.left, one.right) for one in broken] == [
        ("apple", "一、年初 = 上年四、年底", "10", "9")
    ]


def test_a_derived_total_is_computed_and_an_entered_one_stays_and_is_checked() -> None:
    money = numbers(section="money")
    assert money.value("income", "amount") == Decimal("14.00")
    assert money.value("income", "share") is None  # one of its numbers is blank
    assert ("income", "amount") not in money.blanks
    entered = numbers(DRAFT.replace("wages =", "income = { amount = 15 }\nwages ="), "money")
    assert entered.value("income", "amount") == 15
    (differs,) = entered.differing_totals()
    assert (differs.cell, differs.computed, differs.formula) == (("income", "amount"), Decimal("14.00"), "卖果 + 采摘")


def test_a_sum_over_rows_of_a_sum_over_columns_is_both() -> None:
    both = OUTLINE.replace('{ id = "total", label', '{ id = "total", derived = "apple + sour + sweet", label').replace(
        '{ id = "left", label = "四、年底" }', '{ id = "left", label = "四、年底", derived = "start + planted" }'
    )
    source = DRAFT.replace(", total = 15 }", " }").replace(", total = 6 }", " }")
    source = source.replace("left = { apple = 13, sour = 3, sweet = 3, total = 19 }\n", "")
    found = draft(source, outline(both)).numbers("trees")
    assert found is not None
    assert found.value("left", "total") == 21


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ('"4"', "this must be a number"),
        ("true", "this must be a number"),
        ("inf", "this must be a number"),
        ("nan", "this must be a number"),
        ("4.0", "this must be a whole number"),
        ("-1", "this number must not be below 0"),
        ("1000000000000000", "a number is too long"),
        ("[4]", "this must be a number"),
        ("4", None),
        ("0x04", None),
    ],
)
def test_a_cell_takes_only_its_kind_of_number(typed: str, message: str | None) -> None:
    found = draft(DRAFT.replace("planted = { apple = 4", f"planted = {{ apple = {typed}"))
    assert [Language("en")(fault.message) for fault in found.faults] == ([message] if message else [])
    assert [fault.path for fault in found.faults] == [("sections", "trees", "rows", "planted", "apple")] * bool(message)


@pytest.mark.parametrize("typed", ["1e-9999999", "0.123456789", "1e300"])
def test_a_decimal_cell_takes_no_monsters(typed: str) -> None:
    found = draft(DRAFT.replace("amount = 12.50", f"amount = {typed}"))
    assert [Language("en")(fault.message) for fault in found.faults] == ["a number is too long"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("frost =", "forst =", "there is no row “forst” in the table"),
        ("frost =", "died =", "there is no row “died” in the table"),
        ("fruit = { amount", "fruit = { money", "there is no column “money” in the table"),
        ("wages = { amount = 4 }", "wages = { share = 4 }", "there is no column “share” in the table"),
        ("wages = { amount = 4 }", "wages = 4", "this must be a table"),
    ],
)
def test_cells_that_are_not_in_the_form_are_reported(old: str, new: str, message: str) -> None:
    assert [Language("en")(fault.message) for fault in draft(DRAFT.replace(old, new)).faults] == [message]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('derived = "fruit + tours"', 'derived = "fruit + income"', "“income” is computed from itself"),
        ('derived = "fruit + tours"', 'derived = "fruit + tuors"', "there is no “tuors”; did you mean “tours”?"),
        ('derived = "fruit + tours"', 'derived = "fruit == tours"', "“fruit == tours” is not a constraint, at “==”"),
        ('{ id = "wages" }', '{ id = "tours" }', "“tours” occurs twice"),
        ('"start + planted ==', '"start + died ==', "there is no “died”"),
        ("last.left", "next.left", "there is no “next.left”"),
        ('equals = ["planted.total"]', 'equals = ["planted.totals"]', "there is no “planted.totals”"),
        ('sections = ["overview"]', 'sections = ["overveiw"]', "there is no “overveiw”"),
        ("blank = true", 'blank = true\nrows = [{ id = "a" }]', "a table has columns and rows of its own, or parts"),
        ('each = "row", that', 'each = "row", only = ["died"], that', "there is no “died”"),
    ],
)
def test_a_table_that_does_not_fit_together_is_refused(old: str, new: str, message: str) -> None:
    assert old in OUTLINE
    with pytest.raises(OutlineError) as refused:
        outline(OUTLINE.replace(old, new, 1))
    assert message in Language("en")(refused.value.what)
