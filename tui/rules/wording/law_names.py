"""Names of laws and documents: the list of them, the name that a slip means, and which ones a text cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.alike import alike
from tui.rules.support.quotations import Quotations
from tui.rules.support.standards import handling
from tui.rules.support.word_lists import data, formulas
from tui.rules.wording.names import altered, miswritten

_STATE = "中华人民共和国"
_SHORT, _LONG = 5, 14  # characters from which a name one, and two, slips away from a document's can only mean that
_LONGEST = 60  # characters of a name
_WIDE = str.maketrans({"(": "（", ")": "）", "－": "—", "-": "—", "–": "—", "~": "—", "～": "—"})
_YEARS = Pattern("（(?:19|20)[0-9]{2}年?—(?:19|20)[0-9]{2}年?）$")
_YEAR = Pattern("(?:19|20)[0-9]{2}")
_TITLE = Pattern(f"《([^《》\n]{{2,{_LONGEST}}})》")
_COMMON_BEGINNINGS = ("关于", "全国", "国务院", "中共中央", "市场准入")
"""Names that begin so differ by a word from those of lower bodies, which are no slips of them: only one character may differ,
and only by one that is alike.
"""
_LEFT_OUT = ("建设", "落实", "推进", "程序")
"""Words that are often left out of a name, so that it names nothing else."""
_ENOUGH = 6  # characters of a name that has lost one of these
_KNOWN_BY, _COMMONLY_KNOWN_BY = 2, 8
"""Characters at the beginning or the end of a name that must be right."""


class Document(NamedTuple):
    """A law, a regulation, a plan or a document of the Party: its name, when it was made public, and until when it was right."""

    name: str
    since: date
    until: date | None = None
    now: str = ""


@cache
def documents() -> Mapping[str, Document]:
    """The documents by all the names that each has."""
    listed = data("documents")
    known = {}
    for name, *rest in listed["state"]:
        known[name] = known[f"{_STATE}{name}"] = Document(f"{_STATE}{name}", *rest)
    for name, *rest in listed["plain"]:
        known[name] = Document(name, *rest)
    return known


@cache
def _by_ends() -> Mapping[str, tuple[str, ...]]:
    """The names that a slip may be looked for in, by their first two characters and by their last two."""
    found: dict[str, list[str]] = {}
    for name in documents():
        plain = _YEARS.sub("", name).removeprefix(_STATE)
        known_by = _COMMONLY_KNOWN_BY if plain.startswith(_COMMON_BEGINNINGS) else _KNOWN_BY
        for end in {f"{plain[:known_by]}…", f"…{plain[-known_by:]}"}:
            found.setdefault(end, []).append(plain)
    return {end: tuple(dict.fromkeys(names)) for end, names in found.items()}


def _slips(one: str, other: str, most: int) -> int:
    """How many characters must be changed, lost or added to turn one name into another; `most` + 1 for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for n, character in enumerate(one, 1):
        above, row[0] = row[0], n
        for m, wanted in enumerate(other, 1):
            above, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, above + (character != wanted))
        if min(row) > most:
            return most + 1
    return row[-1]


def _is_one_slip(one: str, other: str) -> bool:
    """Whether a name has one character wrong that is like the right one, one lost, or one too many."""
    if len(one) == len(other):
        wrong = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        return len(wrong) == 1 and alike(*wrong[0])
    return _slips(one, other, 1) == 1


def _edition(name: str, years: str) -> str | None:
    """The plan of the list that has the same name and one of the two years; None for one of the list, and for none."""
    if name in documents():
        return None
    base, ours = name.removesuffix(years), _both(years)
    others = (one for one in documents() if one.startswith(f"{base}（") and _YEARS.fullmatch(one[len(base) :]))
    return next((one for one in others if ours & _both(one[len(base) :])), None)


def _both(years: str) -> frozenset[str]:
    """The two years of a plan's period."""
    return frozenset(match[0] for match in _YEAR.finditer(years))


@cache
def right_name(name: str) -> str | None:
    """The official name that a misspelt name surely means; None for a right one and for an unknown one."""
    plain = name.translate(_WIDE)
    misnamed = data("documents")["misnamed"]
    if plain in misnamed:
        return str(misnamed[plain])
    years = _YEARS.search(plain)
    if years and (edition := _edition(plain, years[0])):
        return edition
    own = (plain[: years.start()] if years else plain).removeprefix(_STATE)
    of_state = plain.startswith(_STATE)
    if not _SHORT + (not of_state) <= len(own) <= 40 or own in documents():
        return None
    known_by = _COMMONLY_KNOWN_BY if own.startswith(_COMMON_BEGINNINGS) else _KNOWN_BY
    near = {*_by_ends().get(f"{own[:known_by]}…", ()), *_by_ends().get(f"…{own[-known_by:]}", ())}
    if own in near:
        return None
    if len(own) >= _ENOUGH:
        for known in near:
            if any(word in known and known.replace(word, "", 1) == own for word in _LEFT_OUT):
                return f"{_STATE if of_state else ''}{known}{years[0] if years else ''}"
    for known in sorted(near):
        if own.startswith(_COMMON_BEGINNINGS):
            if _is_one_slip(own, known):
                return f"{known}{years[0] if years else ''}"
            continue
        most = 0 if len(known) < _SHORT + (not of_state) else 1 if len(known) < _LONG else 2
        alike = len(set(known) - set(own)) <= most  # cheap, and leaves next to none to compare
        if most and alike and _slips(own, known, most) <= most:
            return f"{_STATE if of_state else ''}{known}{years[0] if years else ''}"
    return None


@text_rule(
    "W809",
    "law-name",
    Grade.WARNING,
    say("a law is cited by a name that is not quite its own"),
    why=say("A law is found by its name; a wrong one cites nothing. Short names without 中华人民共和国 are right."),
    bad="严格执行《重大行政决策程序条例》，健全决策机制。",
    good="严格执行《重大行政决策程序暂行条例》《政府信息公开条例》《中华人民共和国行政处罚法》，健全决策机制。",
    triggers=("《",),
    citation=handling("20(四)"),
)
def law_name(passage: Passage) -> Iterator[Problem]:
    """Each name in book marks that is one of the common wrong ones, or a slip away from that of a document of the list."""
    text, quotations = passage.text, Quotations(passage.text)
    for match in _TITLE.finditer(text):
        right = right_name(match[1])
        if right and any(True for _ in miswritten(match[1], "names")):
            continue  # W803
        if right and any(formula.title for formula in formulas() if any(altered(match[1], formula.text))):
            continue  # W804
        if right and not is_of_the_past(text, *match.span()) and not quotations.hold(*match.span(1)):
            what = say("this is not the official name: 《{wrong}》", wrong=match[1])
            sure = match[1].translate(_WIDE) in data("documents")["misnamed"]
            fix = passage.replaced(*match.span(1), right) if sure else None
            yield Problem(passage.locus(*match.span(1)), what, say("write 《{right}》", right=right), fix=fix)


_PAST = Pattern("[^。；]{0,14}(?:废止|失效|被替代|被取代|修订为|修改为|不再)")


def is_of_the_past(text: str, start: int, end: int) -> bool:
    """Whether a title is spoken of as one of the past: 原《…》, or 废止 after it."""
    return text[max(0, start - 6) : start].rpartition("，")[2].endswith(
        ("原", "原有", "原来的", "当时的", "旧")
    ) or bool(_PAST.match(text, end))


def cited(passage: Passage) -> Iterator[tuple[int, int, Document]]:
    """The documents of the list that a passage cites by a right name, each with its place."""
    for match in _TITLE.finditer(passage.text):
        known = documents().get(match[1].translate(_WIDE))
        if known is not None:
            yield *match.span(1), known
