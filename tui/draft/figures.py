"""Figures: a number as written, and its meaning: exact, a lower bound, an estimate, or a forecast."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tui.outline.interval import Interval

LONGEST = 40  # characters

PATTERN = (
    "(预计|约|近|超过|超)?"
    r"(-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?)"
    "(?:([余多])(万亿|万|亿)?|(万亿|万|亿)?([余多])?)"
)
"""The grammar of a figure as a regular expression that Python, JSON Schema and editors all understand."""
_WRITTEN = re.compile(PATTERN)
_ZEROS = {None: 0, "万": 4, "亿": 8, "万亿": 12}


class Exactness(StrEnum):
    """How precise a figure is."""

    EXACT = "exact"
    AT_LEAST = "at least"  # 30余, 超过30
    ABOUT = "about"  # 约30, 近30
    FORECAST = "forecast"  # 预计30


@dataclass(frozen=True, slots=True)
class Figure:
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


def read_figure(written: str) -> Figure | None:
    """Read `[预计|约|近|超|超过]N[余|多]`, N with decimals, `,` groups, 万 and 亿; None for anything else."""
    match = _WRITTEN.fullmatch(written) if len(written) <= LONGEST else None
    if match is None:
        return None
    before, number, more, scale_behind, scale, after = match.groups()
    amount = Decimal(f"{number.replace(',', '')}e{_ZEROS[scale_behind or scale]}")
    if before == "预计":
        exactness = Exactness.FORECAST
    elif before in ("约", "近"):
        exactness = Exactness.ABOUT
    elif before or more or after:
        exactness = Exactness.AT_LEAST
    else:
        exactness = Exactness.EXACT
    return Figure(written, amount, exactness)
