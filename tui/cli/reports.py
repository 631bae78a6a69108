"""Findings as a person or a program reads them: full, concise, JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.cli.console import Console, one_line
from tui.draft import Draft
from tui.errors import BaogaoError, Place
from tui.findings import Citation, Finding, Grade, Locus
from tui.message import Message, say
from tui.rules import RULES
from tui.rules.structure import UNREADABLE
from tui.text import UNSAFE, Position, Span
from tui.toml import Document

if TYPE_CHECKING:
    from rich.text import Text

JSON_VERSION = 1
_WIDEST = 100  # cells of a source line that are shown


class Reported(NamedTuple):
    """A finding at its place in a file, with the lines it stands in."""

    code: str
    grade: Grade
    place: Place
    message: Message | str
    remedy: Message | str | None = None
    citation: Citation | None = None
    line: str = ""

    @property
    def name(self) -> str:
        """The rule's name."""
        return RULES[self.code].name


def reported(draft: Draft, findings: Sequence[Finding]) -> list[Reported]:
    """The findings of a draft at their places, in the order of the file."""
    lines = draft.document.text.split("\n") if findings else []
    found = []
    for finding in findings:
        place = place_of(draft.document, finding.locus)
        line = lines[place.start.line - 1].rstrip("\r")
        found.append(
            Reported(
                finding.code,
                finding.grade,
                place,
                finding.message,
                finding.remedy,
                finding.citation or RULES[finding.code].citation,
                line,
            )
        )
    return sorted(found, key=lambda one: (one.place.start, one.code))


def unreadable(error: BaogaoError, file: str) -> Reported | None:
    """An error about the contents of a draft, as a finding; None when it is about something else."""
    if error.place is None or error.place.span is None or error.place.file != file:
        return None
    return Reported(UNREADABLE, Grade.ERROR, error.place, error.what, error.remedy)


def place_of(document: Document, locus: Locus) -> Place:
    """Where in the file a finding stands."""
    if locus.start is not None and locus.end is not None:
        return document.place_within(locus.path, locus.start, locus.end)
    return document.place(locus.path, of="key" if locus.of_key else "value")


def _where(one: Reported) -> str:
    return f"{one_line(one.place.file)}:{one.place.start.line}:{one.place.start.column}"


def _grade(grade: Grade) -> Message:
    return {Grade.ERROR: say("error"), Grade.WARNING: say("warning"), Grade.HINT: say("hint")}[grade]


def concise(found: Sequence[Reported], console: Console) -> None:
    """A line each: FILE:LINE:COLUMN: GRADE CODE message. The grade is not translated: programs read it."""
    for one in found:
        message = one_line(console.language(one.message))
        console.data(f"{_where(one)}: {one.grade.word} {one.code} {message}\n")


def full(found: Sequence[Reported], console: Console) -> None:
    """Each with its line, a caret below it, what the demand rests on, and what to do."""
    for one in found:
        console.drawn(_full(one, console))


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
    text.append(f"{_where(one)}\n")
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
    last = end.column - 1 if end.line == start.line else len(line)
    before, marked, after = (
        one_line(part) for part in (line[: start.column - 1], line[start.column - 1 : last], line[last:])
    )
    if len(before) > _WIDEST // 4:
        before = "..." + before[-(_WIDEST // 4) :]
    room = max(0, _WIDEST // 2 - len(before))
    if len(marked) > room:
        return before, marked[:room] + "...", ""
    room -= len(marked)
    return before, marked, after if len(after) <= room else after[:room] + "..."


def as_json(found: Sequence[Reported], console: Console) -> None:
    """One JSON object: {version, findings}; lines and columns from 1, columns in code points, ends not included."""
    import json  # for this format only

    speak = console.language
    findings = []
    for one in found:
        start, end = one.place.span or Span(Position(1, 1), Position(1, 1))
        findings.append(
            {
                "rule": one.code,
                "name": one.name,
                "grade": one.grade.word,
                "file": one.place.file,
                "line": start.line,
                "column": start.column,
                "end_line": end.line,
                "end_column": end.column,
                "message": speak(one.message),
                "source": one.citation
                and {
                    "text": one.citation.text,
                    "strength": one.citation.source.strength,
                    "verified": one.citation.source.verified,
                },
                "remedy": one.remedy and speak(one.remedy),
                "fix": None,
            }
        )
    text = json.dumps({"version": JSON_VERSION, "findings": findings}, ensure_ascii=False, indent=2)
    console.data(UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n")


FORMATS: Mapping[str, Callable[[Sequence[Reported], Console], None]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
}
"""The output formats by their names."""
