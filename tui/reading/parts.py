"""The text of a document as parts, each with its section and the reason; the app shows them, and users can change them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tui.base.messages import Message, say
from tui.draft.keys import UNSORTED
from tui.outline.outline import Outline, Section
from tui.reading.document import Span, Table
from tui.reading.lines import Line
from tui.reading.mapping import Headings, Mapped, Match, role_of
from tui.reading.numbering import Mark, mark

_SHORT_HEADING = 30  # characters of a numbered line that may head a section where no 一、 does
_LONGEST_HEADING = 60  # characters: a longer line with a sentence in it is a heading that is run in


@dataclass(frozen=True, slots=True)
class Part:
    """A heading (or none) with the lines under it, as far as they go to one section.

    `names` says that the heading stands for the section itself, whose own heading takes its place. `also` is another
    section that the heading names, to which part of the text may belong. `doubt` is what a person should look at.
    """

    heading: Line | None
    level: int
    body: tuple[Line | Table, ...]
    target: str
    why: Message
    names: bool = False
    doubt: Message | None = None
    also: str = ""

    @property
    def title(self) -> str:
        """The heading with its number; else how the part begins."""
        if self.heading is not None:
            return self.heading.text
        first = next((line for line in self.body if isinstance(line, Line)), None)
        return first.text if first else ""


def parts_of(lines: Sequence[Line | Table], outline: Outline, year: int | None) -> list[Part]:
    """The parts of a text, each with the section of the outline that it goes to."""
    headings = Headings(outline, year)
    cut = list(_cut(_run_in_apart(lines), headings))
    mapped = [headings.read(_words(one.heading)) if one.heading else Mapped(None, Match.NONE) for one in cut]
    taken = {found.section.id for found in mapped if found.section is not None}
    parts: list[Part] = []
    for one, found in zip(cut, mapped, strict=True):
        placed = _placed(one, found, parts, headings)
        parts += _second_level(placed, headings, taken)
    return parts


@dataclass(frozen=True, slots=True)
class _Cut:
    heading: Line | None
    level: int
    body: tuple[Line | Table, ...]
    gap: int = 0


def _words(line: Line) -> str:
    found = mark(line.text)
    return line.text[found.length :].strip() if found else line.text


def _run_in_apart(lines: Iterable[Line | Table]) -> Iterator[Line | Table]:
    """First-level headings that run into their text, split from it."""
    for line in lines:
        found = mark(line.text) if isinstance(line, Line) else None
        if not isinstance(line, Line) or found is None or found.level != 1:
            yield line
            continue
        end = line.text.find("。")
        if not found.length < end <= _LONGEST_HEADING or end == len(line.text) - 1:
            yield line
            continue
        yield Line(line.numbers, _up_to(line, end + 1))
        yield Line(line.numbers, line.after(end + 1))


def _up_to(line: Line, end: int) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in line.spans:
        kept.append(Span(span.text[: max(0, end)], span.bold))
        end -= len(span.text)
    return tuple(span for span in kept if span.text)


def _cut(lines: Iterable[Line | Table], headings: Headings) -> Iterator[_Cut]:
    """The text cut at its first-level headings: 一、 where 一 is due, one too high where one was lost."""
    found = list(lines)
    level = _top_level(found, headings)
    heading: Line | None = None
    body: list[Line | Table] = []
    count = gap = 0
    for line in found:
        number = _heading_number(line, level, count, headings)
        if number is None or not isinstance(line, Line):
            body.append(line)
            continue
        if heading is not None or body:
            yield _Cut(heading, level if heading else 0, tuple(body), gap)
        gap = max(0, number - count - 1)
        heading, body, count = line, [], number
    if heading is not None or body:
        yield _Cut(heading, level if heading else 0, tuple(body), gap)


def _top_level(lines: Sequence[Line | Table], headings: Headings) -> int:
    """The level at which the text is divided: the first; without it the one whose short lines head several sections."""
    marked = [(found, line) for line in lines if isinstance(line, Line) and (found := mark(line.text))]
    levels = {found.level for found, _ in marked if found.n == 1}
    if 1 in levels:
        return 1
    for level in (2, 3):
        short = [line for found, line in marked if found.level == level and len(line.text) <= _SHORT_HEADING]
        read = [headings.read(_words(line)).section for line in short]
        if level in levels and len({section.id for section in read if section is not None}) > 1:
            return level
    return 2 if 2 in levels else 1


def _heading_number(line: Line | Table, level: int, count: int, headings: Headings) -> int | None:
    """The number of a heading that divides the text; None for any other line."""
    if not isinstance(line, Line):
        return None
    found = mark(line.text)
    if found is None:
        is_plain = len(line.text) <= _LONGEST_HEADING and line.text[-1] not in "。；，："
        return count + 1 if is_plain and headings.exact(line.text) else None
    if found.level != level or len(line.text) > 2 * _LONGEST_HEADING:
        return None
    if found.n == 0:
        return (
            count + 1 if count < 20 and len(line.text) <= _LONGEST_HEADING and line.text[-1] not in "。；，" else None
        )
    if found.n in (count + 1, count + 2):
        return found.n
    if found.n > count + 2 and headings.exact(_words(line)):
        return found.n
    return None


def _placed(one: _Cut, found: Mapped, before: Sequence[Part], headings: Headings) -> Part:
    """The section that a part goes to."""
    if one.heading is None:
        intro = next((section for section in headings.outline.sections if section.heading is None), None)
        target = intro or headings.main()
        why = say("before the first heading")
        return Part(None, 0, one.body, target.id if target else UNSORTED, why)
    doubt = None
    if one.gap:
        doubt = say("a number before “{heading}” is missing", heading=one.heading.text)
    if found.section is not None:
        if found.also is not None:
            doubt = say(
                "“{heading}” also names “{other}”: part of the text may belong there",
                heading=one.heading.text,
                other=headings.shown(found.also),
            )
        names = not any(part.names and part.target == found.section.id for part in before)
        why = say("the heading is the section's") if found.match is Match.EXACT else say("by the words of its heading")
        also = found.also.id if found.also is not None else ""
        return Part(one.heading, one.level, one.body, found.section.id, why, names, doubt, also)
    main = headings.main()
    if main is not None and _is_open(main, before, headings):
        return Part(one.heading, one.level, one.body, main.id, say("its heading names a field of work"), False, doubt)
    return Part(one.heading, one.level, one.body, UNSORTED, say("its heading fits no section"), False, doubt)


def _is_open(main: Section, before: Sequence[Part], headings: Headings) -> bool:
    """Whether a part that fits nothing may still be one of the measures: the problems and the plan come after those."""
    closing = {
        section.id for section in headings.headed if role_of(section) in ("problems", "plan", "suggestions", "other")
    }
    return not any(part.target in closing for part in before)


def _second_level(part: Part, headings: Headings, taken: set[str]) -> Iterator[Part]:
    """A part, cut where a heading of the second level clearly names a section that no other heading names."""
    if part.level != 1:
        yield part
        return
    rest = part
    start = 0
    for n, line in enumerate(part.body):
        found = mark(line.text) if isinstance(line, Line) else None
        if found is None or found.level != 2 or not isinstance(line, Line):
            continue
        mapped = headings.read(_lead(line, found))
        goes = mapped.section is not None and mapped.section.id not in taken and mapped.section.id != part.target
        if goes and (mapped.match >= Match.STRONG or _is_short(line, found)):
            assert mapped.section is not None
            yield replace(rest, body=part.body[start:n])
            why = say("by the words of its heading")
            rest = Part(line, 2, (), mapped.section.id, why)
            start = n + 1
        elif rest.level == 2:
            yield replace(rest, body=part.body[start:n])
            rest = Part(None, 1, (), part.target, say("continues after a part that went elsewhere"))
            start = n
    yield replace(rest, body=part.body[start:])


def _lead(line: Line, found: Mark) -> str:
    """The heading in a second-level line: all of it, or its first sentence."""
    words = line.text[found.length :]
    end = words.find("。")
    return words[:end] if 0 < end <= _LONGEST_HEADING else words


def _is_short(line: Line, found: Mark) -> bool:
    return len(line.text) - found.length <= 16
