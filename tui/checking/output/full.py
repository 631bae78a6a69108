"""Each finding for people: its line, a caret below it, the source of the demand, and the remedy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from tui.base.messages import Language, Message, say
from tui.base.text import Position, Span, message_line
from tui.checking.diagnostic import Diagnostic
from tui.checking.habits import Told, told
from tui.checking.output.formats import Piece, Sink
from tui.outline.source import Citation
from tui.rules.finding import Grade

if TYPE_CHECKING:
    from tui.checking.batch import Checked

_WIDEST = 68  # cells shown of a source line: with its margin it fits into 80
_BEFORE = 24  # of them before the marked words


def write(found: Sequence[Diagnostic], sink: Sink, drafts: Sequence[Checked] = (), fails: Grade = Grade.ERROR) -> None:
    """Each with its line, a caret below it, the source of the demand, and the remedy; a habit of a draft once."""
    speak = sink.language
    basis = cache(lambda citation: speak(say("basis: {text}", text=citation.sentence)))  # few are different
    for one in told(found):
        sink.drawn(_full(one, speak, basis))


_GRADES = {Grade.ERROR: say("error"), Grade.WARNING: say("warning"), Grade.HINT: say("hint")}
_FIXABLE = say("fixable with --fix")
_COLOURS = {Grade.ERROR: "bold red", Grade.WARNING: "bold yellow", Grade.HINT: "bold cyan"}


def _full(habit: Told, speak: Language, basis: Callable[[Citation], str]) -> Iterator[Piece]:
    """A finding in pieces."""
    one, colour = habit.first, _COLOURS[habit.first.grade]
    number = str(one.place.start.line)
    margin = " " * len(number)
    yield f"{speak(_GRADES[one.grade])}[{one.code}]", colour
    yield f" {message_line(speak(one.message))}\n", "bold"
    yield f"{margin}--> ", "blue"
    yield f"{one.where}\n", ""
    if one.line.strip():
        before, marked, after = _cut(one.line, one.place.span)
        yield f"{margin} |\n{number} | ", "blue"
        yield f"{before}{marked}{after}\n", ""
        yield f"{margin} | ", "blue"
        yield f"{' ' * _cells(before)}{'^' * max(1, _cells(marked))}\n", colour
    notes: list[str] = []
    if one.citation:
        notes.append(basis(one.citation))
    if one.remedy:
        notes.append(speak(say("remedy: {text}", text=speak(one.remedy))))
    if habit.is_habit:
        notes.append(speak(_more(habit)))
    if habit.is_fixable:
        notes.append(speak(say("fix all {n} with: --fix --select {rule}", n=habit.times, rule=one.code)))
    elif one.is_fixable:
        notes.append(speak(_FIXABLE))
    for note in notes:
        yield f"{margin} = ", "blue"
        yield f"{message_line(note)}\n", ""


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
    return len(text) if text.isascii() else _measure()(text)


@cache
def _measure() -> Callable[[str], int]:
    from rich.cells import cell_len  # only where there is a finding to draw

    return cell_len


def _first_cells(text: str, cells: int) -> str:
    """The beginning of a text that fits into this many cells, with dots where it is cut."""
    if _cells(text) <= cells:
        return text
    kept = bisect_right(range(len(text)), cells - 3, key=lambda last: _cells(text[: last + 1]))
    return f"{text[:kept]}..." if cells >= 3 else ""


def _last_cells(text: str, cells: int) -> str:
    """The end of a text that fits into this many cells, with dots where it is cut."""
    return _first_cells(text[::-1], cells)[::-1]
