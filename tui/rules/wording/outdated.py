"""What is out of date: names of laws and documents checked against a list, and plans that have expired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from tui.base.messages import say
from tui.base.numerals import full_date
from tui.outline.source import Citation, Source
from tui.rules.finding import Grade
from tui.rules.needs import Needs
from tui.rules.passage import Passage, passages_of
from tui.rules.rule import Problem, Subject, rule, text_rule
from tui.rules.support.pattern import Pattern
from tui.rules.support.quotations import Quotations
from tui.rules.support.standards import handling
from tui.rules.support.word_lists import data, formulas, pairs
from tui.rules.wording.names import altered

_STATE = "中华人民共和国"
_SHORT, _LONG = 5, 14  # characters from which a name one, and two, slips away from a document's can only mean that
_LONGEST = 60  # characters of a name
_FIRST = 2026  # the first year that anything on the list of plans has run out before
_WIDE = str.maketrans({"(": "（", ")": "）", "－": "—", "-": "—", "–": "—", "~": "—", "～": "—"})
_YEARS = Pattern("（(?:19|20)[0-9]{2}年?—(?:19|20)[0-9]{2}年?）$")
_TITLE = Pattern(f"《([^《》\n]{{2,{_LONGEST}}})》")
_COMMON_BEGINNINGS = ("关于", "全国", "国务院", "中共中央", "市场准入")
"""Names that begin so differ by a word from those of lower bodies, which are no slips of them."""


class Document(NamedTuple):
    """A law, a regulation, a plan or a document of the Party: its name, when it was made public, and until when it was right."""

    name: str
    since: date
    until: date | None = None
    now: str = ""


@cache
def documents() -> Mapping[str, Document]:
    """The documents by all the names that each has."""
    listed = data("documents")
    known = {}
    for name, *rest in listed["state"]:
        known[name] = known[f"{_STATE}{name}"] = Document(f"{_STATE}{name}", *rest)
    for name, *rest in listed["plain"]:
        known[name] = Document(name, *rest)
    return known


@cache
def _by_ends() -> Mapping[str, tuple[str, ...]]:
    """The names that a slip may be looked for in, by their first two characters and by their last two."""
    found: dict[str, list[str]] = {}
    for name in documents():
        plain = _YEARS.sub("", name).removeprefix(_STATE)
        if not plain.startswith(_COMMON_BEGINNINGS):
            for end in {f"{plain[:2]}…", f"…{plain[-2:]}"}:
                found.setdefault(end, []).append(plain)
    return {end: tuple(dict.fromkeys(names)) for end, names in found.items()}


def _slips(one: str, other: str, most: int) -> int:
    """How many characters must be changed, lost or added to turn one name into another; `most` + 1 for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for n, character in enumerate(one, 1):
        above, row[0] = row[0], n
        for m, wanted in enumerate(other, 1):
            above, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, above + (character != wanted))
        if min(row) > most:
            return most + 1
    return row[-1]


@cache
def right_name(name: str) -> str | None:
    """The official name that a misspelt name surely means; None for a right one and for an unknown one."""
    plain = name.translate(_WIDE)
    misnamed = data("documents")["misnamed"]
    if plain in misnamed:
        return str(misnamed[plain])
    years = _YEARS.search(plain)
    own = (plain[: years.start()] if years else plain).removeprefix(_STATE)
    of_state = plain.startswith(_STATE)
    if not _SHORT + (not of_state) <= len(own) <= 40 or own in documents():
        return None
    near = {*_by_ends().get(f"{own[:2]}…", ()), *_by_ends().get(f"…{own[-2:]}", ())}
    if own in near:
        return None
    for known in sorted(near):
        most = 0 if len(known) < _SHORT + (not of_state) else 1 if len(known) < _LONG else 2
        alike = len(set(known) - set(own)) <= most  # cheap, and leaves next to none to compare
        if most and alike and _slips(own, known, most) <= most:
            return f"{_STATE if of_state else ''}{known}{years[0] if years else ''}"
    return None


@text_rule(
    "W809",
    "law-name",
    Grade.WARNING,
    say("a law is cited by a name that is not quite its own"),
    why=say("A law is found by its name; a wrong one cites nothing. Short names without 中华人民共和国 are right."),
    bad="严格执行《重大行政决策程序条例》，健全决策机制。",
    good="严格执行《重大行政决策程序暂行条例》《政府信息公开条例》《中华人民共和国行政处罚法》，健全决策机制。",
    triggers=("《",),
    citation=handling("20(四)"),
)
def law_name(passage: Passage) -> Iterator[Problem]:
    """Each name in book marks that is one of the common wrong ones, or a slip away from that of a document of the list."""
    text, quotations = passage.text, Quotations(passage.text)
    for match in _TITLE.finditer(text):
        right = right_name(match[1])
        if right and any(wrong in match[1] for wrong in pairs("names")):
            continue  # W803
        if right and any(formula.title for formula in formulas() if any(altered(match[1], formula.text))):
            continue  # W804
        if right and not _was(text, *match.span()) and not quotations.hold(*match.span(1)):
            what = say("this is not the official name: 《{wrong}》", wrong=match[1])
            sure = match[1].translate(_WIDE) in data("documents")["misnamed"]
            fix = passage.replaced(*match.span(1), right) if sure else None
            yield Problem(passage.locus(*match.span(1)), what, say("write 《{right}》", right=right), fix=fix)


_PAST = Pattern("[^。；]{0,14}(?:废止|失效|被替代|被取代|修订为|修改为|不再)")


def _was(text: str, start: int, end: int) -> bool:
    """Whether a title is spoken of as one of the past: 原《…》, or 废止 after it."""
    return text[max(0, start - 6) : start].rpartition("，")[2].endswith(
        ("原", "原有", "原来的", "当时的", "旧")
    ) or bool(_PAST.match(text, end))


def _cited(passage: Passage) -> Iterator[tuple[int, int, Document]]:
    """The documents of the list that a passage cites by a right name, each with its place."""
    for match in _TITLE.finditer(passage.text):
        known = documents().get(match[1].translate(_WIDE))
        if known is not None:
            yield *match.span(1), known


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
    for start, end, known in _cited(passage) if passage.year else ():
        if not (known.until and passage.year and known.until.year < passage.year):
            continue
        if not _was(passage.text, start - 1, end + 1) and not quotations.hold(start, end):
            what = say("《{name}》 was right until {day}", name=known.name, day=full_date(known.until))
            yield Problem(passage.locus(start, end), what, say("current is 《{now}》", now=known.now))


def _last_day(passage: Passage) -> date | None:
    """The last day that a report can know of: its date, or else the end of the time in which such reports are dated.

    A date before the report year is a slip of its own, and says nothing of the text.
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
    for start, end, known in _cited(passage):
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
