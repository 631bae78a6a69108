"""The dated lists that the rules on wording look words up in: data files, read when first needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from tui.outline.source import Citation, Source

_FOLDER = Path(__file__).parents[1] / "data"


class Pair(NamedTuple):
    """A wrong text and the right one; `start`: only at the beginning of a passage."""

    wrong: str
    right: str
    source: str
    start: bool = False

    def is_right_at(self, text: str, at: int) -> bool:
        """Whether the wrong form found at `at` is only a part of the right one, or not where it would be wrong."""
        if self.start:
            return at > 0
        inside = self.right.find(self.wrong)
        return inside >= 0 and at >= inside and text.startswith(self.right, at - inside)


class Formula(NamedTuple):
    """A text that is either written exactly or wrong; a title only between 《 and 》."""

    text: str
    source: str
    title: bool


@cache
def data(name: str) -> dict[str, Any]:
    """The contents of a data file."""
    return tomli.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def citation(source: str) -> Citation:
    """The citation of an entry's `source`: an id in sources.toml, and perhaps an article."""
    name, _, article = source.partition(" ")
    entry = dict(data("sources")[name])
    scope = entry.pop("scope", "any")
    return Citation(Source(**entry), article, scope)


@cache
def pairs(kind: str) -> dict[str, Pair]:
    """The pairs of wrong and right in names.toml of a kind (`names` or `meetings`), by what is wrong."""
    return {
        wrong: Pair(wrong, right, group["source"], group.get("start", False))
        for group in data("names")[kind]
        for wrong, right in group["pairs"]
    }


@cache
def formulas() -> tuple[Formula, ...]:
    """The fixed formulas."""
    return tuple(
        Formula(entry["text"], entry["source"], entry.get("title", False)) for entry in data("formulas")["formulas"]
    )
