"""The fixes of findings applied to the open draft, as one step of its history."""

from __future__ import annotations

from collections.abc import Iterable

from tui.base.messages import say
from tui.editing.values import Value
from tui.rules.finding import Finding
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath


def fix(opened: OpenDraft, findings: Iterable[Finding]) -> None:
    """Apply the fixes of these findings."""
    opened.change(say("a fix"), _fixed(opened, findings))


def fix_all(opened: OpenDraft) -> int:
    """Apply every fix, including those it brings to light; returns how many findings are gone."""
    from tui.rules.fix import ROUNDS, gone, without_decisions  # nothing else of the session needs it

    before = opened.findings
    rounds = (_fixed(opened, without_decisions(opened.findings)) for _ in range(ROUNDS))
    opened.change_in_rounds(say("all fixes"), rounds)
    return gone(before, opened.findings)


def _fixed(opened: OpenDraft, findings: Iterable[Finding]) -> dict[KeyPath, Value | None]:
    """The values of places with the fixes; a text that is an item of a list is changed as that list, as forms expect."""
    from tui.rules.fix import filled, fixed

    chosen = list(findings)
    values: dict[KeyPath, Value | None] = {}
    for path, value in {**fixed(opened.draft, chosen), **filled(chosen)}.items():
        items = values.get(path[:-1], opened.value(path[:-1]))
        if isinstance(path[-1], int) and isinstance(items, list):
            values[path[:-1]] = [*items[: path[-1]], value, *items[path[-1] + 1 :]]
        else:
            values[path] = value
    return values
