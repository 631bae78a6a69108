"""What can be completed at a place in a text: figures after {, titles of laws and plans after 《, the office's phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tui.base.pinyin import initials
from tui.draft.draft import Draft
from tui.outline.model import REFERENCES

MOST = 8
"""The most offers at once."""
_LEAST = 2  # characters of a phrase to type before it is offered
_REFERENCE = re.compile(r"(?<!\{)\{([^{}\s，。；：、《》]{0,20})\Z")
_TITLE = re.compile(r"《([^《》\n]{0,40})\Z")


class Offer(NamedTuple):
    """An offer: the text to insert, and the text to show."""

    text: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """The offers for the characters `start` up to `end` of a line; `listed`: as a list that the arrows move in."""

    start: int
    end: int
    choices: tuple[Offer, ...]
    listed: bool


def offers(line: str, column: int, draft: Draft, phrases: Sequence[str]) -> Offers | None:
    """The offers at a column of a line; None if there are none."""
    before = line[:column]
    found = _REFERENCE.search(before)
    if found:
        choices = _best(_figures(draft, line[column:]), found[1])
        return _made(found.start(), column + line.startswith("}", column), choices, listed=True)
    found = _TITLE.search(before)
    if found:
        choices = [] if line.startswith("》", column) and found[1] in _titles() else _best(_laws(), found[1])
        return _made(found.start(), column + line.startswith("》", column), choices, listed=True)
    return _phrase(before, column, phrases)


def _made(start: int, end: int, choices: Sequence[Offer], *, listed: bool) -> Offers | None:
    return Offers(start, end, tuple(choices[:MOST]), listed) if choices else None


def _phrase(before: str, column: int, phrases: Sequence[str]) -> Offers | None:
    """The phrases that begin with the text just typed, the longest match first."""
    fitting = []
    for phrase in phrases:
        for length in range(min(len(phrase) - 1, len(before)), _LEAST - 1, -1):
            if before.endswith(phrase[:length]):
                fitting.append((-length, phrase))
                break
    fitting.sort(key=lambda one: one[0])
    if not fitting:
        return None
    length = -fitting[0][0]
    return _made(column - length, column, [Offer(one, one) for n, one in fitting if -n == length], listed=False)


def _best(known: Iterable[Offer], typed: str) -> list[Offer]:
    """The figures that match the text by name, pinyin initials or id; those that begin with it come first."""
    wanted = typed.lower()
    ranked = [(rank, offer) for offer in known if (rank := _rank(offer, wanted)) is not None]
    return [offer for _, offer in sorted(ranked, key=lambda one: one[0])]


def _rank(offer: Offer, wanted: str) -> int | None:
    names = (offer.label.lower(), offer.text.strip("{《").lower())
    if any(name.startswith(wanted) for name in names):
        return 0
    if any(wanted in name for name in names):
        return 1
    return 2 if wanted.isascii() and initials(offer.label).startswith(wanted) else None


def _figures(draft: Draft, after: str) -> Iterator[Offer]:
    for spec in draft.outline.figures:
        unit = "" if after.removeprefix("}").startswith(spec.unit) else spec.unit
        yield Offer(f"{{{spec.id}}}{unit}", spec.label, f"{draft.reference(spec.id) or '-'}{spec.unit}")
    for name in REFERENCES:
        yield Offer(f"{{{name}}}", name, draft.reference(name) or "-")


@cache
def _laws() -> tuple[Offer, ...]:
    """The documents of the dated list that are in force, each by its short name if it has one."""
    from tui.rules.wording.law_names import documents  # imports the rules, once somebody quotes a title

    return tuple(
        Offer(f"《{name}》", name)
        for name, document in documents().items()
        if document.until is None and (name == document.name or not name.startswith("中华人民共和国"))
    )


@cache
def _titles() -> frozenset[str]:
    return frozenset(one.label for one in _laws())
