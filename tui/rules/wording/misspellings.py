"""Non-words: 布署, 惯彻, and characters lost, doubled or misplaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.quotations import Quotations
from tui.rules.support.standards import handling
from tui.rules.support.word_lists import citation, data, pairs


class Misspelling(NamedTuple):
    """The typed word, the right one, and right words that contain the typed one.

    The first `before` characters of both are context that makes the slip certain, and no part of the word.
    """

    wrong: str
    right: str
    twins: tuple[str, ...] = ()
    before: int = 0

    def is_a_twin_at(self, text: str, at: int) -> bool:
        """Whether the match at `at` is part of a right word."""
        return any(
            at >= inside and text.startswith(twin, at - inside)
            for twin in self.twins
            if (inside := twin.find(self.wrong)) >= 0
        )


@cache
def misspellings() -> tuple[Misspelling, ...]:
    """The lists."""
    listed = data("misspellings")
    slips = " ".join(listed["expressions"][kind] for kind in ("lost", "replaced", "doubled"))
    return (
        *(Misspelling(wrong, right, tuple(twins)) for wrong, right, *twins in listed["pairs"]),
        *(Misspelling(wrong, right) for wrong, right in (slip.split(">") for slip in slips.split())),
        *(
            Misspelling(f"{sign}{left}{after}", f"{sign}{one['word']}{after}", before=1)
            for one in listed["halved"]
            for left, before in one["left"].items()
            for sign in before
            for after in one["after"].split()
        ),
    )


@cache
def _by_first() -> Mapping[str, Sequence[Misspelling]]:
    """Those that begin with a character: a text has few of the characters."""
    found: dict[str, list[Misspelling]] = {}
    for one in misspellings():
        found.setdefault(one.wrong[0], []).append(one)
    return found


def _is_of_a_name(text: str, start: int, end: int) -> bool:
    """Whether these characters are part of a misspelt name, which W803 covers."""
    return any(
        start - len(pair.wrong) < at < end
        for pair in pairs("names").values()
        if (at := text.find(pair.wrong, max(0, start - len(pair.wrong) + 1), end + len(pair.wrong) - 1)) >= 0
    )


@text_rule(
    "W813",
    "misspelling",
    Grade.WARNING,
    say("a word is misspelt"),
    why=say("There is no such word: a character was confused, lost or doubled."),
    bad="召开专题会议，布署年度重点任务。",
    good="召开专题会议，部署年度重点任务，对外公布署名文章，以宣传传统文化，完善善后机制。",
    triggers=tuple(one.wrong for one in misspellings()),
    citation=handling("20(四)"),
)
def misspelling(passage: Passage) -> Iterator[Problem]:
    """Each word of the list, unless it is part of a right one by chance."""
    text, quotations = passage.text, Quotations(passage.text)
    for one in (one for first in sorted(set(text)) for one in _by_first().get(first, ())):
        at = text.find(one.wrong)
        while at >= 0:
            end = at + len(one.wrong)
            if not one.is_a_twin_at(text, at) and not quotations.hold(at, end) and not _is_of_a_name(text, at, end):
                start, right = at + one.before, one.right[one.before :]
                what = say("“{wrong}” is misspelt: it is “{right}”", wrong=one.wrong[one.before :], right=right)
                fix = passage.replaced(start, end, right)
                yield Problem(passage.locus(start, end), what, citation=citation("dictionary"), fix=fix)
            at = text.find(one.wrong, end)


_BREAKS = "，。；：、"


@cache
def _lost() -> Pattern:
    lost = data("misspellings")["lost"]
    return Pattern(f"(?:(?<=[{_BREAKS}])|^)([{''.join(lost['words'])}])(?={'|'.join(lost['before'])})")


@text_rule(
    "W834",
    "first-character-lost",
    Grade.WARNING,
    say("the first character of a word was lost"),
    why=say("The clause begins with half a word."),
    bad="健全工作制度，极推进信息公开，及时回应群众关切。",
    good="健全工作制度，积极推进信息公开，深入学习，全面落实。",
    triggers=tuple(
        word + verb for word in data("misspellings")["lost"]["words"] for verb in data("misspellings")["lost"]["before"]
    ),
    citation=handling("20(四)"),
)
def first_character_lost(passage: Passage) -> Iterator[Problem]:
    """Each 极推进, 面落实 and the like at the beginning of a clause."""
    text, words = passage.text, data("misspellings")["lost"]["words"]
    if text[:1] not in words and not any(f"{mark}{word}" in text for word in words for mark in _BREAKS):
        return
    for match in _lost().finditer(text):
        what = say("“{word}” for “{right}”: a character was lost", word=match[1], right=words[match[1]])
        fix = passage.replaced(*match.span(), words[match[1]])
        yield Problem(passage.locus(*match.span()), what, fix=fix)


_COMMITTEE = Pattern(
    "(?:发展|健康|改革|建设|教育|事务|监督|管理|规划|经济|信息化|仲裁|治理|体育|卫生|旅游|工作|政法|统战|调解|居民|村民|依法治[国省市县区])委会(?![同商签审见谈晤诊])"
)


@text_rule(
    "W835",
    "committee",
    Grade.WARNING,
    say("委员会 has lost its 员"),
    why=say("The name of an organ is written in full, or in its usual short form."),
    bad="组织学习《云川市文化和旅游发展委会普法规划》，健全工作机制。",
    good="组织学习《云川市文化和旅游发展委员会普法规划》，市发展改革委会同村委会、居委会、开发区管委会推进。",
    triggers=("委会",),
    citation=handling("9(八)"),
)
def committee(passage: Passage) -> Iterator[Problem]:
    """委会 after what takes 委员会; 村委会, 管委会 and the like are short forms."""
    for match in _COMMITTEE.finditer(passage.text):
        start = match.end() - 2
        what = say("“{words}” should be “{right}”", words=match[0], right=f"{match[0][:-2]}委员会")
        yield Problem(
            passage.locus(match.start(), match.end()), what, fix=passage.replaced(start, match.end(), "委员会")
        )
