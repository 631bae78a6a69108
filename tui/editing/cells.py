"""Changes to table cells made together: a new row is one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui.editing.values import Value
from tui.toml import Document, KeyPath

Changes = Mapping[KeyPath, Value | None]


def in_new_rows(document: Document, changes: Changes) -> dict[KeyPath, Value | None]:
    """The changes, with new cells combined into a row that does not exist yet, and rows into a table that does not."""
    grouped: dict[KeyPath, Value | None] = {}
    for path, value in changes.items():
        if not is_cell(path) or value is None or document.entry(path[:4]) is not None:
            grouped[path] = value
            continue
        is_table = document.entry(path[:3]) is None
        home: Any = grouped.setdefault(path[:3] if is_table else path[:4], {})
        if is_table:
            home = home.setdefault(path[3], {})
        home[path[4]] = value
    return grouped


def is_cell(path: KeyPath) -> bool:
    """Whether this is the path of a cell."""
    return len(path) == 5 and path[0] == "sections" and path[2] == "rows"
