"""Paired marks: which belong together, and the text between quotation or book title marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tui.draft.draft import Draft
from tui.rules.finding import Fix
from tui.rules.passage import Passage, passages

HAN = "㐀-鿿"
"""Chinese characters, as the inside of a character class: one range, since a class of several takes 1 ms to compile."""

A_HAN = r"[^\W0-9A-Za-z_]"
"""A Chinese character among the characters of words, where others do not matter: Python takes a millisecond to compile
a range of 20,000 characters."""

_PAIRS = ("“”", "‘’", "《》", "〈〉", "（）", "〔〕", "【】")
_KINDS = {mark: pair for pair in _PAIRS for mark in pair} | {"(": "（）", ")": "（）"}
_MARKS = f"[{''.join(_KINDS)}]"
_OPENING = frozenset("“‘《〈（〔【(")
_QUOTING = frozenset(("“”", "《》"))


class Pair(NamedTuple):
    """An opening mark and the closing one that belongs to it, by their places in a text."""

    opening: int
    closing: int


class Paired(NamedTuple):
    """The pairs of a text in the order of their opening marks, and the marks left over, in order."""

    pairs: list[Pair]
    alone: list[int]


def balanced(text: str) -> bool:
    """Whether every mark surely has its other half: a quick test, which deeply nested marks fail."""
    marks = "".join(re.findall(_MARKS, text)).replace("(", "（").replace(")", "）")
    for _ in range(3):
        for pair in _PAIRS:
            marks = marks.replace(pair, "")
        if not marks:
            return True
    return False


def paired(text: str) -> Paired:
    """Which marks belong together; a half-width bracket may close a full-width one.

    A closing mark takes the nearest opening one of its kind; what was opened in between and not closed is left alone.
    """
    pairs: list[Pair] = []
    alone: list[int] = []
    open_: list[int] = []
    count: Counter[str] = Counter()
    for match in re.finditer(_MARKS, text):
        at = match.start()
        kind = _KINDS[text[at]]
        if text[at] in _OPENING:
            open_.append(at)
            count[kind] += 1
            continue
        if not count[kind]:
            alone.append(at)
            continue
        while _KINDS[text[open_[-1]]] != kind:
            alone.append(open_.pop())
            count[_KINDS[text[alone[-1]]]] -= 1
        pairs.append(Pair(open_.pop(), at))
        count[kind] -= 1
    return Paired(sorted(pairs), sorted(alone + open_))


class Quoted:
    """Where a text quotes others, in “” and, unless they do not count, in 《》: no fix may change their words.

    After an opening mark that is not closed, and before a closing one that was not opened, all may be a quotation.
    """

    def __init__(self, text: str, kinds: frozenset[str] = _QUOTING) -> None:
        pairs, alone = paired(text)
        spans = [tuple(pair) for pair in pairs if _KINDS[text[pair.opening]] in kinds]
        for at in alone:
            if _KINDS[text[at]] in kinds:
                spans.append((at, len(text)) if text[at] in _OPENING else (-1, at))
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, at: int) -> bool:
        n = bisect_right(self._starts, at) - 1
        return n >= 0 and at < self._ends[n]


class Fixer:
    """Makes the fixes of one passage, and none within a quotation; it looks for quotations at the first fix only.

    With `titles` it fixes within 《》, too: what is wrong there is the mark, never the name.
    """

    def __init__(self, passage: Passage, *, titles: bool = False) -> None:
        self._passage = passage
        self._kinds = frozenset(("“”",)) if titles else _QUOTING
        self._quoted: Quoted | None = None

    def replaced(self, start: int, end: int, new: str) -> Fix | None:
        """The fix that replaces these characters with `new`."""
        if self._quoted is None:
            self._quoted = Quoted(self._passage.text, self._kinds)
        return None if start in self._quoted else self._passage.replaced(start, end, new)

    def both(self, first: tuple[int, int, str], second: tuple[int, int, str]) -> Fix | None:
        """One fix of two places."""
        return together(self.replaced(*first), self.replaced(*second))


def together(first: Fix | None, second: Fix | None) -> Fix | None:
    """One fix that does the work of two; None if either is None."""
    return None if first is None or second is None else Fix(first.edits + second.edits)


def beginning(draft: Draft, begins: Callable[[str], object]) -> Iterator[Passage]:
    """The passages of a draft whose text begins so, and is typed so: a clean draft costs a look at each block."""
    for id, blocks in draft.blocks.items():
        if any(block.runs and begins(block.runs[0].text) for block in blocks):
            yield from (passage for passage in passages(draft, id) if begins(passage.text))


def before(text: str, at: int) -> str:
    """The character before a place; none at the beginning."""
    return text[at - 1] if at else ""


def is_han(character: str) -> bool:
    """Whether a character, if there is one, is Chinese."""
    return "一" <= character <= "鿿" or "㐀" <= character <= "䶿" or character == "〇"
