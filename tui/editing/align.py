"""Which items of two sequences match: unique ones first, so that it stays linear for long texts."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

_LONGEST = 200  # items that come or go in a stretch without unique items; beyond that, it counts as rewritten


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of indices of equal items, both ascending: what an edit of `old` into `new` kept.

    The method is “patience” diff: equal ends, then what occurs once in both, then the stretches between.
    """
    pairs: list[tuple[int, int]] = []
    open_stretches = [(0, len(old), 0, len(new))]
    while open_stretches:
        a, b, c, d = open_stretches.pop()
        while a < b and c < d and old[a] == new[c]:
            pairs.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            pairs.append((b, d))
        if a == b or c == d:
            continue
        anchors = _anchors(old, new, (a, b, c, d))
        if anchors:
            ends = [*anchors, (b, d)]
            pairs += anchors
            at = (a, c)
            for anchor in ends:
                open_stretches.append((at[0], anchor[0], at[1], anchor[1]))
                at = (anchor[0] + 1, anchor[1] + 1)
        else:
            pairs += [(a + x, c + y) for x, y in _shortest(old[a:b], new[c:d])]
    return sorted(pairs)


def _shortest(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """What the shortest edit keeps (Myers); nothing if that is longer than `_LONGEST`: then all was rewritten."""
    furthest = {1: 0}
    steps: list[dict[int, int]] = []
    for d in range(min(len(old) + len(new), _LONGEST) + 1):
        steps.append(dict(furthest))
        for k in range(-d, d + 1, 2):
            goes_down = k == -d or (k != d and furthest[k - 1] < furthest[k + 1])
            x = furthest[k + 1] if goes_down else furthest[k - 1] + 1
            while x < len(old) and x - k < len(new) and old[x] == new[x - k]:
                x += 1
            furthest[k] = x
            if x >= len(old) and x - k >= len(new):
                return _kept(steps, len(old), len(new))
    return []


def _kept(steps: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    """The way back through the steps of an edit, as pairs of kept items."""
    kept: list[tuple[int, int]] = []
    for d in range(len(steps) - 1, -1, -1):
        furthest, k = steps[d], x - y
        goes_down = k == -d or (k != d and furthest[k - 1] < furthest[k + 1])
        before = k + 1 if goes_down else k - 1
        there = furthest[before] if d else 0
        first = (there if goes_down else there + 1) if d else 0
        while x > first:
            x, y = x - 1, y - 1
            kept.append((x, y))
        if d:
            x, y = there, there - before
    return kept


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], stretch: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    """What occurs once in both and in the same order: the longest ascending series."""
    a, b, c, d = stretch
    in_old, in_new = Counter(old[a:b]), Counter(new[c:d])
    place = {new[n]: n for n in range(c, d)}
    unique = [(n, place[old[n]]) for n in range(a, b) if in_old[old[n]] == 1 and in_new.get(old[n]) == 1]
    return longest_ascending(unique)


def longest_ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest series of pairs that ascends in both numbers, of pairs that ascend in the first; n log n."""
    tops: list[int] = []  # the smallest end of an ascending series of each length
    rows: list[int] = []
    before: list[int] = []
    for n, (_, there) in enumerate(pairs):
        length = bisect_left(tops, there)
        if length == len(tops):
            tops.append(there)
            rows.append(n)
        else:
            tops[length] = there
            rows[length] = n
        before.append(rows[length - 1] if length else -1)
    row: list[tuple[int, int]] = []
    n = rows[-1] if rows else -1
    while n >= 0:
        row.append(pairs[n])
        n = before[n]
    return row[::-1]


def stretches(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int, int, int]]:
    """What an edit changed: `old[a:b]` became `new[c:d]`, from front to back."""
    a = c = 0
    for x, y in [*align(old, new), (len(old), len(new))]:
        if (a, c) != (x, y):
            yield a, x, c, y
        a, c = x + 1, y + 1
