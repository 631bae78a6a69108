"""Numbers of a text that are figures of the outline: entered and referenced if certain, else left as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tui.draft.figures import read_figure
from tui.outline.outline import FigureSpec, Outline

_NUMBER = re.compile(
    r"(?:预计|约|近|超过|超)?(?<![0-9.,—－～~-])[0-9]{1,12}(?:,[0-9]{3}){0,4}(?:\.[0-9]{1,6})?(?![0-9])[余多]?(?:万亿|万|亿)?[余多]?"
)
"""What `read_figure` may take for one, with bounds: it decides."""
_BOUNDARY = re.compile(r"[，。；：！？\n（）]")
_AFTER = re.compile(r"[，。；：！？、\n（）]|[0-9]")
_NOT_THIS_YEARS = re.compile(
    "上年|去年|上一年|前年|往年|历年|同期|同比|环比|比上|[比较]|减少|增加|增长|下降|提高|上升|压减|其中|累计|截至|截止|计划|力争|目标|拟|不少于|不低于|至少|每|平均|均摊|第$|近[三四五两]年|以来"
)
_LEADS_IN = re.compile(
    "(?:^|[，。；：、）》”]|全年|本年度|年度|今年|年内|共计?|合计|总计|组织|开展|召开|举办|举行|办理|出具|完成|受理|收到|接到|承办|制定|印发|出台|作出|实施|培养|培育|提供|集中|发布|安排|进行"
    "|审查|主持|参加|承接|认领|处理|接待|公开|接收|调处|化解|本局|我局|全局|全市|全县|全区|全镇|本镇|我镇|本级|市局|县局|政府|部门|委员会|领导|干部|人员|依法|及时|的|与|和|及|由|以|对|将|把|上|中|内|[0-9]月|[0-9]年|市|县|区|镇|乡|省|局)$"
)
_FILLER = re.compile(
    "(?:案件|事项|信息|活动|人员|数量|总数|总量|件数|次数|工作|情况|的|了|共|计|共计|合计|为|均为|分别为|达|达到|各|：|:)*"
)
_COVERED = 0.9  # share of a label's characters that must be in its clause; at 0.8 办理 was taken for 办结
_LOOSEST = 4  # characters between those of a label
_LONG_LABEL = 8  # characters of a label that is distinct whatever comes before it
_UNITS = "件次个份期条项人场家户起宗名万元天处项"


@dataclass(frozen=True, slots=True)
class Entered:
    """A figure that was found: its id, its value as written, and how often the text refers to it now."""

    id: str
    written: str
    times: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    section: str
    start: int
    end: int
    written: str
    before: str
    unit: str
    after: str


def entered(texts: Mapping[str, str], outline: Outline) -> tuple[dict[str, str], list[Entered]]:
    """The texts of sections, by id, with references where a number is certainly a figure; and those figures.

    A figure is entered when its label and unit surround one number and no other, and that number has no other label.
    """
    units = sorted({figure.unit for figure in outline.figures if figure.unit}, key=len, reverse=True)
    longer = frozenset(units)
    found: dict[str, list[_Candidate]] = {}
    for section, text in texts.items():
        specs = [figure for figure in outline.figures if figure.section == section]
        if not specs:
            continue
        for candidate in _candidates(section, text, units, longer):
            if spec := _best(candidate, specs):
                found.setdefault(spec.id, []).append(candidate)
    sure = {id: list_ for id, list_ in found.items() if len({one.written for one in list_}) == 1}
    changed = dict(texts)
    for section in texts:
        places = sorted(
            ((one.start, one.end, id) for id, list_ in sure.items() for one in list_ if one.section == section)
        )
        changed[section] = _replaced(texts[section], places)
    return changed, [
        Entered(figure.id, sure[figure.id][0].written, len(sure[figure.id]))
        for figure in outline.figures
        if figure.id in sure
    ]


def _replaced(text: str, places: Iterable[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, id in places:
        pieces += [text[at:start], f"{{{id}}}"]
        at = end
    return "".join((*pieces, text[at:]))


def _candidates(section: str, text: str, units: Sequence[str], longer: frozenset[str]) -> Iterator[_Candidate]:
    """The numbers of a text that have a unit of the outline, with their context in the clause."""
    last_end = 0  # where the previous number ended
    edge = 0  # the last mark between clauses
    marks = _BOUNDARY.finditer(text)
    mark = next(marks, None)
    for number in _NUMBER.finditer(text):
        while mark is not None and mark.start() < number.start():
            edge, mark = mark.end(), next(marks, None)
        unit = next((unit for unit in units if text.startswith(unit, number.end())), None)
        if unit is None or not _ends_as_unit(text, number.end() + len(unit), unit, longer):
            last_end = number.end() + 1
            continue
        end = number.end() + len(unit)
        stop = _AFTER.search(text, end)
        after = text[end : stop.start() if stop else len(text)]
        before = text[max(edge, last_end) : number.start()]
        last_end = end
        if read_figure(number[0]) is not None and len(before) <= 80:
            yield _Candidate(section, number.start(), number.end(), number[0], _words(before), unit, _words(after[:30]))


def _ends_as_unit(text: str, at: int, unit: str, longer: frozenset[str]) -> bool:
    """Whether a unit ends here, and is not the beginning of another, as 人 in 人次."""
    rest = text[at : at + 2]
    return not any(f"{unit}{rest[:n]}" in longer for n in (1, 2)) and not rest.startswith(
        ("次", "余", "多", "万", "亿")
    )


def _words(text: str) -> str:
    return text.replace("*", "").replace(" ", "")


def _best(candidate: _Candidate, specs: Sequence[FigureSpec]) -> FigureSpec | None:
    """The figure whose label surrounds a number; None if there is none, or two match equally well."""
    odd = {match[0] for match in _NOT_THIS_YEARS.finditer(candidate.before)}
    scored = sorted(
        (
            (score, len(spec.label), n)
            for n, spec in enumerate(specs)
            if spec.unit == candidate.unit
            and (score := 0 if any(word not in spec.label for word in odd) else _score(candidate, spec))
        ),
        reverse=True,
    )
    if not scored or (len(scored) > 1 and scored[0][:2] == scored[1][:2]):
        return None
    return specs[scored[0][2]]


def _score(candidate: _Candidate, spec: FigureSpec) -> float:
    """The share of a label that surrounds a number, in order and close together; 0 if that is uncertain."""
    label = _words(spec.label)
    for text, is_after in ((candidate.before, False), (f"{candidate.before}\x00{candidate.after}", True)):
        matched = _ordered(label, text)
        if not matched or len(matched) < _COVERED * len(label):
            continue
        first, last = matched[0], matched[-1]
        if is_after and not (first < len(candidate.before) < last):
            continue  # a label is before its number, or around it
        gaps = last - first + 1 - len(matched) - is_after
        if gaps > _LOOSEST or (gaps > 2 and len(label) < _LONG_LABEL):
            continue
        if not is_after and not _FILLER.fullmatch(text[last + 1 :]):
            continue
        if len(label) < _LONG_LABEL and not _leads_in(text[:first], spec.hint):
            continue
        return len(matched) / len(label)
    return 0.0


def _leads_in(before: str, hint: str) -> bool:
    """Whether the text before a label leaves it whole: a verb, an organ, or words with which the outline explains it."""
    return _LEADS_IN.search(before) is not None or (len(before) > 1 and before[-2:] in hint)


def _ordered(label: str, text: str) -> list[int]:
    """Where a label's characters are in a text, in order, each as late as possible; missing ones left out.

    Read from the end, since a label comes right before its number.
    """
    places: list[int] = []
    at = len(text)
    for character in reversed(label):
        here = text.rfind(character, 0, at)
        if here >= 0:
            places.append(here)
            at = here
    return places[::-1]
