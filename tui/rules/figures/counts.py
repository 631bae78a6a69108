"""Counts in the text: announced parts that do not follow, 其中 that add up to more, and negative counts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tui.base.messages import say
from tui.base.numerals import chinese_number
from tui.base.pattern import Pattern
from tui.rules.finding import Grade, Locus
from tui.rules.passage import Passage
from tui.rules.rule import Problem, Subject, rule, text_rule
from tui.rules.support.marks import A_HAN
from tui.rules.support.standards import handling

_VALUES = {chinese_number(n): n for n in range(1, 40)} | {"两": 2}
_LIST = Pattern(
    "(?:由|包括|包含|分为|涵盖)(?:了)?[：:]?([^。；！？：:]{4,260}?)等?([0-9]{1,2}|[一二三四五六七八九十两]{1,3})(?:个|大|项)?(?:部分|方面)?(?:内容)?"
    "(?:组成|构成)",
    having=("组成", "构成"),
)
_MEASURES = tuple(
    classifier + noun
    for classifier, nouns in (
        ("个", "环节 方面 步骤 阶段 重点 关键 专题 专项 专班 机制 转变 结合 到位 体系"),
        ("项", "制度 机制 措施 举措 任务 工作 内容 职责 清单"),
        ("种", "方式 形式"),
        ("大", "体系 行动 工程 机制"),
    )
    for noun in nouns.split()
)
_STEPS = "步法"
_MEASURE = f"(?:{'|'.join(_MEASURES)})"
_NAMED = Pattern(
    f"(?<!{A_HAN})(?<![、”》）]){A_HAN}{{2,12}}(?:、{A_HAN}{{2,6}}){{2,9}}(?P<n>[二两三四五六七八九十]|[2-9]){_MEASURE}",
    having=_MEASURES,
)
_IN_QUOTES = Pattern(
    f"“([^“”，。；\\n]{{3,40}})”(?:[“”]?(?:等|这))?([二两三四五六七八九十]|[2-9])(?:{_MEASURE}|{_STEPS})",
    having=tuple(f"”{after}" for after in "“”等这二两三四五六七八九十23456789"),
)
_QUOTED_NUMBERS = tuple(f"“{n}" for n in "二三四五六七八九")
_ALIKE_IN_QUOTES = Pattern(
    f"“([^“”，。；\\n]{{3,40}})”(?:的|等)?“([二三四五六七八九])({A_HAN})”", having=_QUOTED_NUMBERS
)
_ALIKE = Pattern(
    f"(?<!{A_HAN})(?<![、”》）])({A_HAN}{{1,8}}(?:、{A_HAN}{{1,4}}){{1,9}})等?的?“([二三四五六七八九])({A_HAN})”",
    having=_QUOTED_NUMBERS,
)
_AHEAD = ("部分：", "方面：", "环节：", "步骤：", "阶段：", "板块：")
_FOLLOWING = Pattern(
    f"(?P<n>[二三四五六七八九十]|[2-9])(?:个|大|项)(?:{'|'.join(one[:-1] for one in _AHEAD)})：(?P<items>[^。；：！？（）《》“”]{{4,200}})[。；]",
    having=_AHEAD,
)
_ORGANS = tuple("委府局部办厅市县区镇乡村室科站所")
_FEWEST, _MOST = 3, 12


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else _VALUES.get(number, 0)


@text_rule(
    "F606",
    "parts-miscounted",
    Grade.WARNING,
    say("a list does not have the number of parts it says"),
    why=say("A part was added or left out, and the number was not changed."),
    bad="本报告由总体情况、主动公开情况、依申请公开情况、监督保障情况等五个部分组成。",
    good="本报告由总体情况、主动公开情况、依申请公开情况、监督保障情况等四个部分组成。",
    triggers=("组成", "构成", *_MEASURES, _STEPS, *_QUOTED_NUMBERS, *_AHEAD),
    citation=handling("20(四)"),
)
def parts_miscounted(passage: Passage) -> Iterator[Problem]:
    """由 and items with 、 between them, 等, and a number of parts; not if items contain 和, brackets or titles.

    Also items of one length before 三个环节 and the like, and items that end alike before “三查” and the like.
    """
    for match in _LIST.finditer(passage.text):
        listed = match[1].removesuffix("等")
        number = _value(match[2])
        items = [item for item in listed.split("、") if item]
        plain = not any(mark in listed for mark in "（）()《》“”，,和及与")
        if plain and _FEWEST <= len(items) <= _MOST and number and len(items) != number:
            what = say("{n} parts are listed, and “{words}” says {m}", n=len(items), words=match[2], m=number)
            yield Problem(passage.locus(*match.span(2)), what)
    for start, end, count, number in (
        *_named(passage.text),
        *_in_quotes(passage.text),
        *_alike(passage.text),
        *_following(passage.text),
    ):
        words = passage.text[start:end]
        yield Problem(
            passage.locus(start, end),
            say("{n} parts are listed, and “{words}” says {m}", n=count, words=words, m=number),
        )


def _named(text: str) -> Iterator[tuple[int, int, int, int]]:
    """The numbers of 立案、调查、审核三个环节 that the list before them is not: more items than 等 sums up, or another count.

    The items after the first one are of one length, so that no list is part of another.
    """
    for match in _NAMED.finditer(text):
        listed = text[match.start() : match.start("n")]
        first, *rest = listed.removesuffix("等").split("、")
        count, number = len(rest) + 1, _value(match["n"])
        even = len({len(item) for item in rest}) == 1 and len(first) >= len(rest[0])
        plain = not any(mark in item for item in (first, *rest) for mark in "和及与或等")
        wrong = count > number if listed.endswith("等") else count != number
        if even and plain and wrong and not rest[-1].endswith(_ORGANS):
            yield *match.span("n"), count, number


def _following(text: str) -> Iterator[tuple[int, int, int, int]]:
    """The numbers of 分为三个部分： that the list after them is not: its items have 、 between them, and neither ， nor 和."""
    for match in _FOLLOWING.finditer(text):
        items, number = match["items"].removesuffix("等").split("、"), _value(match["n"])
        plain = not any(mark in match["items"] for mark in "，,和与及或是")
        wrong = len(items) > number if match["items"].endswith("等") else len(items) != number
        if plain and wrong and _FEWEST <= len(items) <= _MOST:
            yield *match.span("n"), len(items), number


def _in_quotes(text: str) -> Iterator[tuple[int, int, int, int]]:
    """The numbers of “学、讲、用”四个环节 that the list in quotation marks is not."""
    for match in _IN_QUOTES.finditer(text):
        items, number = match[1].split("、"), _value(match[2])
        if len(items) >= _FEWEST and len({len(item) for item in items}) == 1 and len(items) != number:
            yield *match.span(2), len(items), number


def _alike(text: str) -> Iterator[tuple[int, int, int, int]]:
    """The numbers of 自查、互查、抽查“四查” that the list before them is not: each item has the character that is counted."""
    for match in (*_ALIKE.finditer(text), *_ALIKE_IN_QUOTES.finditer(text)):
        items, number = match[1].split("、"), _value(match[2])
        alike = all(item.endswith(match[3]) for item in items) or all(item.startswith(match[3]) for item in items)
        if alike and len(items) > 1 and len(items) != number:
            yield *match.span(2), len(items), number


_UNITS = "件个起次人项份名条场户家宗"
_TOTAL = Pattern(f"(?<![0-9.,])([0-9]{{1,7}})([{_UNITS}])[^0-9。；！？]{{0,12}}其中[：:，,]?")
_EXHAUSTIVE = (
    ("简易程序", "普通程序"),
    ("简易程序", "一般程序"),
    ("线上", "线下"),
    ("人大", "政协"),
    ("男", "女"),
    ("予以公开", "不予公开"),
    ("国有", "集体"),
)
"""The halves of a whole: parts that are these, and no others, are all of it."""
_TWO = Pattern(
    rf"({A_HAN}{{1,10}}?)(?:的)?([0-9]{{1,7}})([{_UNITS}期])[、，]({A_HAN}{{1,10}}?)(?:的)?([0-9]{{1,7}})\3(?=[；。，]|$)"
)
_OPPOSED = Pattern(
    rf"(?<![0-9.,])([0-9]{{1,7}})([{_UNITS}])，(?:已)?({A_HAN}{{2}})(?:的)?([0-9]{{1,7}})\2[、，][未不]\3(?:的)?([0-9]{{1,7}})\2(?=[、，；。]|$)"
)
_OTHERS = Pattern(
    rf"(?:已|其中)?({A_HAN}{{2}})(?:的)?([0-9]{{1,7}})([{_UNITS}])[、，][未不]\1(?:的)?([0-9]{{1,7}})\3(?=[、，；。]|$)"
)
_PART = Pattern(f"[^0-9。；！？]{{1,16}}?([0-9]{{1,7}})([{_UNITS}])(?=[、，；。]|$)")


@text_rule(
    "F607",
    "parts-exceed-total",
    Grade.HINT,
    say("the parts after 其中 add up to more than the total"),
    why=say("The parts cannot exceed the total: one of the numbers is wrong."),
    bad="办理群众来信12件，其中咨询8件、建议7件。",
    good="办理群众来信12件，其中咨询8件、建议4件，培训3次，收到建议9条，采纳7条、未采纳2条。",
    triggers=("其中", "，未", "、未", "、不"),
    citation=handling("20(四)"),
)
def parts_exceed_total(passage: Passage) -> Iterator[Problem]:
    """A total, 其中, and parts in the same unit one after the other, up to the end of the clause."""
    text = passage.text
    opposed = any(mark + no in text for mark in "、，" for no in "未不")
    for match in _TOTAL.finditer(text):
        total, unit, at, parts = int(match[1]), match[2], match.end(), 0
        end = at
        while part := _PART.match(text, end):
            if part[2] != unit:
                break
            parts += int(part[1])
            end = part.end()
            if text[end : end + 1] != "、":  # text after ， may be another view of the same
                break
            end += 1
        if opposed and (pair := _OTHERS.match(text, at)) and pair[3] == unit:  # 采纳8件、未采纳4件: all of them
            end, parts = pair.end(), int(pair[2]) + int(pair[4])
            if parts < total:
                what = say("the parts add up to {n}, and the total is {m}", n=parts, m=total)
                yield Problem(passage.locus(match.start(), end), what)
                continue
        elif (both := _TWO.match(text, at)) and both[3] == unit and _are_all(both[1], both[4]):
            end, parts = both.end(), int(both[2]) + int(both[5])
            if parts < total:
                what = say("the parts add up to {n}, and the total is {m}", n=parts, m=total)
                yield Problem(passage.locus(match.start(), end), what)
                continue
        if parts > total and end > at:
            what = say("the parts add up to {n}, and the total is {m}", n=parts, m=total)
            yield Problem(passage.locus(match.start(), min(end, len(text))), what)
    for match in _OPPOSED.finditer(text) if opposed else ():
        total, parts = int(match[1]), int(match[4]) + int(match[5])
        if parts != total:
            what = say("the parts add up to {n}, and the total is {m}", n=parts, m=total)
            yield Problem(passage.locus(*match.span()), what)


def _are_all(one: str, other: str) -> bool:
    """Whether two parts are the halves of a whole."""
    return any((a in one and b in other) or (b in one and a in other) for a, b in _EXHAUSTIVE)


@rule(
    "F608",
    "negative-count",
    Grade.ERROR,
    say("a count is negative"),
    why=say("Things can only be counted from 0 up."),
    bad='[figures]\ninspections = -4\n[sections.problems]\ntext = "全年开展行政检查{inspections}次，不足的主要原因是人员少。"',
    good='[figures]\ninspections = 4\n[sections.problems]\ntext = "全年开展行政检查{inspections}次，不足的主要原因是人员少。"',
    citation=handling("20(四)"),
)
def negative_count(subject: Subject) -> Iterator[Problem]:
    """Each negative figure whose unit counts things; a change in % may be negative."""
    draft = subject.draft
    for id, figure in draft.figures.items():
        spec = draft.outline.figures_by_id.get(id)
        if spec and figure.amount < Decimal(0) and spec.unit and spec.unit not in ("%", "％", "万元", "亿元", "元"):
            what = say("“{label}” is {value}{unit}", label=spec.label, value=figure.written, unit=spec.unit)
            yield Problem(Locus(("figures", id)), what)
