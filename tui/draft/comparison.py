"""Two drafts compared, of two years or of one: sentences kept, changed, new, dropped; figures; unkept promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from tui.draft.draft import Draft
from tui.draft.figures import Exactness, Figure
from tui.draft.promises import Promise, promises
from tui.draft.prose import Run
from tui.draft.similarity import SENTENCE, bare, pairs_of
from tui.draft.years import turned
from tui.outline.outline import FigureSpec, Section

_ALIKE = 0.5  # share of character pairs two sentences have in common from which one is a change of the other
_HINTED_SHARE = 0.5
_HINTED_LENGTH = 120  # characters from which a section is worth a hint


class Fate(StrEnum):
    """What happened to a sentence."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


class Sentence(NamedTuple):
    """A sentence as it reads, and where its block begins in its section's text."""

    text: str
    start: int


class Pair(NamedTuple):
    """A sentence of the new draft and the old one it comes from; either may be missing.

    `stale` marks one taken over word for word although it names a year that has moved on.
    """

    fate: Fate
    old: Sentence | None
    new: Sentence | None
    stale: bool = False


class SectionComparison(Struct, frozen=True):
    """A section of the new draft (or one only the old has), sentence by sentence in the new order."""

    section: Section
    pairs: tuple[Pair, ...]

    @property
    def share(self) -> float:
        """The share of its characters in sentences taken over, apart from years that were moved on."""
        taken = sum(len(pair.new.text) for pair in self.pairs if pair.new and pair.fate is Fate.SAME)
        return taken / self.length if self.length else 0.0

    @property
    def length(self) -> int:
        """Its characters in the new draft."""
        return sum(len(pair.new.text) for pair in self.pairs if pair.new)

    @property
    def is_last_years(self) -> bool:
        """Whether so much of it was taken over that somebody should look."""
        return self.share >= _HINTED_SHARE and self.length >= _HINTED_LENGTH

    def count(self, fate: Fate) -> int:
        """How many of its sentences had this fate."""
        return sum(pair.fate is fate for pair in self.pairs)


class FigureChange(NamedTuple):
    """A figure in both drafts. `change` and `rate` (in percent) are set where both are plain numbers."""

    spec: FigureSpec
    old: Figure | None
    new: Figure | None

    @property
    def change(self) -> Decimal | None:
        """By how much it grew."""
        if self.old is None or self.new is None:
            return None
        exact = self.old.exactness is Exactness.EXACT and self.new.exactness is Exactness.EXACT
        return self.new.amount - self.old.amount if exact else None

    @property
    def rate(self) -> Decimal | None:
        """By how much it grew, in percent of the old value, to one decimal."""
        if self.change is None or self.old is None or not self.old.amount or self.spec.unit == "%":
            return None
        return (self.change / self.old.amount * 100).quantize(Decimal("0.1"))


class Comparison(Struct, frozen=True):
    """What two drafts have in common, and what differs."""

    old: Draft
    new: Draft
    sections: tuple[SectionComparison, ...]
    figures: tuple[FigureChange, ...]
    promises: tuple[Promise, ...]

    @property
    def share(self) -> float:
        """The share of the new draft's text that was taken over."""
        length = sum(one.length for one in self.sections)
        return sum(one.share * one.length for one in self.sections) / length if length else 0.0


def compare(old: Draft, new: Draft) -> Comparison:
    """Compare two drafts; sections of different outlines are matched by role."""
    by = (new.year - old.year) if new.year is not None and old.year is not None else 0
    pairs = _matched(old, new)
    sections = tuple(_section(section, old, before, new, by) for section, before in pairs)
    promised = tuple(promises(old, new)) if by > 0 else ()
    return Comparison(old, new, sections, tuple(_figures(old, new)), promised)


def sentences(draft: Draft, section: str) -> list[Sentence]:
    """The sentences of a section as they read."""
    return [
        Sentence(found[0].strip(), block.start)
        for block in draft.blocks.get(section, ())
        for found in SENTENCE.finditer("".join(_shown(draft, run) for run in block.runs))
        if found[0].strip()
    ]


def section_like(draft: Draft, section: Section) -> str | None:
    """The matching section of another draft: the one with the same id, or else the same role."""
    if section.id in draft.outline.sections_by_id:
        return section.id
    alike = draft.outline.sections_for(section.purpose) if section.purpose else ()
    return alike[0].id if alike else None


def _matched(old: Draft, new: Draft) -> list[tuple[Section, str | None]]:
    pairs = [(section, section_like(old, section)) for section in new.outline.sections if section.kind == "prose"]
    known = {before for _, before in pairs}
    gone = [(one, one.id) for one in old.outline.sections if one.id not in known and one.kind == "prose"]
    return [*pairs, *gone]


def _section(section: Section, old: Draft, before: str | None, new: Draft, by: int) -> SectionComparison:
    is_gone = section.id not in new.outline.sections_by_id
    ours = [] if is_gone else sentences(new, section.id)
    theirs = sentences(old, before) if before else []
    return SectionComparison(section, _paired(tuple(theirs), tuple(ours), old.year, by))


@lru_cache(maxsize=64)
def _paired(old: tuple[Sentence, ...], new: tuple[Sentence, ...], year: int | None, by: int) -> tuple[Pair, ...]:
    """`_pair` for every sentence; cached for sections that did not change."""
    return tuple(_pair(old, new, year, by))


def _pair(old: Sequence[Sentence], new: Sequence[Sentence], year: int | None, by: int) -> Iterator[Pair]:
    """Each new sentence with the old one it comes from, then the old ones that are gone."""
    turned_old = [turned(one.text, year, by) if year is not None and by else one.text for one in old]
    places: dict[str, list[int]] = {}
    for n in reversed(range(len(old))):
        for key in {turned_old[n], old[n].text}:
            places.setdefault(bare(key), []).append(n)
    used: set[int] = set()
    found: dict[int, tuple[Fate, int]] = {}
    for n, one in enumerate(new):
        waiting = places.get(bare(one.text), [])
        while waiting and waiting[-1] in used:
            waiting.pop()
        if waiting:
            used.add(waiting[-1])
            found[n] = (Fate.SAME, waiting.pop())
    rest = [n for n in range(len(new)) if n not in found]
    for n, at in _alike({n: new[n].text for n in rest}, {n: turned_old[n] for n in range(len(old)) if n not in used}):
        used.add(at)
        found[n] = (Fate.CHANGED, at)
    for n, one in enumerate(new):
        fate, at = found.get(n, (Fate.NEW, -1))
        is_stale = fate is Fate.SAME and one.text == old[at].text != turned_old[at]
        yield Pair(fate, old[at] if at >= 0 else None, one, is_stale)
    yield from (Pair(Fate.DROPPED, one, None) for n, one in enumerate(old) if n not in used)


def _alike(new: Mapping[int, str], old: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Pairs of sentences that are changes of one another, most alike first."""
    index: dict[str, list[int]] = {}
    grams = {n: pairs_of(text) for n, text in old.items()}
    for n, found in grams.items():
        for pair in found:
            index.setdefault(pair, []).append(n)
    scored: list[tuple[float, int, int]] = []
    for n, text in new.items():
        own = pairs_of(text)
        common: Counter[int] = Counter()
        for pair in own:
            common.update(index.get(pair, ())[:_MOST])
        for at, count in common.most_common(3):
            score = 2 * count / (len(own) + len(grams[at]))
            if score >= _ALIKE:
                scored.append((-score, n, at))
    seen_new: set[int] = set()
    seen_old: set[int] = set()
    for _, n, at in sorted(scored):
        if n not in seen_new and at not in seen_old:
            seen_new.add(n)
            seen_old.add(at)
            yield n, at


_MOST = 200  # sentences sharing a character pair that are still compared, so that the work stays linear


def _figures(old: Draft, new: Draft) -> Iterator[FigureChange]:
    specs = {**old.outline.figures_by_id, **new.outline.figures_by_id}
    for id, spec in specs.items():
        if id in old.figures or id in new.figures:
            yield FigureChange(spec, old.figures.get(id), new.figures.get(id))


def _shown(draft: Draft, run: Run) -> str:
    """The text of a run; a figure that is still empty by its label, not by its id."""
    spec = draft.outline.figures_by_id.get(run.text) if run.reference and draft.reference(run.text) is None else None
    return draft.run_text(run) if spec is None else f"〔{spec.label}〕"
