"""Traditional characters in a text that is published in simplified ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from tui.base.messages import say
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.marks import Fixer
from tui.rules.support.word_lists import citation, data


@cache
def _simplified() -> Mapping[str, str]:
    table = data("traditional")
    return dict(zip(table["traditional"], table["simplified"], strict=True))


@text_rule(
    "W830",
    "traditional-character",
    Grade.WARNING,
    say("a traditional character"),
    why=say("Organs of the state write the characters of the official table: 占 and 国, not 佔 and 國."),
    bad="清理佔道经营，健全工作机制。",
    good="清理占道经营，健全工作机制，瞭望塔、乾坤湾、於女士不在此列。",
    triggers=(),
    citation=citation("language-law 9"),
)
def traditional_character(passage: Passage) -> Iterator[Problem]:
    """Each run of them; quoted ones are found, too, but not fixed."""
    text = passage.text
    if not passage.is_common:  # there may be some; nearly no text gets here
        table, fixer, end = _simplified(), Fixer(passage), -1
        if table.keys().isdisjoint(text):
            return
        for match in re.finditer("[㐀-鿿]", text):
            start = match.start()
            if match[0] not in table or start < end:
                continue
            end = start
            while end < len(text) and text[end] in table:
                end += 1
            right = "".join(map(table.__getitem__, text[start:end]))
            what = say("“{typed}” is “{right}” in simplified Chinese", typed=text[start:end][:10], right=right[:10])
            yield Problem(passage.locus(start, end), what, fix=fixer.replaced(start, end, right))
