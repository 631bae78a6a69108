"""A section's text with one sentence per line: the same blocks in canonical form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from tui.base.languages import puts_spaces
from tui.base.numerals import chinese_number
from tui.base.text import BLANKS, joins
from tui.draft.markers import HEADINGS, Kind, enumerations, is_heading, is_item, marker
from tui.draft.prose import Block, numbers, read
from tui.draft.wording import wording_of
from tui.formatting import sentence_ends

_ENDS = "。！？"
_CLOSERS = "”’）》」』】"
_GOES_ON = "，、；："  # no sentence has ended before these: 《路在何方？》，
_BOLD = "**"
_LAST_NUMBER = 99  # that can be typed before a point

_LONGEST_MARKER = 12  # characters, with whatever decides after it
_STARS = re.compile(r"\*+")
_END = re.compile(f"[{_ENDS}]")
_END_SPACED = re.compile(f"[{sentence_ends.ENDS}]")


def sentences(text: str, *, continued: bool = False, apart: bool = False, language: str = "zh") -> str:
    """The text, with line feeds as line breaks, as one sentence per line with the numbers that the renderer gives.

    `continued` and `apart` as for `prose.numbers`; `language` is that of the report.
    """
    if text.strip() in wording_of(language).none:
        return text
    spaced = puts_spaces(language)
    blocks = read(text, spaced=spaced)
    ends = [*(block.start for block in blocks[1:]), len(text)]
    written = [
        _block(block, number, text[block.start : end], spaced)
        for block, number, end in zip(blocks, numbers(blocks, continued=continued, apart=apart), ends, strict=False)
    ]
    return "\n\n".join(written) + "\n" if written else ""


def _block(block: Block, number: int | None, source: str, spaced: bool) -> str:
    """One block, given with its source, in canonical form."""
    mark, after = _marker(block, number, spaced), 0
    if block.kind is not Kind.PARAGRAPH and (typed := marker(source.split("\n", 1)[0].rstrip(BLANKS))):
        after = typed.length
    lines = [line for typed_line in source[after:].split("\n") if (line := typed_line.strip(BLANKS))]
    if block.kind in HEADINGS:
        return (mark + "".join(lines)).rstrip(" ")
    body = _joined(lines, spaced)
    if block.kind is Kind.PARAGRAPH:
        body = _kept_plain(body)
    written = "\n".join(_spaced(body) if spaced else _broken(body)).split("\n")
    if block.kind is Kind.POINT_2:
        is_cited = written[0] != "" and not marker(mark + written[0])  # as in （一）、（二）项
        if is_heading(written[0], is_alone=len(written) == 1) or (is_cited and marker(written[0])):
            written = lines
        if is_cited:
            written = ["", *written]
    return (mark + "\n".join(written)).rstrip(" ")


def _marker(block: Block, number: int | None, spaced: bool) -> str:
    """What a block begins with; a number that cannot be typed stays as it was."""
    shown = number if number is not None and number <= _LAST_NUMBER else block.typed
    match block.kind:
        case Kind.HEADING_2:
            return "## "
        case Kind.HEADING_3:
            return "### "
        case Kind.POINT_2:
            return f"（{chinese_number(shown or 1)}）"
        case Kind.POINT_3:
            return f"{shown}. "
        case Kind.POINT_4:
            return f"({shown}) " if spaced else f"（{shown}）"
        case Kind.PARAGRAPH:
            return ""


class _Sort(Enum):
    TEXT = auto()
    OPENS = auto()
    CLOSES = auto()
    BREAK = auto()


class _Part(NamedTuple):
    sort: _Sort
    text: str


@dataclass(frozen=True, slots=True)
class _Body:
    """A block's text with its lines joined, where two were joined without a space, and where a bold mark closes."""

    text: str
    seams: Sequence[int]
    closing: frozenset[int]

    def enumerated(self) -> Iterator[tuple[int, int]]:
        """Where （一）, （二） … begin a clause, and their numbers."""
        return enumerations(self.text) if "（" in self.text or "(" in self.text else iter(())


def _parts(lines: Sequence[str]) -> Iterator[_Part]:
    """The lines cut into text, effective bold marks, and line breaks. A mark without a partner is text."""
    marks = sum(len(stars[0]) == len(_BOLD) for line in lines for stars in _STARS.finditer(line))
    paired, seen = marks - marks % 2, 0
    for number, line in enumerate(lines):
        if number:
            yield _Part(_Sort.BREAK, "\n")
        at = 0
        for stars in _STARS.finditer(line):
            if stars[0] != _BOLD or seen == paired:
                continue
            if at < stars.start():
                yield _Part(_Sort.TEXT, line[at : stars.start()])
            yield _Part(_Sort.CLOSES if seen % 2 else _Sort.OPENS, _BOLD)
            seen, at = seen + 1, stars.end()
        if at < len(line):
            yield _Part(_Sort.TEXT, line[at:])


def _joined(lines: Sequence[str], spaced: bool) -> _Body:
    """Join lines as the reader does. The few breaks that cannot be expressed otherwise on the line are kept."""
    parts = list(_parts(lines))
    between = _between(parts, spaced)
    text: list[str] = []
    seams: list[int] = []
    closing: set[int] = set()
    length = 0
    for n, part in enumerate(parts):
        piece = part.text
        if part.sort is _Sort.BREAK:
            piece = between.get(n, "")
            if not piece and _collide(parts, n):
                piece = "\n"
            elif not piece:
                seams.append(length)
        elif part.sort is _Sort.CLOSES:
            closing.add(length)
        if piece:
            text.append(piece)
        length += len(piece)
    return _Body("".join(text), seams, frozenset(closing))


def _between(parts: Sequence[_Part], spaced: bool) -> dict[int, str]:
    """The line breaks that stand for a space, and their replacement: a space, if it has the same effect.

    The reader puts its space before the next character, after any bold marks between, whichever line break is kept.
    Only a mark that opens bold may as well follow the space.
    """
    found: dict[int, str] = {}
    last = ""
    gap: list[int] = []
    for n, part in enumerate(parts):
        if part.sort is not _Sort.TEXT:
            gap.append(n)
            continue
        breaks = [at for at in gap if parts[at].sort is _Sort.BREAK]
        is_kept = any(_collide(parts, at) for at in breaks[:-1])
        if breaks and last and not is_kept and not joins(last, part.text[0], spaced=spaced):
            at = breaks[-1]
            opens = [parts[mark].sort for mark in gap] == [_Sort.BREAK, _Sort.OPENS] and not _collide(parts, at)
            found[at] = " " if at == gap[-1] or opens else "\n"
        last, gap = part.text[-1], []
    return found


def _collide(parts: Sequence[_Part], at: int) -> bool:
    """Whether the characters around a line break would form other marks if joined."""
    return parts[at - 1].text.endswith("*") and parts[at + 1].text.startswith("*")


def _opens(text: str, at: int, enumerated: int = 0, before: str = "") -> bool:
    """Whether a line that begins here would open a block, even after such an enumeration and such a line."""
    if text[at] not in "#（(0123456789":
        return False
    found = marker(text[at : at + _LONGEST_MARKER].split("\n", 1)[0].rstrip(BLANKS))
    return found is not None and found.opens(enumerated, before)


def _kept_plain(body: _Body) -> _Body:
    """Keep a line break of a paragraph that would begin with a marker if its lines were joined."""
    start = 0
    while body.text and _opens(body.text, start):
        seam = next((at for at in body.seams if at > start), None)
        if seam is None:
            break
        body = _Body(
            f"{body.text[:seam]}\n{body.text[seam:]}",
            [at + 1 for at in body.seams if at > seam],
            frozenset(at + (at >= seam) for at in body.closing),
        )
        start = seam + 1
    return body


def _broken(body: _Body) -> Iterator[str]:
    """The lines of a body: one per sentence, where a line break is not text and opens no block."""
    text = body.text
    counted = body.enumerated()
    following, enumerated = next(counted, None), 0
    start = at = 0
    while end := _END.search(text, at):
        at = _behind(body, end.end())
        while following and following[0] < at:
            enumerated, following = following[1], next(counted, None)
        if at < len(text) and text[at] not in f"\n{_GOES_ON}{BLANKS}" and not _opens(text, at, enumerated):
            yield text[start:at]
            start = at
    yield text[start:]


def _spaced(body: _Body) -> Iterator[str]:
    """The lines of a body whose words are spaced: one per sentence, where a line break stands for the spaces after it."""
    text = body.text
    start = at = 0
    while end := _END_SPACED.search(text, at):
        at = _behind(body, end.end(), sentence_ends.ENDS, sentence_ends.CLOSERS)
        after = sentence_ends.next_sentence(text, at)
        is_space = at < after < len(text) and not _is_break_text(text, at, after)
        opens = is_space and (_opens(text, after) or is_item(text[after : after + _LONGEST_MARKER]))
        if is_space and not opens and sentence_ends.ends_sentence(text, end.start(), after):
            yield text[start:at]
            start = at = after
    yield text[start:]


def _is_break_text(text: str, at: int, after: int) -> bool:
    """Whether a line break in place of these spaces would read otherwise: next to Han, or for more than one of them."""
    return text[at:after] != " " or joins(text[at - 1], text[after], spaced=True)


def _behind(body: _Body, at: int, ends: str = _ENDS, closers: str = _CLOSERS) -> int:
    """The end of the sentence whose last character precedes this place, after the marks that close with it."""
    while at < len(body.text):
        if body.text[at] in ends or body.text[at] in closers:
            at += 1
        elif at in body.closing:
            at += len(_BOLD)
        else:
            break
    return at
