"""Changes to the cells of tables made together: numbers in one pass, and a new row as one line."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tui.editing.values import Value, one_line
from tui.toml import Document, KeyPath

Changes = Mapping[KeyPath, Value | None]


def with_numbers(document: Document, changes: Changes) -> tuple[bytes, dict[KeyPath, Value | None]]:
    """The body with every number put in where a number stands, and the changes that are left."""
    left: dict[KeyPath, Value | None] = {}
    spans: list[tuple[int, int, bytes]] = []
    for path, value in changes.items():
        entry = document.entry(path) if _is_number(value) else None
        if entry is None or entry.kind not in ("integer", "float"):
            left[path] = value
        elif (text := one_line(value)) != document.raw(path):  # type: ignore[arg-type]  # a number is not None
            spans.append((*entry.value, text.encode()))
    body = document.body
    for start, end, number in sorted(spans, reverse=True):
        body = body[:start] + number + body[end:]
    return body, left


def in_new_rows(document: Document, changes: Changes) -> dict[KeyPath, Value | None]:
    """The changes with the new cells of a row that is not there as that row, and rows of a table not there as that table."""
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


def _is_number(value: Value | None) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)
