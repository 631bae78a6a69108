"""Three-way merge of a sequence, item by item: only an item that both sides changed differently is in conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple, TypeGuard

from tui.editing.align import align, stretches
from tui.editing.moves import with_moves
from tui.editing.pieces import InConflict, Kept, Part, Piece, Side, Taken

_COMPARED = 400  # pairs of items in a stretch up to which the most similar ones are searched for
_SIMILAR = 0.5
_LONGEST = 2_000  # characters of a stretch up to which they are compared one by one
_FEW = 2  # characters that two sentences may share by chance: a full stop, a word


class _Rewritten(NamedTuple):
    """A stretch that one side replaced as a whole: `base[a:b]` by `side[c:d]`, no item of which is a version of another."""

    a: int
    b: int
    c: int
    d: int


@dataclass(slots=True)
class _Edit:
    """The changes of one side: where base items are now, their new values, and items added before each."""

    kept: dict[int, int] = field(default_factory=dict)
    changed: dict[int, int | None] = field(default_factory=dict)
    rewritten: dict[int, _Rewritten] = field(default_factory=dict)
    added: dict[int, list[int]] = field(default_factory=dict)

    def state(self, n: int, side: Sequence[Hashable]) -> object:
        """What a base item became, for comparison; None if it was kept."""
        if n in self.rewritten:
            stretch = self.rewritten[n]
            return stretch.a, stretch.b, tuple(side[stretch.c : stretch.d])
        if n in self.changed:
            item = self.changed[n]
            return "deleted" if item is None else ("changed", side[item])
        return None

    def items(self, a: int, b: int) -> tuple[int, ...]:
        """The items that `base[a:b]` became; it splits no other stretch."""
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


def merge_sequences(
    base: Sequence[Hashable],
    ours: Sequence[Hashable],
    theirs: Sequence[Hashable],
    openers: Container[Hashable] = (),
) -> list[Piece]:
    """Merge three versions of a sequence; if both added something at one place, both are kept, ours first.

    What both sides wrote alike, even at different places of the base, appears once. `openers` are items that only open
    the next one, like the number of a point.
    """
    o, t = _edit(base, ours), _edit(base, theirs)
    conflicts = dict(_conflicts(o, t, ours, theirs, len(base)))
    in_conflict = {k for start, end in conflicts.items() for k in o.items(start, end)}
    twins = {k: n for n, k in _twins(o, t, ours, theirs, openers) if n not in in_conflict}
    partners = {n: k for k, n in twins.items()}
    parts: list[Kept | Part] = []
    n = 0
    while True:
        parts += [Part((one,), (), (one.item,), _some(one.other)) for one in _added("ours", o, n, partners)]
        parts += [Part((one,), (), (), (one.item,)) for one in _added("theirs", t, n, twins)]
        if n == len(base):
            return with_moves(parts, base, ours, theirs)
        if n in o.kept and n in t.kept:
            parts.append(Kept(n, o.kept[n], t.kept[n]))
            n += 1
            continue
        stretch = o.rewritten.get(n) or t.rewritten.get(n)
        end = conflicts.get(n, n + 1 if stretch is None else stretch.b)
        here = tuple(range(n, end))
        mine = o.items(n, end)
        other = tuple(k for k in t.items(n, end) if k not in twins or twins[k] in mine)
        pieces: list[Piece]
        if n in conflicts:
            pieces = [InConflict(here, mine, other)]
        elif n in o.kept:
            pieces = [one for one in _instead("theirs", t, o.kept[n], n) if one.item not in twins]
            pieces += [one for k in here[1:] for one in _added("ours", o, k, partners)]
        else:  # changed here only, or by both alike
            pieces = [*_instead("ours", o, t.kept.get(n, t.changed.get(n)), n)]
            pieces += [one for k in here[1:] for one in _added("theirs", t, k, twins)]
        parts.append(Part(tuple(pieces), here, mine, other))
        n = end


def _some(item: int | None) -> tuple[int, ...]:
    return () if item is None else (item,)


def _added(side: Side, edit: _Edit, n: int, twins: Mapping[int, int]) -> list[Taken]:
    """What a side added before a base item; what both added is ours, with theirs as its twin."""
    if n not in edit.added:
        return []
    if side == "ours":
        return [Taken(side, k, None, twins.get(k)) for k in edit.added[n]]
    return [Taken(side, k) for k in edit.added[n] if k not in twins]


def _twins(
    o: _Edit, t: _Edit, ours: Sequence[Hashable], theirs: Sequence[Hashable], openers: Container[Hashable]
) -> Iterator[tuple[int, int]]:
    """Items that both sides added alike; an opener only together with what it opens."""
    old, other = set(o.kept.values()), set(t.kept.values())
    new = {(n, k) for n, k in align(ours, theirs) if n not in old and k not in other}
    for n, k in new:
        if ours[n] not in openers or (n + 1, k + 1) in new:
            yield n, k


def _conflicts(
    o: _Edit, t: _Edit, ours: Sequence[Hashable], theirs: Sequence[Hashable], length: int
) -> Iterator[tuple[int, int]]:
    """Where conflicts begin and end; none splits a stretch that a side replaced as a whole."""
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


def _instead(side: Side, edit: _Edit, other: int | None, n: int) -> list[Taken]:
    """What a base item became if one side changed it, or both alike."""
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
        x = y = 0
        for one in [*_versions(base[a:b], side[c:d]), _Rewritten(b - a, b - a, d - c, d - c)]:
            gone, come = range(a + x, a + one.a), range(c + y, c + one.c)
            if gone and come:
                edit.rewritten.update(dict.fromkeys(gone, _Rewritten(gone.start, gone.stop, come.start, come.stop)))
            elif come:
                edit.added.setdefault(gone.stop, []).extend(come)
            else:
                edit.changed.update(dict.fromkeys(gone))
            if (one.b - one.a, one.d - one.c) == (1, 1):
                edit.changed[a + one.a] = c + one.c
            else:
                whole = _Rewritten(a + one.a, a + one.b, c + one.c, c + one.d)
                edit.rewritten.update(dict.fromkeys(range(whole.a, whole.b), whole))
            x, y = one.b, one.d
    edit.kept.update(zip(range(at, len(base)), range(there, len(side)), strict=True))
    return edit


def _versions(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[_Rewritten]:
    """What in a changed stretch are versions of each other: one item of one, or several where some were split or joined."""
    links = _links(old, new)
    if links is None:
        links = [((x, x + 1), (y, y + 1)) for x, y in _pairs(old, new)]
    a = b = c = d = 0
    for (x, x_end), (y, y_end) in links:
        if x < b or y < d:
            b, d = max(b, x_end), max(d, y_end)
            continue
        if b > a:
            yield _Rewritten(a, b, c, d)
        a, b, c, d = x, x_end, y, y_end
    if b > a:
        yield _Rewritten(a, b, c, d)


_Link = tuple[tuple[int, int], tuple[int, int]]


def _links(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[_Link] | None:
    """Which items of two stretches share words, in order; None for what is no text, or too long to be compared so."""
    if len(old) == len(new) == 1:
        return [((0, 1), (0, 1))]
    if not _are_texts(old) or not _are_texts(new):
        return None
    before, after = "".join(old), "".join(new)
    if len(before) + len(after) > _LONGEST:
        return None
    owners, users = _owners(old), _owners(new)
    shared: Counter[tuple[int, int]] = Counter()
    for x, y, length in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        for n in range(length):
            shared[owners[x + n], users[y + n]] += 1
    return [
        ((x, x + 1), (y, y + 1))
        for (x, y), n in sorted(shared.items())
        if n > _FEW or 2 * n >= min(len(old[x]), len(new[y]))
    ]


def _are_texts(items: Sequence[Hashable]) -> TypeGuard[Sequence[str]]:
    return all(isinstance(item, str) for item in items)


def _owners(items: Sequence[str]) -> list[int]:
    """The item of each character of all items joined."""
    return [n for n, item in enumerate(items) for _ in item]


def _pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Which items of a changed stretch are versions of each other: as many as are similar, in order."""
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
    """The pairs, and between them stretches of equal length on both sides, item by item."""
    before = (-1, -1)
    for pair in [*pairs, (old, new)]:
        if pair[0] - before[0] == pair[1] - before[1]:
            yield from zip(range(before[0] + 1, pair[0]), range(before[1] + 1, pair[1]), strict=True)
        if pair != (old, new):
            yield pair
        before = pair


def _likeness(one: Hashable, other: Hashable) -> float:
    """From 0 to 1: the share of their characters that two texts have in common."""
    if not isinstance(one, str) or not isinstance(other, str):
        return 0.0
    return 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other) or 1)
