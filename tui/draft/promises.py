"""What a report's plan promised, and how far the next report takes it up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log
from typing import NamedTuple

from tui.draft.draft import Draft
from tui.draft.prose import Kind
from tui.draft.similarity import SENTENCE, bare, pairs_of

_TAKEN_UP = 0.3  # share of a promise, by the weight of its words, that some passage of the report must contain


_SHORTEST_PROMISE = 12  # characters


_ITEM = re.compile("(?=(?:[一二三四五六七八九十]{1,2}(?:是|要)))")


class Promise(NamedTuple):
    """Something that the old draft's plan promises, and the share of it that the new draft takes up."""

    text: str
    taken_up: float

    @property
    def is_answered(self) -> bool:
        """Whether some passage of the new report mentions it."""
        return self.taken_up >= _TAKEN_UP


def promises(old: Draft, new: Draft) -> Iterator[Promise]:
    """What the old draft's plan promises, and how far the rest of the new draft takes it up.

    Words that occur everywhere weigh little, so that 法治 and 工作 alone answer nothing.
    """
    plan = [text for one in old.outline.sections_for("plan") for text in _items(old, one.id)]
    if not plan:
        return
    passages = [
        pairs_of("".join(map(new.run_text, block.runs)))
        for section in new.outline.sections
        if section.purpose != "plan"
        for block in new.blocks.get(section.id, ())
    ]
    everywhere = [*passages, *map(pairs_of, plan)]
    frequency = Counter(pair for passage in everywhere for pair in passage)
    weight = {pair: log((1 + len(everywhere)) / count) for pair, count in frequency.items()}
    for text in plan:
        own = pairs_of(text)
        whole = sum(weight[pair] for pair in own)
        best = max((sum(weight[pair] for pair in own & passage) for passage in passages), default=0.0)
        yield Promise(text, best / whole if whole else 1.0)


def _items(draft: Draft, section: str) -> Iterator[str]:
    """The promises of a plan: its points, and the items of its runs; no headings, and no introductory sentences."""
    for block in draft.blocks.get(section, ()):
        text = "".join(map(draft.run_text, block.runs))
        if block.kind in (Kind.HEADING_2, Kind.HEADING_3):
            continue
        for item in _ITEM.split(text) if block.kind is Kind.PARAGRAPH else [text]:
            if len(bare(item)) >= _SHORTEST_PROMISE and not item.rstrip().endswith(("：", ":")):
                yield item.strip()


def shortened_items(promised: Iterable[Promise]) -> list[str]:
    """The promises that nothing answers, each by its first sentence."""
    found = []
    for promise in promised:
        first = SENTENCE.match(promise.text)
        if not promise.is_answered:
            found.append(first[0].strip() if first else promise.text)
    return found
