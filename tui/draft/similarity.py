"""The basis for comparing texts: sentences, and the pairs of neighbouring characters that two texts share."""

from __future__ import annotations

import re
from functools import lru_cache

SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’」』）》]*|[^。！？；]+$")


def bare(text: str) -> str:
    """A text without spaces."""
    return "".join(text.split())


@lru_cache(maxsize=8192)
def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text; cached, since the app asks again after every pause."""
    bare = re.sub(r"[\s，。、；：“”《》（）！？]", "", text)
    return frozenset(bare[n : n + 2] for n in range(len(bare) - 1))
