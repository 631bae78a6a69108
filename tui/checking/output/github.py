"""Workflow commands with which GitHub Actions shows findings next to the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from tui.base.messages import say
from tui.base.text import message_line
from tui.checking.diagnostic import Diagnostic
from tui.checking.habits import told
from tui.checking.output.formats import Sink
from tui.rules.finding import Grade
from tui.workspace.repository import from_top

if TYPE_CHECKING:
    from tui.checking.batch import Checked

_COMMANDS = {Grade.ERROR: "error", Grade.WARNING: "warning", Grade.HINT: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def write(found: Sequence[Diagnostic], sink: Sink, drafts: Sequence[Checked] = (), fails: Grade = Grade.ERROR) -> None:
    """A line for each finding, and one for a habit of a draft: ::error file=…,line=…,endLine=…,col=…,endColumn=…,title=…::message."""
    speak, path = sink.language, cache(from_top)  # many findings are in the same file
    for habit in told(found):  # GitHub shows ten annotations of each grade
        one = habit.first
        start, end = one.span
        lines = [message_line(speak(one.message)), *([message_line(speak(one.remedy))] if one.remedy else [])]
        if habit.is_habit:
            lines.append(message_line(speak(say("{n} times in this draft", n=habit.times))))
        properties = {
            "file": message_line(path(one.place.file)),
            "line": start.line,
            "endLine": end.line,
            "col": start.column,
            "endColumn": end.column,
            "title": f"{one.code} {one.name}",
        }
        shown = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
        sink.data(f"::{_COMMANDS[one.grade]} {shown}::{chr(10).join(lines).translate(_DATA)}\n")
