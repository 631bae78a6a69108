"""The word at a place in a line: a number, an id, a Latin word, or the Chinese up to the next mark."""

from __future__ import annotations

import re

_WORD = re.compile(
    r"\{[a-z][a-z0-9_]*\}"
    r"|[0-9０-９]+(?:[.,:：．，][0-9０-９]+)*[%％‰]?"
    r"|[^\W0-9０-９\u2e80-\uffff]+(?:['’-][^\W0-9０-９\u2e80-\uffff]+)*"
    r"|[\u2e80-\u2fff\u3005-\u3007\u3021-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
    r"|[ \t\u3000]+"
    r"|.",
    re.DOTALL,
)


def word_at(line: str, column: int) -> tuple[int, int]:
    """The start and end of the word that the character at `column` belongs to; at the end of a line, its last word."""
    end = 0
    for match in _WORD.finditer(line):
        end = match.end()
        if column < end:
            return match.span()
    return (match.start(), end) if line else (0, 0)
