"""The words that an office does not want: a list of its own, each entry with its source and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.base.messages import say
from tui.draft.draft import Draft
from tui.outline.source import Citation, Source
from tui.rules.finding import Finding, Grade
from tui.rules.office import OfficeWord
from tui.rules.passage import Passage, passages
from tui.rules.rule import Rule, enter
from tui.rules.support.quotations import Quotations

CODE = "W890"


enter(
    Rule(
        code=CODE,
        name="office-word",
        grade=Grade.WARNING,
        summary=say("a word that the office's own list replaces"),
        why=say("The office decided how it writes this: see [[words]] in its baogao.toml."),
        bad="相关工作由市法制办统筹推进，各单位密切配合。",
        good="相关工作由市司法局统筹推进，各单位密切配合。",
        in_text=True,
        reported_elsewhere=True,
    )
)


def words_found(draft: Draft, words: Sequence[OfficeWord]) -> list[Finding]:
    """Each occurrence of a listed word in a text of a draft, the longest if several match."""
    if not words:
        return []
    longest_first = sorted(words, key=lambda word: -len(word.wrong))
    return [
        finding
        for section in draft.blocks
        for passage in passages(draft, section)
        for finding in _in_passage(passage, longest_first)
    ]


def _in_passage(passage: Passage, words: Sequence[OfficeWord]) -> Iterator[Finding]:
    text, quotations = passage.text, Quotations(passage.text)
    taken: set[int] = set()
    for word in words:
        inside = word.right.find(word.wrong)  # 政务大厅 in 市政务大厅: that one is right
        at = text.find(word.wrong)
        while at >= 0:
            end = at + len(word.wrong)
            is_right = inside >= 0 and at >= inside and text.startswith(word.right, at - inside)
            if not is_right and taken.isdisjoint(range(at, end)) and not quotations.hold(at, end):
                taken.update(range(at, end))
                yield Finding(
                    CODE,
                    word.grade or Grade.WARNING,
                    passage.locus(at, end),
                    say("“{wrong}” is on the office's list: “{right}”", wrong=word.wrong, right=word.right),
                    citation=_citation(word),
                    fix=passage.replaced(at, end, word.right),
                )
            at = text.find(word.wrong, end)


def _citation(word: OfficeWord) -> Citation:
    return Citation(Source(title=word.source.strip("《》"), number=word.day.isoformat(), strength="local"))
