"""The fixes of findings as values of the open draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.draft.draft import Draft
from tui.editing.values import Value
from tui.rules.finding import Finding
from tui.toml import KeyPath


def fixed_values(
    draft: Draft, value: Callable[[KeyPath], Value | None], findings: Iterable[Finding]
) -> dict[KeyPath, Value | None]:
    """The values of places once the fixes of findings are applied; `value` gives what a place holds now.

    A text that is an item of a list is changed as that list, as forms expect.
    """
    from tui.rules.fix import filled, fixed  # nothing else of the session needs it

    chosen = list(findings)
    values: dict[KeyPath, Value | None] = {}
    for path, new in {**fixed(draft, chosen), **filled(chosen)}.items():
        items = values.get(path[:-1], value(path[:-1]))
        if isinstance(path[-1], int) and isinstance(items, list):
            values[path[:-1]] = [*items[: path[-1]], new, *items[path[-1] + 1 :]]
        else:
            values[path] = new
    return values
