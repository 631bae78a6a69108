"""How a paragraph ends: with a punctuation mark, and the last item of a list with a full stop."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.draft.draft import Draft
from tui.draft.prose import Block, Kind
from tui.rules.finding import Grade, Locus
from tui.rules.needs import CHINESE
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.marks import is_han
from tui.rules.support.standards import punctuation

_LEAST = 38  # Chinese characters from which a paragraph is surely a sentence
_STOPS = frozenset("。！？：…—")  # what ends in these is complete
_CLOSING = "”’）》】〕〉)\"'*"
_BROKEN_OFF = frozenset("，、")
_HEADINGS = (Kind.HEADING_2, Kind.HEADING_3)


def _said(draft: Draft, block: Block) -> str:
    return "".join(map(draft.run_text, block.runs)).rstrip()


@rule(
    "P324",
    "no-final-stop",
    Grade.WARNING,
    say("a paragraph has no final stop"),
    why=say("The stop was forgotten, or text was lost."),
    bad='[sections.problems]\ntext = "工作中还存在一些不足，主要原因是专业人员少，培训的次数也少，新情况新问题的研究跟不上工作的需要，基层执法力量仍然薄弱"',
    good='[sections.problems]\ntext = "工作中还存在一些不足，主要原因是专业人员少，培训的次数也少，新情况新问题的研究跟不上工作的需要，基层执法力量仍然薄弱。"',
    citation=punctuation("5.1.1"),
    needs=CHINESE,
)
def no_final_stop(subject: Subject) -> Iterator[Problem]:
    """A paragraph or point as long as a sentence that ends in a Chinese character, and each that ends in ， or 、."""
    draft = subject.draft
    for section, blocks in draft.blocks.items():
        for n, block in enumerate(blocks):
            if not block.runs or block.kind in _HEADINGS or block.runs[-1].reference:
                continue
            if block.runs[-1].text[-1:] in _STOPS:
                continue
            text = _said(draft, block)
            last = text.rstrip(_CLOSING)[-1:]
            run = block.runs[-1]
            end = run.start + len(run.text.rstrip())
            here = Locus(("sections", section, "text"), end - 1, end)
            if text[-1:] in _BROKEN_OFF:
                yield Problem(here, say("this ends in “{mark}”: was something lost?", mark=text[-1]))
            elif is_han(last) and sum(map(is_han, text)) >= _LEAST and ("，" in text or "。" in text):
                if text[-1:] not in _CLOSING or "。" in text:
                    yield Problem(here, say("there is no stop at the end"), say("end it with 。"))
            elif text.endswith("；") and _ends_a_list(blocks, n):
                yield Problem(here, say("the last item of a list ends in “；”"), say("end it with 。"))


def _ends_a_list(blocks: tuple[Block, ...], n: int) -> bool:
    """Whether the nth block is the last of its section, or before a heading."""
    return n + 1 == len(blocks) or blocks[n + 1].kind in _HEADINGS
