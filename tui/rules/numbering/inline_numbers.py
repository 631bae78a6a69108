"""Numbers within a paragraph, （1）（2）（3） or ①②③: in order, none missing or repeated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tui.base.messages import say
from tui.base.numerals import chinese_number
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.standards import handling

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_ROWS: Mapping[str, Sequence[str]] = {
    "arabic": [f"（{n}）" for n in range(1, 100)],
    "chinese": [f"（{chinese_number(n)}）" for n in range(1, 21)],
    "circled": _CIRCLED,
}
_NUMBER = Pattern(
    "(?:^|(?<=[。；：，]))(?:（(?P<arabic>[0-9]{1,2})）|（(?P<chinese>[一二三四五六七八九十]{1,3})）|"
    f"(?P<circled>[{_CIRCLED}]))(?![、，和至及或项目款条])"
)


@text_rule(
    "Q506",
    "inline-numbers",
    Grade.WARNING,
    say("numbers within a paragraph out of order"),
    why=say("A missing or repeated number means that an item was lost, or added without renumbering."),
    bad="重点抓好：（1）学习培训；（3）案卷评查。",
    good="重点抓好：（1）学习培训；（2）案卷评查，依照第（一）、（三）项办理；①自查；②互查。",
    triggers=tuple(number for row in _ROWS.values() for number in row[1:4]),
    citation=handling("20(四)"),
)
def inline_numbers(passage: Passage) -> Iterator[Problem]:
    """Each number that does not follow the one before it of its kind; (1) begins another list, and a list may begin at any."""
    last: dict[str, int] = {}
    for match in _NUMBER.finditer(passage.text):
        kind = match.lastgroup or ""
        row = _ROWS[kind]
        number = row.index(match[0]) + 1 if match[0] in row else 0
        before = last.get(kind, 0)
        if number > 1 and 0 < before < len(row) and number != before + 1:
            what = say("“{word}” where “{expected}” is expected", word=match[0], expected=row[before])
            yield Problem(passage.locus(*match.span()), what)
        last[kind] = number
