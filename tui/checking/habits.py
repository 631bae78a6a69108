"""Habits: a finding that occurs many times in one draft, reported once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tui.checking.diagnostic import Diagnostic
from tui.rules.finding import Grade

FEWEST = 5
"""The number of findings of one rule in one draft that make a habit."""
_SHOWN = 8  # lines to name


class Told(NamedTuple):
    """A reported finding, with the number and lines of the same rule's other findings in the draft."""

    first: Diagnostic
    times: int = 1
    lines: tuple[int, ...] = ()
    """The first few lines of the others, each once."""
    is_fixable: bool = False
    """Whether every place has a fix, so that all can be fixed together."""

    @property
    def is_habit(self) -> bool:
        """Whether it stands for more than one finding."""
        return self.times > 1


def told(found: Iterable[Diagnostic]) -> Iterator[Told]:
    """The findings in order, the habits of each draft in place of their first.

    Errors are never grouped: each is reported by itself.
    """
    alike: dict[tuple[str, str], list[Diagnostic]] = {}
    listed = list(found)
    for one in listed:
        alike.setdefault(_key(one), []).append(one)
    for one in listed:
        same = alike[_key(one)]
        if one.grade is Grade.ERROR or len(same) < FEWEST:
            yield Told(one)
        elif one is same[0]:
            here = one.place.start.line
            lines = dict.fromkeys(other.place.start.line for other in same if other.place.start.line != here)
            yield Told(one, len(same), tuple(lines)[:_SHOWN], all(other.is_fixable for other in same))


def _key(one: Diagnostic) -> tuple[str, str]:
    return one.place.file, one.code
