"""Two versions of a text compared, sentence by sentence: what differs, what is lost."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

from tui.base.text import normalise
from tui.editing.align import align, stretches
from tui.editing.texts import MARKERS, Unit, units

_LONGEST_COMPARED = 4_000  # characters up to which single words are compared; beyond that, all of it differs
Words = tuple[tuple[int, int], ...]
"""Stretches of a text: start and end, the end not included."""


def differing_words(ours: str, theirs: str) -> tuple[Words, Words]:
    """Where two versions of a text differ, as stretches of each."""
    o, t = units(ours), units(theirs)
    starts = [_starts(version) for version in (o, t)]
    mine: list[tuple[int, int]] = []
    other: list[tuple[int, int]] = []
    for a, b, c, d in stretches([u.key for u in o], [u.key for u in t]):
        first, second = (starts[0][a], _stop(o, starts[0], a, b)), (starts[1][c], _stop(t, starts[1], c, d))
        here, there = _characters(ours[slice(*first)], theirs[slice(*second)])
        mine += [(first[0] + x, first[0] + y) for x, y in here]
        other += [(second[0] + x, second[0] + y) for x, y in there]
    return tuple(mine), tuple(other)


def _starts(version: list[Unit]) -> list[int]:
    at, starts = 0, []
    for unit in version:
        at += len(unit.lead)
        starts.append(at)
        at += len(unit.raw)
    return [*starts, at]


def _stop(version: list[Unit], starts: list[int], first: int, last: int) -> int:
    return starts[first] if last == first else starts[last - 1] + len(version[last - 1].raw)


def _characters(ours: str, theirs: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    if len(ours) + len(theirs) > _LONGEST_COMPARED:
        return ([(0, len(ours))] if ours else []), ([(0, len(theirs))] if theirs else [])
    codes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    changed = [code for code in codes if code[0] != "equal"]
    return [(a, b) for _, a, b, _, _ in changed if b > a], [(c, d) for _, _, _, c, d in changed if d > c]


def lost(before: str, after: str) -> bool:
    """Whether a sentence of a text is missing from another."""
    keys = [unit.key for unit in units(before)]
    return len(align(keys, [unit.key for unit in units(after)])) < len(keys)


def missing(before: str, after: str) -> str:
    """The sentences of a text that another does not have, in order, each with what opens its block."""
    there = Counter(unit.key for unit in units(after))
    found: list[Unit] = []
    opener: Unit | None = None
    for unit in units(before):
        if unit.key in MARKERS:
            opener = unit
        elif there[unit.key]:
            there[unit.key] -= 1
            opener = None
        else:
            found += [unit] if opener is None else [opener, unit]
            opener = None
    return "".join(unit.raw + unit.gap for unit in found)


def is_written(mine: str, base: str, there: str) -> bool:
    """Whether `there` comes from `mine`, which was made from `base`: it has what `mine` adds, however it goes on.

    A text that adds nothing to its base cannot be recognised.
    """
    added = missing(mine, base)
    return not _runs_through(added, missing(base, mine)) and _runs_through(added, missing(there, base))


def _runs_through(text: str, other: str) -> bool:
    """Whether another text has all characters of a text in their order, white space aside."""
    left = iter("".join(other.split()))
    return all(character in left for character in "".join(text.split()))


def says_same(one: str, other: str) -> bool:
    """Whether two texts have the same sentences and blocks, however they are laid out."""
    return [unit.key for unit in units(normalise(one))] == [unit.key for unit in units(normalise(other))]
