"""`baogao check`: find what is wrong with drafts."""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tui.base.clock import epoch_day
from tui.base.errors import BaogaoError
from tui.base.messages import say, say_n
from tui.base.text import message_line
from tui.checking.batch import BatchCheck, Checked
from tui.checking.diagnostic import Diagnostic
from tui.checking.office import STANDARD_INPUT
from tui.checking.output.formats import FORMATS
from tui.checking.processes import MANY, Task, answers
from tui.cli.arguments import add_arguments, named, offices_of
from tui.cli.console import Console
from tui.cli.exits import FOUND, WRONG_USE
from tui.cli.parser import Words
from tui.cli.statistics import statistics, summarise
from tui.outline.outline import EDITIONS
from tui.rules.finding import UNREADABLE, Grade
from tui.rules.register import RULES, no_rule
from tui.workspace.outputs import write_output

if TYPE_CHECKING:
    from tui.checking.result_cache import ResultCache


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    add_arguments(parser, words)
    parser.add_argument(
        "--edition", choices=EDITIONS, default="filed", help=words(say("the edition to check for (default: filed)"))
    )
    parser.add_argument(
        "--today",
        metavar=words(say("DAY")),
        help=words(say("the day on which due dates and waivers are judged, as 2025-03-01; by default they are not")),
    )
    rules = words(say("RULES"))
    parser.add_argument(
        "--select", metavar=rules, help=words(say("only these rules: codes, their beginnings, or names"))
    )
    parser.add_argument("--ignore", metavar=rules, help=words(say("all rules but these")))
    parser.add_argument(
        "--fail-level",
        choices=tuple(grade.word for grade in reversed(Grade)),
        default="error",
        help=words(say("the lowest grade that makes the exit code 1 (default: error)")),
    )
    parser.add_argument("--fix", action="store_true", help=words(say("apply automatic fixes")))
    parser.add_argument(
        "--diff", action="store_true", help=words(say("show what --fix would change, and write nothing"))
    )
    file = words(say("FILE"))
    parser.add_argument("--baseline", metavar=file, help=words(say("ignore the findings recorded in this file")))
    parser.add_argument(
        "--write-baseline", metavar=file, help=words(say("write the findings to this file and exit with 0"))
    )
    parser.add_argument(
        "--format", choices=tuple(FORMATS), default="full", help=words(say("how to write findings (default: full)"))
    )
    parser.add_argument("--output-file", metavar=file, help=words(say("write the findings into this file")))
    parser.add_argument(
        "--coverage",
        action="store_true",
        help=words(say("instead of findings, which topic of the outline is answered where")),
    )
    parser.add_argument("--statistics", action="store_true", help=words(say("how often each rule found something")))
    parser.add_argument(
        "--stdin-filename", metavar=file, default="<stdin>", help=words(say("the name of standard input in messages"))
    )
    parser.add_argument(
        "--jobs",
        type=int,
        metavar="N",
        help=words(say("how many processes; by default one, or all cores for many drafts")),
    )
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help=words(say("check all drafts again: of many, the results of those that have not changed are remembered")),
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Check every draft; unreadable ones do not keep the others from being checked."""
    names = named(arguments.drafts, arguments.skip_others)
    if arguments.fix and STANDARD_INPUT in names and not arguments.diff:
        raise BaogaoError(
            say("standard input cannot be fixed in place"), remedy=say("use --diff to see what would change")
        )
    if arguments.coverage:
        return _show_coverage(names, arguments, console)
    checker = BatchCheck(
        offices_of(arguments),
        arguments.edition,
        _today(arguments.today),
        _codes(arguments.select, arguments.ignore),
        fixes=arguments.fix or arguments.diff,
        writes=arguments.fix and not arguments.diff,
    )
    checked = _all(checker, names, arguments, console)
    found = [one for draft in checked for one in draft.found]
    errors = {str(draft.error): draft.error for draft in checked if draft.error and not draft.is_among_findings}
    for error in errors.values():  # a bad workspace is reported once
        console.narrate_error(error)
    if arguments.write_baseline:
        from tui.checking import baseline  # for this and the next option only

        baseline.write(Path(arguments.write_baseline), found)
        console.narrate(say("{file} is written", file=arguments.write_baseline))
        return WRONG_USE if any(draft.error for draft in checked) else 0
    if arguments.baseline:
        from tui.checking import baseline

        file = Path(arguments.baseline)
        found = baseline.new_ones(found, baseline.read(file), file.parent)
    if arguments.diff:
        _show_changes(checked, console)
    else:
        _tell(found, checked, arguments, console)
    return _exit_code(found, checked, arguments)


def _show_coverage(names: Sequence[str], arguments: argparse.Namespace, console: Console) -> int:
    """A line for each topic: the draft, the place where it is answered or “-”, the section and the topic."""
    from tui.rules.finding import place_of
    from tui.rules.structure.coverage import coverage

    offices, code = offices_of(arguments), 0
    for name in names:
        try:
            draft = offices.open(name)
        except BaogaoError as error:
            console.narrate_error(error)
            code = WRONG_USE
            continue
        for row in coverage(draft):
            start = place_of(draft.document, row.where).start if row.where else None
            where = f"{start.line}:{start.column}" if start else "-"
            console.data(
                f"{message_line(draft.document.file)}:{where}\t{message_line(row.section.id)}\t{message_line(row.topic.label)}\n"
            )
    return code


def _exit_code(found: Sequence[Diagnostic], checked: Sequence[Checked], arguments: argparse.Namespace) -> int:
    if any(draft.error for draft in checked):
        return WRONG_USE
    if arguments.diff:
        return FOUND if any(draft.before != draft.after for draft in checked) else 0
    fails = Grade[arguments.fail_level.upper()]
    return FOUND if any(one.grade >= fails for one in found) else 0


def _tell(found: list[Diagnostic], checked: list[Checked], arguments: argparse.Namespace, console: Console) -> None:
    fails = Grade[arguments.fail_level.upper()]
    if arguments.output_file:
        text = io.StringIO()
        FORMATS[arguments.format](found, Console(console.language, text), checked, fails)
        write_output(Path(arguments.output_file), text.getvalue().encode())
    else:
        FORMATS[arguments.format](found, console, checked, fails)
    if arguments.statistics:
        statistics(found, console)
    for draft in checked:
        if arguments.fix and draft.before != draft.after:
            console.narrate(
                say_n("{file}: {n} problem fixed", "{file}: {n} problems fixed", draft.fixed, file=draft.name)
            )
    if arguments.format == "full":
        for draft in checked:
            for note in draft.notes:
                told = say("{file}:{line}: open note: {text}", file=draft.name, line=note.line, text=note.said)
                console.narrate(told)
        summarise(found, checked, console)


def _show_changes(checked: Iterable[Checked], console: Console) -> None:
    from tui.cli.differences import unified  # for this option only

    for draft in checked:
        console.data(unified(draft.name, draft.before, draft.after))


def _all(checker: BatchCheck, names: Sequence[str], arguments: argparse.Namespace, console: Console) -> list[Checked]:
    """Check the drafts, in this process or in several; the results are in the order of the names."""
    bar = console.progress(names, say("checking"))
    if len(names) < MANY or checker.fixes or STANDARD_INPUT in names:
        jobs = 1 if STANDARD_INPUT in names else arguments.jobs
        done = answers(checker, [Task(name) for name in names], jobs)
        return [cast(Checked, one) for _, one in zip(bar, done, strict=True)]
    from tui.checking.many import ManyDrafts  # a few are checked sooner without

    cache = None if arguments.no_cache else _cache()
    with closing(ManyDrafts(checker, cache).results(names, arguments.jobs)) as results:
        by_number = dict(one for _, one in zip(bar, results, strict=True))
    return [by_number[n] for n in range(len(names))]


def _cache() -> ResultCache | None:
    try:
        from tui.checking.result_cache import ResultCache, cache_folder
    except ImportError:  # Python may be built without SQLite
        return None
    return ResultCache(cache_folder())


def _today(given: str | None) -> date | None:
    """The day given, or that of SOURCE_DATE_EPOCH, for reproducible builds."""
    if given is not None:
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise BaogaoError(say("“{text}” is not a date", text=given), remedy=say("write it as 2024-01-05")) from None
    return epoch_day()


def _codes(select: str | None, ignore: str | None) -> frozenset[str]:
    """The rules requested. Unreadable files are reported in any case. Raises `BaogaoError` for an unknown rule."""
    chosen = _named(select) if select else set(RULES)
    return frozenset(chosen - (_named(ignore) if ignore else set()) | {UNREADABLE})


def _named(text: str) -> set[str]:
    codes: set[str] = set()
    for name in filter(None, (part.strip() for part in text.split(","))):
        known = {code for code, rule in RULES.items() if code.startswith(name.upper()) or rule.name == name}
        if not known:
            what, remedy = no_rule(name)
            raise BaogaoError(what, remedy=remedy or say("see: {command}", command="baogao rule"))
        codes |= known
    return codes
