"""A line for each finding, for people in a hurry and programs that read lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.base.text import message_line
from tui.checking.diagnostic import Diagnostic
from tui.checking.output.formats import Sink
from tui.rules.finding import Grade

if TYPE_CHECKING:
    from tui.checking.batch import Checked


def write(found: Sequence[Diagnostic], sink: Sink, drafts: Sequence[Checked] = (), fails: Grade = Grade.ERROR) -> None:
    """A line each: FILE:LINE:COLUMN: GRADE CODE message. The grade is not translated: programs read it."""
    for one in found:
        message = message_line(sink.language(one.message))
        sink.data(f"{one.where}: {one.grade.word} {one.code} {message}\n")
