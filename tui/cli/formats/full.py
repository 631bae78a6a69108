"""Each finding as a person reads it: with its line, a caret below it, what the demand rests on, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cli.console import Console, one_line
from tui.cli.reports import Reported
from tui.findings import Grade
from tui.message import Message, say
from tui.text import Position, Span

if TYPE_CHECKING:
    from rich.text import Text

    from tui.cli.checked import Checked

_WIDEST = 100  # cells of a source line that are shown


def write(
    found: Sequence[Reported], console: Console, drafts: Sequence[Checked] = (), fails: Grade = Grade.ERROR
) -> None:
    """Each with its line, a caret below it, what the demand rests on, and what to do."""
    for one in found:
        console.drawn(_full(one, console))


def _grade(grade: Grade) -> Message:
    return {Grade.ERROR: say("error"), Grade.WARNING: say("warning"), Grade.HINT: say("hint")}[grade]


def _full(one: Reported, console: Console) -> Text:
    from rich.cells import cell_len  # knows how wide a Chinese character is
    from rich.text import Text

    speak = console.language
    colour = {Grade.ERROR: "bold red", Grade.WARNING: "bold yellow", Grade.HINT: "bold cyan"}[one.grade]
    number = str(one.place.start.line)
    margin = " " * len(number)
    text = Text()
    text.append(f"{speak(_grade(one.grade))}[{one.code}]", colour)
    text.append(f" {one_line(speak(one.message))}\n", "bold")
    text.append(f"{margin}--> ", "blue")
    text.append(f"{one.where}\n")
    if one.line.strip():
        before, marked, after = _cut(one.line, one.place.span)
        text.append(f"{margin} |\n{number} | ", "blue")
        text.append(f"{before}{marked}{after}\n")
        text.append(f"{margin} | ", "blue")
        text.append(f"{' ' * cell_len(before)}{'^' * max(1, cell_len(marked))}\n", colour)
    notes: list[Message] = []
    if one.citation:
        notes.append(say("basis: {text}", text=one.citation.sentence))
    if one.remedy:
        notes.append(say("remedy: {text}", text=one.remedy))
    for note in notes:
        text.append(f"{margin} = ", "blue")
        text.append(f"{one_line(speak(note))}\n")
    return text


def _cut(line: str, span: Span | None) -> tuple[str, str, str]:
    """A line before, in and behind a span, cut to what a terminal shows around its beginning."""
    start, end = span or Span(Position(1, 1), Position(1, 1))
    first = start.column - 1
    last = end.column - 1 if end.line == start.line else len(line)
    lead = max(0, first - _WIDEST // 4)  # only what is shown is cleaned: a line may be a megabyte
    before, marked, after = (
        one_line(line[a : min(b, a + _WIDEST)]) for a, b in ((lead, first), (first, last), (last, len(line)))
    )
    before = f"...{before}" if lead else before
    room = max(0, _WIDEST // 2 - len(before))
    if len(marked) > room:
        return before, marked[:room] + "...", ""
    room -= len(marked)
    return before, marked, after if len(after) <= room else after[:room] + "..."
