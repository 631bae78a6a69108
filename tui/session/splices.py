"""Edits of a text as splices: made by comparing two texts, applied, inverted, and rebased over other people's edits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.editing.align import longest_ascending

_SENTENCE = re.compile(r"[^。！？；.!?;\n]*[。！？；.!?;\n]?")
_END = re.compile(r"[。！？；.!?;\n]")


class Splice(NamedTuple):
    """Characters of a text, `old` at `start`, replaced by `new`."""

    start: int
    old: str
    new: str

    @property
    def end(self) -> int:
        """The end of the old characters."""
        return self.start + len(self.old)


Splices = tuple[Splice, ...]
"""An edit of a text: splices in text order, apart from one another, each `start` counted before the edit."""


def splice(old: str, new: str, cursor: int | None = None) -> Splices:
    """The one splice that turns `old` into `new`, as short as possible; none for equal texts. Linear, by comparing slices.

    Among equal characters it ends at the cursor, if given as an offset in `new`: 甲 typed before 甲甲 is the first.
    """
    if old == new:
        return ()
    if cursor is not None and old.endswith(new[cursor:]):
        gone, come = old[: len(old) - len(new) + cursor], new[:cursor]
        head = _same_head(gone, come)
        return (Splice(head, gone[head:], come[head:]),)
    head = _same_head(old, new)
    tail = _same_head(old[head:][::-1], new[head:][::-1])
    return (Splice(head, old[head : len(old) - tail], new[head : len(new) - tail]),)


def _same_head(a: str, b: str) -> int:
    """The length of the common beginning of two texts."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def difference(old: str, new: str) -> Splices:
    """The splices that turn `old` into `new`, sentence by sentence: unchanged text between two changes is in neither.

    Sentences that occur once in both texts, in the same order, are where the texts are aligned (the patience diff);
    that takes n log n for n sentences, whatever they are.
    """
    whole = splice(old, new)
    if not whole:
        return ()
    ((head, gone, come),) = whole
    a, b = list(_sentences(gone)), list(_sentences(come))
    found: list[Splice] = []
    start, from_a, from_b = head, 0, 0
    for to_a, to_b in (*_aligned(a, b), (len(a), len(b))):
        cut, put = "".join(a[from_a:to_a]), "".join(b[from_b:to_b])
        found += [one._replace(start=start + one.start) for one in splice(cut, put)]
        start += len(cut) + (len(a[to_a]) if to_a < len(a) else 0)
        from_a, from_b = to_a + 1, to_b + 1
    return _joined(found)


def _sentences(text: str) -> Iterator[str]:
    return (match[0] for match in _SENTENCE.finditer(text) if match[0])


def _aligned(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The positions of items that occur once in each: the longest series that ascends in both."""
    once_a, once_b = ({unit for unit, n in Counter(units).items() if n == 1} for units in (a, b))
    where = {unit: n for n, unit in enumerate(b) if unit in once_b}
    pairs = [(n, where[unit]) for n, unit in enumerate(a) if unit in once_a and unit in where]
    return longest_ascending(pairs)


def _joined(splices: Sequence[Splice]) -> Splices:
    """Adjacent splices joined, and those that change nothing dropped."""
    found: list[Splice] = []
    for one in splices:
        if found and found[-1].end == one.start:
            one = Splice(found[-1].start, found[-1].old + one.old, found.pop().new + one.new)
        found.append(one)
    return tuple(one for one in found if one.old != one.new)


def spliced(text: str, splices: Splices) -> str:
    """The text after an edit."""
    parts: list[str] = []
    at = 0
    for one in splices:
        parts += (text[at : one.start], one.new)
        at = one.end
    return "".join((*parts, text[at:]))


def inverted(splices: Splices) -> Splices:
    """The edit that undoes an edit."""
    found: list[Splice] = []
    grown = 0
    for start, old, new in splices:
        found.append(Splice(start + grown, new, old))
        grown += len(new) - len(old)
    return tuple(found)


def rebased(splices: Splices, over: Splices, *, first: bool) -> Splices:
    """An edit, rebased over another edit of the same text.

    What the other one wrote stays, and what it deleted is not deleted twice. If both write at one place, `first` says
    whether this edit's text comes first. Rebasing each of two edits over the other, one of them first, gives the same
    text.
    """
    found: list[Splice] = []
    for one in splices:
        at = moved(one.start, over, after=not first)
        pieces = [Splice(at, "", one.new)] if one.new else []
        for start, end in _left(one.start, one.end, over):
            old = one.old[start - one.start : end - one.start]
            pieces.append(Splice(moved(start, over, after=True), old, ""))
        found += pieces
    return _joined(found)


def _left(start: int, end: int, over: Splices) -> Iterator[tuple[int, int]]:
    """What is left of a range without the characters that another edit deletes, split where it inserts."""
    for one in over:
        if one.end < start or one.start > end:
            continue
        if start < one.start:
            yield start, min(one.start, end)
        start = max(start, one.end)
    if start < end:
        yield start, end


def moved(at: int, over: Splices, *, after: bool) -> int:
    """A position in a text, after an edit; `after` says whether it follows what the edit inserts right there."""
    grown = 0
    for start, old, new in over:
        end = start + len(old)
        if start > at or (start == at and not after):
            break
        if end <= at:
            grown += len(new) - len(old)
        else:
            return start + grown + (len(new) if start < at or after else 0)
    return at + grown


def cursor_after(at: int, over: Splices, text: str) -> int:
    """Where a cursor is after an edit by somebody else that led to `text`.

    One in words that were replaced goes to the end of the sentence that is there now, not into the middle of a word.
    """
    there = moved(at, over, after=False)
    if not any(one.new and one.start < at < one.end for one in over):
        return there
    end = _END.search(text, there)
    if end is None:
        return len(text)
    return end.start() if end[0] == "\n" else end.end()
