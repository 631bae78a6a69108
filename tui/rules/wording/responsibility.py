"""What the rules on responsibility name: the four things that the first responsible person does in person, and that person."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.outline.source import Citation
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.marks import A_HAN
from tui.rules.support.quotations import Quotations
from tui.rules.support.word_lists import citation

_FOUR = (("重要工作", "部署"), ("重大问题", "过问"), ("重点环节", "协调"), ("重要任务", "督办"))
_VERBS, _OBJECTS = dict(_FOUR), {verb: object_ for object_, verb in _FOUR}
_PERSONALLY = Pattern(
    f"((?:重|关|主|难|热|大){A_HAN}{{3}}|(?:法治建设|法治)?(?:工作|问题|环节|任务))(?:要|都|应)?亲自({A_HAN}(?=[、，；。])|{A_HAN}{{2}})"
)
_MOST = 3  # of the four that must be right for another beside them to be the fourth
_FEWEST = 2  # of the four that must be right or adjacent for the formula to be meant
_BESIDE = 3  # characters between two of a series
_RULE: Citation = citation("responsibility-2016 4")


@text_rule(
    "W814",
    "four-in-person",
    Grade.WARNING,
    say("the four things done in person are not those of the regulation"),
    why=say("The regulation names them: 重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办."),
    bad="做到法治建设重要工作亲自部署、重大问题亲自解决、重点环节亲自协调、重要任务亲自督办。",
    good="做到法治建设重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办，并到现场亲自检查。",
    triggers=("亲自部署", "亲自过问", "亲自协调", "亲自督办"),
    citation=_RULE,
)
def four_in_person(passage: Passage) -> Iterator[Problem]:
    """Each of a series in which most are those of the regulation, and one has another verb or another object.

    Not 重要案件亲自督办 where it is integrity that is spoken of: there the formula goes so.
    """
    text, quotations = passage.text, Quotations(passage.text)
    series = list(_PERSONALLY.finditer(text))
    right = [match for match in series if _VERBS.get(match[1]) == match[2]]
    are_four = [(match[1][-2:], match[2]) for match in series] == [(object_[-2:], verb) for object_, verb in _FOUR]
    if len(right) < _FEWEST and not are_four:
        return
    done = {match[1] for match in right}
    for n, match in enumerate(series):
        if _VERBS.get(match[1]) == match[2] or quotations.hold(*match.span()):
            continue
        beside = [series[at] for at in (n - 1, n + 1) if 0 <= at < len(series)]
        if not any(max(match.start() - one.end(), one.start() - match.end()) <= _BESIDE for one in beside):
            continue
        meant = match[1] if match[1] in _VERBS else _OBJECTS.get(match[2], "")
        if not meant and are_four:
            meant = _OBJECTS[match[2]]
        if not meant and len(done) == _MOST and len(series) == _MOST + 1:
            meant = next(object_ for object_ in _VERBS if object_ not in done)
        if not meant or meant in done or (match[1] == "重要案件" and "廉" in text):
            continue
        wording = f"{meant}亲自{_VERBS[meant]}"
        fix = passage.replaced(*match.span(), wording) if len(match[0]) == len(wording) else None
        what = say("“{words}”: the regulation says {right}", words=match[0], right=wording)
        yield Problem(passage.locus(*match.span()), what, fix=fix)


_GARBLED = Pattern(
    "第一(?:责任任人|人责任|责任人人)(?=职责|制|的|，|。|、)|第一责(?!任|编)人?|第一(?:职责|责职)人|第一责任(?=职责)"
)
_IS_FIRST = Pattern(
    "(?:书记|长|主任|负责人|负责同志|领导|一把手)(?:作为|是|为)[^，。；！？、]{0,12}(?:单位|部门|辖区|地区|系统|领域|法治建设|依法行政|依法治理)的?(第一责任)(?=[，。；])",
    having=("第一责任，", "第一责任。", "第一责任；"),
)
_FIRST = Pattern(
    "(?<=法治建设)第一责任(?![人主感区制职])|(?<=履行)第一责任(?![人主感区制职])",
    having=("法治建设第一责任", "履行第一责任"),
)
_CHIEF = Pattern(
    "(?<=党政)主要责任人(?![、和])|主要责任人(?=述法|述职述廉)|(?:(?<=各单位)|(?<=各部门)|(?<=各科室)|(?<=各镇)|(?<=各乡镇))主要责任人(?![、和])|(?:(?<=党政)|(?<=部门)|(?<=单位)|(?<=行政)|(?<=政府))主要责任人(?=[履带是切对要述为的])",
    having=("主要责任人",),
)


@text_rule(
    "W815",
    "first-responsible-person",
    Grade.WARNING,
    say("第一责任人 or 主要负责人 is not written in full"),
    why=say("The regulation speaks of 党政主要负责人 as 第一责任人."),
    bad="全面落实党政主要负责人法治建设第一责任，带头学法用法。",
    good="全面落实党政主要负责人法治建设第一责任人职责，扛起安全生产第一责任，明确项目主要责任人。",
    triggers=("第一责", "第一人责任", "第一职责人", "主要责任人"),
    citation=_RULE,
)
def first_responsible_person(passage: Passage) -> Iterator[Problem]:
    """第一责任 after 法治建设 or 履行 without 人, 第一责任人 with a character too much or swapped, and 主要责任人 after 党政 and the like."""
    for pattern, right in (
        (_FIRST, "第一责任人职责"),
        (_GARBLED, "第一责任人"),
        (_IS_FIRST, "第一责任人"),
        (_CHIEF, "主要负责人"),
    ):
        for match in pattern.finditer(passage.text):
            start, end = match.span(match.lastindex or 0)
            what = say("“{words}” should be “{right}”", words=passage.text[start:end], right=right)
            yield Problem(passage.locus(start, end), what, fix=passage.replaced(start, end, right))
