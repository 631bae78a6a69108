"""Sequences: 一是, 二是, 三是 in order, none missing, repeated or alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from tui.base.messages import Message, say
from tui.base.numerals import chinese_number
from tui.rules.finding import Grade, Locus
from tui.rules.needs import CHINESE
from tui.rules.rule import Problem, Subject, rule

_VALUES = {chinese_number(n): n for n in range(1, 31)}
_DIGITS = "一二三四五六七八九十"
_NUMBER = f"[{_DIGITS}]{{1,3}}"
_BLANKS = "[ \\t\u3000]"
_EVENTS = (
    f"[\n其第{_DIGITS}](?:"  # one set of first characters, so that the search runs over all others
    f"(?<=\n){_BLANKS}{{0,9}}(?P<heading>(?:##{{1,2}}(?={_BLANKS}|\n)|[（(]{_NUMBER}[）)])"
    f"(?![*\\s]{{0,9}}[其第]?{_NUMBER}[是要，]))"
    f"|(?<=\n){_BLANKS}{{0,9}}(?P<point>[0-9]{{1,2}}[.．、](?![0-9])|[（(][0-9]{{1,2}}[）)])"
    "|(?<=一)是一[、，]二是二"
    f"|(?<=[{_DIGITS}])[{_DIGITS}]{{0,2}}(?P<simple>[是要])"
    f"|(?<=其)(?P<its>{_NUMBER})(?=[，,：是])"
    f"|(?<=第)(?P<ordinal>{_NUMBER})(?=[，,]))"
)
_OPENERS = frozenset("\n*。；：，！？”） \t\u3000;:,!?)")
"""What may precede a word that opens an item; after anything else it may be part of another word, as in 统一要求."""
_COMMAS = frozenset("，,")
_INSTEAD = "另|其次|最后|同时|此外|再|又|二来|还|第二|其二|二者|两"
"""Words that may follow 一是 instead of 二是."""


_DEEPEST = 5
"""The number of lists that may be open at once; beyond that, the outermost ends."""


class _Slip(NamedTuple):
    """A list word out of place; `expected` is the word that should be there, None for a single one."""

    start: int
    end: int
    expected: str | None


class _List:
    """A list that may continue: its last number, and its first word."""

    def __init__(self, last: int, word: str, start: int, end: int) -> None:
        self.last = last
        self.word = word  # 是 or 要, of the last item
        self.start = start
        self.end = end


class _Lists:
    """The lists of one kind below a heading: a nested list is above its parent on the stack."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[_List] = []
        self._seen: dict[int, int] = {}  # numbers that may belong to a list, by where they last occurred
        self._instead: list[int] | None = None

    def perhaps(self, n: int, at: int) -> None:
        """Note a number in the middle of a clause: it may excuse a gap, and is never one."""
        self._seen[n] = at

    def item(self, n: int, start: int, end: int) -> Iterator[_Slip]:
        """Take the next item: of the innermost list with the same word, or else of any that it continues."""
        word = self._text[end - 1]
        if n == 1:
            if len(self._open) == _DEEPEST:
                yield from self._cut(0, start, 1)
            self._open.append(_List(1, word, start, end))
            return
        alike = [depth for depth, one in enumerate(self._open) if one.word == word or word not in "是要"]
        at = next((depth for depth in reversed(alike or range(len(self._open))) if self._open[depth].last == n - 1), -1)
        again = self._twice(n, alike) if at < 0 else None
        if again is not None:
            yield self._slip(again.start, again.end, n - 1)
            self._open.remove(again)
            at = len(self._open) - 1
        elif at < 0 and alike:
            at = alike[-1]
            if self._seen.get(n - 1, -1) < self._open[at].start:
                yield self._slip(start, end, self._open[at].last + 1)
        elif at < 0:
            if n - 1 not in self._seen:
                yield self._slip(start, end, 1)
            self._open.append(_List(n, word, start, end))
        yield from self._cut(at + 1 if at >= 0 else len(self._open), start)
        self._open[-1].last = n
        self._open[-1].word = word

    def _twice(self, n: int, alike: list[int]) -> _List | None:
        """The list that is not one, where n follows 一是…一是 or the like: its 一 is used in place of the number before n."""
        if len(alike) < 2 or n < 3:
            return None
        outer, inner = (self._open[depth] for depth in alike[-2:])
        return inner if inner.last == 1 and outer.last == n - 2 and inner is self._open[-1] else None

    def fresh(self) -> None:
        """A point starts a list of its own: those with several items end there."""
        self._open = [one for one in self._open if one.last == 1]

    def closed(self, at: int) -> Iterator[_Slip]:
        """Close all lists."""
        yield from self._cut(0, at)
        self._seen.clear()

    def _cut(self, depth: int, at: int, until: int | None = None) -> Iterator[_Slip]:
        for one in self._open[depth:until]:
            if one.last == 1 and self._seen.get(2, -1) < one.start and not self._goes_on(one.end, at):
                yield _Slip(one.start, one.end, None)
        del self._open[depth:until]

    def _goes_on(self, start: int, end: int) -> bool:
        if self._instead is None:
            self._instead = [match.start() for match in re.finditer(_INSTEAD, self._text)]
        n = bisect_right(self._instead, start - 1)
        return n < len(self._instead) and self._instead[n] < end

    def _slip(self, start: int, end: int, n: int) -> _Slip:
        word = self._text[start:end]
        number = chinese_number(n)
        return _Slip(start, end, word[0] + number if word[0] in "其第" else number + word[-1])


def _slips(text: str) -> Iterator[_Slip]:
    """The errors in a section's text, to which a line feed was prepended."""
    lists = {sort: _Lists(text) for sort in ("simple", "its", "ordinal")}
    point = -1  # where the last marker of a point ends, until a list begins in it
    marker = -1
    for match in re.finditer(_EVENTS, text):
        sort = match.lastgroup or ""
        if sort == "heading":
            for some in lists.values():
                yield from some.closed(match.start())
        elif sort == "point":
            point = marker = match.end()
        elif sort and (n := _VALUES.get(match[0].strip("其第是要"))):
            start, end = match.span()
            some = lists[sort]
            opens = _OPENERS - _COMMAS if sort == "ordinal" else _OPENERS  # after commas, 第三 may be a rank
            if text[start - 1] not in opens and start != marker:
                some.perhaps(n, start)
                continue
            if point >= 0 and n == 1:
                some.fresh()
            point = -1
            yield from some.item(n, start, end)
    for some in lists.values():
        yield from some.closed(len(text))


@rule(
    "Q501",
    "sequence",
    Grade.WARNING,
    say("一是, 二是, 三是 out of order"),
    why=say("A missing, repeated or lone number means that an item was lost, or added without renumbering."),
    bad="一是加强学习，规范流程；三是做好回访。",
    good="一是加强学习；二是规范流程；三是做好回访。",
    needs=CHINESE,
    in_text=True,
)
def sequence(subject: Subject) -> Iterator[Problem]:
    """Each 一是, 一要, 其一 and 第一 of a list that is out of sequence; never across a heading."""
    draft = subject.draft
    for id in draft.blocks:
        text = f"\n{draft.sections[id].text}"
        for start, end, expected in sorted(_slips(text)):
            word = text[start:end]
            what: Message = (
                say("“{word}” stands alone: nothing continues it", word=word)
                if expected is None
                else say("“{word}” where “{expected}” is expected", word=word, expected=expected)
            )
            yield Problem(Locus(("sections", id, "text"), start - 1, end - 1), what)
