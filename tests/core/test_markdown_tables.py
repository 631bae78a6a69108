"""Tables in Markdown: GFM readers see the headings, the tree of rows and every number of the draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.readers import READERS
from tests.support.tabled import DRAFT, OUTLINE, draft, outline
from tui.draft.draft import Draft
from tui.draft.table import written
from tui.render.markdown import render
from tui.render.report import Part, elements
from tui.render.table import Heading, RenderedTable

GFM = [name for name in READERS if name.startswith("GFM")]


class _Tables(HTMLParser):
    """Takes the tables of a rendering apart, cell by cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._is_cell = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self._is_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._is_cell = self._is_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._is_cell:
            self.tables[-1][-1][-1] += data


def tables(markdown: str, reader: str) -> list[list[list[str]]]:
    taken = _Tables()
    taken.feed(READERS[reader](markdown))
    return taken.tables


def meant(of: Draft) -> Iterator[list[list[str]]]:
    """The rows of every table as they must be read back: indented labels, then the numbers."""
    for section in of.outline.sections:
        numbers = of.numbers(section.id)
        for part in numbers.table.every_part if numbers else ():
            rows = []
            for row in part.rows:
                values = [None if row.heading else numbers.value(row.id, one.id) for one in part.columns]  # type: ignore[union-attr]  # the loop is empty without
                label = ["\u3000" * part.depths[row.id] + row.label] if any(each.label for each in part.rows) else []
                rows.append([*label, *("" if value is None else written(value) for value in values)])
            yield rows


@pytest.mark.parametrize("reader", GFM)
def test_readers_see_the_cells_of_the_draft(reader: str) -> None:
    found = tables(render(draft(), "filed"), reader)
    assert [table[1:] for table in found] == list(meant(draft()))
    assert found[0][0] == ["（年初加新栽，等于枯死加年底）／果树", "苹果", "樱桃：酸樱桃", "樱桃：甜樱桃", "总计"]
    assert found[2] == [["金额"], ["4"]]  # rows without labels have no column for them


@pytest.mark.parametrize("reader", GFM)
def test_an_empty_form_is_shown(reader: str) -> None:
    source = re.sub(r"(?ms)^\[sections.trees.rows\].*", "", DRAFT)
    assert [table[1:] for table in tables(render(draft(source), "filed"), reader)][:1] == [
        [
            [label, "", "", "", ""]
            for label in ("一、年初", "二、新栽", "三、枯死", "\u30001.冻害", "\u30002.虫害", "四、年底")
        ]
    ]


@given(st.lists(st.text(st.sampled_from("甲|\\`*_<>&#!$[]()-+=1. \u3000～"), min_size=1), min_size=2, max_size=2))
def test_labels_are_data(labels: list[str]) -> None:
    row, column = (f"字{label}字" for label in labels)
    source = OUTLINE.replace('label = "苹果"', f"label = {quoted(column)}").replace(
        'label = "一、年初"', f"label = {quoted(row)}"
    )
    found = draft(asked=outline(source))
    for reader in GFM:
        table = tables(render(found, "filed"), reader)[0]
        assert (table[0][1], table[1][0]) == (column, row)
        assert len({len(cells) for cells in table}) == 1


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def test_the_element_of_a_table_has_headings_that_span() -> None:
    found: list[RenderedTable] = [one.table for one in elements(draft(), "filed") if one.table is not None]
    assert [one.part for one in elements(draft(), "filed")].count(Part.TABLE) == 2
    (trees,) = found[0].parts
    assert trees.headings == (
        (Heading("（年初加新栽，等于枯死加年底）", 1, 3), Heading("果树", 4, 1)),
        (Heading("苹果", 1, 2), Heading("樱桃", 2, 1), Heading("总计", 1, 2)),
        (Heading("酸樱桃"), Heading("甜樱桃")),
    )
    assert (trees.width, [row.depth for row in trees.rows]) == (5, [0, 0, 0, 1, 1, 0])
    assert [part.title for part in found[1].parts] == ["收入", "支出"]
    assert [part.has_labels for part in found[1].parts] == [True, False]
