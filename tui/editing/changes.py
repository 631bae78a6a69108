"""Changes to a draft as values: new ones by their paths, made in an order that keeps indices right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui.base.text import normalise
from tui.draft.keys import LISTS
from tui.editing.order import Order
from tui.editing.values import Value
from tui.toml import KeyPath

Changes = Mapping[KeyPath, Value | None]
"""New values by their paths; None removes a value."""


def in_turn(changes: Changes, order: Order) -> list[KeyPath]:
    """New values from the front, then removals from the back, so that indices in lists stay right."""
    come = sorted((path for path in changes if changes[path] is not None), key=order.rank)
    return come + sorted((path for path in changes if changes[path] is None), key=order.rank, reverse=True)


def changed(values: Mapping[str, Any], changes: Changes, order: Order) -> dict[str, Any]:
    """The values of a draft with the changes made."""
    result: Any = _copied(values)
    for path in in_turn(changes, order):
        table, value = result, changes[path]
        for part in path[:-1]:
            empty: Any = [] if part in LISTS else {}
            table = table.setdefault(part, empty) if isinstance(table, dict) else table[part]
        last = path[-1]
        if isinstance(last, int):
            table[last : last + 1] = [] if value is None else [_copied(value)]
        elif value is None:
            table.pop(last, None)
        else:
            table[last] = _copied(value)
    return dict(result)


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _copied(item) for name, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def same(one: Any, other: Any) -> bool:
    """Whether two values are equivalent: line breaks are normalised, and an empty table or list counts as none."""
    if one in ({}, []) and other in ({}, []):
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        names = {*one, *other}
        return all(same(one.get(name, {}), other.get(name, {})) for name in names)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, str) and isinstance(other, str):
        return normalise(one) == normalise(other)
    return type(one) is type(other) and bool(one == other)
