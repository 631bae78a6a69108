"""How many columns the terminal gives characters of ambiguous width, such as “ ” … —: it is asked once, and nobody waits.

Textual counts one column for them. Some terminals in Chinese draw two, and then what is right of them is torn (rich #4197):
whoever works in one is told, and dialogs get a border of characters that are narrow everywhere.
"""

from __future__ import annotations

import re

from textual.message import Message

ASK = "\x1b7\x1b[2;1H“\x1b[6n\x1b8"
"""Writes one in the second line, asks where the cursor is, and puts it back; the first drawing covers it.

An answer from the first line would be taken for a key: `CSI 1;2 R` is Shift+F3.
"""
_ANSWER = re.compile("\x1b\\[2;([23])R")


class WidthTold(Message):
    """The terminal told how many columns it gives them: 1 or 2."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.columns = columns


def answer_taken(data: str) -> tuple[str, int | None]:
    """The input without the terminal's answer, and the columns it tells of; None where it holds no answer."""
    found = _ANSWER.search(data)
    if found is None:
        return data, None
    return data[: found.start()] + data[found.end() :], int(found[1]) - 1
