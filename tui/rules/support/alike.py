"""Characters that sound or look alike: what slips of the keyboard and of the eye exchange."""

from __future__ import annotations

from functools import cache, lru_cache

from tui.rules.support.word_lists import data


@cache
def _groups() -> str:
    """The groups of characters that sound alike, and those that look alike, each between two spaces."""
    return f" {' '.join((*data('alike')['sounds'].split(), *data('alike')['shapes'].split()))} "


@lru_cache(10_000)
def alike(one: str, other: str) -> bool:
    """Whether two characters sound or look alike."""
    if one == " " or other == " ":  # a space separates the groups
        return False
    groups = _groups()
    at = groups.find(one)
    while at >= 0:
        end = groups.find(" ", at)
        if groups.find(other, groups.rfind(" ", 0, at), end) >= 0:
            return True
        at = groups.find(one, end)
    return False


@lru_cache(1_000)
def companions(one: str) -> frozenset[str]:
    """The characters that sound or look like one."""
    groups, found = _groups(), ""
    at = groups.find(one)
    while at >= 0:
        end = groups.find(" ", at)
        found += groups[groups.rfind(" ", 0, at) + 1 : at] + groups[at + 1 : end]
        at = groups.find(one, end)
    return frozenset(found)
