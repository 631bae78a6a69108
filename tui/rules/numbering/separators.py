"""The marks between items: of 一是…二是…三是 all ；, or all 。, and of what is listed before 等方式 all 、."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.standards import punctuation

_ITEM = Pattern("([。；])([二三四五六七八九十])是(?![否不非])")
_MARKS = frozenset("。；，")
_OF_OTHER_WORDS = frozenset("第其十百之期周零：、—")
"""What makes 二是 part of another word, or of another list."""
_NOT_AN_ITEM = ("否", "不", "非")
_OPENS = Pattern("(?:^|[。；：，])一是")
_ORDER = "二三四五六七八九十"


@text_rule(
    "Q504",
    "mixed-separators",
    Grade.HINT,
    say("some items of a list end in one mark, others in another or none"),
    why=say("The items of a list end in the same mark."),
    bad="主要做法：一是加强学习。二是规范执法；三是做好普法；四是化解纠纷。",
    good="主要做法：一是加强学习；二是规范执法；三是做好普法；四是化解纠纷。",
    triggers=("二是", "；三是", "；四是", "；五是", "；六是", "；七是"),
    citation=punctuation("B.3.7"),
)
def mixed_separators(passage: Passage) -> Iterator[Problem]:
    """The marks before 二是, 三是 … of one list that are fewer than the others; of two, the second.

    Where it is the only list of the paragraph, ， counts among them, and each item with no mark before it is reported.
    """
    text = passage.text
    for items in _only_list(text) or _lists(text):
        marks = [mark for _, _, mark in items if mark]
        odd = min(dict.fromkeys(reversed(marks)), key=marks.count) if len(set(marks)) > 1 else None
        for start, end, mark in items:
            if not mark:
                yield Problem(passage.locus(start, end), say("no mark before this item"), say("write ；"))
            elif mark == odd:
                what = say("“{mark}” comes before this item, another mark before the others", mark=mark)
                yield Problem(passage.locus(start, end), what)


_Items = list[tuple[int, int, str]]
"""The items of a list from the second on: where the mark before each begins, where its word ends, and the mark."""


def _lists(text: str) -> list[_Items]:
    """The lists of a text whose items end in ； or 。."""
    lists: list[_Items] = []
    expected = ""
    for match in _ITEM.finditer(text):
        if match[2] == "二" or match[2] != expected or not lists:
            lists.append([])
        expected = _ORDER[_ORDER.index(match[2]) + 1 : _ORDER.index(match[2]) + 2]
        lists[-1].append((match.start(), match.end(), match[1]))
    return lists


def _only_list(text: str) -> list[_Items]:
    """The list of a text that has one only, in order from 一是 to its end; nothing for a text with several or none."""
    if text.count("一是") != 1 or text.count("二是") != 1 or not _OPENS.search(text):
        return []
    items: _Items = []
    last = text.index("一是") + 2
    for number in _ORDER:
        at = text.find(f"{number}是", last)
        if at < 0:
            break
        before = text[at - 1]
        if before in _OF_OTHER_WORDS or text[at + 2 : at + 3] in _NOT_AN_ITEM or text.count(f"{number}是") > 1:
            return []
        items.append((at - 1, at + 2, before) if before in _MARKS else (at, at + 2, ""))
        last = at + 2
    return [items]


_WAYS = "方式|形式|途径|渠道|载体|平台|手段|媒介"
_LISTED = Pattern(
    f"(?:通过|利用|采取|运用|依托|借助|采用)(?P<items>[^。；！？：“”《》（）、，]{{2,10}}(?:[、，][^。；！？：“”《》（）、，]{{2,10}}){{2,7}})等(?:多种)?(?:{_WAYS})",
    having=tuple(f"等{way}" for way in (*_WAYS.split("|"), "多种")),
)
_NEW_PHRASE = frozenset("以并对向在把将为由使让与和及从采利运通借依用组结充深加进确实广全积")
"""What an item begins with that is none of the list, but a phrase of its own."""


@text_rule(
    "Q505",
    "comma-in-list",
    Grade.HINT,
    say("a list before 等方式 mixes ， and 、"),
    why=say("The items of such a list are separated by 、."),
    bad="通过悬挂横幅，张贴海报、播放音频等方式开展普法。",
    good="通过悬挂横幅、张贴海报、播放音频等方式开展普法，依托执法平台，采用现场检查、查阅资料、走访座谈等方式开展督查。",
    triggers=tuple(f"等{way}" for way in (*_WAYS.split("|"), "多种")),
    citation=punctuation("4.5.3"),
)
def comma_in_list(passage: Passage) -> Iterator[Problem]:
    """Each ， of a list of short items of one length, or nearly so, that is otherwise separated by 、."""
    for match in _LISTED.finditer(passage.text):
        items = match["items"]
        parts = items.replace("，", "、").split("、")
        lengths = [len(part) for part in parts]
        most = 1 if items.find("，") < items.find("、") else 2
        if "，" not in items or "、" not in items or "等" in items or max(lengths) - min(lengths) > most:
            continue
        at = match.start("items") - 1
        for part in parts:
            if at >= match.start("items") and passage.text[at] == "，" and part[0] not in _NEW_PHRASE:
                what = say("“，” in a list whose items are separated by 、")
                yield Problem(passage.locus(at, at + 1), what, fix=passage.replaced(at, at + 1, "、"))
            at += len(part) + 1
