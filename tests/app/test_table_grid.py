"""Tables typed into the grid: keys as in a spreadsheet, blocks from one, and everything in the file as it was typed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from textual import events

from tests.support import tabled
from tests.support.app_driver import Driver, driven
from tui.app.writing.table.grid import TableGrid

EMPTY = tabled.DRAFT[: tabled.DRAFT.index("[sections.trees.rows]")]
BLOCK = "10\t3\t2\t15\n4\t1\t1\t6\n1\t0\t0\t1\n0\t1\t0\t1\n13\t3\t3\t19\n"


class Table(Driver):
    """The app with a grid on its screen."""

    @property
    def grid(self) -> TableGrid:
        focused = self.app.focused
        assert isinstance(focused, TableGrid), focused
        return focused

    def rows(self) -> dict[str, Any]:
        """What the file holds of the trees."""
        saved: dict[str, Any] = self.saved()["sections"].get("trees", {}).get("rows", {})
        return saved


@asynccontextmanager
async def trees(folder: Path, source: str = EMPTY, **settings: Any) -> AsyncIterator[Table]:
    """The made-up tables, with the focus in the grid of the trees."""
    file = tabled.office(folder)
    file.write_text(source, "utf-8")
    async with driven(folder, file, **settings) as driver:
        if not isinstance(driver.app.focused, TableGrid):
            await driver.press("f4")
        await driver.until(lambda: isinstance(driver.app.focused, TableGrid))
        driver.__class__ = Table
        assert isinstance(driver, Table)
        yield driver


async def test_digits_tab_and_enter_fill_the_form_cell_by_cell(tmp_path: Path) -> None:
    async with trees(tmp_path) as app:
        for row in BLOCK.splitlines():
            for number in row.split("\t"):
                await app.press(*number, "tab" if number != "3" else "enter")
        await app.press("up")
        assert app.saved()["sections"]["trees"]["rows"] == tabled_rows()


def tabled_rows() -> dict[str, dict[str, int]]:
    cells = tabled.draft().sections["trees"].cells
    rows: dict[str, dict[str, int]] = {}
    for (row, column), value in cells.items():
        rows.setdefault(row, {})[column] = int(value)
    return rows


async def test_arrows_take_a_number_over_and_go_on(tmp_path: Path) -> None:
    async with trees(tmp_path) as app:
        await app.press("7", "right", "8", "down", "9", "left", "1", "2", "up")
        assert app.rows() == {"start": {"apple": 7, "sour": 8}, "planted": {"apple": 12, "sour": 9}}
        assert app.grid.cell == ("start", "apple")


async def test_typing_replaces_backspace_corrects_escape_forgets_and_delete_empties(tmp_path: Path) -> None:
    async with trees(tmp_path, tabled.DRAFT) as app:
        await app.press("2", "5", "escape")
        assert app.grid.numbers.entered["start", "apple"] == 10
        await app.press("backspace", "5", "enter")
        assert app.rows()["start"]["apple"] == 15
        await app.press("delete", "right", "3", "backspace", "enter")
        assert app.rows()["start"] == {"apple": 15, "total": 15}


async def test_full_width_digits_are_digits_and_nothing_but_numbers_gets_in(tmp_path: Path) -> None:
    async with trees(tmp_path) as app:
        for key, character in (("1", "１"), ("x", "甲"), ("2", "２"), ("full_stop", "."), ("minus", "-")):
            app.grid.post_message(events.Key(key, character))
            await app.pilot.pause()
        assert app.grid.typed == "12"
        await app.press("tab")
        assert app.rows() == {"start": {"apple": 12}}


async def test_a_decimal_takes_the_stop_of_an_input_method(tmp_path: Path) -> None:
    async with trees(tmp_path, tabled.DRAFT) as app:
        await app.press("f4")
        await app.until(lambda: app.grid.section == "money")
        for key, character in (("7", "7"), ("ideographic_full_stop", "。"), ("2", "2"), ("5", "5")):
            app.grid.post_message(events.Key(key, character))
            await app.pilot.pause()
        await app.press("tab")
        assert app.saved()["sections"]["money"]["rows"]["fruit"]["amount"] == 7.25
        assert app.grid.numbers.value("income", "amount") == Decimal("8.75")  # computed at once


async def test_a_wrong_sum_is_reported_at_its_cells_with_its_formula_and_both_sums(tmp_path: Path) -> None:
    async with trees(tmp_path, tabled.DRAFT) as app:
        assert "!" not in app.shown().split("年初加新栽")[-1]
        await app.press("1", "1", "enter", "left")
        shown = app.shown()
        assert "苹果 (+1): 一、年初 + 二、新栽 = 1.冻害 + 2.虫害 + 四、年底" in shown
        assert "左边：11 + 4 = 15   右边：1 + 0 + 13 = 14" in shown
        assert shown.count("11!") == 1
        assert "13!" in shown
        await app.press("1", "0", "enter", "left")
        assert "左边" not in app.shown()


async def test_a_blank_total_is_offered_and_entered_with_the_sign_of_equality(tmp_path: Path) -> None:
    async with trees(tmp_path, tabled.DRAFT.replace(", total = 15 }", " }")) as app:
        await app.press("end")
        assert "=：填 15" in app.shown()
        app.grid.post_message(events.Key("equals_sign", "="))
        await app.until(lambda: app.rows() == tabled_rows())


async def test_a_block_is_pasted_as_one_change_and_copied_as_it_was(tmp_path: Path) -> None:
    async with trees(tmp_path) as app:
        await app.paste(BLOCK)
        await app.until(lambda: app.grid.numbers.entered)
        assert app.rows() == tabled_rows()
        await app.press("ctrl+a", "ctrl+c")
        assert app.app.clipboard == BLOCK
        await app.press("delete")
        assert app.rows() in ({}, {row: {} for row in tabled_rows()})


async def test_a_pasted_block_is_undone_as_one_step(tmp_path: Path) -> None:
    async with trees(tmp_path, tabled.DRAFT) as app:
        await app.paste(BLOCK.replace("10", "99"))
        await app.until(lambda: app.grid.numbers.entered["start", "apple"] == 99)
        await app.press("ctrl+z")
        await app.until(lambda: app.rows() == tabled_rows())
        await app.press("ctrl+y")
        await app.until(lambda: app.grid.numbers.entered["start", "apple"] == 99)


async def test_a_smaller_block_goes_to_the_cursor_and_shift_selects_one(tmp_path: Path) -> None:
    async with trees(tmp_path) as app:
        await app.press("right", "down")
        await app.paste("1\t２\r\n 3 \t4\r\n")
        await app.until(lambda: app.grid.numbers.entered)
        assert app.rows() == {"planted": {"sour": 1, "sweet": 2}, "frost": {"sour": 3, "sweet": 4}}
        await app.press("shift+right", "shift+down", "ctrl+x")
        assert app.app.clipboard == "1\t2\n3\t4\n"
        assert not app.grid.numbers.entered


async def test_a_sheet_with_its_headings_goes_to_its_places_wherever_the_cursor_is(tmp_path: Path) -> None:
    labels = ["一、年初", "二、新栽", "1.冻害", "2.虫害", "四、年底"]
    sheet = "项目\t苹果\t酸樱桃\t甜樱桃\t总计\n" + "".join(
        f"{label}\t{row}\n" for label, row in zip(labels, BLOCK.splitlines(), strict=True)
    )
    async with trees(tmp_path) as app:
        await app.press("down", "down", "right")
        await app.paste(sheet)
        await app.until(lambda: app.grid.numbers.entered)
        assert app.rows() == tabled_rows()


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ("1\t2\t3\t4\t5\n", "放不下"),
        ("1\n" * 6, "放不下"),
        ("1\t/\n", "“/”不是数"),
        ("1.5\n", "整数"),
        ("甲\t1\n", "没有找到"),
    ],
)
async def test_a_block_that_does_not_fit_changes_nothing_and_says_why(block: str, told: str, tmp_path: Path) -> None:
    async with trees(tmp_path) as app:
        await app.paste(block)
        await app.until(lambda: told in app.shown())
        assert app.rows() == {}


async def test_blanks_are_filled_with_zeros_by_one_key(tmp_path: Path) -> None:
    async with trees(tmp_path) as app:
        await app.press("5", "ctrl+d")
        rows = app.rows()
        assert rows["start"]["apple"] == 5
        assert sum(len(row) for row in rows.values()) == 20
        assert sum(sum(row.values()) for row in rows.values()) == 5


async def test_last_years_number_is_shown_beside_that_of_the_cell(tmp_path: Path) -> None:
    (tmp_path / "last.toml").write_text(tabled.LAST_YEAR, "utf-8")
    async with trees(tmp_path, tabled.DRAFT) as app:
        await app.until(lambda: app.app.opened is not None and app.app.opened.last_year is not None)
        await app.press("ctrl+end")
        await app.until(lambda: "四、年底 / 总计   19棵   上年：15棵" in app.shown())


async def test_headings_and_labels_stay_and_all_columns_of_the_shipped_form_are_seen(tmp_path: Path) -> None:
    file = tmp_path / "draft.toml"
    file.write_bytes((Path(tabled.__file__).parents[2] / "outlines/information-disclosure/example.toml").read_bytes())
    async with driven(tmp_path, file) as app:
        await app.press("f4", "f4")
        await app.until(lambda: isinstance(app.app.focused, TableGrid) and app.app.focused.section == "requests")
        await app.press("ctrl+end")
        shown = app.shown()
        for words in (
            "自然人",
            "商业",
            "科研",
            "社会公",
            "法律服",
            "其他",
            "总计",
            "法人或其他组织",
            "四、结转下年度继续办理",
        ):
            assert words in shown
        last = next(line for line in shown.splitlines() if line.startswith("四、结转下年度继续办理"))
        assert last.split()[1:] == ["1", "1", "0", "0", "0", "0", "2"]


async def test_a_click_goes_to_a_cell_and_dragging_selects(tmp_path: Path) -> None:
    async with trees(tmp_path, tabled.DRAFT) as app:
        grid = app.grid
        y = next(n for n in range(grid.size.height) if grid.render_line(n).text.startswith("二、新栽"))
        x = grid.render_line(y).text.index("1 ")
        await app.pilot.click(TableGrid, offset=(x + 4, y))  # the label has as many wide characters before it
        await app.pilot.pause()
        assert grid.cell[0] == "planted"


async def test_tab_leaves_the_grid_after_its_last_cell(tmp_path: Path) -> None:
    async with trees(tmp_path, tabled.DRAFT) as app:
        await app.press("ctrl+end", "tab")
        assert not isinstance(app.app.focused, TableGrid)


async def test_what_others_change_is_shown(tmp_path: Path) -> None:
    async with trees(tmp_path, tabled.DRAFT) as app:
        file = app.session.file
        file.write_text(tabled.DRAFT.replace("start = { apple = 10", "start = { apple = 12"), "utf-8")
        await app.until(lambda: app.grid.numbers.entered["start", "apple"] == 12)


async def test_a_finding_leads_to_its_cell(tmp_path: Path) -> None:
    async with trees(tmp_path, tabled.DRAFT.replace("pests = { apple = 0", "pests = { apple = 2")) as app:
        await app.press("f8")
        await app.until(lambda: app.grid.cell in (("pests", "total"), ("left", "apple")))
