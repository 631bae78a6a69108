"""Fixed names and terms that are there but for one character, which sounds or looks like the right one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from tui.base.messages import say
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.alike import alike, companions
from tui.rules.support.quotations import Quotations
from tui.rules.support.standards import handling
from tui.rules.support.word_lists import citation, data, formulas, pairs
from tui.rules.wording.misspellings import misspellings
from tui.rules.wording.names import altered

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_FORMULA = 40  # characters of the longest formula
_SHORTEST = 3
_NOT_A_LAW = {
    "发": frozenset(
        "展现生表布挥出达动射育行明起掘言放作光病觉电扬抖送信给泄源热酵财音誓愁难票亮烧兵来球声芽麻火白红黑散话配迹呆酸卡令售报问还车条改证文函包力案货标"
    ),
    "罚": frozenset("款球金酒没单则缴"),
}
"""What sounds like 法 and may begin a word after the name of a law without its 法, with the second characters of such words."""
_LOSES = 6  # characters of a term that may also have lost one, or have two swapped


class Altered(NamedTuple):
    """A term with one wrong character: its place, and the term."""

    start: int
    end: int
    term: str
    source: str


_Part = tuple[str, str]
"""The other half of a term beside one that is right, read away from it, and the term."""


_Near = Mapping[str, tuple[str, ...]]
"""The characters next to a half where there may be a slip in the other one, each with the halves that begin with it: where
one of these occurs, all is right."""


class _Parts(NamedTuple):
    """The other halves of the terms that share one half, by the characters that tell them apart: their first two.

    One of the two is right in a half with one slip, so that few are compared.
    """

    first: dict[str, list[_Part]]
    second: dict[str, list[_Part]]
    single: list[_Part]
    longest: int

    @classmethod
    def of(cls, parts: Sequence[_Part]) -> _Parts:
        """Arrange some halves."""
        first: dict[str, list[_Part]] = {}
        second: dict[str, list[_Part]] = {}
        single: list[_Part] = []
        for part in parts:
            text, term = part
            near = text[0]
            first.setdefault(near, []).append(part)
            if len(text) == 1:
                single.append(part)
                continue
            second.setdefault(text[1], []).append(part)
            if len(term) >= _LOSES:
                second.setdefault(near, []).append(part)  # its two first characters may be swapped
                first.setdefault(text[1], []).append(part)  # or its first one lost
        return cls(first, second, single, 1 + max(len(text) for text, _ in parts))


def _near(parts: Sequence[_Part], *, forwards: bool) -> tuple[_Near, Set[str]]:
    """The characters next to a half where there may be a slip, and those that may come after a wrong one."""
    near: dict[str, tuple[str, ...]] = {}
    second: set[str] = set()
    single = ""
    for text, term in parts:
        near[text[0]] = (*near.get(text[0], ()), text if forwards else text[::-1])
        if len(text) == 1:
            single += companions(text)
            continue
        second.add(text[1])
        if len(term) >= _LOSES:  # its first character may be lost, or swapped with the next
            near.setdefault(text[1], ())
            second.add(text[0])
    return ({**dict.fromkeys(single, ()), **near} if single else near), second


_NONE_NEAR: tuple[_Near, Set[str]] = ({}, frozenset())


class Terms:
    """The terms, by their halves: of an altered one, one half is whole.

    `ahead` are the terms by their first halves; `back` by their second ones.
    """

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms = terms
        self._ahead: dict[str, list[str]] = {}
        self._back: dict[str, list[str]] = {}
        for term in terms:
            half = max(2, len(term) // 2)
            self._ahead.setdefault(term[:half], []).append(term)
            half = min(len(term) - 2, half)
            self._back.setdefault(term[half:], []).append(term)
        self._halves = list({**self._ahead, **self._back})
        self._near: list[tuple[_Near, Set[str], _Near, Set[str]] | None] = [None] * len(self._halves)
        self._parts: dict[tuple[int, bool], _Parts] = {}

    def _others(self, number: int, *, forwards: bool) -> list[_Part]:
        """The other halves of the terms that begin with a half, or end with it."""
        half = self._halves[number]
        length = len(half)
        if forwards:
            return [(term[length:], term) for term in self._ahead.get(half, ())]
        return [(term[:-length][::-1], term) for term in self._back.get(half, ())]

    def _near_to(self, number: int) -> tuple[_Near, Set[str], _Near, Set[str]]:
        """What can be after and before a half; found when it first occurs: a text has few of them."""
        half = self._halves[number]
        after = _near(self._others(number, forwards=True), forwards=True) if half in self._ahead else _NONE_NEAR
        before = _near(self._others(number, forwards=False), forwards=False) if half in self._back else _NONE_NEAR
        self._near[number] = found = (*after, *before)
        return found

    def _parts_of(self, number: int, *, forwards: bool) -> _Parts:
        """The other halves, arranged when there is first something alike."""
        if (number, forwards) not in self._parts:
            self._parts[number, forwards] = _Parts.of(self._others(number, forwards=forwards))
        return self._parts[number, forwards]

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick([*self._halves, *self._whole])

    @cached_property
    def _whole(self) -> Mapping[str, str]:
        """What is looked for as it is written, each with its term.

        The shortest terms with a wrong character in the middle, where no half is whole; and the names of laws with 发 or 罚
        for 法 after what is a term without it, 行政处罚发, where both halves are right.
        """
        middles = (
            (f"{listed[0]}{wrong}{listed[2]}", listed[:_SHORTEST])
            for listed in data("alike")["middles"].split()
            for wrong in listed[_SHORTEST:]
        )
        laws = (
            (term[:-1] + wrong, term)
            for term in self._terms
            if term.endswith("法") and term[:-1] in self._terms
            for wrong in _NOT_A_LAW
        )
        return {wrong: term for wrong, term in chain(middles, laws) if not self._is_right(wrong)}

    @cached_property
    def _terms_of_whole(self) -> list[str]:
        return list(self._whole.values())

    @cached_property
    def _right(self) -> frozenset[str]:
        """What differs from a term as if by a slip, and is right."""
        return frozenset((*data("alike")["right"].split(), *data("terms")["right"].split()))

    def altered(self, text: str) -> Iterator[Altered]:
        """The altered terms of a text, some perhaps twice. Most halves are next to nothing alike: that is seen first."""
        halves, near = len(self._halves), self._near
        around = f"\0{text}\0\0"  # so that there is a character on each side
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if number >= halves:
                term = self._terms_of_whole[number - halves]
                yield Altered(start, end, term, self._terms[term])
                continue
            after, second, before, second_before = near[number] or self._near_to(number)
            whole = after.get(around[end + 1])
            if around[end + 2] in second if whole is None else not text.startswith(whole, end):
                parts = self._parts_of(number, forwards=True)
                for term, used in _slips(parts, text[end : end + parts.longest]):
                    if not self._is_right(text[start : end + used]):
                        yield Altered(start, end + used, term, self._terms[term])
            whole = before.get(around[start])
            if around[start - 1] in second_before if whole is None else not text.endswith(whole, 0, start):
                parts = self._parts_of(number, forwards=False)
                for term, used in _slips(parts, text[max(0, start - parts.longest) : start][::-1]):
                    if not self._is_right(text[start - used : end]):
                        yield Altered(start - used, end, term, self._terms[term])

    def _is_right(self, found: str) -> bool:
        return found in self._right or found in self._terms


def _slips(parts: _Parts, rest: str) -> list[tuple[str, int]]:
    """The terms whose other halves `rest` begins with but for one slip, each with the length it takes."""
    found = []
    for some in (parts.first.get(rest[:1]), parts.second.get(rest[1:2]), parts.single):
        for text, term in some or ():
            if len(text) > 2 and text[1] not in rest and text[-1] not in rest:
                continue  # two are wrong: so it is with most
            if used := _altered(rest, text, len(term)):
                found.append((term, used))
    return found


def _altered(rest: str, part: str, whole: int) -> int:
    """How much of the beginning of `rest` is `part` with one slip in it; 0 for none.

    One character is replaced by one alike, or, in a long term, is lost or swapped with the next.
    """
    length = len(part)
    if len(rest) < length:
        return 0
    at = 0
    while at < length and rest[at] == part[at]:
        at += 1
    if rest[at + 1 : length] == part[at + 1 :]:
        return length if alike(rest[at], part[at]) else 0
    if whole >= _LOSES:
        if at < length - 1 and rest[at : length - 1] == part[at + 1 :]:
            return length - 1
        if rest[at : at + 2] == part[at : at + 2][::-1] and rest[at + 2 : length] == part[at + 2 :]:
            return length
    return 0


@cache
def terms() -> Terms:
    """The terms of the list."""
    return Terms({name: group["source"] for group in data("terms")["terms"] for name in group["names"].split()})


def is_of_a_list(text: str, start: int, end: int) -> bool:
    """Whether these words are on a list of misspelt ones, or a part of a fixed formula: a rule of their own reports them."""
    around = text[max(0, start - 4) : end + 4]
    if any(wrong in around for wrong in pairs("names")) or any(one.wrong in around for one in misspellings()):
        return True
    wider = text[max(0, start - _FORMULA) : end + _FORMULA]
    return any(True for formula in formulas() for _ in altered(wider, formula.text))


def is_by_chance(text: str, one: Altered) -> bool:
    """Whether all that is left of a term outside the lost character is one that may belong to a word beside it.

    实行执法责任制 has not lost the 政 of 行政执法责任制, nor 2024年工作要点 the 度 of 年度工作要点; and in 食品安全发证 there is no 食品安全法.
    """
    found = text[one.start : one.end]
    if len(found) == len(one.term):
        return text[one.end : one.end + 1] in _NOT_A_LAW.get(found[-1], ())
    return (found[1:] == one.term[2:] and text[max(0, one.start - 1) : one.start].isalnum()) or (
        found[:-1] == one.term[:-2] and text[one.end : one.end + 1].isalnum()
    )


@text_rule(
    "W812",
    "altered-term",
    Grade.WARNING,
    say("a fixed name or term has one character wrong"),
    why=say("The wrong character sounds or looks like the right one, which makes it easy to overlook."),
    bad="依法办理行政复意案件，规范应诉工作。",
    good="依法办理行政复议案件，规范应诉工作，监察机关与检察机关、人民医院与人民法院各司其职，加强法制建设。",
    triggers=(),
    citation=handling("20(四)"),
)
def altered_term(passage: Passage) -> Iterator[Problem]:
    """Each of the terms of `terms.toml` with one slip in it, unless that makes another right term."""
    text = passage.text
    found = set(terms().altered(text))
    if not found:
        return
    quotations = Quotations(text)
    last = -1
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start < last or is_by_chance(text, one):
            continue
        if quotations.hold(one.start, one.end) or is_of_a_list(text, one.start, one.end):
            continue
        last = one.end
        what = say("“{wrong}” is probably “{right}”", wrong=text[one.start : one.end], right=one.term)
        yield Problem(passage.locus(one.start, one.end), what, say("correct it"), citation(one.source))
