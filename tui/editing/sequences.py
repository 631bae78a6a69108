"""Three versions of a sequence made one, item by item: only an item that both sides changed, and differently, is in conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tui.editing.align import stretches

Side = Literal["ours", "theirs"]

_COMPARED = 400  # pairs of items in a stretch, up to which the most similar ones are found out
_SIMILAR = 0.5


class Kept(NamedTuple):
    """An item of the base that is kept: its index, and those in each side."""

    base: int
    ours: int
    theirs: int


class Taken(NamedTuple):
    """An item of one side: new, or in the place of the base's item `base`, which the other side has as `other`."""

    side: Side
    item: int
    base: int | None = None
    other: int | None = None


class Conflict(NamedTuple):
    """Items of the base that both sides changed differently, with what each has instead; nothing where it was deleted."""

    base: tuple[int, ...]
    ours: tuple[int, ...]
    theirs: tuple[int, ...]


Piece = Kept | Taken | Conflict


class _Rewritten(NamedTuple):
    """A stretch that one side replaced as a whole: `base[a:b]` by `side[c:d]`, no item of which is a version of another."""

    a: int
    b: int
    c: int
    d: int


@dataclass(slots=True)
class _Edit:
    """What one side did: where base items are, what it made of those it changed, what it added before an item."""

    kept: dict[int, int] = field(default_factory=dict)
    changed: dict[int, int | None] = field(default_factory=dict)
    rewritten: dict[int, _Rewritten] = field(default_factory=dict)
    added: dict[int, list[int]] = field(default_factory=dict)

    def state(self, n: int, side: Sequence[Hashable]) -> object:
        """What became of a base item, to be compared; None where it was kept."""
        if n in self.rewritten:
            stretch = self.rewritten[n]
            return stretch.a, stretch.b, tuple(side[stretch.c : stretch.d])
        if n in self.changed:
            item = self.changed[n]
            return "deleted" if item is None else ("changed", side[item])
        return None

    def items(self, a: int, b: int) -> tuple[int, ...]:
        """The items that `base[a:b]` became, a stretch that cuts no other."""
        found: list[int] = []
        for n in range(a, b):
            if n > a:
                found += self.added.get(n, ())
            if n in self.rewritten:
                found += range(self.rewritten[n].c, self.rewritten[n].d) if n == self.rewritten[n].a else ()
            elif n in self.kept:
                found.append(self.kept[n])
            elif (item := self.changed[n]) is not None:
                found.append(item)
        return tuple(found)


def merge_sequences(base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> list[Piece]:
    """Merge three versions of a sequence; what both added at one place is kept from both, ours first."""
    o, t = _edit(base, ours), _edit(base, theirs)
    conflicts = dict(_conflicts(o, t, ours, theirs, len(base)))
    pieces: list[Piece] = []
    n = 0
    while True:
        pieces += _added(o.added.get(n, []), t.added.get(n, []), ours, theirs)
        if n == len(base):
            return pieces
        if n in conflicts:
            end = conflicts[n]
            pieces.append(Conflict(tuple(range(n, end)), o.items(n, end), t.items(n, end)))
            n = end
            continue
        if n in o.kept and n in t.kept:
            pieces.append(Kept(n, o.kept[n], t.kept[n]))
        elif n in t.kept:
            pieces += _instead("ours", o, t.kept[n], n)
        elif n in o.kept:
            pieces += _instead("theirs", t, o.kept[n], n)
        else:  # both alike
            pieces += _instead("ours", o, t.changed.get(n), n)
        n += 1


def _conflicts(
    o: _Edit, t: _Edit, ours: Sequence[Hashable], theirs: Sequence[Hashable], length: int
) -> Iterator[tuple[int, int]]:
    """Where conflicts begin and end, none of which cuts a stretch that a side replaced as a whole."""
    n = 0
    while n < length:
        mine, other = o.state(n, ours), t.state(n, theirs)
        if mine is None or other is None or mine == other:
            n += 1
            continue
        first, last = n, n + 1
        grows = True
        while grows:
            there = [edit.rewritten[k] for edit in (o, t) for k in (first, last - 1) if k in edit.rewritten]
            wider = min([first, *(s.a for s in there)]), max([last, *(s.b for s in there)])
            grows, (first, last) = wider != (first, last), wider
        while (
            last < length
            and None not in (o.state(last, ours), t.state(last, theirs))
            and not (o.added.get(last) or t.added.get(last) or o.state(last, ours) == t.state(last, theirs))
        ):
            last = max([last + 1, *(edit.rewritten[last].b for edit in (o, t) if last in edit.rewritten)])
        yield first, last
        n = last


def _added(mine: list[int], other: list[int], ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> list[Piece]:
    both = dict(_same(ours, mine, theirs, other))
    pieces: list[Piece] = [Taken("ours", k, None, both.get(k)) for k in mine]
    return pieces + [Taken("theirs", k) for k in other if k not in both.values()]


def _same(
    ours: Sequence[Hashable], mine: list[int], theirs: Sequence[Hashable], other: list[int]
) -> Iterator[tuple[int, int]]:
    """What both sides added at one place."""
    left = list(other)
    for k in mine:
        same = next((n for n in left if theirs[n] == ours[k]), None)
        if same is not None:
            left.remove(same)
            yield k, same


def _instead(side: Side, edit: _Edit, other: int | None, n: int) -> list[Piece]:
    """What a base item became that one side changed, or both alike."""
    if n in edit.rewritten:
        stretch = edit.rewritten[n]
        return [Taken(side, k) for k in range(stretch.c, stretch.d)] if n == stretch.a else []
    item = edit.changed[n]
    return [] if item is None else [Taken(side, item, n, other)]


def _edit(base: Sequence[Hashable], side: Sequence[Hashable]) -> _Edit:
    edit = _Edit()
    at = there = 0
    for a, b, c, d in stretches(base, side):
        edit.kept.update(zip(range(at, a), range(there, c), strict=True))
        at, there = b, d
        before = (a - 1, c - 1)
        for x, y in [*((a + x, c + y) for x, y in _pairs(base[a:b], side[c:d])), (b, d)]:
            gone, come = range(before[0] + 1, x), range(before[1] + 1, y)
            if gone and come:
                edit.rewritten.update(dict.fromkeys(gone, _Rewritten(gone.start, x, come.start, y)))
            elif come:
                edit.added.setdefault(x, []).extend(come)
            else:
                edit.changed.update(dict.fromkeys(gone))
            if x < b:
                edit.changed[x] = y
            before = (x, y)
    edit.kept.update(zip(range(at, len(base)), range(there, len(side)), strict=True))
    return edit


def _pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Which items of a changed stretch are versions of each other: as many as are alike, in the order they have."""
    if len(old) * len(new) > _COMPARED:
        return list(zip(range(len(old)), range(len(new)), strict=False))
    if len(old) == len(new) == 1:
        return [(0, 0)]
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [[(0.0, ())] * (len(new) + 1)]
    for x, one in enumerate(old):
        row: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())]
        for y, other in enumerate(new):
            likeness = _likeness(one, other)
            options = [best[x][y + 1], row[y]]
            if likeness >= _SIMILAR:
                options.append((best[x][y][0] + likeness, (*best[x][y][1], (x, y))))
            row.append(max(options, key=lambda option: option[0]))
        best.append(row)
    return list(_with_neighbours(best[-1][-1][1], len(old), len(new)))


def _with_neighbours(pairs: Sequence[tuple[int, int]], old: int, new: int) -> Iterator[tuple[int, int]]:
    """The pairs, and between them what has as many items on both sides: one each."""
    before = (-1, -1)
    for pair in [*pairs, (old, new)]:
        if pair[0] - before[0] == pair[1] - before[1]:
            yield from zip(range(before[0] + 1, pair[0]), range(before[1] + 1, pair[1]), strict=True)
        if pair != (old, new):
            yield pair
        before = pair


def _likeness(one: Hashable, other: Hashable) -> float:
    """From 0 to 1: how many of their characters two texts share."""
    if not isinstance(one, str) or not isinstance(other, str):
        return 0.0
    return 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other) or 1)
