"""Pairs: a mark without its other half, titles within titles, brackets and quotation marks of the wrong width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.marks import Fixer, Pair, balanced, before, is_han, paired, together
from tui.rules.support.standards import punctuation

_ADDRESS = r"(?:https?|ftp)://[!-~]+|www\.[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[!-~]+"
_ITEM = r"(?:^|[^0-9A-Za-z])[0-9A-Za-z]{1,2}$"  # what comes before the bracket of “1）”


def addresses(text: str) -> list[tuple[int, int]]:
    """Web and mail addresses."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [match.span() for match in re.finditer(_ADDRESS, text, re.ASCII)]


@text_rule(
    "P301",
    "unpaired-mark",
    Grade.ERROR,
    say("a paired mark lacks its other half"),
    why=say("Without its other half, a quotation mark, title mark or bracket does not show what it covers."),
    bad="有效触动“关键少数。",
    good="有效触动“关键少数”。",
    triggers=tuple("“”《》（）()‘’〈〉〔〕【】"),
)
def unpaired_mark(passage: Passage) -> Iterator[Problem]:
    """Each mark without its other half in the same block.

    Not the “ that opens a paragraph of a longer quotation, not the apostrophe and the mark of inches after a letter or
    digit, not the bracket after the number of an item, as in “1）”, and no half-width bracket far from Chinese.
    """
    text = passage.text
    if balanced(text):
        return
    for at in paired(text).alone:
        mark, last, following = text[at], before(text, at), text[at + 1 : at + 2]
        if (mark in "“‘" and at == 0) or (mark in "’”" and last.isascii() and last.isalnum()):
            continue
        if mark in "()" and not (is_han(last) or is_han(following)):
            continue
        if mark in "）)" and re.search(_ITEM, text[max(0, at - 3) : at]):
            continue
        yield Problem(passage.locus(at, at + 1), say("{mark} has no counterpart in this paragraph", mark=mark))


@text_rule(
    "P302",
    "nested-title-marks",
    Grade.WARNING,
    say("a title inside a title takes 〈〉"),
    why=say("Inside 《》 book-title marks are 〈〉; on the third level 《》 again."),
    bad="制定《云川市贯彻落实<纲要>实施方案》。",
    good="制定《云川市贯彻落实〈纲要〉实施方案》。",
    triggers=("《",),
    citation=punctuation("4.15.3.5"),
)
def nested_title_marks(passage: Passage) -> Iterator[Problem]:
    """Each 《》 right within 《》, and each <> in it."""
    text = passage.text
    if not re.search("《[^《》<＜]*[《<＜]", text):
        return
    for pair in _wrongly_nested(text):
        opening, closing = pair
        fix = together(
            passage.replaced(opening, opening + 1, "〈"),
            passage.replaced(closing, closing + 1, "〉"),
        )
        what = say("{marks} within 《》 should be 〈〉", marks=text[opening] + text[closing])
        yield Problem(passage.locus(opening, opening + 1), what, fix=fix)


def _wrongly_nested(text: str) -> Iterator[Pair]:
    """The pairs within a title that should be 〈〉."""
    angles = {"<": ">", "＜": "＞"}
    closing = {pair.opening: pair.closing for pair in paired(text).pairs}
    around: list[tuple[str, int]] = []  # the titles that a place is in: their right marks, and where each ends
    end = -1  # of the last <>
    for match in re.finditer("[《〈<＜]", text):
        at = match.start()
        while around and around[-1][1] < at:
            around.pop()
        mark = text[at]
        if mark in angles:
            if around and around[-1][0] == "《" and at > end:
                inner = Pattern(f"[^《》〈〉<>＜＞]*{angles[mark]}").match(text, at + 1, around[-1][1])
                if inner:
                    end = inner.end() - 1
                    yield Pair(at, end)
        elif at in closing:
            if mark == "《" and around and around[-1][0] == "《":
                mark = "〈"
                yield Pair(at, closing[at])
            around.append((mark, closing[at]))


@text_rule(
    "P303",
    "half-width-brackets",
    Grade.WARNING,
    say("half-width brackets around or beside Chinese"),
    why=say("In Chinese, brackets are as wide as a character: （ ）."),
    bad="落实年度任务(共12项)。",
    good="落实年度任务（共12项），参照国际准则WTO (World Trade Organization)。",
    triggers=("(", ")"),
    citation=punctuation("5.1.3"),
)
def half_width_brackets(passage: Passage) -> Iterator[Problem]:
    """Each pair of brackets of which one is half-width, if Chinese comes before or in it; none in an address."""
    text = passage.text
    fixer = Fixer(passage)
    inside = iter(addresses(text))
    address = next(inside, None)
    for opening, closing in paired(text).pairs:
        if text[opening] not in "(（" or (text[opening], text[closing]) == ("（", "）"):
            continue
        while address and address[1] <= opening:
            address = next(inside, None)
        if address and address[0] <= opening:
            continue
        chinese = is_han(before(text, opening)) or is_han(text[opening + 1]) or is_han(text[closing - 1])
        if not chinese and text[opening] == "(" and text[closing] == ")":
            continue
        at = opening if text[opening] == "(" else closing
        fix = fixer.both((opening, opening + 1, "（"), (closing, closing + 1, "）"))
        yield Problem(passage.locus(at, at + 1), say("half-width brackets; Chinese takes （ ）"), fix=fix)


@text_rule(
    "P304",
    "straight-quotes",
    Grade.WARNING,
    say("straight quotation marks beside Chinese"),
    why=say("In Chinese, quotation marks are “” and, within them, ‘’."),
    bad='落实"谁执法谁普法"责任制。',
    good="落实“谁执法谁普法”责任制，屏幕为24\"，用I'm表示“我”。",
    triggers=('"', "'"),
    citation=punctuation("4.8.2"),
)
def straight_quotes(passage: Passage) -> Iterator[Problem]:
    """Each pair of straight quotation marks, and each unpaired one, next to Chinese; only a double pair can be fixed."""
    text = passage.text
    fixer = Fixer(passage)
    for match in re.finditer("\"[^\"“”]*\"|'[^'‘’]*'|[\"']", text):
        start, end = match.span()
        beside = (before(text, start), text[start + 1 : start + 2], text[end - 2 : end - 1], text[end : end + 1])
        if not any(map(is_han, beside)) or (end - start == 1 and beside[0].isascii() and beside[0].isalnum()):
            continue
        fix = None
        if end - start > 2 and match[0][0] == '"':
            fix = fixer.both((start, start + 1, "“"), (end - 1, end, "”"))
        what = say("straight quotation marks {mark}; Chinese takes “” or ‘’", mark=match[0][0])
        yield Problem(passage.locus(start, start + 1), what, fix=fix)


@text_rule(
    "P305",
    "half-width-stop",
    Grade.WARNING,
    say("a half-width comma, semicolon, colon, question or exclamation mark beside Chinese"),
    why=say("In Chinese, a stop takes the place of a whole character."),
    bad="坚持问题导向,逐项整改。",
    good="坚持问题导向，9:30开始，罚款1,200元，C:盘，Yahoo!的邮箱，网址https://www.example.cn/a?b=c,d。",
    triggers=tuple(",;:?!"),
    citation=punctuation("5.1.1"),
)
def half_width_stop(passage: Passage) -> Iterator[Problem]:
    """Each run of them next to Chinese; none in an address, and nothing after a name, as in “C:盘”."""
    text = passage.text
    fixer = Fixer(passage)
    inside = iter(addresses(text))
    address = next(inside, None)
    for match in re.finditer("[,;:?!]+", text):
        start, end = match.span()
        last, following = before(text, start), text[end : end + 1]
        if not (_ends_chinese(last) or is_han(following)):
            continue
        if match[0] in (":", "!") and last.isascii() and last.isalpha():
            continue  # C:盘, Yahoo!的
        while address and address[1] <= start:
            address = next(inside, None)
        if address and address[0] <= start:
            continue
        new = match[0].translate(_FULL_WIDTH)
        if new[0] in "，；：" and new == new[0] * len(new):
            new = new[0]
        what = say("half-width {typed}; Chinese takes {right}", typed=match[0][:3], right=new[:3])
        yield Problem(passage.locus(start, end), what, fix=fixer.replaced(start, end, new))


_FULL_WIDTH = str.maketrans(",;:?!", "，；：？！")


def _ends_chinese(character: str) -> bool:
    return is_han(character) or (character != "" and character in "”’》〉）】〕")
