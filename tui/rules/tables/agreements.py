"""Texts and tables: numbers in a text about something a table counts, as declared by the outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.base.text import BLANKS
from tui.draft.cell_text import read_number
from tui.draft.draft import Draft
from tui.draft.table import TableNumbers, written
from tui.outline.expression import Term, exact, names
from tui.outline.table import Agreement
from tui.rules.finding import Grade
from tui.rules.passage import Passage, passages
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.standards import handling
from tui.rules.tables.identities import tables

_NUMBER = Pattern("[0-9０-９]{1,15}(?:,[0-9０-９]{3}){0,5}(?:[.．][0-9０-９]{1,8})?(?![0-9０-９])")
_BARE = Pattern("[，。；、（）()]")
_CLAUSE_END = Pattern("[，。；：！？（）()\n]")
_OTHER = Pattern(
    "去年|同比|比上年|较上年|比上一年|较上一年|增长|下降|增加|减少|历年|以来|截至|占|平均|计划|预计|目标|约|近|超过|不足"
)
"""What makes a number refer to something other than the year."""
_YEAR = Pattern("([0-9]{4})年")
_FILLERS = (
    "总数量",
    "共计",
    "合计",
    "总计",
    "数量",
    "总数",
    "总量",
    "共有",
    "共",
    "了",
    "为",
    "是",
    "有",
    "的",
    "数",
    "量",
    "计",
)
"""The text allowed between the words of an agreement and the number, whatever the outline."""
_LONGEST = 60  # characters of a clause


@rule(
    "T005",
    "text-and-table-differ",
    Grade.WARNING,
    say("a text gives another number than the table"),
    why=say("The report would give two numbers for one thing, and a reader finds it at once."),
    outline="""
[[sections]]
id = "overview"
heading = "情况"
[[sections]]
id = "requests"
heading = "申请"
kind = "table"
[sections.table]
columns = [{ id = "total", label = "总计" }]
rows = [{ id = "new", label = "本年新收" }, { id = "carried", label = "上年结转" }]
agreements = [
  { sections = ["overview"], words = ["新收"], between = ["申请"], nothing = ["未收到申请"], equals = ["new.total"], message = "新收的申请" },
]
""",
    bad='[sections.overview]\ntext = "全年新收申请12件。"\n[sections.requests.rows]\nnew = { total = 11 }\ncarried = { total = 0 }',
    good='[sections.overview]\ntext = "全年新收申请12件，比上年新收9件有所增加。"\n[sections.requests.rows]\nnew = { total = 12 }\ncarried = { total = 0 }',
    citation=handling("20(四)"),
)
def text_and_table_differ(subject: Subject) -> Iterator[Problem]:
    """Each number of an agreement that is none of those it may be, and each claim of nothing where the table has something."""
    draft = subject.draft
    for _, table, numbers in tables(draft):
        for agreement in table.agreements:
            values = [_value(numbers, term) for term in agreement.equals]
            allowed = [value for value in values if value is not None]
            if len(allowed) < len(values):
                continue  # one of them is not known yet
            for section in agreement.sections:
                for passage in passages(draft, section):
                    yield from _differing(passage, agreement, allowed, draft)


def _value(numbers: TableNumbers, term: Term) -> Decimal | None:
    known: dict[str, Decimal] = {}
    for name in names(term):
        row, _, column = name.partition(".")
        if (value := numbers.value(row, column)) is not None:
            known[name] = value
    return exact(term, known)


def _differing(passage: Passage, agreement: Agreement, allowed: Sequence[Decimal], draft: Draft) -> Iterator[Problem]:
    text = passage.text
    told = " / ".join(dict.fromkeys(map(written, allowed)))
    for words in agreement.nothing:
        start = text.find(words)
        if start >= 0 and any(allowed) and not _is_of_another_year(_clause(text, start), draft.year):
            what = say("{what}: “{words}”, but the table has {table}", what=agreement.message, words=words, table=told)
            yield Problem(passage.locus(start, start + len(words)), what)
    if not any(word in text for word in agreement.words) or not _is_about(text, agreement):
        return
    last = 0  # after the previous number
    for found in _NUMBER.finditer(text):
        start, (at, end) = last, found.span()
        rest = _after_unit(text[end : end + _LONGEST].lstrip(BLANKS), agreement.unit)
        if rest is None:
            continue
        last = end
        lead = _clause(text[max(start, at - _LONGEST) : at], min(_LONGEST, at - start))
        number = read_number(found[0])
        if number is None or number in allowed or not _speaks_of(lead, rest, agreement, draft.year):
            continue
        what = say(
            "{what}: the text says {number}, the table {table}",
            what=agreement.message,
            number=written(number),
            table=told,
        )
        yield Problem(passage.locus(at, end), what)


def _is_about(text: str, agreement: Agreement) -> bool:
    return not agreement.about or any(word in text for word in agreement.about)


def _clause(text: str, end: int) -> str:
    """The text before a place in its clause."""
    start = max(0, end - _LONGEST)
    for mark in _CLAUSE_END.finditer(text, start, end):
        start = mark.end()
    return text[start:end]


def _after_unit(after: str, unit: str) -> str | None:
    """What follows a number and its unit, which may be left out before a mark; None for a number of something else."""
    if after.startswith(unit):
        return after[len(unit) :]
    return after if not after or _BARE.match(after) else None


def _speaks_of(lead: str, rest: str, agreement: Agreement, year: int | None) -> bool:
    """Whether a number between these words is the one that an agreement is about."""
    if agreement.followed and not rest.startswith(agreement.followed):
        return False
    if agreement.unfollowed and rest.startswith(agreement.unfollowed):
        return False
    at, word = max((lead.rfind(word), word) for word in agreement.words)
    if at < 0 or any(other in lead for other in agreement.without) or _is_of_another_year(lead, year):
        return False
    outside = lead[:at] + lead[at + len(word) :]
    return not _OTHER.search(outside) and _is_filler(lead[at + len(word) :], agreement.between)


def _is_filler(text: str, between: Sequence[str]) -> bool:
    """Whether a text holds only words that may precede a number."""
    fillers = sorted((*between, *_FILLERS), key=len, reverse=True)
    left = text.strip(BLANKS)
    while left:
        filler = next((one for one in fillers if left.startswith(one)), None)
        if filler is None:
            return False
        left = left[len(filler) :].lstrip(BLANKS)
    return True


def _is_of_another_year(lead: str, year: int | None) -> bool:
    return any(int(found[1]) != year for found in _YEAR.finditer(lead))
