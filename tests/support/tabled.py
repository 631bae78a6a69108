"""A made-up report with tables, whose outline no code knows: parts, groups, a tree of rows, decimals, sums, two years."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import ROOT
from tui.draft.draft import Draft
from tui.outline.library import Library
from tui.outline.outline import Outline
from tui.toml import parse

_FOLDER = ROOT / "tests" / "outlines" / "orchard"
OUTLINE = (_FOLDER / "outline.toml").read_text("utf-8")
DRAFT = (_FOLDER / "example.toml").read_text("utf-8")
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
