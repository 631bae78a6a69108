"""Spaces: none between Chinese characters, and used consistently between them and digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.needs import CHINESE
from tui.rules.passage import Passage, passages
from tui.rules.rule import Problem, Subject, rule, text_rule
from tui.rules.support.marks import HAN, Fixer, is_han
from tui.rules.support.standards import punctuation

_BLANK = " \u00a0\u3000"
_SIDE = f"{HAN}，。、；：！？"
_LONGEST = 60  # characters of half a title
_FIRST_HALF = f"[《“][^《》“”。]{{0,50}}?[{HAN}]{{3}}$"
_OTHER_HALF = f"[{HAN}]{{3}}[^《》“”。]{{0,50}}[》”]"
_DATE = "[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?"
_LONGEST_DATE = 11  # characters
_NUMBERED = "第[0-9零一二三四五六七八九十百]{1,6}[编章节条款项部篇]分?$"


@text_rule(
    "P313",
    "blank-in-chinese",
    Grade.HINT,
    say("a space between two Chinese characters"),
    why=say("Chinese is written without spaces; most come from web pages or spread-out titles."),
    bad="推进作风 建设。",
    good="推进作风建设，依据第三条 行政机关应当及时答复的规定，学习《中共云川市委 云川市人民政府关于加强法治建设的意见》，"
    "开展“尊崇法治 依法行政”主题宣传，使用 Python 编写。",
    triggers=tuple(_BLANK),
)
def blank_in_chinese(passage: Passage) -> Iterator[Problem]:
    """Each run of spaces between Chinese characters and punctuation marks.

    Not the space after 第一条, which the standard wants, nor after the date of a line of history; and in 《》 and “” not the
    space between two organs, or the halves of a slogan.
    """
    text = passage.text
    fixer = Fixer(passage)
    for match in re.finditer(f"[{_BLANK}]+", text):
        start, end = match.span()
        if not re.match(f"[{_SIDE}]", text[start - 1 : start]) or not re.match(f"[{_SIDE}]", text[end : end + 1]):
            continue
        if Pattern(_NUMBERED).search(text, max(0, start - 9), start):
            continue
        if start <= _LONGEST_DATE and Pattern(_DATE).fullmatch(text[:start]):
            continue
        if _halves(text, start, end):
            continue
        yield Problem(
            passage.locus(start, end),
            say("a space between Chinese characters"),
            fix=fixer.replaced(start, end, ""),
        )


def _halves(text: str, start: int, end: int) -> bool:
    """Whether a space separates two parts of a title or a quotation, each of several characters."""
    return bool(Pattern(_FIRST_HALF).search(text, max(0, start - _LONGEST), start)) and bool(
        Pattern(_OTHER_HALF).match(text, end, end + _LONGEST)
    )


_TYPED_NUMBER = f"[（(][{_BLANK}]{{0,3}}[0-9０-９一二三四五六七八九十]{{1,3}}[{_BLANK}]{{0,3}}[）)][{_BLANK}]{{0,3}}"
_MARKS = frozenset("“”‘’（）《》〈〉【】〔〕、，。；：！？")
_BRACKETS = frozenset("“”‘’（）《》〈〉【】〔〕")
_ITEM = "(?:^|[。；：，])[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]$"


@text_rule(
    "P316",
    "space-at-mark",
    Grade.WARNING,
    say("a space beside a bracket, a quotation mark, a stop or %"),
    why=say("A mark fills a whole character cell; a space beside it is a typing slip."),
    bad="锚定 “法治轨道”总目标，健全工作机制。",
    good="锚定“法治轨道”总目标，联系电话： 0355-2012345，三次产业比重为3.6 : 48 : 48.4，第三条 “行政机关”的含义。",
    triggers=tuple(blank + mark for blank in _BLANK for mark in sorted(_MARKS))
    + tuple(mark + blank for blank in _BLANK for mark in (*sorted(_MARKS), "%", "％")),
    citation=punctuation("5.1.1"),
)
def space_at_mark(passage: Passage) -> Iterator[Problem]:
    """Each run of spaces next to such a mark, except those that another rule reports, and after ： and a number."""
    text = passage.text
    number = Pattern(_TYPED_NUMBER).match(text)
    for match in re.finditer(f"[{_BLANK}]+", text):
        start, end = match.span()
        if number and end <= number.end():
            continue  # a number typed by hand, which has a rule of its own
        last, following = text[start - 1 : start], text[end : end + 1]
        if (
            not following
            or last in ("", "：")
            or not (last in _MARKS or following in _MARKS or (last in "%％" and is_han(following)))
        ):
            continue
        if not {last, following} & {*_BRACKETS, "%", "％"} and not last.isascii() and not following.isascii():
            continue  # P313
        if Pattern(_NUMBERED).search(text, max(0, start - 9), start) or Pattern(_ITEM).search(
            text, max(0, start - 6), start
        ):
            continue
        yield Problem(
            passage.locus(start, end),
            say("a space beside “{mark}”", mark=last if last in _MARKS or last in "%％" else following),
            fix=passage.replaced(start, end, ""),
        )


_CLOSE = f"[0-9}}][{HAN}]|[{HAN}][0-9{{]"


def _spaced(text: str) -> Iterator[int]:
    """Where a single space is between a digit and a Chinese character; the brace of a figure counts as its digits.

    No regular expression: compiling this one takes longer than looking at all spaces of a report.
    """
    at = text.find(" ", 1)
    while at > 0:
        last, following = text[at - 1], text[at + 1 : at + 2]
        if (last in _DIGIT_BEFORE and is_han(following)) or (following in _DIGIT_BEHIND and is_han(last)):
            yield at
        at = text.find(" ", at + 1)


_DIGIT_BEFORE = frozenset("0123456789}")
_DIGIT_BEHIND = frozenset("0123456789{")


@rule(
    "P314",
    "spaces-at-digits",
    Grade.HINT,
    say("spaces between digits and Chinese here, none elsewhere"),
    why=say("A document spaces its numbers one way throughout, usually without spaces."),
    bad="全年开展培训12 次，走访26户，座谈8场，办结46件。",
    good="全年开展培训12次，走访26户，座谈8场，办结46件。",
    needs=CHINESE,
    in_text=True,
)
def blanks_at_digits(subject: Subject) -> Iterator[Problem]:
    """Each such space of a draft that mostly has none there; where spaces are the habit, nothing."""
    draft = subject.draft
    spaced = {}
    close = 0
    for id in draft.blocks:
        text = draft.sections[id].text
        if count := sum(1 for _ in _spaced(text)):
            spaced[id] = count
    if not spaced:
        return
    for id in draft.blocks:
        close += len(re.findall(_CLOSE, draft.sections[id].text))
    if close <= sum(spaced.values()):
        return
    for id in spaced:
        for passage in passages(draft, id):
            fixer = Fixer(passage)
            for at in _spaced(passage.text):
                yield Problem(
                    passage.locus(at, at + 1),
                    say("a space between digits and Chinese, where most of this draft has none"),
                    fix=fixer.replaced(at, at + 1, ""),
                )
