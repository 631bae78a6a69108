"""Search and replace in all that a person wrote; in the text of a section as readers see it.

Neither a line break nor bold parts a word, and the name of a reference is not text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from tui.base.text import normalise
from tui.draft.draft import Draft
from tui.draft.place import place_at, rank, text_path
from tui.draft.prose import Block, references
from tui.draft.unsorted import sections_shown
from tui.outline.title import TITLE
from tui.toml import KeyPath

_BRACES = frozenset("{}")
_MARKUP = frozenset("{}*#\n")
_BOLD = "**"


class Match(NamedTuple):
    """Words found in a draft: the characters `start` to `end` of the text at a path."""

    path: KeyPath
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is in a figure or a cell, which is found and not replaced."""
        place = place_at(self.path)
        return place.figure is not None or place.cell is not None


def occurrences(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where exactly these words occur in a text, without overlaps.

    The name in `{a_figure}` is not searched: replacing “figure” in the text must not break the reference. To search
    for a reference, include a brace in the search.
    """
    if not wanted:
        return []
    taboo = [] if _BRACES & set(wanted) else list(references(text))
    found = []
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        inside = _overlapping(taboo, at, end)
        if inside is None:
            found.append((at, end))
        at = text.find(wanted, end if inside is None else inside[1])
    return found


def _overlapping(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The last of these spans (in order and apart) that begins before `end`, if it ends after `start`."""
    n = bisect_right(spans, end - 1, key=lambda span: span[0]) - 1
    return spans[n] if n >= 0 and spans[n][1] > start else None


def prose_occurrences(text: str, blocks: Iterable[Block], wanted: str) -> list[tuple[int, int]]:
    """Where words occur in a section's text, which these blocks were read from, as typed and as readers see it."""
    typed = occurrences(text, wanted)
    if not wanted or _MARKUP & set(wanted) or ("\n" not in text and _BOLD not in text):
        return typed
    seen = [span for block in blocks for span in _seen(block, wanted)]
    return sorted([*seen, *(span for span in typed if _overlapping(seen, *span) is None)])


def _seen(block: Block, wanted: str) -> Iterator[tuple[int, int]]:
    """Where words occur in a block as readers see it; a reference is a character that nobody looks for."""
    parts = ["\0" if run.reference else run.text for run in block.runs]
    line = "".join(parts)
    at = line.find(wanted)
    if at < 0:
        return
    firsts, first = list[int](), 0
    for part in parts:
        firsts.append(first)
        first += len(part)
    while at >= 0:
        end = at + len(wanted)
        yield _source(block, firsts, at), _source(block, firsts, end - 1) + 1
        at = line.find(wanted, end)


def _source(block: Block, firsts: Sequence[int], at: int) -> int:
    n = bisect_right(firsts, at) - 1
    return block.runs[n].start + at - firsts[n]


def searched(draft: Draft) -> dict[KeyPath, str]:
    """The texts that are searched, in the order of the report: letterhead, sections with headings and owners, figures."""
    values = draft.document.values
    places = dict(_texts(values.get("fields"), ("fields",)))
    order = {id: n for n, id in enumerate((*draft.outline.fields_by_id, TITLE))}
    found = dict(sorted(places.items(), key=lambda one: order.get(str(one[0][1]), len(order))))
    written = values.get("sections")
    for section in sections_shown(draft):
        keys = written.get(section.id) if isinstance(written, dict) else None
        if isinstance(keys, dict):
            for key in ("heading", "owner", "text"):
                found.update(_texts(keys.get(key), ("sections", section.id, key)))
            cells = draft.sections[section.id].cells if section.id in draft.sections else {}
            found.update({("sections", section.id, "rows", *cell): str(number) for cell, number in cells.items()})
    found.update(_texts(values.get("clearance"), ("clearance",)))
    figures = {("figures", name): figure.written for name, figure in draft.figures.items()}
    found.update(sorted(figures.items(), key=lambda one: rank(draft.outline, place_at(one[0]))))
    return found


def _texts(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """The texts at a place and below it."""
    if isinstance(value, str):
        text = normalise(value)
        yield path, text.removesuffix("\n") if place_at(path).is_text else text
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(item, (*path, key))


def with_replaced(draft: Draft, chosen: Iterable[Match], new: str) -> dict[KeyPath, Any]:
    """The values of a draft in which these matches are replaced; those in numbers stay."""
    texts = searched(draft)
    spans: dict[KeyPath, list[tuple[int, int]]] = {}
    for match in chosen:
        if not match.is_number:
            spans.setdefault(match.path, []).append((match.start, match.end))
    values: dict[KeyPath, Any] = {}
    for path, here in spans.items():
        text = replaced(texts[path], here, new)
        if isinstance(path[-1], int):
            items = values.setdefault(path[:-1], list(draft.document.value_at(path[:-1])))
            items[path[-1]] = text
        elif place_at(path).is_text:
            values[path] = f"{text}\n" if text else ""
        else:
            values[path] = text or None
    return {path: [one for one in value if one] if isinstance(value, list) else value for path, value in values.items()}


def matches(draft: Draft, wanted: str) -> list[Match]:
    """Where these words occur in a draft, in the order of the report."""
    found = []
    for path, text in searched(draft).items():
        place = place_at(path)
        blocks = draft.blocks.get(place.id, ()) if place.is_text else ()
        spans = prose_occurrences(text, blocks, wanted) if place.is_text else occurrences(text, wanted)
        found += [Match(path, *span) for span in spans]
    return found


def next_match(draft: Draft, wanted: str, by: int, here: tuple[str, int]) -> tuple[Match | None, bool]:
    """The next (`by` 1) or previous (-1) match in a text from a section and offset, and whether the search wrapped around."""
    order = {text_path(section): n for n, section in enumerate(draft.outline.sections_by_id)}
    at = (order[text_path(here[0])], here[1])
    found = [((order[one.path], one.start), one) for one in matches(draft, wanted) if one.path in order]
    ahead = [one for place, one in found if (place > at if by > 0 else place < at)]
    if not found:
        return None, False
    first = 0 if by > 0 else -1
    return (ahead[first], False) if ahead else (found[first][1], True)


def replaced(text: str, spans: Iterable[tuple[int, int]], new: str) -> str:
    """A text with these places, which are in order and do not overlap, replaced.

    Of a place in which bold begins or ends one mark stays, so that what is bold around it stays bold.
    """
    parts: list[str] = []
    at = 0
    for start, end in spans:
        before, part = text[at:start], new
        if text[start:end].count(_BOLD) % 2:
            follows, precedes = text.startswith(_BOLD, end), before.endswith(_BOLD)
            if follows and (precedes or not new):
                end += len(_BOLD)  # two marks side by side would be none
            elif precedes and not new:
                before = before.removesuffix(_BOLD)
            else:
                part = _BOLD + new if follows else new + _BOLD
        parts += [before, part]
        at = end
    return "".join((*parts, text[at:]))
