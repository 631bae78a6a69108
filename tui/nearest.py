"""The name somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 64  # comparing is quadratic in length, and nobody misspells a longer name


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, if any is like it at all."""
    if len(name) > _LONGEST:
        return None
    from difflib import get_close_matches  # only where something is wrong

    candidates = [candidate for candidate in known if len(candidate) <= _LONGEST]
    return next(iter(get_close_matches(name, candidates, n=1, cutoff=0.6)), None)
