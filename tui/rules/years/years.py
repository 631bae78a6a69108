"""Years: where a report must refer to its own year, or the next, and still refers to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.draft.prose import Kind
from tui.rules.finding import Fix, Grade, Locus
from tui.rules.needs import CHINESE, Needs
from tui.rules.passage import Passage, passages, passages_of
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.standards import handling

_YEAR = Pattern(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_MONTH = r"(?![0-9]|[一二三四五六七八九十]+月)"
_OPENING = Pattern(rf"((?:19|20)[0-9]{{2}})年(?:度)?{_MONTH}(以来)?")
_DONE = "(?:举措|做法|成效|总结|(?:开展|总体)?情况)"
_CENTURIES = ("19", "20")
_LONGEST = 200


@lru_cache(maxsize=16)
def _headings(subjects: tuple[str, ...]) -> tuple[Pattern, Pattern]:
    """The forms of headings on work done and on work planned that begin with a year."""
    matter = f"(?:{'|'.join(map(re.escape, subjects))})?" if subjects else ""
    year = r"((?:19|20)[0-9]{2})年度?"
    done = (
        rf"{year}(?:推进|开展)?{matter}(?:工作)?的?(?:主要)?(?:工作)?"
        rf"{_DONE}(?:[和与及](?:取得的)?(?:主要)?{_DONE})?"
    )
    planned = rf"{year}(?:推进)?{matter}(?:工作)?的?(?:主要|重点|总体)?(?:工作)?(?:打算|计划|安排|谋划)"
    return Pattern(done, having=_CENTURIES), Pattern(planned, having=_CENTURIES)


def _reported(passage: Passage) -> tuple[int, int] | None:
    """Where the passage says 现将…报告如下."""
    end = passage.text.find("报告如下")
    start = passage.text.rfind("现将", max(0, end - _LONGEST), end) if end >= 0 else -1
    return (start, end) if start >= 0 and "。" not in passage.text[start:end] else None


@rule(
    "Y701",
    "reported-year",
    Grade.ERROR,
    say("the introduction reports on another year"),
    why=say("The sentence 现将…报告如下 names the report year; last year's is easily left in."),
    bad='[sections.introduction]\ntext = "各项工作取得新的进展，现将2019年工作情况报告如下："',
    good='[sections.introduction]\ntext = "各项工作取得新的进展，现将{year}年工作情况报告如下："',
    citation=handling("20(四)"),
    needs=Needs(language="zh", role="introduction"),
)
def reported_year(subject: Subject) -> Iterator[Problem]:
    """The one year in 现将…报告如下, when it is not the report year; a span of years says nothing."""
    year = subject.draft.year
    for passage in passages_of(subject.draft, "introduction") if year else ():
        place = _reported(passage)
        years = list(_YEAR.finditer(passage.text, *place)) if place else []
        if len(years) != 1 or int(years[0][0]) == year or passage.text[years[0].end()] != "年":
            continue
        found = years[0]
        if passage.text.count("《", 0, found.start()) > passage.text.count("》", 0, found.start()):
            continue
        fix: Fix | None = passage.replaced(*found.span(), str(year))
        what = say("the introduction reports on {other}, and the report is for {year}", other=found[0], year=year)
        yield Problem(passage.locus(*found.span()), what, say("write {year}", year=year), fix=fix)


@rule(
    "Y702",
    "opening-year",
    Grade.ERROR,
    say("the introduction opens with another year"),
    why=say("The introduction opens with the report year; last year's is easily left in."),
    bad='[sections.introduction]\ntext = "2019年，各项工作取得新的进展。现将工作情况报告如下："',
    good='[sections.introduction]\ntext = "{year}年，各项工作取得新的进展。现将工作情况报告如下："',
    citation=handling("20(四)"),
    needs=Needs(language="zh", role="introduction"),
)
def opening_year(subject: Subject) -> Iterator[Problem]:
    """The year at the very beginning of the introduction; with 以来 only the previous and the next year."""
    year = subject.draft.year
    for passage in passages_of(subject.draft, "introduction") if year else ():
        found = _OPENING.match(passage.text)
        if found and year and int(found[1]) != year and (not found[2] or abs(int(found[1]) - year) == 1):
            what = say("the introduction opens with {other}, and the report is for {year}", other=found[1], year=year)
            yield Problem(passage.locus(*found.span(1)), what)
        return


@rule(
    "Y703",
    "heading-year",
    Grade.ERROR,
    say("a heading speaks of another year"),
    why=say("Headings give the report year for what was done and the next year for what is planned."),
    bad="## 2019年工作情况\n\n各项工作有人抓、有人管。",
    good="## {year}年工作情况\n\n2019年以来，各项工作有人抓、有人管。",
    citation=handling("20(四)"),
    needs=CHINESE,
    in_text=True,
)
def heading_year(subject: Subject) -> Iterator[Problem]:
    """A typed heading that is a year and 举措, 成效 or the like; in the plan, a year and 打算, 安排 or the like."""
    draft, year = subject.draft, subject.draft.year
    if year is None:
        return
    done, planned = _headings(draft.outline.subjects)
    for section in draft.outline.sections:
        wanted, form = (year + 1, planned) if section.purpose == "plan" else (year, done)
        own = draft.sections[section.id].heading if section.id in draft.sections else ""
        if own and (found := form.fullmatch(own.strip())) and int(found[1]) != wanted:
            start = own.index(found[1])
            what = say("the heading is of {other}; here it is {year}", other=found[1], year=wanted)
            yield Problem(Locus(("sections", section.id, "heading"), start, start + 4), what)
        for block in draft.blocks.get(section.id, ()):
            if block.kind not in (Kind.HEADING_2, Kind.HEADING_3) or not block.runs or block.runs[0].reference:
                continue
            found = form.fullmatch("".join(draft.run_text(run) for run in block.runs).rstrip("。："))
            if found and int(found[1]) != wanted:
                start = block.runs[0].start
                what = say("the heading is of {other}; here it is {year}", other=found[1], year=wanted)
                yield Problem(Locus(("sections", section.id, "text"), start, start + 4), what)


@rule(
    "Y704",
    "plan-year",
    Grade.ERROR,
    say("the plan is not for the next year"),
    why=say("The plan is for the year after the report year; last year's is easily left in."),
    bad='[sections.plan]\ntext = "2019年，将加强学习培训，规范办事流程，做好回访和督查。"',
    good='[sections.plan]\ntext = "{next_year}年，将加强学习培训，规范办事流程，做好回访和督查。"',
    citation=handling("20(四)"),
    needs=Needs(language="zh", role="plan"),
)
def plan_year(subject: Subject) -> Iterator[Problem]:
    """“YYYY年，…将” at the beginning of the plan, when the next year is nowhere in that paragraph."""
    draft, year = subject.draft, subject.draft.year
    for section in draft.outline.sections_for("plan") if year else ():
        first = next(iter(passages(draft, section.id)), None)
        found = first and _OPENING.match(first.text)
        if not (first and found and year) or found[2] or first.text[found.end() : found.end() + 1] not in ("，", ","):
            continue
        sentence = first.text.split("。", 1)[0]
        if int(found[1]) != year + 1 and "将" in sentence and str(year + 1) not in first.text:
            what = say("the plan is for {other}, and the next year is {year}", other=found[1], year=year + 1)
            yield Problem(first.locus(*found.span(1)), what)
