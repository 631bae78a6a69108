"""Marks that do not belong here: 「」, bullets for ·, empty brackets, nested quotation marks of one kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.marks import HAN, Fixer, paired, together
from tui.rules.support.standards import punctuation

_CORNERS = {"「": "“", "」": "”", "『": "‘", "』": "’"}
_DOTS = f"(?<=[{HAN}0-9])[●•・∙⋅‧](?=[{HAN}0-9])"


@text_rule(
    "P321",
    "foreign-mark",
    Grade.WARNING,
    say("「」, or a bullet for ·"),
    why=say("Horizontal Chinese text quotes in “” and ‘’, and the dot in a name or a day is ·."),
    bad="开展「法律明白人」培训。",
    good="开展“法律明白人”培训，宣传“12·4”国家宪法日。",
    triggers=(*_CORNERS, *"●•・∙⋅‧"),
    citation=punctuation("4.8.2"),
)
def foreign_mark(passage: Passage) -> Iterator[Problem]:
    """Each opening corner bracket with its closing one, and each bullet between Chinese or digits."""
    text, fixer = passage.text, Fixer(passage)
    for match in re.finditer("「[^「」]*」|『[^『』]*』|[「」『』]", text):
        start, end = match.span()
        pair = end - start > 1
        fix = None
        if pair:
            fix = together(
                passage.replaced(start, start + 1, _CORNERS[text[start]]),
                passage.replaced(end - 1, end, _CORNERS[text[end - 1]]),
            )
        what = say("{mark} is not used in horizontal text; Chinese takes “” or ‘’", mark=match[0][0])
        yield Problem(passage.locus(start, start + 1), what, fix=fix)
    for match in re.finditer(_DOTS, text):
        what = say("“{mark}” for the dot ·", mark=match[0])
        yield Problem(
            passage.locus(*match.span()),
            what,
            citation=punctuation("4.14.3.5"),
            fix=fixer.replaced(*match.span(), "·"),
        )


@text_rule(
    "P322",
    "nested-quotation-marks",
    Grade.WARNING,
    say("quotation marks within quotation marks take ‘’"),
    why=say("A quotation within “” takes ‘’."),
    bad="会议强调“要发挥“关键少数”作用，带头遵守宪法法律”。",
    good="会议强调“要发挥‘关键少数’作用，带头遵守宪法法律”。",
    triggers=("“",),
    citation=punctuation("4.8.2"),
)
def nested_quotation_marks(passage: Passage) -> Iterator[Problem]:
    """Each “” within another, both of them closed."""
    text = passage.text
    if not re.search("“[^”]*“", text):
        return
    end = -1
    for opening, closing in paired(text).pairs:
        if text[opening] != "“":
            continue
        if closing < end:
            fix = together(passage.replaced(opening, opening + 1, "‘"), passage.replaced(closing, closing + 1, "’"))
            yield Problem(passage.locus(opening, opening + 1), say("“” within “” should be ‘’"), fix=fix)
        else:
            end = closing


@text_rule(
    "P323",
    "empty-marks",
    Grade.WARNING,
    say("empty brackets, quotation marks or book-title marks"),
    why=say("A number, a name or a title was lost."),
    bad="学习贯彻《》，健全工作机制。",
    good="学习贯彻《行政处罚法》，健全工作机制。",
    triggers=("（）", "()", "《》", "“”", "‘’", "〔〕", "【】", "〈〉", "（ ）", "（\u3000）"),
    citation=punctuation("5.1.3"),
)
def empty_marks(passage: Passage) -> Iterator[Problem]:
    """Each pair with nothing, or only a space, in it; not a function's () after a letter."""
    for match in re.finditer("（[ \u3000]?）|(?<![A-Za-z0-9_])\\(\\)|《》|“”|‘’|〔〕|【】|〈〉", passage.text):
        what = say("nothing between {marks}", marks=match[0][0] + match[0][-1])
        yield Problem(passage.locus(*match.span()), what, say("write what was lost, or delete the marks"))
