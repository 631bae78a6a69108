"""Characters that sound or look alike: what slips of the keyboard and of the eye exchange."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tui.rules.support.word_lists import data


@cache
def _groups() -> Mapping[str, str]:
    """For each character the groups it is in, joined: of those that sound alike, and of those that look alike."""
    found: dict[str, str] = {}
    for group in (*data("alike")["sounds"].split(), *data("alike")["shapes"].split()):
        for character in group:
            found[character] = found.get(character, "") + group
    return found


def alike(one: str, other: str) -> bool:
    """Whether two characters sound or look alike."""
    return other in _groups().get(one, "")


def companions(one: str) -> str:
    """The characters that sound or look like one, itself among them, some perhaps twice."""
    return _groups().get(one, "")
