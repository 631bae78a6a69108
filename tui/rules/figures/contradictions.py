"""Statements of one report that exclude each other: 未制定规范性文件 here, 制定规范性文件2件 there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade, Locus
from tui.rules.needs import CHINESE
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.sentences import sentence_start
from tui.rules.support.standards import handling

_HAPPENED = ("发生", "产生", "收到", "接到", "办理", "新增")
_MADE = ("制定", "出台", "制发", "发布", "新制定", "新出台")
_NONE = f"(?:(?:未|没有)(?:{'|'.join(_HAPPENED)})|无)"
_DENIES = (*_HAPPENED, *_MADE, "无", "、", "和", "及")
"""What is right before a thing that there was none of, or before another that goes along with it."""
_NUMBER = "(?:案件)?(?:共|共计)?([1-9][0-9]{0,5})[件起宗条份]"
_STATED = (
    (
        "规范性文件",
        Pattern(f"(?:未|没有)(?:{'|'.join(_MADE)})(?:出台)?(?:行政)?规范性文件(?=[，。；])"),
        Pattern(f"(?<![修清废])(?:新)?(?:制定|出台|制发)(?:出台)?(?:行政)?规范性文件{_NUMBER}"),
    ),
    (
        "信息公开申请",
        Pattern(f"{_NONE}(?:政府)?信息公开申请(?=[，。；])"),
        Pattern(f"(?:收到|受理|办理|接到)(?:政府)?信息公开申请{_NUMBER}"),
    ),
    (
        "行政复议",
        Pattern(f"{_NONE}行政复议(?:案件|申请)?(?=[，。；]|[、和及]行政)"),
        Pattern(f"(?:发生|收到|办理|受理|审理)行政复议{_NUMBER}"),
    ),
    (
        "行政诉讼",
        Pattern(f"{_NONE}(?:行政复议(?:案件)?[、和及])?行政诉讼(?:案件)?(?=[，。；])"),
        Pattern(f"(?:发生|收到|办理|应诉)行政诉讼{_NUMBER}"),
    ),
)
"""What a report counts, that there was none of it, and how many there were."""
_WHOLE = Pattern(
    "(?:(?:20[0-9]{2}|\\{year\\})年度?|全年|本年度?|年内|一年来|今年以来|截至目前|目前|我[局镇乡县区市委]|街道|全[局镇乡县区市]|[，、])*"
)
_OF_ANOTHER_YEAR = Pattern("上年|去年|往年|上一年|下一年|明年|下一步|将")
_NEAR = 14  # characters in which a thing is denied


def _sentence(text: str, at: int) -> str:
    """The sentence that a place is in, up to it."""
    return text[sentence_start(text, at) : at]


@rule(
    "F610",
    "contradiction",
    Grade.WARNING,
    say("the report says that there was none, and counts some"),
    why=say("One of the two sentences is from another year or another office."),
    bad='[sections.measures]\ntext = "全年制定规范性文件2件。\\n\\n全年未制定规范性文件。"',
    good='[sections.measures]\ntext = "全年制定规范性文件2件，上年未制定规范性文件。"',
    citation=handling("20(四)"),
    needs=CHINESE,
)
def contradiction(subject: Subject) -> Iterator[Problem]:
    """Each 未制定规范性文件 and the like, of the whole body and its year, in a draft that counts the same thing elsewhere."""
    draft = subject.draft
    texts = [
        (section.id, draft.sections[section.id].text)
        for section in draft.outline.sections
        if section.id in draft.blocks and section.purpose != "plan"
    ]
    for thing, none, some in _STATED:
        told = [(id, text) for id, text in texts if thing in text]
        denied = [(id, match) for id, text in told for match in _denied(text, thing, none)]
        if not denied:
            continue
        counted = next(
            (
                match
                for _, text in told
                for match in some.finditer(text)
                if not _OF_ANOTHER_YEAR.search(_sentence(text, match.start()))
            ),
            None,
        )
        for id, match in denied if counted else ():
            assert counted is not None
            what = say("“{words}”, and elsewhere “{others}”", words=match[0], others=counted[0])
            yield Problem(Locus(("sections", id, "text"), *match.span()), what, say("correct the wrong sentence"))


def _denied(text: str, thing: str, none: Pattern) -> Iterator[re.Match[str]]:
    """Where a text says that there was none of a thing, of the whole body and the report year."""
    at = text.find(thing)
    while at >= 0:
        before = text[max(0, at - _NEAR) : at]
        if before.removesuffix("行政").removesuffix("政府").endswith(_DENIES):
            match = none.search(text, max(0, at - _NEAR), at + len(thing) + _NEAR)
            if match is not None and match.start() < at < match.end() and _is_of_the_whole(text, match):
                yield match
        at = text.find(thing, at + len(thing))


def _is_of_the_whole(text: str, match: re.Match[str]) -> bool:
    """Whether a statement is of the whole body and the report year: nothing else comes before it in its sentence."""
    before = _sentence(text, match.start())
    clause = before.rpartition("，")[2]
    return _WHOLE.fullmatch(clause) is not None and not _OF_ANOTHER_YEAR.search(before)
