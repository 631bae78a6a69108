"""Where the sentence around a place begins."""

from __future__ import annotations

_STOPS = "。；！？\n"
_LONGEST = 120  # characters of it that are looked at, so that a text without stops costs no more


def sentence_start(text: str, at: int) -> int:
    """Where the sentence that a place is in begins, at most 120 characters before the place."""
    start = max(0, at - _LONGEST)
    return max(start, 1 + max(text.rfind(stop, start, at) for stop in _STOPS))
