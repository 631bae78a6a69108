"""Attachments that the text refers to, compared with those that are listed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from tui.base.messages import say
from tui.base.numerals import chinese_number
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.needs import Needs
from tui.rules.passage import passages
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.standards import document_format

_NUMBER = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_REFERENCE = Pattern(f"附件[ \u3000]?({_NUMBER})(?![0-9份个项张类号.．]|[一二三四五六七八九十])")
_COUNT = Pattern(f"附件[ \u3000]?({_NUMBER})[份个项张](?![次月])")
_OF_ANOTHER = ("》", "〉", "的", "号")  # before 附件 it is the attachment of another document
_VALUES = {chinese_number(n): n for n in range(1, 40)}


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else _VALUES.get(number, 0)


@rule(
    "L216",
    "attachment-not-listed",
    Grade.WARNING,
    say("the text refers to an attachment that is not listed"),
    why=say("An attachment is missing from the list, or its number is wrong."),
    bad='[fields]\nattachments = ["重点任务完成情况表"]\n[sections.problems]\ntext = "不足的主要原因是专业人员少，培训的次数也少（详见附件2）。"',
    good='[fields]\nattachments = ["重点任务完成情况表"]\n[sections.problems]\ntext = "不足的主要原因是人员少（详见附件1，《云川市年度报告工作通知》附件2另行报送）。"',
    citation=document_format("7.3.7"),
    needs=Needs(language="zh", fields=("attachments",)),
)
def attachment_not_listed(subject: Subject) -> Iterator[Problem]:
    """Each 附件N beyond the list, and each 附件N份 that is not its length; not the attachment of another document."""
    draft = subject.draft
    listed = len(draft.words("attachments"))
    for section in draft.blocks:
        if "附件" not in draft.sections[section].text:
            continue
        for passage in passages(draft, section):
            text = passage.text
            beyond = (match for match in _REFERENCE.finditer(text) if _value(match[1]) > listed)
            miscounted = (match for match in _COUNT.finditer(text) if _value(match[1]) != listed)
            for match in chain(beyond, miscounted):
                if text[match.start() - 1 : match.start()] not in _OF_ANOTHER:
                    what = say("“{words}”, and {n} are listed", words=match[0], n=listed)
                    yield Problem(
                        passage.locus(*match.span()), what, say("list it below [fields], or correct the number")
                    )
