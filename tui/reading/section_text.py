"""Lines of a document as the text of a section: numbers as marks, headings, points and paragraphs."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tui.base.messages import say
from tui.base.numerals import chinese_number, numbered_heading
from tui.base.text import BLANKS
from tui.draft.keys import UNSORTED
from tui.draft.prose import Block, numbers
from tui.draft.prose import read as read_prose
from tui.reading.document import LeftOut, Span, Table, merged
from tui.reading.lines import Line
from tui.reading.numbering import Mark, mark
from tui.reading.parts import Part

_LONGEST_HEADING = 60  # characters
_LONGEST_POINT = 40  # characters of a numbered line that is a heading over a text
_SENTENCE = re.compile("[。；：！？]")
_HASHES = re.compile(f"#+[{re.escape(BLANKS)}]*")
_STOPS = "。！？"


class _Source(NamedTuple):
    """What a block comes from: the line of the source, its text, and its original number."""

    line: int
    text: str
    typed: str


@dataclass(slots=True)
class Written:
    """The text of a section as it grows, and what of the source is not in it."""

    blocks: list[str] = field(default_factory=list)
    sources: list[_Source] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    continued: bool = False
    """Whether its points are numbered on across the headings of the second level."""

    @property
    def text(self) -> str:
        """The text of the section."""
        return "\n\n".join(self.blocks) + "\n" if self.blocks else ""

    def add(self, block: str, line: int, text: str, typed: str = "") -> None:
        """Add a block that says a text of the source, whose number was `typed`."""
        self.blocks.append(block)
        self.sources.append(_Source(line, text, typed))


def written(parts: Iterable[Part], target: str) -> Written:
    """The text of the section that some parts go to."""
    out = Written()
    for part in parts:
        if part.target == target:
            _part(part, out)
    if target != UNSORTED:
        out.left_out += _otherwise(out)
    return out


def _part(part: Part, out: Written) -> None:
    shift = 0
    if part.heading is not None and part.target == UNSORTED:
        out.add(_escaped(part.heading.spans), part.heading.numbers[0], part.heading.text)
    elif part.heading is not None and not part.names:
        found = mark(part.heading.text)
        shift = int(part.level == 1 and any(_level(line) == 2 for line in part.body))
        if part.level == 2 and found is not None:
            _numbered(part.heading, found, 2, True, out)
        else:
            spans = part.heading.after(found.length) if found else part.heading.spans
            typed = part.heading.text[: found.length] if found else ""
            out.add(f"## {_escaped(_plain(spans))}", part.heading.numbers[0], part.heading.text, typed)
    body = part.body
    for n, line in enumerate(body):
        if isinstance(line, Table):
            _rows(line, out)
        elif part.target == UNSORTED:
            out.add(_escaped(line.spans), line.numbers[0], line.text)
        else:
            _line(line, shift, _is_text(body, n + 1, shift), out)


def _rows(table: Table, out: Written) -> None:
    """The rows of a table as paragraphs, the cells side by side."""
    for n, row in enumerate(table.rows):
        text = "　".join(" ".join(cell.split()) for cell in row).strip(BLANKS)
        if text:
            line = Line((table.line + n,), (Span(text),))
            out.add(_paragraph(line), line.numbers[0], text)


def _level(line: Line | Table) -> int:
    found = mark(line.text) if isinstance(line, Line) else None
    return found.level if found else 0


def _is_text(body: Sequence[Line | Table], n: int, shift: int) -> bool:
    """Whether the line after one is text, or a point of the fourth level, so that the one may be its heading."""
    return n < len(body) and isinstance(body[n], Line) and _level(body[n]) in (0, 4 - shift)


def _line(line: Line, shift: int, over_text: bool, out: Written) -> None:
    found = mark(line.text)
    if found is None or found.level == 1 or found.n == 0:
        out.add(_paragraph(line), line.numbers[0], line.text)
    elif not line.text[found.length :].strip():
        out.left_out.append(LeftOut(line.numbers[0], line.text, say("a number with no text")))
    else:
        _numbered(line, found, min(found.level + shift, 4), over_text, out)


def _numbered(line: Line, found: Mark, level: int, over_text: bool, out: Written) -> None:
    spans = line.after(found.length)
    text = "".join(span.text for span in spans)
    typed = line.text[: found.length]
    if level == 2:
        if len(text) <= _LONGEST_HEADING and not _SENTENCE.search(text):
            out.add(f"## {_escaped(_plain(spans))}", line.numbers[0], line.text, typed)
        else:
            out.add(f"（{chinese_number(found.n)}）{_escaped(spans)}", line.numbers[0], line.text, typed)
    elif level == 3:
        if over_text and len(text) <= _LONGEST_POINT and not _SENTENCE.search(text):
            out.add(f"### {_escaped(_plain(spans))}", line.numbers[0], line.text, typed)
        else:
            out.add(f"{min(found.n, 99)}. {_escaped(spans)}", line.numbers[0], line.text, typed)
    else:
        out.add(f"（{min(found.n, 99)}）{_escaped(spans)}", line.numbers[0], line.text, typed)


def _paragraph(line: Line) -> str:
    """A paragraph; a # at its start would make it a heading."""
    hashes = _HASHES.match(line.text)
    return _escaped(line.after(hashes.end()) if hashes else line.spans)


def _plain(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return merged(Span(span.text) for span in spans)


def _escaped(spans: tuple[Span, ...]) -> str:
    """Spans as markup: braces doubled, bold between its marks, a stop right after bold drawn into it."""
    pieces = [Span(span.text.replace("\t", " ").replace("{", "{{").replace("}", "}}"), span.bold) for span in spans]
    for n, (here, after) in enumerate(itertools.pairwise(pieces)):
        if here.bold and after.text[:1] in _STOPS and after.text:
            pieces[n] = Span(here.text + after.text[0], True)
            pieces[n + 1] = Span(after.text[1:], False)
    return "".join(f"**{span.text}**" if span.bold and span.text.strip() else span.text for span in merged(pieces))


def _otherwise(out: Written) -> Iterator[LeftOut]:
    """What will read differently than in the source: numbers, and characters that are marks in a draft."""
    blocks = read_prose(out.text)
    said = _said(blocks, continued=False)
    if len(blocks) == len(out.sources):
        on = _said(blocks, continued=True)
        out.continued = _agreeing(on, out.sources) > _agreeing(said, out.sources)
        said = on if out.continued else said
    if len(blocks) == len(out.sources):
        for text, source in zip(said, out.sources, strict=True):
            yield from _difference(text, source)
    elif out.sources:  # some block says nothing, or two are one
        yield from _difference(
            "".join(said), _Source(out.sources[0].line, "".join(one.text for one in out.sources), "")
        )


def _said(blocks: Sequence[Block], *, continued: bool) -> list[str]:
    """The text of the blocks as rendered, numbers included; one without words is not rendered."""
    given = zip(blocks, numbers(blocks, continued=continued), strict=True)
    return [f"{_shown(block, n)}{block.text}" if block.runs else "" for block, n in given]


def _agreeing(said: Sequence[str], sources: Sequence[_Source]) -> int:
    """How many numbers will read as they did."""
    pairs = zip(said, sources, strict=True)
    return sum(bool(source.typed) and text.startswith("".join(source.typed.split())) for text, source in pairs)


def _difference(said: str, source: _Source) -> Iterator[LeftOut]:
    if "".join(source.text.split()) == "".join(said.split()):
        return
    missing = _characters(source.text) - _characters(said)
    if not missing:
        return
    typed = "".join(source.typed.split())
    if typed and missing <= _characters(typed):
        length = len(said) - len(source.text) + len(source.typed)
        yield LeftOut(source.line, typed, say("this number now reads {number}", number=said[: max(2, length)]))
    else:
        signs = "".join(missing.elements())
        yield LeftOut(source.line, signs, say("characters that a draft uses as markup"))


def _characters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def _shown(block: Block, n: int | None) -> str:
    if n is None:
        return ""
    level = {"heading of the second level": 2, "point of the second level": 2, "point of the fourth level": 4}
    return numbered_heading(level.get(block.kind.value, 3), n)
