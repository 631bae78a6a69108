"""How years are written: with 年 after them, with 〇 in Chinese, and consistently throughout a text."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.marks import Fixer, Quoted
from tui.rules.support.standards import handling, numerals

_BARE = Pattern(
    "(?<![0-9A-Za-z./:：，、—～~－-])(20[0-3][0-9])"
    "(?=以来|来[，、]|度(?!假)|法治政府|法治建设|依法行政|工作(?:要点|计划|总结|报告|情况)|政府信息|[无未]|上半年|下半年|全年|“"
    "|普法(?:工作|任务|责任|计划)|法治(?:工作|宣传)|政务公开|平安建设|[我全][局市县区镇乡委办街省厅]|(?:是|为)(?=[^，。；]{0,12}之年)|[底末](?=[前，])|共[办受审开组召举处]|行政(?:执法|复议|应诉|诉讼|处罚|许可|检查)|[第]?[一二三四]季度|学法计划|重点工作|目标任务)"
)


_OF_WORK = (
    "(?:工作要点|工作计划|实施方案|工作方案|学法计划|工作安排|工作报告|年度报告|事项目录|任务清单|培训计划|学习计划)"
)
_PAPER = Pattern(f"[^《》“”，。]{{2,24}}{_OF_WORK}》")
"""A year of a paper on the work of a year, not a name such as 云川2024法治蓝皮书."""
_TITLED = Pattern(f"(?<=《)(20[0-3][0-9])(?=[^年0-9《》“”，。]{{2,24}}{_OF_WORK}》)", having=("《20",))
_OPENING = Pattern(
    "(20[0-3][0-9])(?=[，,](?:[我本全]?[局市县区镇乡厅委街]|在|全年|认真|坚持|按照|根据|围绕|紧紧))|(?<=[自从])(20[0-3][0-9])(?=起[，、至])"
)
"""A year that opens a sentence, or from which something is so."""
_BEFORE_OPENING = ("。20", "自20", "从20")


@text_rule(
    "N414",
    "year-without-its-word",
    Grade.WARNING,
    say("a year without 年"),
    why=say("年 is missing after the year."),
    bad="2024以来，全市依法行政水平不断提高。",
    good="2024年以来，印发权责清单（2022版），参加云川2024“法治杯”比赛，受理2024件。",
    triggers=tuple(f"20{n:02}" for n in range(40)),
    citation=handling("20(四)"),
)
def year_without_its_word(passage: Passage) -> Iterator[Problem]:
    """Each year of this century right before 以来, 度, 法治政府 and the like, or an opening “ that begins a clause."""
    text, fixer = passage.text, Fixer(passage)
    found = [*_BARE.finditer(text), *_TITLED.finditer(text)]
    if (first := _OPENING.match(text)) is not None:
        found.append(first)
    for sign in _BEFORE_OPENING:
        at = text.find(sign)
        while at >= 0:
            if (other := _OPENING.match(text, at + 1)) is not None:
                found.append(other)
            at = text.find(sign, at + 1)
    quoted = Quoted(text) if found else ()
    for start, end in sorted({match.span(match.lastindex or 1) for match in found}):
        if text[end : end + 1] == "“" and start and text[start - 1] not in "。；，":
            continue  # the name of a contest
        if text[end : end + 2] == "无人" or (start in quoted and not _PAPER.match(text, end)):
            continue  # the name of a campaign
        what = say("“{year}”: 年 is missing after the year", year=text[start:end])
        yield Problem(passage.locus(start, end), what, fix=fixer.replaced(start, end, f"{text[start:end]}年"))


_ZEROS = "零○О〇OoΟ0０◯"
_DIGITS = "一二三四五六七八九"
_ZERO_YEAR = Pattern(f"二[{_ZEROS}][{_DIGITS}{_ZEROS}][{_DIGITS}{_ZEROS}](?=年)")


@text_rule(
    "N415",
    "zero-of-a-year",
    Grade.WARNING,
    say("a year in Chinese digits with a zero other than 〇"),
    why=say("The zero of a year is 〇: 二〇二五年, not 二零二五年 or 二○二五年."),
    bad="自二零二五年起施行，各项任务有序推进。",
    good="自二〇二五年起施行，历时二十五年，共一百零五件。",
    triggers=tuple(f"二{zero}" for zero in _ZEROS if zero != "〇")
    + tuple(f"二〇{digit}" for digit in f"{_DIGITS}{_ZEROS}"),
    citation=numerals("5.2.5"),
)
def zero_of_a_year(passage: Passage) -> Iterator[Problem]:
    """Each year of this century with a zero other than 〇."""
    fixer = Fixer(passage)
    for match in _ZERO_YEAR.finditer(passage.text):
        right = "".join("〇" if character in _ZEROS else character for character in match[0])
        if right != match[0]:
            what = say("“{typed}” should be “{right}”", typed=f"{match[0]}年", right=f"{right}年")
            yield Problem(passage.locus(*match.span()), what, fix=fixer.replaced(*match.span(), right))


_CHINESE_YEAR = Pattern(f"二[{_ZEROS}][{_DIGITS}{_ZEROS}][{_DIGITS}{_ZEROS}]年(?![{_DIGITS}十])")
_ARABIC_YEAR = Pattern("(?<![0-9])20[0-9]{2}年")


@text_rule(
    "N416",
    "years-in-two-ways",
    Grade.HINT,
    say("years in Arabic digits and in Chinese ones in one paragraph"),
    why=say("Write all years in one way: 2026年, or 二〇二六年."),
    bad="2025年完成整改，二〇二六年继续推进。",
    good="2025年完成整改，2026年继续推进，学习“二〇二一年的讲话”。",
    triggers=("二〇",),
    citation=numerals("4.3"),
)
def years_in_two_ways(passage: Passage) -> Iterator[Problem]:
    """Each year in Chinese digits in a text with Arabic ones; quotations and whole dates do not count."""
    text = passage.text
    if not _ARABIC_YEAR.search(text):
        return
    quoted = Quoted(text)
    for match in _CHINESE_YEAR.finditer(text):
        if match.start() not in quoted:
            yield Problem(passage.locus(*match.span()), say("“{year}” beside years in Arabic digits", year=match[0]))
