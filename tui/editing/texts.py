"""Three-way merge of a text, by block and by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tui.base.text import BLANKS
from tui.editing.pieces import InConflict, Kept, Piece, Side, Taken
from tui.editing.sequences import merge_sequences

_BLANK = f"[{re.escape(BLANKS)}]"
_OPENS = re.compile(
    rf"(##|###)(?:{_BLANK}+|$)|([0-9]{{1,2}}[.．、])(?![0-9]){_BLANK}*|([（(][0-9]{{1,2}}[）)]){_BLANK}*"
)
_SENTENCE = re.compile(r"[^。！？]*[。！？][。！？”’）》」』】*]*(?![，、；：])|[^。！？]+|[。！？]")
_WHITE = f"{BLANKS}\n"
MARKERS = frozenset(("##", "###", "1.", "（1）"))


class Unit(NamedTuple):
    """A sentence (on one line), or what opens a block: its content, its source, and the white space before and after it.

    The number that opens a block is not part of the content: the renderer supplies it.
    """

    key: str
    raw: str
    lead: str
    gap: str


_Found = tuple[str, int, int]
"""What a unit says, and where it begins and ends."""


def units(text: str, known: dict[str, tuple[_Found, ...]] | None = None) -> list[Unit]:
    """A text, with line feeds as line breaks, in units. All of them joined, with their gaps, are the text.

    `known` caches lines already read: versions of a text share nearly all of theirs.
    """
    known = {} if known is None else known
    found: list[_Found] = []
    at = 0
    for line in text.split("\n"):
        there = known.get(line)
        if there is None:
            there = known[line] = tuple(_units_of_line(line))
        for key, start, end in there:
            found.append((key, at + start, at + end))
        at += len(line) + 1
    starts = [start for _, start, _ in found]
    starts.append(len(text))
    result: list[Unit] = []
    before = 0
    for n, (key, start, end) in enumerate(found):
        result.append(Unit(key, text[start:end], text[before:start], text[end : starts[n + 1]]))
        before = end
    return result


def _units_of_line(line: str) -> Iterator[_Found]:
    stripped = line.strip(BLANKS)
    start = len(line) - len(line.lstrip(BLANKS))
    end = start + len(stripped)
    opens = _OPENS.match(line, start, end) if stripped else None
    if opens:
        marker = opens[0].rstrip(BLANKS)
        yield opens[1] or ("1." if opens[2] else "（1）"), start, start + len(marker)
        start = opens.end()
    for match in _SENTENCE.finditer(line, start, end):
        yield match[0].strip(BLANKS), *match.span()


@dataclass(frozen=True, slots=True)
class Region:
    """A conflict in a text: the versions of the base, ours and theirs."""

    base: str
    ours: str
    theirs: str

    @property
    def both(self) -> str:
        """Both versions, ours first: in one paragraph if each of them is one, else as paragraphs of their own."""
        mine, other = self.ours.rstrip(_WHITE), self.theirs.lstrip("\n")
        if not mine or not other.strip(_WHITE):
            return self.ours + self.theirs
        is_long = "\n\n" in mine or "\n\n" in other.rstrip(_WHITE)
        return f"{mine}\n\n{other}" if is_long else f"{mine}\n{other}"


@dataclass(frozen=True, slots=True)
class MergedText:
    """A merged text in parts: merged text, and regions in conflict.

    `base` is the version to merge from when either side goes on: theirs, with each region as it was in the base.
    """

    parts: tuple[str | Region, ...]
    base: str = ""

    @property
    def regions(self) -> tuple[Region, ...]:
        """The regions in conflict."""
        return tuple(part for part in self.parts if isinstance(part, Region))

    def choosing(self, side: Side) -> str:
        """The text with one side's version of every conflict."""
        return "".join(part if isinstance(part, str) else getattr(part, side) for part in self.parts)

    def marked(self, ours: str, theirs: str) -> str:
        """The text with both versions of each conflict between git's marker lines, which carry the names of the sides."""
        lines: list[str] = []
        for part in self.parts:
            if isinstance(part, str):
                lines.append(part)
                continue
            if lines and lines[-1] and not lines[-1].endswith("\n"):
                lines.append("\n")
            mine, other = _ended(part.ours), _ended(part.theirs)
            lines.append(f"<<<<<<< {ours}\n{mine}=======\n{other}>>>>>>> {theirs}\n")
        return "".join(lines)


def _ended(text: str) -> str:
    text = text.strip("\n")
    return f"{text}\n" if text else ""


def merge_text(base: str, ours: str, theirs: str) -> MergedText:
    """Merge three versions of a text; line breaks and typed numbers are layout, and never conflict."""
    known: dict[str, tuple[_Found, ...]] = {}
    b, o, t = (units(version, known) for version in (base, ours, theirs))
    pieces = merge_sequences([u.key for u in b], [u.key for u in o], [u.key for u in t], MARKERS)
    end = _three(_end(base), _end(ours), _end(theirs)) if o and t else _end(ours if o else theirs)
    written = _Writer(b, o, t, end)
    parts: list[str | Region] = []
    for n, piece in enumerate(pieces):
        following = pieces[n + 1] if n + 1 < len(pieces) else None
        parts.append(written.part(piece, following))
    lead = (o or t or b)[0].lead if (o or t or b) else ""
    joined = tuple(_glued([lead, *parts]))
    return MergedText(joined if any(joined) else (_three(base, ours, theirs),), _new_base(b, t, pieces))


def _new_base(base: Sequence[Unit], theirs: Sequence[Unit], pieces: Sequence[Piece]) -> str:
    """Theirs, with what is in conflict as in the base: what remains to be merged is then only that."""
    instead: dict[int, tuple[int, ...]] = {}
    after: dict[int, tuple[int, ...]] = {}
    gone: set[int] = set()
    at = -1
    for piece in pieces:
        match piece:
            case Kept(_, _, there):
                at = there
            case Taken("theirs", item):
                at = item
            case Taken(_, _, _, other):
                at = at if other is None else other
            case InConflict(items, _, there) if there:
                instead[there[0]] = items
                gone.update(there)
                at = there[-1]
            case InConflict(items, _, _):
                after[at] = (*after.get(at, ()), *items)
    written = [theirs[0].lead if theirs else ""]
    written += [base[k].raw + base[k].gap for k in after.get(-1, ())]
    for n, unit in enumerate(theirs):
        written += [base[k].raw + base[k].gap for k in instead.get(n, ())]
        written += [] if n in gone else [unit.raw + unit.gap]
        written += [base[k].raw + base[k].gap for k in after.get(n, ())]
    return "".join(written)


def _glued(parts: Sequence[str | Region]) -> Iterator[str | Region]:
    text: list[str] = []
    for part in parts:
        if isinstance(part, str):
            text.append(part)
        else:
            yield "".join(text)
            text = []
            yield part
    yield "".join(text)


def _end(text: str) -> str:
    return text[len(text.rstrip(BLANKS + "\n")) :]


def _three(base: str, ours: str, theirs: str) -> str:
    """The one that was changed; ours if both were, unless theirs breaks more lines."""
    if ours == base or (theirs != base and theirs.count("\n") > ours.count("\n")):
        return theirs
    return ours


class _Writer:
    """Writes pieces with the white space that belongs between them."""

    def __init__(self, base: list[Unit], ours: list[Unit], theirs: list[Unit], end: str) -> None:
        self._base = base
        self._of = {"base": base, "ours": ours, "theirs": theirs}
        self._end = end

    def part(self, piece: Piece, following: Piece | None) -> str | Region:
        """A piece in the merged text, with the white space before the next piece."""
        if isinstance(piece, Kept) and isinstance(following, Kept) and following.base == piece.base + 1:
            b, o, t = self._base[piece.base], self._of["ours"][piece.ours], self._of["theirs"][piece.theirs]
            return _three(b.raw, o.raw, t.raw) + _three(b.gap, o.gap, t.gap)
        gap = self._end if following is None else self._gap(piece, following)
        if isinstance(piece, Kept):
            mine, other = self._of["ours"][piece.ours], self._of["theirs"][piece.theirs]
            return _three(self._base[piece.base].raw, mine.raw, other.raw) + gap
        if isinstance(piece, Taken):
            return self._of[piece.side][piece.item].raw + gap
        sides = [
            "".join(units[n].raw + (units[n].gap if n != indices[-1] else gap) for n in indices)
            for units, indices in (
                (self._base, piece.base),
                (self._of["ours"], piece.ours),
                (self._of["theirs"], piece.theirs),
            )
        ]
        return Region(*sides)

    def _gap(self, piece: Piece, following: Piece) -> str:
        """As in the version where both are neighbours; if both sides have that, as in the side that changed it."""
        last, first = self._spans(piece), self._spans(following)
        gaps = {
            side: self._of[side][last[side][1]].gap
            for side in last.keys() & first.keys()
            if first[side][0] == last[side][1] + 1
        }
        if "ours" in gaps and "theirs" in gaps:
            return _three(gaps.get("base", gaps["ours"]), gaps["ours"], gaps["theirs"])
        for side in ("ours", "theirs"):
            if side in gaps:
                return gaps[side]
        around = [self._of[side][span[1]].gap for side, span in last.items()]
        around += [self._of[side][span[0]].lead for side, span in first.items()]
        if self._would_open(following):
            return ""
        return max((gap for gap in around if "\n" in gap), key=lambda gap: gap.count("\n"), default="\n")

    def _would_open(self, piece: Piece) -> bool:
        """Whether a sentence would open a block if it began a line."""
        units = [self._of[side][span[0]] for side, span in self._spans(piece).items()]
        return any(unit.key not in MARKERS and _OPENS.match(unit.raw) for unit in units)

    def _spans(self, piece: Piece) -> dict[str, tuple[int, int]]:
        """The first and last unit of a piece in each version that has it."""
        match piece:
            case Kept(base, ours, theirs):
                return {"base": (base, base), "ours": (ours, ours), "theirs": (theirs, theirs)}
            case Taken(side, item, base, other):
                found = {side: item, "base": base, "theirs" if side == "ours" else "ours": other}
                return {side: (item, item) for side, item in found.items() if item is not None}
            case InConflict(base, ours, theirs):
                versions = {"base": base, "ours": ours, "theirs": theirs}
                return {side: (items[0], items[-1]) for side, items in versions.items() if items}
