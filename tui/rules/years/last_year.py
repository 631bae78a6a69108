"""The report compared with last year's: text merely taken over, stale sentences, promises that nothing answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.base.messages import say
from tui.base.text import shortened
from tui.draft.place import text_path
from tui.rules.finding import Grade, Locus
from tui.rules.rule import Problem, Subject, rule

if TYPE_CHECKING:
    from tui.draft.comparison import Comparison

_OUTLINE = """
[[sections]]
id = "measures"
role = "measures"
heading = "主要举措"
[[sections]]
id = "plan"
role = "plan"
heading = "{next_year}年安排"
"""
_TEXT = (
    "修订权责清单并在网站公布，窗口办件时间由五天压缩到两天，群众评价逐月公开。组织执法人员到六个县区交叉评查案卷，逐卷打分，问题当面讲评。"
    "请律师对合同逐份审查，退回修改的都写明理由，存档备查。每季度到集贸市场讲一次法律，讲的都是当地发生的案例，听的人越来越多。"
)
_PROMISE = '[last_year.sections.plan]\ntext = "1. 建设执法监督平台，立案、调查、送达各环节超期自动提醒。"\n'


def _compared(subject: Subject) -> Comparison | None:
    if subject.last_year is None:
        return None
    from tui.draft.comparison import compare  # most drafts are checked without last year's

    return compare(subject.last_year, subject.draft)


@rule(
    "Y705",
    "taken-over",
    Grade.HINT,
    say("most of a section is last year's text"),
    why=say("Text that was only carried over tells the reader nothing of this year, and inspections look for it."),
    outline=_OUTLINE,
    bad=f'[last_year.sections.measures]\ntext = "{_TEXT}"\n[sections.measures]\ntext = "{_TEXT}"',
    good=f'[last_year.sections.measures]\ntext = "{_TEXT}"\n[sections.measures]\ntext = "全年开展检查的次数减少三成，发现隐患的比例上升一倍。"',
)
def taken_over(subject: Subject) -> Iterator[Problem]:
    """A section of some length with half of it or more taken over, but for years that were moved on."""
    compared = _compared(subject)
    for one in compared.sections if compared else ():
        if one.is_last_years:
            share = f"{one.share * 100:.0f}%"
            yield Problem(
                Locus(("sections", one.section.id), of_key=True),
                say("{share} of this section is last year's text", share=share),
            )


@rule(
    "Y706",
    "stale-sentence",
    Grade.HINT,
    say("a sentence was taken over with its year"),
    why=say("Its year was the report year then; it is easily overlooked among text that is still right."),
    outline=_OUTLINE,
    bad='[last_year.sections.measures]\ntext = "2023年，修订权责清单。"\n[sections.measures]\ntext = "2023年，修订权责清单。"',
    good='[last_year.sections.measures]\ntext = "2023年，修订权责清单。"\n[sections.measures]\ntext = "2024年，修订权责清单。"',
)
def stale_sentence(subject: Subject) -> Iterator[Problem]:
    """Each sentence that is last year's word for word and names the year that was the report year, or the next one, then."""
    compared = _compared(subject)
    for one in compared.sections if compared else ():
        text = subject.draft.sections[one.section.id].text if one.section.id in subject.draft.sections else ""
        for pair in one.pairs:
            if pair.stale and pair.new is not None:
                at = text.find(pair.new.text[:12], pair.new.start)
                start = at if at >= 0 else pair.new.start
                end = min(start + len(pair.new.text), text.find("\n", start) % (len(text) + 1))
                what = say("taken over from last year, and its year too: {text}", text=shortened(pair.new.text))
                yield Problem(Locus(text_path(one.section.id), start, max(end, start + 1)), what)


@rule(
    "Y707",
    "promise-not-taken-up",
    Grade.HINT,
    say("last year's plan promised something that the report does not mention"),
    why=say("A reader of both years' reports asks what became of each promise."),
    outline=_OUTLINE,
    bad=_PROMISE + '[sections.measures]\ntext = "修订权责清单，公布办事指南。"',
    good=_PROMISE + '[sections.measures]\ntext = "执法监督平台上线，立案、调查、送达超期自动提醒。"',
)
def promise_not_taken_up(subject: Subject) -> Iterator[Problem]:
    """Each point of last year's plan that no passage takes up, once there is a report of the measures."""
    compared = _compared(subject)
    measures = [section.id for section in subject.draft.outline.sections_for("measures")]
    written = [id for id in measures if not subject.draft.is_empty(id)]
    if compared and written:
        from tui.draft.promises import shortened_items

        for text in shortened_items(compared.promises):
            what = say(
                "last year's plan promised this, and nothing in the report mentions it: {text}", text=shortened(text)
            )
            yield Problem(Locus(("sections", written[0]), of_key=True), what)
