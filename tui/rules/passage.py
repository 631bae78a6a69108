"""A block of a section as readers see it: one line of plain text whose characters know their places in the draft."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from weakref import WeakKeyDictionary

from msgspec import Struct
from msgspec.structs import replace

from tui.base.text import is_gb2312
from tui.draft.draft import Draft
from tui.draft.place import text_path
from tui.draft.prose import Block, Kind, Run
from tui.rules.finding import Edit, Fix, Locus
from tui.toml import KeyPath


class Passage(Struct, frozen=True):
    """The text of one block, with its references filled in and without bold.

    `offsets` are where stretches begin: in `text`, in the section's text, and how long there (a reference is one
    stretch, and its characters all stand where it stands; every other stretch runs character by character). `year` is
    the report year, and `day` the date of the report: names and formulas are right or wrong at a time. `is_common` says
    that all characters are of GB 2312, as those of most texts are.
    """

    section: str
    kind: Kind
    text: str
    offsets: tuple[tuple[int, int, int], ...]
    year: int | None = None
    day: date | None = None
    is_common: bool = False

    @property
    def path(self) -> KeyPath:
        """The value in the draft that the passage is part of."""
        return text_path(self.section)

    @property
    def start(self) -> int:
        """Where it begins in the text of its section."""
        return self.offsets[0][1] if self.offsets else 0

    def moved(self, by: int) -> Passage:
        """The same passage in a text before which so many characters were added."""
        return replace(self, offsets=tuple((start, source + by, length) for start, source, length in self.offsets))

    def locus(self, start: int, end: int) -> Locus:
        """Where the characters `start` to `end` of the passage are in the draft."""
        return Locus(self.path, self._source(start)[0], self._source(max(start, end - 1))[1])

    def replaced(self, start: int, end: int, new: str) -> Fix | None:
        """The fix that replaces these characters with `new`; None if they are not typed as they read."""
        first, last = self._stretch(start), self._stretch(max(start, end - 1))
        if first != last or self.offsets[first][2] >= 0:
            return None
        locus = self.locus(start, end)
        assert locus.start is not None
        at = locus.start
        return Fix((Edit(self.path, at, at + end - start, new),))

    def _stretch(self, index: int) -> int:
        return max(0, bisect_right(self.offsets, (index, 1 << 60, 0)) - 1)

    def _source(self, index: int) -> tuple[int, int]:
        if not self.offsets:
            return 0, 0
        start, source, length = self.offsets[self._stretch(index)]
        if length >= 0:
            return source, source + length
        return source + index - start, source + index - start + 1


_KNOWN: WeakKeyDictionary[Draft, dict[str, tuple[Passage, ...]]] = WeakKeyDictionary()
"""The passages of the drafts that are being checked: several rules read them one after another."""


def passages(draft: Draft, section: str) -> tuple[Passage, ...]:
    """The passages of a section, in order; none if it is not prose."""
    known = _KNOWN.setdefault(draft, {})
    if section not in known:
        day = draft.day("date")
        known[section] = tuple(_passage(draft, section, block, day) for block in draft.blocks.get(section, ()))
    return known[section]


def passages_of(draft: Draft, role: str) -> Iterator[Passage]:
    """The passages of the sections with a role, in order; none if the outline has none."""
    for section in draft.outline.sections_for(role):
        yield from passages(draft, section.id)


def _passage(draft: Draft, section: str, block: Block, day: date | None) -> Passage:
    shown = [draft.run_text(run) if run.reference else run.text for run in block.runs]
    whole = "".join(shown)
    is_common = is_gb2312(whole)
    text: list[str] = []
    offsets: list[tuple[int, int, int]] = []
    length = 0
    for run, said in zip(block.runs, shown, strict=True):
        if run.reference:
            stretches = [(said, run.start, len(run.text) + 2)]
        else:
            stretches = [(said, run.start, -1)] if is_common else _looking_right(run)
        for part, start, typed in stretches:
            offsets.append((length, start, typed))
            text.append(part)
            length += len(part)
    return Passage(section, block.kind, "".join(text), tuple(offsets), draft.year, day, is_common)


def _looking_right(run: Run) -> list[tuple[str, int, int]]:
    """What a run looks like, in stretches with their places.

    Invisible characters are left out, and look-alikes of Chinese ones are replaced, so that neither hides a word from
    the rules.
    """
    from tui.base.characters import INVISIBLE, without_look_alikes  # few texts need them

    parts = []
    at = 0
    for hidden in INVISIBLE.finditer(run.text):
        if at < hidden.start():
            parts.append((without_look_alikes(run.text[at : hidden.start()]), run.start + at, -1))
        at = hidden.end()
    if at < len(run.text):
        parts.append((without_look_alikes(run.text[at:]), run.start + at, -1))
    return parts
