"""What is out of date: documents that are no longer or not yet in force, words of the past, plans that have expired."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tui.base.messages import say
from tui.base.numerals import full_date
from tui.base.pattern import Pattern
from tui.outline.source import Citation, Source
from tui.rules.finding import Grade
from tui.rules.needs import Needs
from tui.rules.passage import Passage, passages_of
from tui.rules.rule import Problem, Subject, rule, text_rule
from tui.rules.support.quotations import Quotations
from tui.rules.support.standards import handling
from tui.rules.support.word_lists import data
from tui.rules.wording.law_names import cited, is_of_the_past

_FIRST = 2026  # the first year that anything on the list of plans has run out before


@text_rule(
    "W826",
    "repealed-document",
    Grade.WARNING,
    say("a cited law or document was no longer in force"),
    why=say("A document repealed before the report year is no basis for its work."),
    bad="执行《国家行政机关公文处理办法》，健全工作机制。",
    good="执行《党政机关公文处理工作条例》，清理依据原《国家行政机关公文处理办法》制定的文件。",
    triggers=("《",),
    citation=handling("20(一)"),
)
def repealed_document(passage: Passage) -> Iterator[Problem]:
    """Each document of the list whose last day is before the report year."""
    quotations = Quotations(passage.text)
    for start, end, known in cited(passage) if passage.year else ():
        if not (known.until and passage.year and known.until.year < passage.year):
            continue
        if not is_of_the_past(passage.text, start - 1, end + 1) and not quotations.hold(start, end):
            what = say("《{name}》 was right until {day}", name=known.name, day=full_date(known.until))
            yield Problem(passage.locus(start, end), what, say("current is 《{now}》", now=known.now))


def _last_day(passage: Passage) -> date | None:
    """The last day that a report can know of: its date, or else the end of the time in which such reports are dated.

    A date before the report year is a mistake of its own, and does not count.
    """
    if passage.day and (passage.year is None or passage.day.year >= passage.year):
        return passage.day
    return date(passage.year + 1, 3, 31) if passage.year else None


@text_rule(
    "W827",
    "not-yet",
    Grade.WARNING,
    say("the report cites something that came after it"),
    why=say("A report cannot cite what came after its date: the year, the date or the name is wrong."),
    bad="学习《关于开展法治宣传教育的第九个五年规划（2026—2030年）》，健全工作机制。",
    good="学习贯彻党的十九大精神，落实《党政机关公文处理工作条例》，健全工作机制。",
    triggers=("《", *(word for group in data("dated")["dated"] for word, _ in group["since"])),
    citation=handling("20(四)"),
)
def not_yet(passage: Passage) -> Iterator[Problem]:
    """Each document and each formula of the lists that is younger than the report."""
    text, last = passage.text, _last_day(passage)
    if last is None:
        return
    for start, end, known in cited(passage):
        if known.since > last:
            what = say("《{name}》 was made public on {day}", name=known.name, day=full_date(known.since))
            yield Problem(passage.locus(start, end), what)
    for group in data("dated")["dated"]:
        for word, since in group["since"]:
            if since <= last:
                continue
            at = text.find(word)
            while at >= 0:
                what = say("“{words}” cannot be named before {day}", words=word, day=full_date(since))
                yield Problem(passage.locus(at, at + len(word)), what)
                at = text.find(word, at + len(word))


@text_rule(
    "W828",
    "over",
    Grade.HINT,
    say("a campaign, period or formula was over before the report year"),
    why=say("The text was probably carried over from an earlier report."),
    bad="扎实开展党的群众路线教育实践活动，健全工作机制。",
    good="巩固党的群众路线教育实践活动成果，健全工作机制。",
    triggers=tuple(word for group in data("dated")["over"] for word in group["words"]),
    citation=handling("20(四)"),
)
def over(passage: Passage) -> Iterator[Problem]:
    """Each word of the list, where nothing in its clause speaks of it as past."""
    text = passage.text
    for group in data("dated")["over"] if passage.year else ():
        if passage.year is None or group["until"].year >= passage.year:
            continue
        for word in group["words"]:
            at = text.find(word)
            while at >= 0:
                end = at + len(word)
                clause = text[max(0, at - 20) : at].rpartition("，")[2] + text[end : end + 20].partition("，")[0]
                if not any(sign in clause for sign in group["past"]) and not _quoted_title(text, at):
                    what = say("“{words}” was over before {year}", words=word, year=passage.year)
                    yield Problem(passage.locus(at, end), what)
                    break
                at = text.find(word, end)


def _quoted_title(text: str, at: int) -> bool:
    return text.rfind("《", 0, at) > text.rfind("》", 0, at)


_ORDER = "一二三四五六七"
_SERIES = Pattern(f"(十九|二十)届((?:[{_ORDER}]中(?:全会)?[、和])*)([{_ORDER}])中全会精神")


@text_rule(
    "W829",
    "series-ends-early",
    Grade.HINT,
    say("a series of plenums ends before the last one that was held"),
    why=say("The list was probably carried over from last year's report."),
    bad="学习贯彻党的十九大和十九届一中、二中全会精神，健全工作机制。",
    good="学习贯彻党的十九大和十九届历次全会精神，传达十九届三中全会精神，健全工作机制。",
    triggers=("中全会精神",),
)
def series_ends_early(passage: Passage) -> Iterator[Problem]:
    """Each series of several whose committee held another plenum before the end of the report year, and the report's date."""
    for match in _SERIES.finditer(passage.text) if passage.year else ():
        days: list[date] = next(
            (one["days"] for one in data("dated")["series"] if one["committee"] == f"{match[1]}届"), []
        )
        held = sum(1 for day in days if passage.year and day <= date(passage.year, 12, 31))
        if match[2] and _ORDER.index(match[3]) + 1 < held:
            what = say("“{words}”: {next}中全会 was held, too", words=match[0], next=_ORDER[held - 1])
            yield Problem(passage.locus(*match.span()), what)


@rule(
    "W811",
    "plan-run-out",
    Grade.HINT,
    say("an expired plan is named as current work"),
    why=say("Five-year plans end; text carried over from last year still names the old one."),
    bad="""year = 2026
[fields]
number = "云示字〔2027〕3号"
date = 2027-02-10
printed = 2027-02-11
[clearance]
date = 2027-03-01
[sections.introduction]
text = "2026年，各项工作稳步推进。现将2026年工作情况报告如下："
[sections.plan]
text = "{next_year}年，将加强学习培训，规范办事流程，继续落实“八五”普法规划，做好培训。"
""",
    good="""year = 2026
[fields]
number = "云示字〔2027〕3号"
date = 2027-02-10
printed = 2027-02-11
[clearance]
date = 2027-03-01
[sections.introduction]
text = "2026年，各项工作稳步推进。现将2026年工作情况报告如下："
[sections.plan]
text = "{next_year}年，将加强学习培训，规范办事流程，落实“九五”普法规划，做好培训。"
""",
    needs=Needs(language="zh", role="plan"),
)
def plan_run_out(subject: Subject) -> Iterator[Problem]:
    """The plan for the next year where it names a plan that is over, unless it speaks of its end."""
    draft = subject.draft
    if draft.year is None or draft.year < _FIRST:
        return
    for plan in data("plans")["plans"]:
        if draft.year < plan["since"]:
            continue
        for passage in passages_of(draft, "plan"):
            if any(word in passage.text for word in plan["unless"]):
                continue
            at, word = min(((passage.text.find(word), word) for word in plan["words"]), key=lambda one: one[0] < 0)
            if at >= 0:
                yield Problem(
                    passage.locus(at, at + len(word)),
                    say("{plan} expired before the report year", plan=word),
                    say("current is {plan}", plan=plan["now"]),
                    Citation(Source(title=plan["title"], strength="practice")),
                )
