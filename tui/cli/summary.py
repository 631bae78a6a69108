"""What a check comes to: the counts, and the four questions that an inspection asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tui.cli.checked import Checked
from tui.cli.console import Console
from tui.cli.reports import Reported
from tui.findings import Grade
from tui.message import Message, say, say_n
from tui.rules import RULES

COMPLETE = frozenset({"missing-field", "missing-section", "unknown-section", "none-not-allowed"})
ON_TIME = frozenset({"filed-late", "published-late", "due-passed"})
CONSISTENT_FAMILIES = ("F", "Y")
CONSISTENT = frozenset({"figures-disagree", "unknown-reference"})


def statistics(found: Sequence[Reported], console: Console) -> None:
    """How often each rule found something, the most frequent first, on standard output."""
    counts = Counter(one.code for one in found)
    for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        console.data(f"{count:6}  {code}  {RULES[code].name}\n")


def summarise(found: Sequence[Reported], checked: Sequence[Checked], console: Console) -> None:
    """Tell the counts and the answers, on standard error."""
    drafts = sum(draft.error is None for draft in checked)
    if not found and drafts:
        console.narrate(say_n("nothing is wrong with {n} draft", "nothing is wrong with {n} drafts", drafts))
    elif found:
        counts = [sum(one.grade is grade for one in found) for grade in (Grade.ERROR, Grade.WARNING, Grade.HINT)]
        console.narrate(
            say_n(
                "{n} draft: errors {errors}, warnings {warnings}, hints {hints}",
                "{n} drafts: errors {errors}, warnings {warnings}, hints {hints}",
                len(checked),
                errors=counts[0],
                warnings=counts[1],
                hints=counts[2],
            )
        )
    if drafts:
        console.narrate(_answers(found, checked, drafts))


def _answers(found: Sequence[Reported], checked: Sequence[Checked], drafts: int) -> Message:
    """Complete, on time, publishable, consistent: how many drafts are."""
    names = {name: {one.name for one in found if one.place.file == name} for name in {one.place.file for one in found}}
    late = sum(bool(rules & ON_TIME) for rules in names.values())
    partial = sum(bool(rules & COMPLETE) for rules in names.values())
    contrary = sum(any(_contradicts(rule) for rule in rules) for rules in names.values())
    withheld = sum(draft.withheld > 0 for draft in checked)
    return say(
        "complete {complete}, on time {timely}, publishable {publishable}, consistent {consistent}, of {n}",
        complete=drafts - partial,
        timely=drafts - late,
        publishable=drafts - withheld,
        consistent=drafts - contrary,
        n=drafts,
    )


def _contradicts(name: str) -> bool:
    code = next(rule.code for rule in RULES.values() if rule.name == name)
    return name in CONSISTENT or code.startswith(CONSISTENT_FAMILIES)
