"""The lines of a file as written: comments after neighbouring lines are aligned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tui.formatting.syntax import Comment, width

_NEAREST, _FARTHEST = 2, 8  # spaces between the longest line and the comments


class _Line(NamedTuple):
    text: str
    comment: Comment | None


class Page:
    """Takes lines and returns the text."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._run: list[_Line] = []

    def gap(self) -> None:
        """Leave a blank line, but not at the top, and never two."""
        self._end_run()
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def comments(self, comments: Iterable[Comment], indent: str = "") -> None:
        """Comments on lines of their own, with the blank lines that were before them."""
        for comment in comments:
            self._end_run()
            if comment.apart:
                self.gap()
            self._lines.append(indent + comment.text)

    def line(self, text: str, comment: Comment | None = None) -> None:
        """A line, or several in one, whose comment is not aligned."""
        self._end_run()
        self._lines.append(f"{text}{' ' * _NEAREST}{comment.text}" if comment else text)

    def aligned(self, text: str, comment: Comment | None) -> None:
        """A line whose comment is aligned with its neighbours'."""
        self._run.append(_Line(text, comment))

    def text(self) -> str:
        """All lines, each with a line break."""
        self._end_run()
        return "".join(f"{line}\n" for line in self._lines)

    def _end_run(self) -> None:
        widths = [width(line.text) for line in self._run if line.comment]
        column = _column(max(widths, default=0), [line.comment.column for line in self._run if line.comment])
        for text, comment in self._run:
            self._lines.append(f"{text}{' ' * (column - width(text))}{comment.text}" if comment else text)
        self._run = []


def _column(longest: int, typed: list[int]) -> int:
    """The column of neighbouring comments: where most of them were aligned if that fits, else close by."""
    together = Counter(typed).most_common(1)
    if together and together[0][1] > 1 and _NEAREST <= together[0][0] - longest <= _FARTHEST:
        return together[0][0]
    return longest + _NEAREST
