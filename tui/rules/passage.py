"""A block of a section as readers see it: one line of plain text whose characters know their places in the draft."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from weakref import WeakKeyDictionary

from msgspec import Struct
from msgspec.structs import replace

from tui.base.text import INVISIBLE
from tui.draft.draft import Draft
from tui.draft.place import text_path
from tui.draft.prose import Block, Kind, Run
from tui.rules.finding import Edit, Fix, Locus
from tui.toml import KeyPath


class Passage(Struct, frozen=True):
    """The text of one block, with its references filled in and without bold.

    `offsets` are where stretches begin: in `text`, in the section's text, and how long there (a reference is one
    stretch, and its characters all stand where it stands; every other stretch runs character by character). `year` is
    the report year, and `day` the date of the report: names and formulas are right or wrong at a time.
    """

    section: str
    kind: Kind
    text: str
    offsets: tuple[tuple[int, int, int], ...]
    year: int | None = None
    day: date | None = None

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
    text: list[str] = []
    offsets: list[tuple[int, int, int]] = []
    length = 0
    for run in block.runs:
        for shown, start, typed in _plain(draft, run):
            offsets.append((length, start, typed))
            text.append(shown)
            length += len(shown)
    return Passage(section, block.kind, "".join(text), tuple(offsets), draft.year, day)


def _plain(draft: Draft, run: Run) -> list[tuple[str, int, int]]:
    """What a run reads as, its place, and the length of its source if that differs.

    Invisible characters are left out, and look-alikes of Chinese ones are replaced, so that
    neither hides a word from the rules.
    """
    shown = draft.run_text(run)
    if run.reference:
        return [(shown, run.start, len(run.text) + 2)]
    if not HIDING.search(shown):
        return [(shown, run.start, -1)]
    parts = []
    at = 0
    for hidden in INVISIBLE.finditer(shown):
        if at < hidden.start():
            parts.append((looking_right(shown[at : hidden.start()]), run.start + at, -1))
        at = hidden.end()
    if at < len(shown):
        parts.append((looking_right(shown[at:]), run.start + at, -1))
    return parts


LOOK_ALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
"""Radicals and compatibility ideographs: they look like Chinese characters, but searches do not find them."""
HIDING = re.compile(f"{INVISIBLE.pattern}|{LOOK_ALIKE.pattern}")


def looking_right(text: str) -> str:
    """A text with its look-alikes replaced."""
    return LOOK_ALIKE.sub(lambda match: _unified(match[0]), text)


def _unified(character: str) -> str:
    new = _RADICALS.get(character) or unicodedata.normalize("NFKC", character)
    return new if len(new) == 1 else character


_RADICALS = dict(
    zip(
        "⺅⺈⺉⺊⺌⺍⺕⺗⺘⺙⺛⺝⺞⺠⺡⺢⺤⺥⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺶⺷⺹⺺⺻⺼⺾⻀⻁⻂⻃⻅⻆⻈⻉⻋⻌⻍⻏⻐⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "亻刀刂卜小小彐心扌攵无月歺民氵水爪爪牛犭王疋罒示礻竹纟纟网羊羊老肀聿月艹艹虎衤西见角讠贝车辶辶阝金长门阝青韦页风飞食食饣马鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
"""The radicals of the supplement, which Unicode does not unify."""
