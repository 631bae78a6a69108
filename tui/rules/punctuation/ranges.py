"""The mark between the two ends of a range: years, months and dates, numbers with a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.marks import Fixer
from tui.rules.support.standards import punctuation

_WRONG = "-–~―−"  # ～ and — are both right between numbers, and － is printed in official titles
_BLANKS = "[ \u00a0]?"
_FIRST = "(?<![0-9A-Za-z.,/:·—－～~–-])"
_YEARS = f"{_FIRST}(?:19|20)[0-9]{{2}}年?{_BLANKS}([{_WRONG}─]|--|——|一(?=[12])){_BLANKS}(?:19|20)[0-9]{{2}}(?=年|{_BLANKS}[）)》〉])"
_DAYS = (
    f"{_FIRST}(?:(?:19|20)[0-9]{{2}}年)?(?:[01]?[0-9]月)?[0-3]?[0-9][月日]?{_BLANKS}([{_WRONG}])"
    f"{_BLANKS}(?:(?:19|20)[0-9]{{2}}年)?[0-3]?[0-9](?:月(?:[0-3]?[0-9]日)?|日)(?![0-9])"
)
_UNIT = "[个名人次件项家户天年岁元吨米亩度级倍场期份册套]|小时|分钟|公里|公顷|公斤|平方|立方"
_RATES = rf"{_FIRST}[0-9]{{1,3}}(?:\.[0-9]{{1,4}})?[%％]([{_WRONG}])[0-9]{{1,3}}(?:\.[0-9]{{1,4}})?[%％]"
_NUMBERS = (
    rf"{_FIRST}[0-9]{{1,9}}(?:\.[0-9]{{1,6}})?([万亿]{{0,2}})([{_WRONG}])[0-9]{{1,9}}(?:\.[0-9]{{1,6}})?([万亿]{{0,2}})"
    rf"(?={_UNIT})"
)


def _places(text: str) -> Iterator[tuple[re.Match[str], int, str]]:
    """Each range: its match, the group of the mark, and the right mark."""
    for match in re.finditer(_YEARS, text):
        yield match, 1, "—"
    for match in re.finditer(_DAYS, text):
        yield match, 1, "—"
    for match in re.finditer(_RATES, text) if "%" in text or "％" in text else ():
        yield match, 1, "～"
    for match in re.finditer(_NUMBERS, text):
        if match[1] == match[3] and not re.match("(?:19|20)[0-9]{2}$", text[match.start() : match.start(1)]):
            yield match, 2, "～"  # other rules report a missing unit on the first


@text_rule(
    "P315",
    "range-mark",
    Grade.WARNING,
    say("a hyphen, an en dash or ~ in a range of years, days or numbers"),
    why=say("The mark between the beginning and the end is —, and between two numbers ～ or —."),
    bad="落实《云川市法治乡村建设规划（2021-2025年）》，健全工作机制。",
    good="落实《云川市法治乡村建设规划（2021—2025年）》，电话0355-2012345，3～5个工作日办结，比分2-1，2024-03-05归档。",
    triggers=(
        *(f"{digit}{mark}" for digit in "0123456789年月日%％万亿 " for mark in _WRONG),
        *(f"{end}——" for end in "0123456789年"),
        "─",
        "一20",
        "一19",
    ),
    citation=punctuation("4.13.3"),
)
def range_mark(passage: Passage) -> Iterator[Problem]:
    """Each such mark between two years, months or dates, and two numbers followed by a unit; not in telephone numbers."""
    fixer = Fixer(passage, titles=True)
    last = -1
    for match, group, right in sorted(_places(passage.text), key=lambda one: one[0].start()):
        if match.start() < last:
            continue
        last = match.end()
        start, end = match.span(group)
        around = passage.text[match.start() : match.end()]
        what = say("“{typed}”: the mark of a range is {right}", typed=around, right=right)
        yield Problem(passage.locus(start, end), what, fix=fixer.replaced(start, end, right))
