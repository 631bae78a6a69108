"""Figures: a number as it was written, and what it says: exact, a lower bound, about, or a forecast."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tui.expression import Interval

LONGEST = 40  # characters

_WRITTEN = re.compile(
    r"(?P<before>预计|约|近|超过|超)?"
    r"(?P<number>-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?)"
    r"(?P<more>[余多])?(?P<scale>万亿|万|亿)?(?P<after>[余多])?"
)
_SCALES = {None: 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}


class Exactness(StrEnum):
    """How much a figure says."""

    EXACT = "exact"
    AT_LEAST = "at least"  # 30余, 超过30
    ABOUT = "about"  # 约30, 近30
    FORECAST = "forecast"  # 预计30


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: the text that the report shows (never with its unit) and the number it says."""

    written: str
    amount: Decimal
    exactness: Exactness

    @property
    def interval(self) -> Interval | None:
        """What a constraint may take from it: nothing from a forecast or an estimate, a bound from 30余."""
        match self.exactness:
            case Exactness.EXACT:
                return Interval.exactly(self.amount)
            case Exactness.AT_LEAST:
                return Interval.at_least(self.amount)
            case _:
                return None


def read_figure(written: str) -> Figure | None:
    """Read `[预计|约|近|超|超过]N[余|多]`, N with decimals, `,` groups, 万 and 亿; None for anything else."""
    match = _WRITTEN.fullmatch(written) if len(written) <= LONGEST else None
    if match is None or (match["more"] and match["after"]):
        return None
    amount = Decimal(match["number"].replace(",", "")) * _SCALES[match["scale"]]
    before, more = match["before"], match["more"] or match["after"]
    if before == "预计":
        exactness = Exactness.FORECAST
    elif before in ("约", "近"):
        exactness = Exactness.ABOUT
    elif before or more:
        exactness = Exactness.AT_LEAST
    else:
        exactness = Exactness.EXACT
    return Figure(written, amount, exactness)
