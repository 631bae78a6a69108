"""Syntax highlighting of a section's text for an editor, line by line: headings, leads, marks, figures, numbers.

Only the lines around an edit are read again, so that a keystroke costs as much as its paragraph, not its section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tui.base.text import BLANKS
from tui.draft.markers import HEADINGS, Kind, marker
from tui.draft.prose import Block, numbers, read


class Look(StrEnum):
    """What a stretch of a line is. Plain text has no style."""

    MARKER = "marker"  # “## ”, （一）, 1. at the start of a block
    HEADING = "heading"
    LEAD = "lead"  # the bold start of a point
    BOLD = "bold"
    DELIMITER = "delimiter"  # ** and the second of two braces
    REFERENCE = "reference"  # {name}, braces included


class Mark(NamedTuple):
    """The characters `start` to `end` of a line, and their kind."""

    start: int
    end: int
    look: Look


class Opened(NamedTuple):
    """The block that a line opens: its kind, the number typed, and the column after its marker."""

    kind: Kind
    typed: int | None
    column: int


@dataclass(frozen=True, slots=True)
class Highlights:
    """The styles of a text. Each sequence has one entry per line.

    `marks` do not overlap and run from left to right. `numbers` are those that the renderer gives to the blocks
    that begin there; `kind.level` says in which form it writes them.
    """

    lines: tuple[str, ...]
    marks: tuple[tuple[Mark, ...], ...]
    opened: tuple[Opened | None, ...]
    numbers: tuple[int | None, ...]
    continued: bool


def highlights(
    lines: Sequence[str], before: Highlights | None = None, *, continued: bool = False, apart: bool = False
) -> Highlights:
    """The styles of the lines of a section's text; `before` are those before an edit.

    `continued` and `apart` are as for `numbers`; `apart` never changes.
    """
    after = tuple(lines)
    if before is None or before.continued != continued:
        before = Highlights((), (), (), (), continued)
    start, end, old_end = _changed(before.lines, after)
    marks, opened = _read(after[start:end])
    old = before.opened[start:old_end]
    everything = (*before.opened[:start], *opened, *before.opened[old_end:])
    if [one and one[:2] for one in opened] == [one and one[:2] for one in old]:
        given = before.numbers
    else:
        counted = iter(numbers(filter(None, everything), continued=continued, apart=apart))
        given = tuple(next(counted) if one else None for one in everything)
    return Highlights(after, (*before.marks[:start], *marks, *before.marks[old_end:]), everything, given, continued)


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[int, int, int]:
    """The lines to read again: `start` to `end` of the new text, in place of those up to `old_end` of the old.

    A blank line and most markers separate what precedes them from what follows; so the effect of an edit
    begins and ends there.
    """
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    same = next((n for n in range(shorter - start) if old[-1 - n] != new[-1 - n]), shorter - start)
    end = len(new) - same
    while start > 0:
        start -= 1
        if _parts(new[start]):
            break
    while end < len(new) and not _parts(new[end]):
        end += 1
    return start, end, end + len(old) - len(new)


def _parts(line: str) -> bool:
    """Whether a line begins something new wherever it is."""
    words = line.strip(BLANKS)
    found = marker(words)
    return not words or (found is not None and found.kind is not Kind.POINT_2)


def _read(lines: Sequence[str]) -> tuple[list[tuple[Mark, ...]], list[Opened | None]]:
    text = "\n".join(lines)
    marks: list[list[Mark]] = [[] for _ in lines]
    opened: list[Opened | None] = [None] * len(lines)
    row = at = 0  # the line, and where it starts
    blocks = read(text)
    for block, end in zip(blocks, [*(block.start for block in blocks[1:]), len(text)], strict=False):
        while block.start > at + len(lines[row]):
            at += len(lines[row]) + 1
            row += 1
        mark = marker(lines[row].strip(BLANKS)) if block.kind is not Kind.PARAGRAPH else None
        after = block.start + (mark.length if mark else 0)
        opened[row] = Opened(block.kind, block.typed, after - at)
        if mark:
            marks[row].append(Mark(block.start - at, after - at, Look.MARKER))
        for start, stop, look in _stretches(text, block, after, end):
            while start > at + len(lines[row]):
                at += len(lines[row]) + 1
                row += 1
            while stop > at + len(lines[row]):  # a stretch over a line break
                marks[row].append(Mark(start - at, len(lines[row]), look))
                at += len(lines[row]) + 1
                row += 1
                start = at
            marks[row].append(Mark(start - at, stop - at, look))
    return [tuple(mark for mark in line if mark.start < mark.end) for line in marks], opened


_DELIMITER = re.compile(r"\*\*|[{}]")


def _stretches(text: str, block: Block, at: int, end: int) -> Iterator[tuple[int, int, Look]]:
    """The stretches of a block after its marker that are not plain text, by their offsets in the text."""
    is_lead = block.kind not in (*HEADINGS, Kind.PARAGRAPH)
    for run in block.runs:
        yield from ((*match.span(), Look.DELIMITER) for match in _DELIMITER.finditer(text, at, run.start))
        at = run.start + len(run.text) + 2 * run.reference
        is_lead &= run.bold
        if run.reference:
            yield run.start, at, Look.REFERENCE
        elif block.kind in HEADINGS:
            yield run.start, at, Look.HEADING
        elif run.bold:
            yield run.start, at, Look.LEAD if is_lead else Look.BOLD
    yield from ((*match.span(), Look.DELIMITER) for match in _DELIMITER.finditer(text, at, end))
