"""What dates: names of laws against the list of those in force, and plans that have run out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tui.base.messages import say
from tui.outline.source import Citation, Source
from tui.rules.finding import Grade
from tui.rules.needs import Needs
from tui.rules.passage import Passage, passages_of
from tui.rules.rule import Problem, Subject, rule, text_rule
from tui.rules.support.quotations import Quotations
from tui.rules.support.standards import handling
from tui.rules.support.word_lists import data

_STATE = "中华人民共和国"
_SHORT, _LONG = 5, 9  # characters from which a name one, and two, slips away from a law's can only mean that law
_LONGEST = 60  # characters of a name
_FIRST = 2026  # the first year that anything on the list of plans has run out before
_WIDE = str.maketrans({"(": "（", ")": "）", "－": "—", "-": "—", "–": "—", "~": "—", "～": "—"})


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
    """The official name that a misspelt name of a law surely means; None for a right one and for an unknown one."""
    laws = data("laws")
    plain = name.translate(_WIDE)
    if plain in laws["misnamed"]:
        return str(laws["misnamed"][plain])
    own = name.removeprefix(_STATE)
    if own == name or own in laws["named"] or not _SHORT <= len(own) <= 40:
        return None
    for known in laws["named"]:
        most = 0 if len(known) < _SHORT else 1 if len(known) < _LONG else 2
        alike = len(set(known) - set(own)) <= most  # cheap, and leaves next to none to compare
        if most and alike and _slips(own, known, most) <= most:
            return f"{_STATE}{known}"
    return None


@text_rule(
    "W809",
    "law-name",
    Grade.WARNING,
    say("a law is cited by a name that is not quite its own"),
    why=say("A law is found by its name; a wrong one cites nothing. Short names without 中华人民共和国 are right."),
    bad="严格执行《重大行政决策程序条例》，健全决策机制。",
    good="严格执行《重大行政决策程序暂行条例》《政府信息公开条例》《中华人民共和国行政处罚法》，健全决策机制。",
    triggers=("《中华人民共和国", "《重大行政决策程序条例》", "《党政机关公文处理条例》", "《法治政府建设实施纲要"),
    citation=handling("20(四)"),
)
def law_name(passage: Passage) -> Iterator[Problem]:
    """Each name in book marks that is one of the common wrong ones, or a slip away from the full name of a law."""
    quotations = Quotations(passage.text)
    start = 0
    for part in passage.text.split("《"):
        end = part.find("》", 0, _LONGEST)
        if end > 0 and start:
            name = part[:end]
            right = right_name(name)
            if right and not quotations.hold(start, start + end):
                what = say("this is not the official name: 《{wrong}》", wrong=name)
                sure = name.translate(_WIDE) in data("laws")["misnamed"]
                fix = passage.replaced(start, start + end, right) if sure else None
                yield Problem(passage.locus(start, start + end), what, say("write 《{right}》", right=right), fix=fix)
        start += len(part) + 1


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
