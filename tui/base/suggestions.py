"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from tui.base.messages import Message, say

_LONGEST = 64  # comparing is quadratic in length, and nobody misspells a longer name
_ALIKE = 0.6  # twice the characters that two names share in their order, beside all they have


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, if any is similar at all."""
    if len(name) > _LONGEST:
        return None
    from difflib import get_close_matches  # only where something is wrong

    letters = set(name)
    candidates = [
        candidate
        for candidate in known
        if len(candidate) <= _LONGEST
        and 2 * (len(candidate) - len(set(candidate) - letters)) >= _ALIKE * (len(candidate) + len(name))
    ]  # those that share enough letters: counting them is far cheaper than comparing
    return next(iter(get_close_matches(name, candidates, n=1, cutoff=_ALIKE)), None)


def suggestion(name: str, known: Iterable[str]) -> Message | None:
    """The question whether the nearest known name was meant; None if none is similar."""
    near = nearest(name, known)
    return say("did you mean “{near}”?", near=near) if near else None
