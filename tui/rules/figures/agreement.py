"""Figures and texts: numbers that must agree because they are about the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.draft.draft import Draft
from tui.draft.figures import Exactness
from tui.draft.place import text_path
from tui.outline.outline import FigureSpec
from tui.rules.finding import Grade, Locus
from tui.rules.needs import CHINESE
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.standards import handling
from tui.toml import KeyPath

_HUNDRED = Decimal(100)
_RATES = "办结率|满意率|满意度|合格率|优秀率|参考率|参训率|出庭率|出庭应诉率|履行率|覆盖率|覆盖度|持证率|回复率|反馈率|答复率"
_RATE = Pattern(
    rf"(?:{_RATES})(?:分别|均|都|已|仍)?(?:达到了|达到|达|为|是|保持在|提高到|提升到|升至)?了?([0-9]{{3,6}}(?:\.[0-9]{{1,6}})?)$",
    having=("率", "满意度", "覆盖度"),
)
_PERCENT = Pattern("[%％]")
_WHOLE = (
    r"(?:20[0-9]{2}年|\{year\}年|全年|本年度?|年内|一年来|截至目前|目前|全局|全市|全县|全区|全镇|全乡|全街道|我局|本局|市局|"
    r"我[市县区镇乡委厅]|本[市县区镇乡委厅单位]|我单位|均|也|共|同时)*"
)
_NOTHING_WORDS = ("未发生", "没有发生", "无行政", "零败诉")
_OF_THE_WHOLE = Pattern(_WHOLE)
_NOTHING = Pattern(  # each alternative begins with a character of its own, so that the search runs over all others
    r"未发生|没有发生|无(?=行政)|实现了?“?零败诉|保持“?零败诉|“零败诉|零败诉"
)
_THINGS = Pattern(r"[^，。；！？“”《》\n]{2,40}")
_CLAUSE_END = "，。；！？\n"
_LONGEST = 40  # characters of a clause
_AND = Pattern(r"[、和及与或]")
_TYPED = Pattern(
    r"全年(?:共|累计|总计|合计)?((?:开展|办理|作出|做出|实施|组织|举办|召开|进行|完成|出具|制定|受理|新收|承办|了)*)"
    r"([^0-9\s，。；：、！？{}《》“”]{2,20})([0-9]{1,9})(?![0-9,.，．])"
)
_AFTER_UNIT = "次套起数"


def _counted(draft: Draft) -> dict[str, FigureSpec]:
    """The figures that show for certain that there was something, by what they count."""
    counted = {}
    for spec in draft.outline.figures:
        figure = draft.figures.get(spec.id)
        if figure and spec.unit and figure.exactness in (Exactness.EXACT, Exactness.AT_LEAST) and figure.amount > 0:
            counted[_kernel(spec.label)] = spec
    return counted


def _kernel(label: str) -> str:
    """What a label counts: 行政诉讼 in 行政诉讼一审案件."""
    return label.removesuffix("案件").replace("一审", "")


def _texts(draft: Draft) -> Iterator[tuple[KeyPath, str]]:
    """What is written about the report year, with its place."""
    for section in draft.outline.sections:
        if section.id in draft.sections and section.purpose != "plan":
            yield text_path(section.id), draft.sections[section.id].text


@rule(
    "F601",
    "impossible-rate",
    Grade.ERROR,
    say("a rate is above 100% or below 0"),
    why=say("A share of a whole is between 0 and 100%."),
    bad="办结率达到120%。",
    good="办结率达到100%，受理量增长120%。",
    citation=handling("20(四)"),
    in_text=True,
)
def impossible_rate(subject: Subject) -> Iterator[Problem]:
    """Each percentage outside 0 to 100 that no constraint covers, and each rate of a whole typed in a text."""
    draft = subject.draft
    known = {id: interval for id, figure in draft.figures.items() if (interval := figure.interval)}
    for spec in draft.outline.figures if draft.figures else ():
        figure = draft.figures.get(spec.id)
        if figure is None or spec.unit not in ("%", "％") or 0 <= figure.amount <= _HUNDRED:
            continue
        if all(c.that.holds(known) for c in draft.outline.constraints if spec.id in c.that.names):
            what = say("“{label}” is {value}%", label=spec.label, value=figure.written)
            yield Problem(Locus(("figures", spec.id)), what)
    for section in draft.blocks:
        text = draft.sections[section].text
        if "%" in text or "％" in text:
            for sign in _PERCENT.finditer(text):
                before = text[max(0, sign.start() - _LONGEST) : sign.start()]
                found = _RATE.search(before)
                if found and Decimal(found[1]) > _HUNDRED:
                    start = sign.start() - len(before)
                    here = Locus(("sections", section, "text"), start + found.start(1), start + found.end(1))
                    yield Problem(here, say("a rate of a whole is {value}%", value=found[1]))


@rule(
    "F602",
    "nothing-but-figure",
    Grade.ERROR,
    say("the text says that nothing happened, and a figure counts it"),
    why=say("One of the two is last year's."),
    bad='[figures]\nlitigation_cases = 50\n[sections.problems]\ntext = "全年未发生行政诉讼案件，专业人员少，培训的次数也少。"',
    good='[figures]\nlitigation_cases = 50\n[sections.problems]\ntext = "全年未发生群体性事件，专业人员少，培训的次数也少。"',
    citation=handling("20(四)"),
    needs=CHINESE,
)
def nothing_but_figure(subject: Subject) -> Iterator[Problem]:
    """未发生, 没有发生 or 无 before something that a figure above 0 counts, about the whole body and year; 零败诉."""
    draft = subject.draft
    counted: dict[str, FigureSpec] | None = None
    for path, text in _texts(draft):
        if not any(trigger in text for trigger in _NOTHING_WORDS):
            continue
        if counted is None:
            counted = _counted(draft)
        for found in _NOTHING.finditer(text):
            if not _of_the_whole(text, found.start(), draft.year):
                continue
            if found[0].endswith("败诉"):
                things, end = ["行政诉讼败诉"], found.end()
                end += "“" in found[0] and text[end : end + 1] == "”"
                if text[end : end + 1] not in ("", *_CLAUSE_END):
                    continue
            else:
                said = _THINGS.match(text, found.end())
                if said is None or (found[0] == "无" and not said[0].endswith("案件")):
                    continue
                things, end = _AND.split(said[0].removesuffix("的情况").removesuffix("的情形")), said.end()
            spec = next((counted[kernel] for thing in things if (kernel := _kernel(thing)) in counted), None)
            if spec:
                what = say(
                    "“{words}”, but the figure “{label}” is {value}{unit}",
                    words=text[found.start() : end],
                    label=spec.label,
                    value=draft.figures[spec.id].written,
                    unit=spec.unit,
                )
                yield Problem(Locus(path, found.start(), end), what)


def _of_the_whole(text: str, end: int, year: int | None) -> bool:
    """Whether the clause ending there begins with nothing but words for the whole body and the report year."""
    start = 1 + max(text.rfind(mark, max(0, end - _LONGEST), end) for mark in _CLAUSE_END)
    before = text[start:end] if start or end < _LONGEST else "?"
    typed = re.search("[0-9]{4}", before)
    return _OF_THE_WHOLE.fullmatch(before) is not None and (typed is None or int(typed[0]) == year)


@rule(
    "F603",
    "typed-figure-differs",
    Grade.WARNING,
    say("a number typed in the text is not the figure of that name"),
    why=say("The report would give two numbers for the same thing; a reference in braces cannot go stale."),
    bad='[figures]\npenalties = 23\n[sections.problems]\ntext = "全年办理行政处罚32件，专业人员少，培训的次数也少。"',
    good='[figures]\npenalties = 23\n[sections.problems]\ntext = "全年办理行政处罚{penalties}件，专业人员少，培训的次数也少。"',
    citation=handling("20(四)"),
    needs=CHINESE,
)
def typed_figure_differs(subject: Subject) -> Iterator[Problem]:
    """“全年…”, the label of an exact figure, another number and its unit, directly one after another."""
    draft = subject.draft
    labels: dict[str, FigureSpec] | None = None
    for path, text in _texts(draft):
        for found in _TYPED.finditer(text) if "全年" in text else ():
            if labels is None:
                labels = {spec.label: spec for spec in draft.outline.figures if spec.unit}
            named = (found[2], f"{found[2]}案件", found[1] + found[2])
            spec = next((labels[name] for name in named if name in labels), None)
            figure = draft.figures.get(spec.id) if spec else None
            if spec is None or figure is None or figure.exactness is not Exactness.EXACT:
                continue
            after = found.end() + len(spec.unit)
            if text[found.end() : after] != spec.unit or text[after : after + 1] in tuple(_AFTER_UNIT):
                continue
            if Decimal(found[3]) != figure.amount:
                what = say(
                    "the figure “{label}” is {value}, and here it is {typed}",
                    label=spec.label,
                    value=figure.written,
                    typed=found[3],
                )
                yield Problem(Locus(path, *found.span(3)), what, say("write {reference}", reference=f"{{{spec.id}}}"))
