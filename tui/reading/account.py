"""The account of an import: where each line went, what was left out, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tui.base.messages import Language, Message, say, say_n
from tui.base.text import shortened
from tui.draft.keys import UNSORTED
from tui.reading.document import LeftOut, Table
from tui.reading.parts import Part
from tui.reading.placement import LEFT_OUT, Imported, Placement


class Record(NamedTuple):
    """What happened to a line of the source: the key of the draft that holds it ("" for none), its text, and why."""

    line: int
    where: str
    text: str
    why: Message


def records(placement: Placement, result: Imported) -> list[Record]:
    """Every line of the source, in order; those left out or changed are listed again as such."""
    found = [Record(one.line, "", one.text, one.why) for one in result.left_out]
    for id, lines in placement.field_lines.items():
        found += [
            Record(line.numbers[0], f"fields.{id}", line.text, say("the letterhead")) for line in lines if line.text
        ]
    for part in placement.parts:
        if part.target != LEFT_OUT:
            found += _of_part(part)
    return sorted(found, key=lambda one: one.line)


def _of_part(part: Part) -> Iterator[Record]:
    where = f"sections.{part.target}"
    if part.heading is not None:
        yield Record(part.heading.numbers[0], where, part.heading.text, part.why)
    for line in part.body:
        if isinstance(line, Table):
            yield from (Record(line.line + n, where, " ".join(row), part.why) for n, row in enumerate(line.rows))
        else:
            yield Record(line.numbers[0], where, line.text, part.why)


def summary(placement: Placement, result: Imported) -> Iterator[Message]:
    """The summary for the user: what was recognised, what needs a look, what is not in the draft."""
    yield from placement.about
    entered = len(result.figures)
    if entered:
        yield say_n("{n} figure is entered", "{n} figures are entered", entered)
    for line, doubt in result.doubts:
        yield say("line {line}: {what}", line=line, what=doubt)
    if result.unsorted:
        yield say_n(
            "{n} character is in no section: see [sections.{id}] in the draft",
            "{n} characters are in no section: see [sections.{id}] in the draft",
            result.unsorted,
            id=UNSORTED,
        )
    yield from _ranges(result.left_out)


def _ranges(left_out: Iterable[LeftOut]) -> Iterator[Message]:
    """What is left out, neighbours with the same reason together."""
    run: list[LeftOut] = []
    for one in left_out:
        if run and (one.why.text != run[-1].why.text or one.line > run[-1].line + 1):
            yield _range(run)
            run = []
        run.append(one)
    if run:
        yield _range(run)


def _range(run: list[LeftOut]) -> Message:
    first, last = run[0], run[-1]
    text = shortened(" ".join(one.text for one in run[:8] if one.text).replace("\n", " "))
    if first.line == last.line or len(run) == 1:
        if not text:
            return say("line {line}: {why}", line=first.line, why=first.why)
        return say("line {line}: {why}: {text}", line=first.line, why=first.why, text=text)
    return say("lines {first} to {last}: {why}: {text}", first=first.line, last=last.line, why=first.why, text=text)


def as_text(placement: Placement, result: Imported, speak: Language) -> str:
    """The account as lines of text: line, key, reason, text."""
    rows = [
        f"{one.line:>5}  {one.where or '-':<24}  {speak(one.why)}: {one.text}" for one in records(placement, result)
    ]
    return "\n".join([*map(speak, placement.about), *rows]) + "\n"


def as_json(placement: Placement, result: Imported, speak: Language) -> str:
    """The account for programs."""
    whole = {
        "version": 1,
        "outline": placement.outline.reference,
        "year": placement.year,
        "about": [speak(message) for message in placement.about],
        "figures": [{"id": one.id, "value": one.written, "references": one.times} for one in result.figures],
        "doubts": [{"line": line, "what": speak(what)} for line, what in result.doubts],
        "unsorted": result.unsorted,
        "lines": [
            {"line": one.line, "where": one.where or None, "why": speak(one.why), "text": one.text}
            for one in records(placement, result)
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
