"""Cells of tables changed in the file: one row a line, every other byte kept, and merged cell by cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.tabled import DRAFT, draft, outline
from tui.draft.cell_text import read_number
from tui.draft.place import cell_path, name
from tui.editing.conflicts import resolve
from tui.editing.edit import edit
from tui.editing.order import Order
from tui.formatting.canonical import canonical
from tui.toml import parse

ORDER = Order(outline())
CELLS = outline().sections_by_id["trees"].table.cells  # type: ignore[union-attr]  # it is one


def edited(source: str, **cells: int | None) -> str:
    """The draft with cells of the trees changed: `start_apple=1`."""
    changes = {cell_path("trees", *name.split("_")): value for name, value in cells.items()}
    return edit(parse(source.encode(), "draft.toml"), changes, ORDER).text


def test_a_changed_cell_changes_its_characters_only() -> None:
    source = DRAFT.replace("frost = { apple = 1, ", "frost   = {apple=1,\t ")
    assert edited(source, frost_apple=12) == source.replace("{apple=1,", "{apple=12,")
    assert edited(source, frost_apple=12, left_total=20) == source.replace("{apple=1,", "{apple=12,").replace(
        "total = 19", "total = 20"
    )


def test_a_new_cell_goes_to_its_column_and_a_new_row_to_its_line() -> None:
    gap = DRAFT.replace("start = { apple = 10, sour = 3, ", "start = { apple = 10, ")
    assert edited(gap, start_sour=3) == DRAFT
    gap = DRAFT.replace("frost = { apple = 1, sour = 0, sweet = 0, total = 1 }\n", "")
    assert edited(gap, frost_total=1, frost_sour=0, frost_apple=1, frost_sweet=0) == DRAFT


def test_the_first_cells_of_a_section_make_its_table() -> None:
    bare = 'outline = "orchard@2024"\nyear = 2024\n\n[sections.money.rows]\nwages = { amount = 4 }\n'
    assert edited(bare, left_apple=3, start_sour=2, start_apple=1) == bare.replace(
        "[sections.money.rows]",
        "[sections.trees.rows]\nstart = { apple = 1, sour = 2 }\nleft = { apple = 3 }\n\n[sections.money.rows]",
    )


def test_a_cell_taken_away_is_blank_again() -> None:
    assert "frost = { sour = 0, sweet = 0, total = 1 }" in edited(DRAFT, frost_apple=None)


@given(st.dictionaries(st.sampled_from(CELLS), st.one_of(st.none(), st.integers(0, 10**9)), max_size=30), st.data())
def test_any_cells_can_be_changed_in_any_layout(
    changes: dict[tuple[str, str], int | None], data: st.DataObject
) -> None:
    layouts = [
        DRAFT,
        DRAFT.replace("\n", "\r\n"),
        'outline = "orchard@2024"\n',
        'outline = "orchard@2024"\nsections = { trees = { rows = { start = { apple = 1 } } } }\n',
        'outline = "orchard@2024"\nsections.trees.rows.start.apple = 1\n',
        'outline = "orchard@2024"\n[sections.trees.rows.start]\napple = 1 # 注\n',
        'outline = "orchard@2024"\n[sections.trees]\nrows.left = { apple = 1 }\n',
    ]
    source = data.draw(st.sampled_from(layouts))
    before = draft(source).sections["trees"].cells if "trees" in draft(source).sections else {}
    paths = {cell_path("trees", *cell): value for cell, value in changes.items()}
    after = draft(edit(parse(source.encode(), "draft.toml"), paths, ORDER).text).sections
    expected = {cell: value for cell, value in {**before, **changes}.items() if value is not None}
    assert (after["trees"].cells if "trees" in after else {}) == expected


def test_fmt_gives_each_row_a_line_in_the_order_of_the_form() -> None:
    rows = DRAFT[DRAFT.index("[sections.trees.rows]") : DRAFT.index("\n[sections.money")]
    lines = [line.split(" = ", 1) for line in rows.splitlines()[1:]]
    loose = "[sections.trees]\n" + "".join(
        f"[sections.trees.rows.{row}]\n" + "\n".join(reversed(cells.strip("{} ").split(", "))) + "\n"
        for row, cells in reversed(lines)
    )
    assert canonical(draft(DRAFT.replace(rows, loose))).decode() == canonical(draft()).decode()
    assert rows in canonical(draft()).decode()


def test_a_conflict_in_a_cell_leaves_both_rows_with_all_else_in_them_merged() -> None:
    def version(apple: int, sour: int, sweet: int) -> str:
        return DRAFT.replace(
            "frost = { apple = 1, sour = 0, sweet = 0", f"frost = {{ apple = {apple}, sour = {sour}, sweet = {sweet}"
        )

    base, ours, theirs = (parse(text.encode(), "d") for text in (DRAFT, version(2, 5, 0), version(3, 0, 7)))
    resolution = resolve(base, ours, theirs, ORDER)
    assert resolution.conflicts == (cell_path("trees", "frost", "apple"),)
    assert resolution.source.decode() == DRAFT.replace(
        "frost = { apple = 1, sour = 0, sweet = 0, total = 1 }\n",
        "<<<<<<< ours\nfrost = { apple = 2, sour = 5, sweet = 7, total = 1 }\n"
        "=======\nfrost = { apple = 3, sour = 5, sweet = 7, total = 1 }\n>>>>>>> theirs\n",
    )


def test_a_cell_is_called_by_its_row_and_column() -> None:
    assert "1.冻害 / 酸" in str(name(draft(), cell_path("trees", "frost", "sour")))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(
            ("12", "12"),
            ("１２", "12"),
            ("12 ", "12"),
            ("\u300012\u00a0", "12"),
            ("1,234", "1234"),
            ("１，２３４．５０", "1234.50"),
        ),
        *(("-3", "-3"), ("－３", "-3"), ("'12", "12"), ("12.", "12"), ("0", "0"), ("007", "7")),
        *(
            ("", None),
            ("/", None),
            ("—", None),
            ("①", None),
            ("十二", None),
            ("1,23", None),
            ("1 2", None),
            ("1e5", None),
        ),
        *(("12件", None), ("0x1F", None), ("=1+1", None), ("²", None), ("1" * 41, None), ("١٢", None)),
    ],
)
def test_a_number_is_read_as_people_and_spreadsheets_write_it(text: str, number: str | None) -> None:
    found = read_number(text)
    assert (None if found is None else str(found)) == number
