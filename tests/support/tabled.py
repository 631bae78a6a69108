"""A made-up report with tables, whose outline no code knows: parts, groups, a tree of rows, decimals, sums, two years."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tui.draft.draft import Draft
from tui.outline.library import Library
from tui.outline.outline import Outline
from tui.toml import parse

OUTLINE = """\
id = "orchard"
version = 2024
name = "果园年报"
kind = "报告"
title = "{year}年果园情况报告"
due = { filed = "02-01", published = "03-01" }

[[sections]]
id = "overview"
heading = "总体情况"
required = true

[[sections]]
id = "trees"
heading = "果树"
kind = "table"
required = true
guidance = "年底清点。"
[sections.table]
note = "（年初加新栽，等于枯死加年底）"
columns = [
  { id = "apple", label = "苹果", unit = "棵", group = "果树" },
  { id = "sour", label = "酸樱桃", short = "酸", unit = "棵", group = ["果树", "樱桃"] },
  { id = "sweet", label = "甜樱桃", short = "甜", unit = "棵", group = ["果树", "樱桃"] },
  { id = "total", label = "总计", unit = "棵", group = "果树" },
]
rows = [
  { id = "start", label = "一、年初" },
  { id = "planted", label = "二、新栽" },
  { id = "died", label = "三、枯死", heading = true },
  { id = "frost", label = "1.冻害", parent = "died" },
  { id = "pests", label = "2.虫害", parent = "died" },
  { id = "left", label = "四、年底" },
]
identities = [
  { each = "column", that = "start + planted == frost + pests + left", message = "年初加新栽，不等于枯死加年底" },
  { each = "row", that = "total == apple + sour + sweet", message = "总计不等于各列之和" },
  { each = "column", that = "start == last.left", message = "年初不等于上年年底" },
]
[[sections.table.agreements]]
sections = ["overview"]
words = ["新栽"]
without = ["计划"]
between = ["果树"]
unit = "棵"
nothing = ["没有新栽"]
equals = ["planted.total"]
message = "新栽与表中不一致"

[[sections]]
id = "money"
heading = "收支"
kind = "table"
[sections.table]
blank = true
[[sections.table.parts]]
title = "收入"
note = "项目"
columns = [
  { id = "amount", label = "金额", number = "decimal", unit = "万元" },
  { id = "share", label = "增减", number = "decimal", unit = "%", signed = true },
]
rows = [{ id = "fruit", label = "卖果" }, { id = "tours", label = "采摘" }, { id = "income", label = "合计", derived = "fruit + tours" }]
[[sections.table.parts]]
title = "支出"
columns = [{ id = "amount", label = "金额", number = "decimal", unit = "万元" }]
rows = [{ id = "wages" }]
"""

DRAFT = """\
outline = "orchard@2024"
year = 2024

[sections.overview]
text = "全年风调雨顺，新栽果树6棵，新栽草莓3垄，年底逐棵清点。"

[sections.trees.rows]
start = { apple = 10, sour = 3, sweet = 2, total = 15 }
planted = { apple = 4, sour = 1, sweet = 1, total = 6 }
frost = { apple = 1, sour = 0, sweet = 0, total = 1 }
pests = { apple = 0, sour = 1, sweet = 0, total = 1 }
left = { apple = 13, sour = 3, sweet = 3, total = 19 }

[sections.money.rows]
fruit = { amount = 12.50, share = -3 }
tours = { amount = 1.5 }
wages = { amount = 4 }
"""

LAST_YEAR = DRAFT.replace("year = 2024", "year = 2023").replace(
    "left = { apple = 13, sour = 3, sweet = 3, total = 19 }", "left = { apple = 10, sour = 3, sweet = 2, total = 15 }"
)


@cache
def outline(source: str = OUTLINE) -> Outline:
    """The outline, or one made of another source."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "outline.toml")
        file.write_text(source, "utf-8")
        return Library.searching().load(file)


def draft(source: str = DRAFT, asked: Outline | None = None) -> Draft:
    """A draft of the outline."""
    return Draft(parse(source.encode(), "draft.toml"), asked or outline())


def office(folder: Path) -> Path:
    """A folder that has the outline, as an office would have it; the result is the draft in it."""
    (folder / "baogao.toml").write_text('outlines = ["outlines"]\n', "utf-8")
    home = folder / "outlines" / "orchard"
    home.mkdir(parents=True)
    (home / "outline.toml").write_text(OUTLINE, "utf-8")
    (home / "example.toml").write_text(DRAFT, "utf-8")
    file = folder / "draft.toml"
    file.write_text(DRAFT, "utf-8")
    return file
