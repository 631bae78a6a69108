"""What surrounds the text of a document: letterhead values, the lines they came from, and where the text is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from tui.base.messages import Message, say
from tui.reading.document import LeftOut, Table
from tui.reading.lines import Line

Value = str | date | tuple[str, ...]


_YEAR = re.compile(r"((?:20|19)[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2})\s*年")


_CHINESE_YEAR = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(slots=True)
class Head:
    """What surrounds the text: letterhead values by field id, the lines each came from, and where the text is.

    `start` and `end` delimit the lines of the body; `spare` are lines outside of it that were not recognised.
    """

    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, list[Line]] = field(default_factory=dict)
    title: str = ""
    year: int | None = None
    start: int = 0
    end: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    spare: list[Line | Table] = field(default_factory=list)
    after: list[Line | Table] = field(default_factory=list)

    def take(self, id: str, value: Value, *lines: Line) -> None:
        """Note a field's value; the first one found wins, and lines with another are left out."""
        if id in self.values:
            for line in lines:
                self.leave(line, say("in the letterhead again"))
        else:
            self.lines[id] = list(lines)
            self.values[id] = value

    def leave(self, line: Line, why: Message) -> None:
        """Leave a line out of the draft."""
        self.left_out.append(LeftOut(line.numbers[0], line.text, why))


def year_in(text: str) -> int | None:
    """The first year that a text names."""
    found = _YEAR.search(text)
    return int(found[1].translate(_CHINESE_YEAR).replace("二", "2")) if found else None


def bare(text: str) -> str:
    """A text without spaces."""
    return re.sub(r"[\s　]", "", text)


def text_of(line: Line | Table) -> str:
    """The text of a line; nothing for a table."""
    return line.text if isinstance(line, Line) else ""
