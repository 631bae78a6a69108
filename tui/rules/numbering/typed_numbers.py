"""Numbers typed by hand in front of headings and paragraphs, which the report numbers by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.draft.prose import Kind
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.marks import beginning
from tui.rules.support.standards import document_format

_CHINESE = "[一二三四五六七八九十]{1,3}"
_COMMA = f"{_CHINESE}[、，．.](?![零一二三四五六七八九十、])"  # not 一、二审
_BRACKETS = f"[（(](?:{_CHINESE}|[0-9]{{1,2}})[）)](?![、，]?[（(]|[和至])[、，．.：]?"
_SPACED = f"[（(][ \u3000]{{1,3}}(?:{_CHINESE}|[0-9]{{1,2}})[ \u3000]{{0,3}}[）)]|[（(](?:{_CHINESE}|[0-9]{{1,2}})[ \u3000]{{1,3}}[）)]"
_ARABIC = "[0-9]{1,2}(?:[.．、](?![0-9])|[，。](?=[㐀-鿿])|[)）][、.．]?)"
_SIGNS = "[①-⑳⑴-⒇⒈-⒛㈠-㈩㊀-㊉❶-❿]"
_TYPED = f"(?:(?:{_COMMA}|{_BRACKETS}|{_SPACED}|{_ARABIC}|{_SIGNS})[ \u3000]{{0,4}}){{1,3}}"
_HEADINGS = {Kind.HEADING_2, Kind.HEADING_3}


_SINGLE = frozenset(
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉❶❷❸❹❺❻❼❽❾❿"
)
_FIRST = frozenset("一二三四五六七八九十（(0123456789") | _SINGLE
_BEHIND = frozenset("、，．.）)。")


def _may_begin(text: str) -> bool:
    """Whether a text may begin with a number: a quick look, which spares a clean draft the long one."""
    return text[:1] in _FIRST and (text[:1] in _SINGLE or not _BEHIND.isdisjoint(text[1:8]))


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
    why=say("The report numbers its headings by itself: a number typed in front is printed beside the right one."),
    bad='[sections.plan]\ntext = "## （一）强化组织领导\\n\\n一是学习贯彻习近平法治思想；二是针对短板规范行政执法；三是做好普法和调解。"',
    good='[sections.plan]\ntext = "## 强化组织领导\\n\\n一是学习贯彻习近平法治思想；二是针对短板规范行政执法；三是做好普法和调解。"',
    citation=document_format("7.3.3"),
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
        "A heading of the second level begins with “## ” and one of the third with “### ” or 1.; then the report numbers it."
    ),
    bad='[sections.plan]\ntext = "（一）强化组织领导。一是学习贯彻习近平法治思想；二是针对短板规范行政执法；三是做好普法和调解。"',
    good='[sections.plan]\ntext = "一、二审案件审结以后，一是学习贯彻习近平法治思想；二是针对短板规范行政执法；三是做好普法和调解。"',
)
def number_typed_in_text(subject: Subject) -> Iterator[Problem]:
    """A paragraph that begins with 一、 or （一）, or in bold with 1.: what the reader of drafts makes no heading or point."""
    for passage, end in _typed(subject, {Kind.PARAGRAPH}):
        remedy = say("write “## ” in its place, or “### ” for the third level; before bold, put the number outside")
        what = say("“{typed}” is typed by hand, and makes this no heading", typed=passage.text[:end].rstrip())
        yield Problem(passage.locus(0, end), what, remedy)
