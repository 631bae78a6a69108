"""Merges three orders of the same items: an item that one side moved stays where that side put it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def merge_order(
    base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item], kept: Collection[Item]
) -> list[Item]:
    """The items of `kept` in our order; items that only they moved or added follow the same item as in theirs."""
    known = set(kept)
    before_both, present, there = ([item for item in side if item in known] for side in (base, ours, theirs))
    moved_here, moved_there = _moved(before_both, present), _moved(before_both, there)
    for n, item in enumerate(there):
        if item in present and (item not in moved_there or item in moved_here):
            continue
        if item in present:
            present.remove(item)
        before = next((other for other in reversed(there[:n]) if other in present), None)
        after = next((other for other in there[n + 1 :] if other in present), None)
        if before is not None:
            at = present.index(before) + 1
            ours_there = set(theirs)  # what we added at the same place comes first
            while at < len(present) and present[at] not in ours_there:
                at += 1
        else:
            at = 0 if after is None else present.index(after)
        present.insert(at, item)
    return present


def _moved(base: Sequence[Item], side: Sequence[Item]) -> set[Item]:
    """What a side moved: all but the longest series that kept its order."""
    place = {item: n for n, item in enumerate(base)}
    common = [item for item in side if item in place]
    tops: list[int] = []
    rows: list[list[Item]] = []
    for item in common:
        length = bisect_left(tops, place[item])
        row = [*(rows[length - 1] if length else []), item]
        if length == len(tops):
            tops.append(place[item])
            rows.append(row)
        else:
            tops[length], rows[length] = place[item], row
    return set(common) - set(rows[-1] if rows else ())
