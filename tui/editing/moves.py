"""Words that a side moved from one item of a sequence to another: what both sides did with them is one conflict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from tui.editing.pieces import InConflict, Kept, Part, Piece

_WORD = 3  # characters that two texts do not share by chance, if each has them once
_SHARE = 6  # what is moved is at least this part of the shorter of the two texts: a sixth

_Text = tuple[int, str]
"""The part that a text belongs to, and the text."""


def with_moves(
    parts: Sequence[Kept | Part], base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable]
) -> list[Piece]:
    """The pieces of a merge, in which no choice has words twice because a side moved them.

    If one side splits a sentence so that its end becomes one of its own or goes to the next, and the other side changes
    the sentence as well, its words would be both in the conflict and beside it. Such a place is then in conflict too.
    """
    connected = _connected(parts, base, ours, theirs)
    pieces: list[Piece] = []
    before: int | None = None  # the group of the last piece, if it is in conflict because of a move
    for n, part in enumerate(parts):
        group = connected.get(n)
        if group is None or isinstance(part, Kept):
            there = (part,) if isinstance(part, Kept) else part.pieces
            pieces += there
            before = None if there else before
            continue
        last = pieces[-1] if group == before else None
        if isinstance(last, InConflict):
            pieces[-1] = InConflict(last.base + part.base, last.ours + part.ours, last.theirs + part.theirs)
        else:
            pieces.append(InConflict(part.base, part.ours, part.theirs))
        before = group
    return pieces


def _can_double(part: Part) -> bool:
    """Whether both sides changed a part so that each may have its words elsewhere."""
    is_deleted = bool(part.base) and not part.ours and not part.theirs
    return is_deleted or any(isinstance(piece, InConflict) for piece in part.pieces)


def _connected(
    parts: Sequence[Kept | Part], base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable]
) -> dict[int, int]:
    """The parts that moved words connect and both sides changed, each with the first part of its group."""
    there = {n: part for n, part in enumerate(parts) if isinstance(part, Part)}
    if not any(_can_double(part) for part in there.values()):
        return {}
    changed = {
        n: ([base[k] for k in part.base], [ours[k] for k in part.ours], [theirs[k] for k in part.theirs])
        for n, part in there.items()
    }
    old, mine, other = (
        [(n, item) for n, versions in changed.items() for item in versions[side] if isinstance(item, str)]
        for side in range(3)
    )
    moves = {*_moves(old, mine), *_moves(old, other)}
    found: dict[int, int] = {}
    for group in _groups(moves):
        by = {n: _changed_by(*changed[n]) for n in group}
        if "both" in by.values() or {"ours", "theirs"} <= set(by.values()):
            found.update((n, min(group)) for n in group if by[n])
    return found


def _changed_by(base: list[Hashable], ours: list[Hashable], theirs: list[Hashable]) -> str:
    """Which side changed a part; nothing if both did alike."""
    if ours == theirs:
        return ""
    return "ours" if theirs == base else "theirs" if ours == base else "both"


def _moves(old: Sequence[_Text], new: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    """The pairs of parts of which the second has words that were the first's."""
    there = _places(new)
    shared: Counter[tuple[int, int]] = Counter()
    for word, n in _places(old).items():
        k = there.get(word, -1)
        if min(n, k) >= 0 and old[n][0] != new[k][0]:
            shared[n, k] += 1
    for (n, k), words in shared.items():
        if _SHARE * (words + _WORD - 1) >= min(len(old[n][1]), len(new[k][1])):
            yield old[n][0], new[k][0]


def _places(texts: Sequence[_Text]) -> dict[str, int]:
    """The text in which each stretch of `_WORD` characters is; -1 if it is in several places."""
    found: dict[str, int] = {}
    for n, (_, text) in enumerate(texts):
        for at in range(len(text) - _WORD + 1):
            word = text[at : at + _WORD]
            found[word] = -1 if word in found else n
    return found


def _groups(pairs: Iterable[tuple[int, int]]) -> Iterator[set[int]]:
    """What the pairs connect, directly or through others."""
    neighbours: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        neighbours[one].add(other)
        neighbours[other].add(one)
    while neighbours:
        group, left = set[int](), [next(iter(neighbours))]
        while left:
            n = left.pop()
            if n not in group:
                group.add(n)
                left += neighbours.pop(n)
        yield group
