"""Published reports checked: `python -m tests.bench.real [FOLDER]`, where that folder (by default ../shared/real) is there.

It holds drafts made of openings, `NNN.toml`, and `slips.tsv`: the draft, the kind, the words, and how surely a rule can know
(Y, `pair` as a pair of wrong and right words, N not at all). Printed are:

- the slips found, kind by kind: a finding touches the very words;
- all other findings, with the line they stand in, for a person to judge: those above hint, and with `-v` the hints;
- how many findings each rule made.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tui.base.errors import BaogaoError
from tui.base.messages import Language
from tui.base.text import Position, Span
from tui.checking.check import check
from tui.checking.diagnostic import Diagnostic, reported
from tui.draft.draft import Draft, outline_reference
from tui.outline.library import Library
from tui.outline.outline import Outline
from tui.rules.finding import Grade
from tui.toml import parse

REAL = Path(__file__).parents[3] / "shared" / "real"
_MADE_BY_EXCERPTING = ("S101", "S102", "S126")
"""The openings are cut short: fields and sections are missing in each of them, which says nothing of the report."""


class Slip(NamedTuple):
    """Words that somebody wrote wrong in a draft, of what kind, and how surely a rule can know: Y, pair or N."""

    draft: str
    kind: str
    words: str
    sure: str


class Report(NamedTuple):
    """A draft: its text, and what is found in it."""

    name: str
    text: str
    found: list[Diagnostic]


def slips(folder: Path = REAL) -> list[Slip]:
    """The slips that a person found."""
    lines = (folder / "slips.tsv").read_text("utf-8").splitlines()
    return [Slip(*line.split("\t")[:4]) for line in lines if line.strip()]


def reports(folder: Path = REAL) -> dict[str, Report]:
    """Every draft of the folder, checked as it would be filed."""
    return {file.stem: _checked(file) for file in sorted(folder.glob("*.toml"))}


@cache
def _outline(reference: str) -> Outline:
    return Library.searching().find(reference)


def _checked(file: Path) -> Report:
    try:
        document = parse(file.read_bytes(), str(file))
        draft = Draft(document, _outline(outline_reference(document)))
    except BaogaoError as error:
        raise SystemExit(f"{file}: {Language('en')(error.what)}") from None
    found = [one for one in reported(draft, check(draft, "filed")) if one.code not in _MADE_BY_EXCERPTING]
    return Report(file.stem, document.text, found)


def places(text: str, words: str) -> list[Span]:
    """The places of words in a text, each within one line."""
    return [
        Span(Position(n, at + 1), Position(n, at + 1 + len(words)))
        for n, line in enumerate(text.split("\n"), 1)
        for at in range(len(line))
        if line.startswith(words, at)
    ]


def touch(one: Span, other: Span) -> bool:
    """Whether two places have a character in common, or one of them is empty and lies in the other."""
    return one.start < max(other.end, _just_after(other.start)) and other.start < max(one.end, _just_after(one.start))


def _just_after(position: Position) -> Position:
    return Position(position.line, position.column + 1)


def finds(report: Report, slip: Slip) -> bool:
    """Whether a finding of a draft touches the words of a slip."""
    return any(touch(one.span, place) for place in places(report.text, slip.words) for one in report.found)


def others(report: Report, known: Sequence[Slip]) -> list[Diagnostic]:
    """The findings of a draft that touch no slip of it."""
    spans = [place for slip in known if slip.draft == report.name for place in places(report.text, slip.words)]
    return [one for one in report.found if not any(touch(one.span, span) for span in spans)]


def main(folder: Path, *, hints: bool) -> None:
    """Measure, and print."""
    known, checked, speak = slips(folder), reports(folder), Language("en")
    found = {slip: finds(checked[slip.draft], slip) for slip in known}
    for sort in ("Y", "pair", "N"):
        of_sort = [slip for slip in known if slip.sure == sort]
        print(f"{sort}: {sum(found[slip] for slip in of_sort)} of {len(of_sort)} found")
        for kind in dict.fromkeys(slip.kind for slip in of_sort):
            of_kind = [slip for slip in of_sort if slip.kind == kind]
            missed = "  ".join(f"{slip.draft} {slip.words}" for slip in of_kind if not found[slip])
            print(f"  {kind:26} {sum(found[slip] for slip in of_kind)} of {len(of_kind)}  {missed}")
    counts: Counter[tuple[Grade, str]] = Counter()
    for report in checked.values():
        counts.update((one.grade, one.code) for one in report.found)
        for one in others(report, known):
            if one.grade > Grade.HINT or hints:
                start, end = one.span
                last = end.column if end.line == start.line else len(one.line)
                around = one.line[max(0, start.column - 13) : last + 12]
                print(f"{report.name}:{start.line} {one.grade.word} {one.code} {speak(one.message)}\n      …{around}…")
    for (grade, code), count in sorted(counts.items(), key=lambda pair: (-pair[0][0], -pair[1])):
        print(f"{count:5} {grade.word:8} {code}")


if __name__ == "__main__":
    names = [name for name in sys.argv[1:] if name != "-v"]
    where = Path(names[0]) if names else REAL
    if not where.is_dir():
        raise SystemExit(f"{where} is not there")
    main(where, hints="-v" in sys.argv)
