"""Each finding for people: its line, a caret below it, the source of the demand, and the remedy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.base.messages import Message, say
from tui.base.text import Position, Span, message_line
from tui.checking.diagnostic import Diagnostic
from tui.checking.habits import Told, told
from tui.checking.output.formats import Sink
from tui.rules.finding import Grade

if TYPE_CHECKING:
    from rich.text import Text

    from tui.checking.batch import Checked

_WIDEST = 68  # cells shown of a source line: with its margin it fits into 80
_BEFORE = 24  # of them before the marked words


def write(found: Sequence[Diagnostic], sink: Sink, drafts: Sequence[Checked] = (), fails: Grade = Grade.ERROR) -> None:
    """Each with its line, a caret below it, the source of the demand, and the remedy; a habit of a draft once."""
    for one in told(found):
        sink.drawn(_full(one, sink))


def _grade(grade: Grade) -> Message:
    return {Grade.ERROR: say("error"), Grade.WARNING: say("warning"), Grade.HINT: say("hint")}[grade]


def _full(habit: Told, sink: Sink) -> Text:
    from rich.text import Text

    one = habit.first

    speak = sink.language
    colour = {Grade.ERROR: "bold red", Grade.WARNING: "bold yellow", Grade.HINT: "bold cyan"}[one.grade]
    number = str(one.place.start.line)
    margin = " " * len(number)
    text = Text()
    text.append(f"{speak(_grade(one.grade))}[{one.code}]", colour)
    text.append(f" {message_line(speak(one.message))}\n", "bold")
    text.append(f"{margin}--> ", "blue")
    text.append(f"{one.where}\n")
    if one.line.strip():
        before, marked, after = _cut(one.line, one.place.span)
        text.append(f"{margin} |\n{number} | ", "blue")
        text.append(f"{before}{marked}{after}\n")
        text.append(f"{margin} | ", "blue")
        text.append(f"{' ' * _cells(before)}{'^' * max(1, _cells(marked))}\n", colour)
    notes: list[Message] = []
    if one.citation:
        notes.append(say("basis: {text}", text=one.citation.sentence))
    if one.remedy:
        notes.append(say("remedy: {text}", text=one.remedy))
    if habit.is_habit:
        notes.append(_more(habit))
    if habit.is_fixable:
        notes.append(say("fix all {n} with: --fix --select {rule}", n=habit.times, rule=one.code))
    elif one.is_fixable:
        notes.append(say("fixable with --fix"))
    for note in notes:
        text.append(f"{margin} = ", "blue")
        text.append(f"{message_line(speak(note))}\n")
    return text


def _more(habit: Told) -> Message:
    """How often the same problem occurs in this draft, and where."""
    if not habit.lines:
        return say("{n} times in this draft, all on this line", n=habit.times)
    lines = ", ".join(map(str, habit.lines))
    return say("{n} times in this draft, also on lines {lines} …", n=habit.times, lines=lines)


def _cut(line: str, span: Span | None) -> tuple[str, str, str]:
    """The line before, in and after a span, cut to what a terminal shows around its start."""
    start, end = span or Span(Position(1, 1), Position(1, 1))
    first = start.column - 1
    last = end.column - 1 if end.line == start.line else len(line)
    before = _last_cells(message_line(line[max(0, first - _BEFORE - 1) : first]), _BEFORE)
    room = _WIDEST - _cells(before)
    marked = _first_cells(message_line(line[first : min(last, first + _WIDEST)]), room)
    room -= _cells(marked)
    after = "" if marked.endswith("...") else _first_cells(message_line(line[last : last + _WIDEST]), room)
    return before, marked, after


def _cells(text: str) -> int:
    """The width of a text in terminal cells; a Chinese character takes two."""
    from rich.cells import cell_len  # only where there is a finding to draw

    return cell_len(text)


def _first_cells(text: str, cells: int) -> str:
    """The beginning of a text that fits into this many cells, with dots where it is cut."""
    if _cells(text) <= cells:
        return text
    kept = 0
    while kept < len(text) and _cells(text[: kept + 1]) <= cells - 3:
        kept += 1
    return f"{text[:kept]}..." if cells >= 3 else ""


def _last_cells(text: str, cells: int) -> str:
    """The end of a text that fits into this many cells, with dots where it is cut."""
    return _first_cells(text[::-1], cells)[::-1]
