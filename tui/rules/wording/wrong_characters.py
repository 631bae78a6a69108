"""Characters that do not fit the ones around them, where another that is easily mistaken for them would."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.alike import companions
from tui.rules.support.quotations import Quotations
from tui.rules.support.sequences import (
    GAP,
    OPEN,
    SECOND_LOST,
    THIRD_LOST,
    Sequences,
    is_chinese,
    sequences,
)
from tui.rules.support.standards import handling
from tui.rules.wording.altered_terms import is_by_chance, is_of_a_list, terms
from tui.rules.wording.repetition import DOUBLED_WORDS

_AROUND = 4  # characters on each side of a pair that are looked at
_LEAST = 2  # sequences of three with the right character that are common
_NEGATIONS = "不无未非"
_SMALL = frozenset(
    "或和与及且等都正的地得了在已也曾以于其他它她们到至由被将把从再还更仍未不无就所有该此为对向可又均皆各每"
)
"""Characters that occur beside any other: a pair with one of them may be right though it was never seen."""
_NAMES = Pattern("“[^“”]*|《[^《》]*")
_NUMERALS = "一二三四五六七八九"


class Slip(NamedTuple):
    """What was typed, from `start` to `end` in a text, and what is meant."""

    start: int
    end: int
    right: str


class _Window(NamedTuple):
    """A pair of characters with what is around it, within Chinese characters: `at` is the pair's place in `text`.

    `before` is the character before all that, if there is one.
    """

    text: str
    at: int
    start: int
    before: str
    known: Sequences

    @classmethod
    def of(cls, text: str, at: int, known: Sequences) -> _Window:
        """The characters around the pair at `at`."""
        start, end = at, at + 2
        while start > max(0, at - _AROUND) and is_chinese(text[start - 1]):
            start -= 1
        while end < min(len(text), at + 2 + _AROUND) and is_chinese(text[end]):
            end += 1
        return cls(text[start:end], at - start, start, "" if start == 0 else text[start - 1], known)

    def slip(self, start: int, end: int, right: str) -> Slip:
        """A slip in the characters `start` to `end` of the window."""
        return Slip(self.start + start, self.start + end, right)

    def explained(self, has_another: bool) -> Slip | None:
        """The slip that explains the pair best, if any does: one in an expression first.

        `has_another` says that the pair before or after it is unlikely, too. A replaced character makes two of them,
        unless it is the first or last of its clause.
        """
        is_replaced = has_another or self.at == 0 or self.at + 2 == len(self.text)
        for found in (self._replaced() if is_replaced else (), self._exchanged(), self._lost()):
            if (slip := next(iter(found), None)) is not None:
                return slip
        return None

    def _common(self, text: str, first: int, last: int) -> tuple[int, int]:
        """How many sequences of three with the characters `first` to `last` are common, and how many there are."""
        starts = range(max(0, first - 2), min(len(text) - 2, last + 1))
        return sum(self.known.has(text[at : at + 3]) for at in starts), len(starts)

    def _expressions(self, text: str, first: int, last: int) -> Iterator[int]:
        """Where the expressions of four characters begin that hold the characters `first` to `last`."""
        for at in range(max(0, last - 3), min(len(text) - 4, first) + 1):
            if self.known.is_expression(text[at : at + 4]):
                yield at

    def _is_of_a_word(self, at: int) -> bool:
        """Whether a character is of a word with the one beside it that is not of the pair."""
        other = at - 1 if at == self.at else at
        word = self.text[max(0, other) : other + 2]
        return len(word) == 2 and self.known.is_word(word)

    def _replaced(self) -> Iterator[Slip]:
        """One character replaced by one alike."""
        text, has = self.text, self.known.has
        for at in (self.at, self.at + 1):
            if text[at] in _SMALL or self._is_of_a_word(at):
                continue
            for start in range(max(0, at - 3), min(len(text) - 4, at) + 1):
                before, after = text[start:at], text[at + 1 : start + 4]
                if has(f"{before}{OPEN}{after}", GAP) and not self.known.is_expression(text[start : start + 4]):
                    for other in companions(text[at]):
                        if self.known.is_expression(f"{before}{other}{after}"):
                            yield self.slip(start, start + 4, f"{before}{other}{after}")

    def _exchanged(self) -> Iterator[Slip]:
        """Two characters exchanged."""
        text = self.text
        for at in (self.at, self.at - 1, self.at + 1):
            pair = text[max(0, at) : at + 2]
            if (
                at >= 0
                and len(pair) == 2
                and self.known.is_word(pair[::-1])
                and not self.known.is_word(pair)
                and _SMALL.isdisjoint(pair)
            ):
                new = f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}"
                for start in self._expressions(new, at, at + 1):
                    yield self.slip(start, start + 4, new[start : start + 4])

    def _lost(self) -> Iterator[Slip]:
        """One character left out of an expression."""
        text, has = self.text, self.known.has
        at = self.at
        for start, lost in ((at - 1, THIRD_LOST), (at, SECOND_LOST)):
            three = text[start : start + 3]
            if start < 0 or len(three) < 3 or not has(three, lost) or self._belongs_outside(start, at):
                continue
            if four := self.known.completed(three, at + 1 - start):
                yield self.slip(start, start + 3, four)

    def _belongs_outside(self, start: int, at: int) -> bool:
        """Whether the half of a word that is left belongs to what is outside: 严重 in 严重监管 for 重点监管, 2025年."""
        if start == at:  # its first character is left alone
            outside, left = self.text[start - 1 : start] if start else self.before, self.text[start]
            word = outside + left
        else:
            left, outside = self.text[start + 2], self.text[start + 3 : start + 4]
            word = left + outside
        return (
            left in _SMALL
            or (outside != "" and (outside in _NEGATIONS or outside.isdecimal()))
            or self.known.is_word(word)
        )

    def doubled(self) -> Slip | None:
        """The slip of a character typed twice, if it is one too many."""
        text, at, has = self.text, self.at, self.known.has
        if text[at] in _NUMERALS:
            return None
        if (at and has(text[at - 1 : at + 2])) or has(text[at : at + 3]):
            return None
        new = text[:at] + text[at + 1 :]
        common, there_are = self._common(new, at, at)
        if common == there_are >= _LEAST or [*self._expressions(new, at, at)]:
            return self.slip(at, at + 2, text[at])
        return None


def slips(text: str) -> Iterator[Slip]:
    """The slips in a text, in order: at each unlikely pair the one that explains it, if there is one."""
    known = sequences()
    last = 0
    pairs = known.unlikely_pairs(text)
    unlikely = {*pairs}
    for at in pairs:
        if known.is_word(text[at + 1 : at + 3]) and at and known.is_word(text[at - 1 : at + 1]):
            continue  # 展示示范: a word that ends and one that begins explain most of them
        if text[at] == text[at + 1]:
            slip = _Window.of(text, at, known).doubled()
        else:
            has_another = at - 1 in unlikely or at + 1 in unlikely
            if not (has_another or _is_at_an_end(text, at) or _may_be_moved_or_lost(text, at, known)):
                continue
            slip = _Window.of(text, at, known).explained(has_another)
        if slip is not None and slip.start >= last:
            yield slip
            last = slip.end


def _is_at_an_end(text: str, at: int) -> bool:
    """Whether a pair is first or last in its stretch of Chinese characters."""
    return not (0 < at < len(text) - 2 and is_chinese(text[at - 1]) and is_chinese(text[at + 2]))


def _may_be_moved_or_lost(text: str, at: int, known: Sequences) -> bool:
    """Whether characters may have been exchanged or lost at a pair within others, which is seen at less cost than where."""
    before, first, second, after = text[at - 1], text[at], text[at + 1], text[at + 2]
    return (
        known.is_word(second + first)
        or known.is_word(first + before)
        or known.is_word(after + second)
        or known.has(before + first + second, THIRD_LOST)
        or known.has(first + second + after, SECOND_LOST)
    )


@text_rule(
    "W837",
    "wrong-character",
    Grade.WARNING,
    say("a character does not fit the ones around it"),
    why=say("These characters never occur side by side; with one slip undone they are a common expression."),
    bad="定期召会议研究工作，及时受理群众诉求。",
    good="定期召开会议研究工作，及时受理群众诉求，展示示范项目，加强数智时代的服务。",
    triggers=(),
    citation=handling("20(四)"),
)
def wrong_character(passage: Passage) -> Iterator[Problem]:
    """Each unlikely pair of characters where undoing one slip makes a common expression; not in quoted names and titles."""
    text = passage.text
    found = [*slips(text)]
    if not found:
        return
    quotations, elsewhere = Quotations(text), _reported_elsewhere(text)
    for slip in found:
        start, end = slip.start, slip.end
        if any(elsewhere[start:end]) or quotations.hold(start, end) or is_of_a_list(text, start, end):
            continue
        what = say("“{wrong}” is probably “{right}”", wrong=text[start:end], right=slip.right)
        yield Problem(passage.locus(start, end), what, say("correct it"))


def _reported_elsewhere(text: str) -> bytearray:
    """For each character whether it is of a name or title, which may play with words, or of what other rules report."""
    marked = bytearray(len(text))
    terms_altered = ((one.start, one.end) for one in terms().altered(text) if not is_by_chance(text, one))
    names = (match.span() for match in _NAMES.finditer(text))
    for start, end in (*terms_altered, *names):
        marked[start:end] = b"\1" * (end - start)
    for word in DOUBLED_WORDS:
        at = text.find(word)
        while at >= 0:
            marked[at : at + len(word)] = b"\1" * len(word)
            at = text.find(word, at + 1)
    return marked
