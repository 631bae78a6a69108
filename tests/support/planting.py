"""A complete draft with lines of TOML laid over it, and what the rules of a family say of it."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from typing import Any

import tomli_w

from tests.conftest import ROOT
from tui.checking.check import check
from tui.checking.diagnostic import reported
from tui.draft.draft import Draft
from tui.outline.library import Library
from tui.outline.outline import Edition, Outline
from tui.rules.finding import Finding
from tui.rules.fix import filled, fixed
from tui.toml import parse

DEPARTMENT = "law-based-government-department"


@cache
def outline(id: str = DEPARTMENT) -> Outline:
    return Library.searching().find(id)


@cache
def _example(id: str) -> str:
    return (ROOT / "outlines" / id / "example.toml").read_text("utf-8")


def laid(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = laid(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def planted(lines: str, id: str = DEPARTMENT) -> Draft:
    """The shipped example of an outline with these lines laid over it."""
    values = laid(tomllib.loads(_example(id)), tomllib.loads(lines))
    return Draft(parse(tomli_w.dumps(values).encode(), "draft.toml"), outline(id))


def told(draft: Draft, family: str, edition: Edition = "filed", today: date | None = None) -> list[Finding]:
    """What the rules whose codes begin so say of a draft."""
    return [finding for finding in check(draft, edition, today) if finding.code.startswith(family)]


def marked(draft: Draft, findings: list[Finding]) -> list[tuple[str, str]]:
    """The codes of findings, and the characters of the file that each marks."""
    lines = draft.document.text.split("\n")
    found = []
    for one in reported(draft, findings):
        start, end = one.place.span or (one.place.start, one.place.start)
        found.append(
            (one.code, lines[start.line - 1][start.column - 1 : end.column - 1 if end.line == start.line else None])
        )
    return found


def with_fixes(draft: Draft, findings: list[Finding]) -> Draft:
    """The draft with the fixes of these findings made."""
    values: Any = tomllib.loads(draft.document.text)
    for path, value in {**fixed(draft, findings), **filled(findings)}.items():
        here = values
        for part in path[:-1]:
            here = here.setdefault(part, {}) if isinstance(here, dict) else here[part]
        here[path[-1]] = value
    return Draft(parse(tomli_w.dumps(values).encode(), "draft.toml"), draft.outline)
