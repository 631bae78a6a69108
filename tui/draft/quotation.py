"""The words of a section that a note quotes: chosen to be found again, also after the text was changed.

Compared is what readers see: neither line breaks, blanks and bold nor the number of a point count, and a figure is its value.
So a note keeps its words when sentences are moved, laid out again or numbered, and when it came from a Word file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tui.base.messages import Message, say
from tui.base.text import joined, shortened
from tui.draft.answers import Note
from tui.draft.draft import Draft
from tui.draft.prose import Block, read

_WIDEST = 12  # characters that a quotation grows by on each side, until it is unique
_LONGEST = 80  # characters; of a longer selection the beginning is quoted


class Anchor(NamedTuple):
    """A note, and the place of its words: the characters `start` up to `end` of its section's text.

    A note on a whole section is at its beginning, and so is one that has lost its words.
    """

    note: Note
    start: int = 0
    end: int = 0
    is_lost: bool = False

    @property
    def said(self) -> Message | str:
        """The author and the text, with a remark if its words are gone."""
        note = self.note
        said = say("{by}: {text}", by=note.by, text=note.text) if note.by else note.text
        if not self.is_lost:
            return said
        return say("{said} (the words “{quote}” are gone)", said=said, quote=shortened(note.quote))


class _Seen(NamedTuple):
    """The visible characters of a text without blanks, each with its place."""

    words: str
    places: list[tuple[int, int]]

    def find(self, quote: str) -> tuple[int, int] | None:
        at = self.words.find(quote) if quote else -1
        return None if at < 0 else (self.places[at][0], self.places[at + len(quote) - 1][1])


def anchors(draft: Draft) -> list[Anchor]:
    """The places of a draft's notes, in the order of the file."""
    seen: dict[str, _Seen] = {}
    found = []
    for note in draft.notes:
        if not note.quote.strip():
            found.append(Anchor(note))
            continue
        if note.section not in seen:
            seen[note.section] = _seen(draft, draft.blocks.get(note.section, ()))
        span = seen[note.section].find(_seen(draft, read(note.quote)).words)
        found.append(Anchor(note, *span) if span else Anchor(note, is_lost=True))
    return found


def open_notes(draft: Draft) -> list[Anchor]:
    """The notes of a draft that are open, with where they are."""
    return [one for one in anchors(draft) if one.note.is_open] if draft.notes else []


def quotation(draft: Draft, section: str, start: int, end: int) -> str:
    """The words to quote for a note on these characters of a section's text, with as much beside them as makes them unique.

    Empty where nothing but blanks and marks is selected.
    """
    text = draft.sections[section].text if section in draft.sections else ""
    seen = _seen(draft, draft.blocks.get(section, ()))
    chosen = [n for n, place in enumerate(seen.places) if place[0] < end and place[1] > start]
    if not chosen:
        return ""
    first, last = chosen[0], min(chosen[-1], chosen[0] + _LONGEST - 1)
    for wider in range(_WIDEST + 1):
        left, right = max(0, first - wider), min(len(seen.places) - 1, last + wider)
        if seen.words.count(seen.words[left : right + 1]) == 1:
            first, last = left, right
            break
    return joined(text[seen.places[first][0] : seen.places[last][1]].replace("**", ""))


def _seen(draft: Draft, blocks: Iterable[Block]) -> _Seen:
    words: list[str] = []
    places: list[tuple[int, int]] = []
    for character, start, end in _characters(draft, blocks):
        if not character.isspace():
            words.append(character)
            places.append((start, end))
    return _Seen("".join(words), places)


def _characters(draft: Draft, blocks: Iterable[Block]) -> Iterator[tuple[str, int, int]]:
    """The characters that readers see, with their places in the text; those of a figure's value are all at its reference."""
    for block in blocks:
        for run in block.runs:
            if run.reference:
                end = run.start + len(run.text) + 2
                yield from ((character, run.start, end) for character in draft.run_text(run))
            else:
                yield from ((character, run.start + n, run.start + n + 1) for n, character in enumerate(run.text))
