"""Names of the Party's congresses and plenums that have lost a part."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.quotations import Quotations
from tui.rules.support.standards import handling

_CONGRESS = "(?:十[六七八九]|二十)"
_PLENUM = "[一二三四五六七]"
_OF_A_LARGE_ONE = tuple(f"大{n}" for n in "一二三四五六七")
_AFTER_NO_PLENUM = tuple(f"中{word}" for word in ("报告", "会议", "精神", "决定", "决议", "公报"))
_OF_A_CONGRESS = Pattern("(?:(?<=十[六七八九])|(?<=二十))大(?=历[次届]全会)", having=("大历",))
_OF_PLENUMS = Pattern(
    f"(?<=[六七八九十])大(?={_PLENUM}(?:[、和]{_PLENUM}){{0,6}}中?(?:[、和]{_PLENUM}中){{0,6}}全会)",
    having=_OF_A_LARGE_ONE,
)
_BOTH = Pattern(f"(?<=[六七八九十])大届(?={_PLENUM}中)|(?<=[六七八九十])届大(?={_PLENUM}中)", having=("大届", "届大"))
_MISSPELT = Pattern(
    f"(?<=[六七八九十]届){_PLENUM}(?:[种众仲忠钟]全会|中全(?!会)会?|中会(?=精神))",
    having=(*(f"{wrong}全会" for wrong in "种众仲忠钟"), "中全", "中会精神"),
)
_NO_MIDDLE = Pattern(f"(?<=[六七八九十]届){_PLENUM}全会", having=tuple(f"届{n}全会" for n in "一二三四五六七"))
_OF_TWO = tuple(f"党的{n}{mark}" for n in ("十七", "十八", "十九", "二十") for mark in "、和及与")
_NO_CONGRESS = Pattern("(?<=党的)(十[七八九]|二十)(?=[、和及与]\\1届)", having=_OF_TWO)
_NEITHER = Pattern(
    f"(?<!第)(十[七八九]|二十)(?={_PLENUM}中全会)",
    having=tuple(f"{n}{m}中全会" for n in "七八九十" for m in "一二三四五六七"),
)
_STOP_WITHIN = Pattern(f"(?<=[六七八九十]届){_PLENUM}中、全会", having=("中、全会",))
_NO_NUMBER = Pattern("(?<=[六七八九十]届)中全会", having=("届中全会",))
_NO_PLENUM = Pattern(
    f"(?<=[六七八九十]届){_PLENUM}(?:中?[、和]{_PLENUM}){{0,6}}中(?=报告|会议|精神|决定|决议|公报)",
    having=_AFTER_NO_PLENUM,
)


@text_rule(
    "W818",
    "party-meeting",
    Grade.WARNING,
    say("the name of a plenum has lost a part"),
    why=say("Plenums are those of a 届, not of a 大; and 三中 alone is no meeting."),
    bad="认真学习党的十九大历次全会精神，统一思想认识。",
    good="认真学习党的十九大和十九届历次全会精神，贯彻十九届四中全会决定。",
    triggers=(
        "大历次全会",
        "大历届全会",
        *_AFTER_NO_PLENUM,
        "全会",
        "中全",
        "中会",
        *_OF_TWO,
    ),
    citation=handling("20(四)"),
)
def party_meeting(passage: Passage) -> Iterator[Problem]:
    """大 for 届 before plenums, and 中 without 全会."""
    text, quotations = passage.text, Quotations(passage.text)
    for pattern in (_OF_A_CONGRESS, _OF_PLENUMS):
        for match in pattern.finditer(text):
            if not quotations.hold(*match.span()):
                start = max(0, match.start() - 2)
                what = say("“{words}”: plenums are those of a 届", words=text[start : match.end() + 4])
                yield Problem(passage.locus(start, match.end()), what, fix=passage.replaced(*match.span(), "届"))
    for match in _BOTH.finditer(text):
        if not quotations.hold(*match.span()):
            start = max(0, match.start() - 2)
            what = say("“{words}”: plenums are those of a 届", words=text[start : match.end() + 4])
            yield Problem(passage.locus(start, match.end()), what, fix=passage.replaced(*match.span(), "届"))
    for match in _MISSPELT.finditer(text):
        if not quotations.hold(*match.span()):
            right = f"{match[0][0]}中全会"
            what = say("“{words}” should be “{right}”", words=match[0], right=right)
            yield Problem(passage.locus(*match.span()), what, fix=passage.replaced(*match.span(), right))
    for pattern, right in (
        (_NO_MIDDLE, "{0}中全会"),
        (_NO_CONGRESS, "{0}大"),
        (_NEITHER, "{0}届"),
        (_STOP_WITHIN, "{0}中全会"),
    ):
        for match in pattern.finditer(text):
            if not quotations.hold(*match.span()):
                wording = right.format(match[1] if match.re.groups else match[0][0])
                what = say("“{words}” should be “{right}”", words=match[0], right=wording)
                yield Problem(passage.locus(*match.span()), what, fix=passage.replaced(*match.span(), wording))
    for match in _NO_NUMBER.finditer(text):
        if not quotations.hold(*match.span()):
            what = say("“{words}” should be “{right}”", words=f"届{match[0]}", right=f"届×{match[0]}")
            yield Problem(passage.locus(*match.span()), what)
    for match in _NO_PLENUM.finditer(text):
        if not quotations.hold(*match.span()):
            what = say("“{words}”: 全会 is missing", words=text[match.start() : match.end() + 2])
            yield Problem(passage.locus(*match.span()), what, fix=passage.replaced(*match.span(), f"{match[0]}全会"))


_STUDIED = (
    "以",
    "按照",
    "根据",
    "对照",
    "学习",
    "宣传",
    "贯彻",
    "落实",
    "宣讲",
    "践行",
    "领会",
    "领悟",
    "围绕",
    "聚焦",
    "把握",
    "紧扣",
)
_BARE = Pattern(
    f"(?:{'|'.join(_STUDIED)})(?P<named>{_CONGRESS}大(?:[、和]{_CONGRESS}大)?)(?=精神|报告|决策|部署|以来|[、和及]{_CONGRESS}届)",
    having=tuple(f"{verb}{n}" for verb in _STUDIED for n in "十二"),
)


@text_rule(
    "W832",
    "congress-of-the-party",
    Grade.HINT,
    say("a congress is named without 党的"),
    why=say("A published text says whose congress it was: 党的二十大."),
    bad="深入学习贯彻十九大精神，统一思想认识。",
    good="深入学习贯彻党的十九大精神，统一思想认识。",
    triggers=("八大", "九大", "十大", "七大", "六大"),
)
def congress_of_the_party(passage: Passage) -> Iterator[Problem]:
    """A congress right after a verb of study."""
    for match in _BARE.finditer(passage.text):
        start, end = match.span("named")
        what = say("“{words}” without 党的", words=match[0])
        yield Problem(passage.locus(start, end), what, fix=passage.replaced(start, end, f"党的{match['named']}"))
