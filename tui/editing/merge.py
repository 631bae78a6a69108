"""Three versions of a draft made one: field by field, figure by figure, section by section, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tui.editing.edit import Changes, same
from tui.editing.values import Value
from tui.toml import KeyPath

_DEEPEST = 5  # sections.X.rows.ROW.COLUMN is one place; so is everything below it


@dataclass(frozen=True, slots=True)
class Clash:
    """A place that both sides changed, and differently; None where a side has nothing there."""

    path: KeyPath
    base: Value | None
    mine: Value | None
    theirs: Value | None


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge, told as changes to their version.

    `changes` are mine that their version lacks, `taken` the places that they alone changed, `clashes` what must be asked.
    """

    changes: Changes
    taken: tuple[KeyPath, ...]
    clashes: tuple[Clash, ...]


def places(values: Mapping[str, Any]) -> dict[KeyPath, Value]:
    """The places of a draft that are merged one by one, and what they hold; a waiver is not a place (see `merge`)."""
    return dict(_leaves(values, ()))


def _leaves(table: Mapping[str, Any], path: KeyPath) -> Iterator[tuple[KeyPath, Value]]:
    for name, value in table.items():
        here = (*path, name)
        if isinstance(value, dict) and len(here) < _DEEPEST:
            yield from _leaves(value, here)
        elif here != ("waivers",):
            yield here, value


def merge(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Merge the values of three versions.

    Where one side changed a place, its value stands; where both made it the same, so it is; where they differ, it is a clash.
    Waivers are a set: what either side added or took away is added or taken away.
    """
    b, m, t = places(base), places(mine), places(theirs)
    changes: dict[KeyPath, Value | None] = {}
    taken: list[KeyPath] = []
    clashes: list[Clash] = []
    for path in dict.fromkeys((*t, *m, *b)):
        before, ours, other = b.get(path), m.get(path), t.get(path)
        if same(ours, other):
            continue
        if same(before, other):
            changes[path] = ours
        elif same(before, ours):
            taken.append(path)
        else:
            clashes.append(Clash(path, before, ours, other))
    waivers = _waivers(base, mine, theirs)
    return Merged({**changes, **waivers}, tuple(taken), tuple(clashes))


def _waivers(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Changes:
    before, ours, other = (_listed(values) for values in (base, mine, theirs))
    gone = [waiver for waiver in before if waiver not in ours]
    come = [waiver for waiver in ours if waiver not in before and waiver not in other]
    changes: dict[KeyPath, Value | None] = {("waivers", n): None for n, waiver in enumerate(other) if waiver in gone}
    changes.update({("waivers", len(other) + n): waiver for n, waiver in enumerate(come)})
    return changes


def _listed(values: Mapping[str, Any]) -> list[Any]:
    waivers = values.get("waivers", [])
    return waivers if isinstance(waivers, list) else []
