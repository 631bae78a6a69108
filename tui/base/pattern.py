"""A regular expression that is compiled when it is first needed: most texts are clean, and most rules never look."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import Any


class Pattern:
    """What `re.compile` gives, made late: a hundred of them would cost each cold check 20 ms.

    `having` are words one of which is in everything that the pattern finds: no text without them is searched.
    """

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG, *, having: tuple[str, ...] = ()) -> None:
        self.pattern = pattern
        self.having = having
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self.pattern, self._flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return None if self._lacks_words(text, start) else self.compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return None if self._lacks_words(text, start) else self.compiled.match(text, start, end)

    def split(self, text: str) -> list[str | Any]:
        """As of `re.Pattern`."""
        return self.compiled.split(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return None if self._lacks_words(text, 0) else self.compiled.fullmatch(text)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As of `re.Pattern`."""
        return iter(()) if self._lacks_words(text, start) else self.compiled.finditer(text, start, end)

    def _lacks_words(self, text: str, start: int) -> bool:
        """Whether a text has none of the words; not asked again for places further on, which would take quadratic time."""
        return bool(self.having) and not start and not any(map(text.__contains__, self.having))

    def sub(self, new: str, text: str) -> str:
        """As of `re.Pattern`."""
        return self.compiled.sub(new, text)
