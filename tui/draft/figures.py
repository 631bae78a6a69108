"""Figures: a number as written, and its meaning: exact, a lower bound, an estimate, or a forecast."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from tui.base.messages import Message, say
from tui.outline.interval import Interval

LONGEST = 40  # characters

_NUMBER = r"(-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?)"
PATTERN = f"(预计|约|近|超过|超)?{_NUMBER}(?:([余多])(万亿|万|亿)?|(万亿|万|亿)?([余多])?)"
"""How Chinese writes figures."""
_ENGLISH = (
    "(?:([Aa]n expected|[Ee]xpected|[Aa]bout|[Aa]round|[Aa]pproximately|[Rr]oughly|[Nn]early|[Aa]lmost|[Ss]ome|"
    "[Oo]ver|[Mm]ore than|[Aa]t least) )?"
    f"{_NUMBER}"
    r"( thousand| million| billion| trillion)?(\+)?"
)
_ZEROS = {"万": 4, "亿": 8, "万亿": 12, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}


class Exactness(StrEnum):
    """How precise a figure is."""

    EXACT = "exact"
    AT_LEAST = "at least"  # 30余, 超过30
    ABOUT = "about"  # 约30, 近30
    FORECAST = "forecast"  # 预计30


_LEADS = {
    "预计": Exactness.FORECAST,
    "约": Exactness.ABOUT,
    "近": Exactness.ABOUT,
    "an expected": Exactness.FORECAST,
    "expected": Exactness.FORECAST,
    "over": Exactness.AT_LEAST,
    "超": Exactness.AT_LEAST,
    "超过": Exactness.AT_LEAST,
    "more than": Exactness.AT_LEAST,
    "at least": Exactness.AT_LEAST,
}


class Grammar(NamedTuple):
    """How a language writes figures: a regular expression that Python, JSON Schema and editors all understand.

    Its groups, from the second on, are the number, and what follows it.
    """

    pattern: str
    how: Message
    """What to write, with examples."""

    def match(self, written: str) -> re.Match[str] | None:
        """The parts of a figure; None for what is none."""
        return re.fullmatch(self.pattern, written)


_GRAMMARS = {
    "zh": Grammar(PATTERN, say('write a number, or a text such as "30余", "约1.5万", "超过200" or "预计160"')),
    "en": Grammar(_ENGLISH, say('write a number, or a text such as "over 30", "about 1.5 million" or "200+"')),
}


def grammar(language: str = "zh") -> Grammar:
    """How figures are written in a language; one without a grammar of its own writes them as English does."""
    return _GRAMMARS["zh" if language in ("zh", "ja") else "en"]


class Figure(Struct, frozen=True):
    """A figure: the text that the report shows (without its unit) and its number."""

    written: str
    amount: Decimal
    exactness: Exactness

    @property
    def interval(self) -> Interval | None:
        """What a constraint may use of it: nothing of a forecast or an estimate, a bound for 30余.

        Below zero, 余 may mean less as well as more.
        """
        match self.exactness:
            case Exactness.EXACT:
                return Interval.exactly(self.amount)
            case Exactness.AT_LEAST if self.amount >= 0:
                return Interval.at_least(self.amount)
            case _:
                return None


def read_figure(written: str, language: str = "zh") -> Figure | None:
    """Read a figure, None for anything else.

    Chinese writes `[预计|约|近|超|超过]N[余|多]` with 万 and 亿, English `[about|over|expected …] N [million …][+]`; N has
    decimals and `,` groups.
    """
    match = grammar(language).match(written) if len(written) <= LONGEST else None
    if match is None:
        return None
    before, number, *rest = match.groups()
    after = [part.strip() for part in rest if part]
    zeros = sum(_ZEROS.get(part, 0) for part in after)
    is_more = any(part not in _ZEROS for part in after)
    lead = _LEADS.get(before.lower(), Exactness.ABOUT) if before else None
    exactness = lead or (Exactness.AT_LEAST if is_more else Exactness.EXACT)
    return Figure(written, Decimal(f"{number.replace(',', '')}e{zeros}"), exactness)
