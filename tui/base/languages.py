"""Languages that reports are written in, by their tags (BCP 47): zh, en, en-GB, de, ja."""

from __future__ import annotations

PATTERN = r"[a-z]{2,3}(-[A-Z]{2})?"
"""A language, and perhaps a region, which decides how dates are written and which spelling Word checks."""

_WITHOUT_SPACES = frozenset({"zh", "ja"})


def primary(language: str) -> str:
    """The language of a tag without its region."""
    return language.partition("-")[0]


def puts_spaces(language: str) -> bool:
    """Whether there are spaces between words, so that a line break is one, and sentences end in a full stop."""
    return primary(language) not in _WITHOUT_SPACES
