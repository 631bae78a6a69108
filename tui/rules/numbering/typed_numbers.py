"""Numbers typed by hand before headings and paragraphs, which the report numbers itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.draft.draft import Draft
from tui.draft.prose import Kind
from tui.rules.finding import Edit, Fix, Grade, Locus
from tui.rules.needs import CHINESE, Needs
from tui.rules.passage import Passage, passages
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.marks import beginning
from tui.rules.support.standards import document_format
from tui.toml import KeyPath

_CHINESE = "[一二三四五六七八九十]{1,3}"
_GAP = "[ \u3000]{0,4}"
_COMMA = f"{_CHINESE}[、，．.](?![零一二三四五六七八九十、])"  # not 一、二审
_CITED = "(?!(?:[、，和至到或及与]第?)?[（(]|项(?!目))"  # not （一）、（二）项
_BRACKETS = f"[（(]{_GAP}(?:{_CHINESE}|[0-9]{{1,2}}){_GAP}[）)]{_CITED}[、，．.：]?"
_ARABIC = "[0-9]{1,2}(?:[.．、，。](?![0-9])|[）)])"
_ONE_SIGN = "[㈠-㈩⑴-⒛]"  # ㈠, ⑴, ⒈: a number and its marks in one character
_CIRCLED = "[①-⑳㊀-㊉]"
_TYPED = f"(?:(?:{_COMMA}|{_BRACKETS}|{_ARABIC}|{_ONE_SIGN}){_GAP}){{1,3}}"
_TYPED_IN_HEADING = f"(?:(?:{_COMMA}|{_BRACKETS}|{_ARABIC}|{_ONE_SIGN}|{_CIRCLED}){_GAP}){{1,3}}"
"""A paragraph may begin with ①: below the fourth level, numbers are up to the writer (GB/T 15834—2011, B.3.8)."""
_DECIMAL = Pattern("([0-9]{1,2}(?:[.．][0-9]{1,2}){1,2})[.．]?[ \u3000]{0,4}(?![0-9.．%％‰])")
"""A number of ISO 2145 before a heading: that of its section, then its own."""
_SKIPPED = 3
"""How much higher than the count of headings a typed number may be, since some were deleted."""
_HEADINGS = {Kind.HEADING_2, Kind.HEADING_3}


_NUMBER = "一二三四五六七八九十（(0123456789 \u3000"
_AFTER = frozenset("、，。．.）)")


def _may_begin(text: str) -> bool:
    """Whether a text may begin with a number: a quick test that spares a clean draft the slow one."""
    first = text[:1]
    rest = text[:20].lstrip(_NUMBER)
    return (len(rest) < len(text[:20]) and rest[:1] in _AFTER) or "①" <= first <= "⒛" or "㈠" <= first <= "㊉"


def _typed(subject: Subject, kinds: set[Kind], form: str) -> Iterator[tuple[Passage, int]]:
    """The passages of these kinds that begin with a number of such a form, and where it ends."""
    for passage in beginning(subject.draft, _may_begin):
        if passage.kind in kinds and (match := re.match(form, passage.text)):
            yield passage, match.end()


def _decimals(draft: Draft) -> Iterator[tuple[Passage, int]]:
    """The headings that begin with a number of their section and level, as 2.1, and where it ends."""
    n = 0
    for section in draft.outline.sections:
        if section.heading and (section.required or not draft.is_empty(section.id)):
            n += 1
        blocks = draft.blocks.get(section.id, ())
        most = sum(block.kind in _HEADINGS for block in blocks) + _SKIPPED
        if not any(block.runs and block.kind in _HEADINGS and _DECIMAL.match(block.runs[0].text) for block in blocks):
            continue
        for passage in passages(draft, section.id):
            if passage.kind in _HEADINGS and (match := _DECIMAL.match(passage.text)):
                first, *rest = map(int, match[1].replace("．", ".").split("."))
                is_own = first == n or not section.heading
                if is_own and len(rest) == passage.kind.level - 1 and max(rest) <= most:  # no 3.15消费者权益日
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
    needs=Needs(numbered=True),
    in_text=True,
)
def number_typed_in_heading(subject: Subject) -> Iterator[Problem]:
    """A heading that begins with 一、, （一）, 1., ㈠, ① or the like, or 2.1 in a report with such numbers. The fix removes it."""
    decimals = _decimals(subject.draft) if subject.draft.outline.numbers == "decimal" else ()
    for passage, end in (*_typed(subject, _HEADINGS, _TYPED_IN_HEADING), *decimals):
        fix = passage.replaced(0, end, "") if end < len(passage.text) else None
        what = say(
            "“{typed}” is typed by hand, and the report numbers this heading itself", typed=passage.text[:end].rstrip()
        )
        yield Problem(passage.locus(0, end), what, say("delete it"), fix=fix)
    for id, written in subject.draft.sections.items():
        if _may_begin(written.heading) and (match := re.match(_TYPED_IN_HEADING, written.heading)):
            path: KeyPath = ("sections", id, "heading")
            fix = Fix((Edit(path, 0, match.end(), ""),)) if match.end() < len(written.heading) else None
            what = say(
                "“{typed}” is typed by hand, and the report numbers this heading itself", typed=match[0].rstrip()
            )
            yield Problem(Locus(path, 0, match.end()), what, say("delete it"), fix=fix)


@rule(
    "Q503",
    "number-typed-in-text",
    Grade.HINT,
    say("a paragraph begins with a number typed by hand"),
    why=say(
        "The report numbers what begins with “## ”, （一）, “### ”, 1. or （1）; any other number is printed as typed."
    ),
    bad="一、强化组织领导。各项工作有人抓、有人管。",
    good="一、二审案件审结以后，逐案评查。",
    needs=CHINESE,
    in_text=True,
)
def number_typed_in_text(subject: Subject) -> Iterator[Problem]:
    """A paragraph that begins with 一、, 1) or ㈠, or in bold with （一） or 1.: neither heading nor point to the reader."""
    for passage, end in _typed(subject, {Kind.PARAGRAPH}, _TYPED):
        remedy = say("write “## ” or （一）, or “### ” or 1. for the third level; before bold, put the number outside")
        what = say(
            "“{typed}” is typed by hand, so this is neither a heading nor a point", typed=passage.text[:end].rstrip()
        )
        yield Problem(passage.locus(0, end), what, remedy)
