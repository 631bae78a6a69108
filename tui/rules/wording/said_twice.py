"""Repetition, not side by side: a long clause of a paragraph, and the sentence that opens the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.base.text import shortened
from tui.rules.finding import Grade, Locus
from tui.rules.needs import Needs
from tui.rules.passage import Passage
from tui.rules.rule import Problem, Subject, rule, text_rule
from tui.rules.support.marks import Quoted, is_han
from tui.rules.support.standards import handling

_LEAST = 10  # characters of a clause that nobody repeats within a paragraph
_ITEM = Pattern("[一二三四五六七八九]是([^，。；：！？、,;\\n]{4,9})(?=[，。；：])")
_CLAUSE = "[^，。；：！？、,;\n]{10,80}"


@text_rule(
    "W820",
    "clause-said-twice",
    Grade.WARNING,
    say("a clause is repeated within a paragraph"),
    why=say("The words were probably pasted twice."),
    bad="依托学法用法平台开展培训，覆盖全体执法人员，组织旁听庭审，依托学法用法平台开展培训。",
    good="依托学法用法平台开展培训，覆盖全体执法人员，依托案例库开展研讨，组织旁听庭审。",
    triggers=("，", "；", "。"),
    citation=handling("19(三)"),
)
def clause_said_twice(passage: Passage) -> Iterator[Problem]:
    """Each clause of ten or more Chinese characters that occurred earlier in the paragraph, but not right before."""
    text = passage.text
    if len(text) < 2 * _LEAST:
        return
    if "二是" in text:
        yield from _items_said_twice(passage)
    clauses = re.findall(_CLAUSE, text)
    if len(set(clauses)) == len(clauses):
        return
    first: dict[str, int] = {}
    quoted = Quoted(text)
    for match in re.finditer(_CLAUSE, text):
        clause, (start, end) = match[0], match.span()
        if clause in first:
            aside = start - first[clause] > len(clause) + 1  # else W807 applies
            words = sum(map(is_han, clause))
            if aside and words >= _LEAST and start not in quoted:
                what = say("repeated from earlier in the paragraph: {words}", words=shortened(clause, 30))
                yield Problem(passage.locus(start, end), what)
        first[clause] = start


def _items_said_twice(passage: Passage) -> Iterator[Problem]:
    """The items of 一是…二是… that open with the words of another: they may be shorter than other repeated clauses."""
    seen: set[str] = set()
    for match in _ITEM.finditer(passage.text):
        words = match[1]
        if match[0].startswith("一"):
            seen.clear()  # another list
        if words in seen and len(words) < _LEAST:
            what = say("repeated from earlier in the paragraph: {words}", words=words)
            yield Problem(passage.locus(*match.span(1)), what)
        seen.add(words)


_REPORTED = Pattern("现[将就][^。；！？\n]{2,60}(?:报告|汇报|总结)如下")


@rule(
    "W833",
    "opened-twice",
    Grade.WARNING,
    say("the opening sentence of the report appears twice"),
    why=say("现将…报告如下 ends the introduction, once."),
    bad='[sections.introduction]\ntext = "现将{year}年法治政府建设情况报告如下。\\n\\n深入学习贯彻习近平法治思想。现将{year}年法治政府建设情况报告如下："',
    good='[sections.introduction]\ntext = "深入学习贯彻习近平法治思想，现将{year}年法治政府建设情况报告如下："',
    citation=handling("19(三)"),
    needs=Needs(language="zh", role="introduction"),
)
def opened_twice(subject: Subject) -> Iterator[Problem]:
    """The second 现将…报告如下 of a draft."""
    draft = subject.draft
    seen = False
    for section in draft.blocks:
        text = draft.sections[section].text
        for match in _REPORTED.finditer(text) if "如下" in text else ():
            if seen:
                yield Problem(
                    Locus(("sections", section, "text"), *match.span()),
                    say("the report was already opened"),
                    say("delete it"),
                )
                return
            seen = True
