"""Amounts: both exact and approximate at once, or one item called all."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.marks import A_HAN
from tui.rules.support.standards import handling, numerals

_ODD = Pattern(
    "(?<![0-9.,])[0-9]{0,7}[1-9]余(?=[个名人次件项家户场份条册起篇公亩元吨块幅张本处所支辆台套期节课位对只栋间座单笔批])"
)


@text_rule(
    "N417",
    "exact-and-more",
    Grade.HINT,
    say("余 after an exact number"),
    why=say("余 follows a round number: 20余次."),
    bad="开展普法宣讲25余次。",
    good="开展普法宣讲20余次，发放1.5万余份、3000余册，惠及12万余人。",
    triggers=tuple(f"{digit}余" for digit in range(1, 10)),
    citation=numerals("4.3"),
)
def exact_and_more(passage: Passage) -> Iterator[Problem]:
    """Each 余 after a digit other than 0 and before what is counted."""
    for match in _ODD.finditer(passage.text):
        what = say("“{typed}”: 余 follows a round number", typed=match[0])
        yield Problem(passage.locus(*match.span()), what, say("write the number exactly, or round it"))


_AMOUNT = rf"[0-9一二两三四五六七八九十百千万亿]{{1,12}}(?:\.[0-9]{{1,4}})?[%％万亿]?{A_HAN}{{0,3}}?"
_TWICE = Pattern(  # with one amount for all: each would cost a cold check a millisecond more
    f"(?:(?P<about>(?<![大节制契公相条条失隐婚])约(?:占{A_HAN}{{0,8}}?)?)|(?P<near>近)|(?P<below>不足|不到|最多)|超过?|至少)"
    f"{_AMOUNT}(?(about)(?:左右|上下|余[个名人次件项家户])|(?(near)(?:左右|上下)|(?(below)以下|以上)))",
    having=("左右", "上下", "以上", "以下", *(f"余{unit}" for unit in "个名人次件项家户")),
)
_AND_MORE = tuple(f"{last}{more}" for last in "0123456789十百千万" for more in "余多")
_MORE = Pattern(
    "(?:约|近|超过?|大约|将近)(?:[0-9]{1,7}(?:\\.[0-9]{1,2})?万?|[一二两三四五六七八九]?[十百千])[余多](?![0-9年月日])"
    "|[0-9]{1,7}万?(?:多余|余多)(?=[个名人次件项家户场份条册起篇公亩元吨万])"
    rf"|大约[0-9]{{1,7}}(?:\.[0-9]{{1,2}})?[%万亿]?{A_HAN}{{0,3}}?(?:左右|上下)",
    having=("大约", *_AND_MORE),
)
_ABOUT_ABOUT = Pattern(
    "(?:大概|大约|差不多)(?:约|近)(?=[0-9一二两三四五六七八九十百])", having=("大概", "大约", "差不多")
)
_FALL = Pattern(
    "(?:下降|减少|降低|缩短|缩减)了?(?:近|约|超)?(?:[0-9]{1,4}(?:\\.[0-9]{1,2})?|[一二两三四五六七八九十]{1,2})倍",
    having=("倍",),
)


@text_rule(
    "N418",
    "about-twice",
    Grade.HINT,
    say("an estimate is marked twice, or a fall exceeds 100%"),
    why=say("约 and 左右 mean the same, as do 超过 and 以上; and nothing can fall by more than 100%."),
    bad="普法对象约占总人口60%左右。",
    good="普法对象约占总人口60%，节约时间3天左右，超过100人，平均缩短一半。",
    triggers=(
        "左右",
        "上下",
        "以上",
        "以下",
        "倍",
        "约",
        *_AND_MORE,
    ),
    citation=handling("19(三)"),
)
def about_twice(passage: Passage) -> Iterator[Problem]:
    """Each 约…左右, 超过…以上 and the like around a number, and each 下降…倍."""
    end = 0
    for match in sorted(
        (*_TWICE.finditer(passage.text), *_MORE.finditer(passage.text), *_ABOUT_ABOUT.finditer(passage.text)),
        key=lambda one: one.start(),
    ):
        if match.start() >= end:
            end = match.end()
            what = say("“{words}” marks the estimate twice", words=match[0])
            yield Problem(passage.locus(*match.span()), what, say("leave one of the two out"))
    for match in _FALL.finditer(passage.text):
        what = say("“{words}”: nothing can fall by more than 100%", words=match[0])
        yield Problem(passage.locus(*match.span()), what, say("give the fall in %"))


_ONE = Pattern(
    "(?<![0-9.,])1([件起宗个项人名次家户份篇例部条场期批处轮])"
    "(?:[，,]?(?:均|都(?=[已未能在是做得按依]))|[，,](?:行政机关|主要|分管)?负责人均|[，,]全部(?=按[期时]|办[结理]|结案|化解|依法))",
    having=("均", "都", "全部"),
)

_DATES = Pattern("[0-9]{1,4}[年月日]")
_COUNT = Pattern("[0-9]|[一二两三四五六七八九十]{1,3}[件起宗个项人名次]")


@text_rule(
    "N419",
    "one-and-all",
    Grade.WARNING,
    say("均 or 都 of a single thing"),
    why=say("均 and 都 refer to several things: the number is wrong, or the sentence was copied."),
    bad="今年新收群众举报线索1条，均按期答复。",
    good="今年新收群众举报线索11条，均按期答复；另收建议1条，已按期答复。",
    triggers=tuple(f"1{unit}" for unit in "件起宗个项人名次家户份篇例部条场期批处轮"),
    citation=handling("20(四)"),
)
def one_and_all(passage: Passage) -> Iterator[Problem]:
    """Each 均, 都 or 全部按期 right after “1件” and the like."""
    text = passage.text
    for match in _ONE.finditer(text):
        before = _DATES.sub("", text[max(0, match.start() - 60) : match.start()].rpartition("。")[2])
        if "、" in before or _COUNT.search(before):
            continue  # it may refer to everything listed before
        what = say("“{words}”: 均 and 都 need more than one", words=match[0])
        yield Problem(passage.locus(*match.span()), what, say("correct the number, or write 已"))
