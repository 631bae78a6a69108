"""Numbers typed by hand in front of headings and paragraphs, which the report numbers by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.draft.prose import Kind
from tui.rules.finding import Grade
from tui.rules.needs import CHINESE
from tui.rules.passage import Passage
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.marks import beginning
from tui.rules.support.standards import document_format

_CHINESE = "[一二三四五六七八九十]{1,3}"
_COMMA = f"{_CHINESE}[、，．.](?![零一二三四五六七八九十、])"  # not 一、二审
_BRACKETS = f"[（(](?:{_CHINESE}|[0-9]{{1,2}})[）)](?![、，]?[（(]|[和至])[、，．.：]?"
_ARABIC = "[0-9]{1,2}[.．、](?![0-9])"
_TYPED = f"(?:(?:{_COMMA}|{_BRACKETS}|{_ARABIC})[ \u3000]{{0,4}}){{1,3}}"
_HEADINGS = {Kind.HEADING_2, Kind.HEADING_3}


_FIRST = frozenset("一二三四五六七八九十（(0123456789")
_BEHIND = frozenset("、，．.）)")


def _may_begin(text: str) -> bool:
    """Whether a text may begin with a number: a quick look, which spares a clean draft the long one."""
    return text[:1] in _FIRST and not _BEHIND.isdisjoint(text[1:5])


def _typed(subject: Subject, kinds: set[Kind]) -> Iterator[tuple[Passage, int]]:
    """The passages of these kinds that begin with a number, and where it ends."""
    for passage in beginning(subject.draft, _may_begin):
        if passage.kind in kinds and (match := re.match(_TYPED, passage.text)):
            yield passage, match.end()


@rule(
    "Q502",
    "number-typed-in-heading",
    Grade.ERROR,
    say("a heading has a number typed by hand"),
    why=say("Headings are numbered automatically; a typed number is printed beside the right one."),
    bad="## （一）强化组织领导\n\n各项工作有人抓、有人管。",
    good="## 强化组织领导\n\n各项工作有人抓、有人管。",
    citation=document_format("7.3.3"),
    needs=CHINESE,
    in_text=True,
)
def number_typed_in_heading(subject: Subject) -> Iterator[Problem]:
    """A heading that begins with 一、 or （一） or 1. — the fix removes it."""
    for passage, end in _typed(subject, _HEADINGS):
        fix = passage.replaced(0, end, "") if end < len(passage.text) else None
        what = say(
            "“{typed}” is typed by hand, and the report numbers this heading itself", typed=passage.text[:end].rstrip()
        )
        yield Problem(passage.locus(0, end), what, say("delete it"), fix=fix)


@rule(
    "Q503",
    "number-typed-in-text",
    Grade.HINT,
    say("a paragraph begins with a number typed by hand"),
    why=say(
        "Second-level headings begin with “## ”, third-level ones with “### ” or 1.; the report then numbers them."
    ),
    bad="（一）强化组织领导。各项工作有人抓、有人管。",
    good="一、二审案件审结以后，逐案评查。",
    needs=CHINESE,
    in_text=True,
)
def number_typed_in_text(subject: Subject) -> Iterator[Problem]:
    """A paragraph that begins with 一、 or （一）, or in bold with 1.: what the reader of drafts makes no heading or point."""
    for passage, end in _typed(subject, {Kind.PARAGRAPH}):
        remedy = say("write “## ” in its place, or “### ” for the third level; before bold, put the number outside")
        what = say("“{typed}” is typed by hand, and makes this no heading", typed=passage.text[:end].rstrip())
        yield Problem(passage.locus(0, end), what, remedy)
