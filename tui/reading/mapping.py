"""Matches headings to sections of an outline: by the outline's own words, never by a particular outline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from tui.base.text import one_line
from tui.outline.outline import Outline, Section
from tui.reading.head import year_in
from tui.reading.role_words import ROLE_WORDS

_NOT_COMPARED = re.compile(r"[\s　，。、；：“”《》（）()\-—]|(?:(?:20|19)[0-9]{2}|\{(?:next_)?year\})年度?")
_NAMES_A_PART = re.compile(
    "(?:情况|成效|成绩|举措|措施|做法|问题|不足|原因|短板|弱项|困难|差距|薄弱环节|打算|安排|计划|思路|谋划|建议|意见|职责|任务|重点|方向|目标|事项|总结|回顾|展望|裁判|裁定|进展|工作|规划|其他|分析|剖析|部署|对策|亮点|体会)[：:。]?$"
)
_BEGINS_A_LIST = re.compile("(?:情况|成效|举措|打算|安排|计划)$")
_DOES = re.compile(
    "坚持|强化|加强|聚焦|深化|完善|推进|规范|提升|提高|优化|突出|紧扣|紧盯|健全|着力|全面|持续|始终|严格|狠抓|夯实|筑牢|构建|打造|创新|树牢|压实|落实|深入|抓好|抓|扎实|切实|认真|积极|不断|统筹|围绕|锚定|立足|依法|有效|有力|大力|进一步|牢固|把握|注重|发挥|履行|化解|解决|破解|补齐|做好|做实|党"
)
_CLAUSES = re.compile(r"[，,；;\s　]")
_JOINS = re.compile(r"[和与及、暨，,；;\s　]")
_BEGIN_A_PLAN = ("下一", "下步", "下阶段", "明年", "今后")
_SHORT = 8  # characters of a heading too short for a slogan
_STRONG = 4  # characters of a word that counts in a slogan, too
_ALIKE = 0.72  # share of character pairs that two headings have in common


class Match(IntEnum):
    """How certain it is that a heading names a section."""

    NONE = 0
    WORD = 1
    STRONG = 2
    EXACT = 3


@dataclass(frozen=True, slots=True)
class Mapped:
    """The section of a heading, how certain that is, and any other section it names as well."""

    section: Section | None
    match: Match
    also: Section | None = None


def role_of(section: Section) -> str:
    """What a section is for; its id where it declares no role."""
    return section.purpose or section.id


class Headings:
    """Reads headings against an outline; `year` is the report year, if it is known."""

    def __init__(self, outline: Outline, year: int | None) -> None:
        self.outline = outline
        self.year = year
        self.headed = [section for section in outline.sections if section.heading is not None]
        self._words = {section.id: _words(section) for section in self.headed}
        self._bare = {section.id: _bare(one_line(section.heading or "")) for section in self.headed}

    def main(self) -> Section | None:
        """The section for what no heading places: that of the measures, else the one with the most topics."""
        prose = [section for section in self.headed if section.kind == "prose"]
        for section in prose:
            if role_of(section) == "measures":
                return section
        asked = {one.id: len(one.topics) + sum(f.section == one.id for f in self.outline.figures) for one in prose}
        return max(prose, key=lambda section: asked[section.id], default=None)

    def shown(self, section: Section) -> str:
        """The heading of a section with its years, on one line."""
        heading = one_line(section.heading or "")
        for name, later in (("{year}", 0), ("{next_year}", 1)):
            heading = heading.replace(name, str(self.year + later) if self.year is not None else "")
        return heading

    def exact(self, heading: str) -> Section | None:
        """The section with this heading, apart from year and punctuation."""
        bare = _bare(heading)
        return next((section for section in self.headed if self._bare[section.id] == bare), None) if bare else None

    def read(self, heading: str) -> Mapped:
        """The section of a heading (without its number)."""
        if found := self.exact(heading):
            return Mapped(found, Match.EXACT)
        is_theme = _is_theme(heading)
        hits: list[tuple[int, int, Section]] = []
        for section in self.headed:
            for word in self._words[section.id]:
                at = heading.find(word)
                if at >= 0 and (
                    not is_theme or len(word) > _STRONG or (len(word) == _STRONG and _is_all(heading, word))
                ):
                    hits.append((at, -len(word), section))
        if not is_theme and (planned := self._planned(heading)):
            hits.append((*_where_planned(heading, self.year), planned))
        if hits:
            hits.sort(key=lambda hit: hit[:2])
            at, length, first = hits[0]
            others = [hit for hit in hits if hit[2] is not first and _is_apart(heading, at - length, hit[0])]
            longest = max(-hit[1] for hit in hits if hit[2] is first)
            return Mapped(first, Match.STRONG if longest > _STRONG else Match.WORD, others[0][2] if others else None)
        return self._alike(heading)

    def _planned(self, heading: str) -> Section | None:
        """The section that is headed with the next year, for a heading that names it."""
        if self.year is None or year_in(heading) != self.year + 1:
            return None
        return next((section for section in self.headed if "{next_year}" in (section.heading or "")), None)

    def _alike(self, heading: str) -> Mapped:
        """The section whose heading has the most in common with this one, if that is enough."""
        pairs = _pairs(_bare(heading))
        best, share = None, 0.0
        for section in self.headed:
            own = _pairs(self._bare[section.id])
            if pairs and own and (common := 2 * len(pairs & own) / (len(pairs) + len(own))) > share:
                best, share = section, common
        return Mapped(best, Match.WORD) if best and share >= _ALIKE else Mapped(None, Match.NONE)


def _is_apart(heading: str, end: int, start: int) -> bool:
    """Whether a word at `start` is a second content after one that ends at `end`: 问题和打算 is, 下一步工作举措 is not."""
    between = heading[end : start + 1]
    return start >= end and (_JOINS.search(between) is not None or heading.startswith(_BEGIN_A_PLAN, start))


def _where_planned(heading: str, year: int | None) -> tuple[int, int]:
    at = heading.find(str((year or 0) + 1))
    return (max(at, 0), -5)


def _words(section: Section) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*section.also_called, *ROLE_WORDS.get(role_of(section), ()))))


def _bare(heading: str) -> str:
    return _NOT_COMPARED.sub("", heading)


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}


def _is_all(heading: str, word: str) -> bool:
    """Whether a heading is a verb and this word, as 加强组织领导."""
    return len(_bare(heading)) <= len(word) + 2 and heading.rstrip("。：: ").endswith(word)


def _is_theme(heading: str) -> bool:
    """Whether a heading is a slogan about a field of work and names no part of the report."""
    first, *others = [clause for clause in _CLAUSES.split(heading.rstrip("。：: ")) if clause] or [""]
    slogan = _DOES.match(first) is not None
    if others:
        return slogan and not _BEGINS_A_LIST.search(first)
    return not _NAMES_A_PART.search(first) and (slogan or len(first) >= _SHORT)
