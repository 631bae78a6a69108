"""Numbers within a paragraph, （1）（2）（3） or ①②③: in order, none missing or repeated."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.numerals import chinese_number
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.standards import handling

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_CHINESE = tuple(chinese_number(n) for n in range(1, 21))
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
    triggers=tuple(f"（{n}）" for n in (2, 3, 4, *_CHINESE[1:4])) + tuple(_CIRCLED[1:4]),
    citation=handling("20(四)"),
)
def inline_numbers(passage: Passage) -> Iterator[Problem]:
    """Each number that does not follow the one before it of its kind; a first one, of whatever list, may start anew."""
    last: dict[str, int] = {}
    for match in _NUMBER.finditer(passage.text):
        kind = match.lastgroup or ""
        typed = match[kind]
        if kind == "arabic":
            number = int(typed)
        else:
            row = _CHINESE if kind == "chinese" else tuple(_CIRCLED)
            number = row.index(typed) + 1 if typed in row else 0
        due = last.get(kind, 0) + 1
        if number > 1 and due > 1 and number != due:
            right = str(due) if kind == "arabic" else (_CHINESE if kind == "chinese" else _CIRCLED)[min(due, 10) - 1]
            expected = right if kind == "circled" else f"（{right}）"
            what = say("“{word}” where “{expected}” is expected", word=match[0], expected=expected)
            yield Problem(passage.locus(*match.span()), what)
        last[kind] = number
