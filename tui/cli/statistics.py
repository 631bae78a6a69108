"""The summary of a check: the counts, and the four questions of an inspection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tui.base.messages import Message, say, say_n
from tui.checking.batch import Checked
from tui.checking.diagnostic import Diagnostic
from tui.checking.summary import answered
from tui.cli.console import Console
from tui.rules.finding import Grade
from tui.rules.register import RULES


def statistics(found: Sequence[Diagnostic], console: Console) -> None:
    """How often each rule found something, most frequent first, on standard output; for several drafts, also in how many."""
    counts = Counter(one.code for one in found)
    drafts = Counter(code for _, code in {(one.place.file, one.code) for one in found})
    many = len({one.place.file for one in found}) > 1
    if many:
        heading = console.language(say("drafts, findings, rule"))
        console.data(f"{heading}\n")
    for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        console.data(f"{drafts[code]:6}" * many + f"{count:6}  {code}  {RULES[code].name}\n")


def summarise(found: Sequence[Diagnostic], checked: Sequence[Checked], console: Console) -> None:
    """Print the counts and the answers on standard error."""
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
    fixable = sum(one.is_fixable for one in found)
    if fixable:
        console.narrate(say_n("{n} problem can be fixed with --fix", "{n} problems can be fixed with --fix", fixable))
    if drafts:
        done = [draft.progress for draft in checked if draft.progress]
        console.narrate(
            say("{done} of {asked} done", done=sum(one.done for one in done), asked=sum(one.asked for one in done))
        )
        console.narrate(_answers(found, checked, drafts))


def _answers(found: Sequence[Diagnostic], checked: Sequence[Checked], drafts: int) -> Message:
    """Complete, on time, publishable, consistent: how many drafts are."""
    counts = {id(one) for one in found}  # a baseline leaves some out
    answers = [
        answered(((one.code, one.grade) for one in draft.found if id(one) in counts), draft.withheld)
        for draft in checked
        if draft.error is None
    ]
    return say(
        "complete {complete}, on time {timely}, publishable {publishable}, consistent {consistent}, of {n}",
        complete=sum(one.complete for one in answers),
        timely=sum(one.on_time for one in answers),
        publishable=sum(one.publishable for one in answers),
        consistent=sum(one.consistent for one in answers),
        n=drafts,
    )
