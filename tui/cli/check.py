"""`baogao check`: find what is wrong with drafts."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from tui.cli.console import Console
from tui.cli.drafts import Desk, add_arguments, named
from tui.cli.main import WRONG_USE
from tui.cli.parser import Words
from tui.cli.reports import FORMATS, Reported, reported, unreadable
from tui.errors import BaogaoError
from tui.findings import Grade
from tui.message import say, say_n
from tui.outline import EDITIONS
from tui.rules import check

FOUND = 1


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    add_arguments(parser, words)
    parser.add_argument(
        "--format", choices=tuple(FORMATS), default="full", help=words(say("how to write findings (default: full)"))
    )
    parser.add_argument(
        "--edition", choices=EDITIONS, default="filed", help=words(say("the edition to check for (default: filed)"))
    )
    parser.add_argument(
        "--fail-level",
        choices=tuple(grade.word for grade in reversed(Grade)),
        default="error",
        help=words(say("the least grade of a finding that makes the exit code 1 (default: error)")),
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Check every draft; unreadable ones do not keep the others from being checked."""
    desk = Desk(arguments.outline_path)
    found: list[Reported] = []
    unread = 0
    names = named(arguments.drafts)
    for name in console.progress(names, say("checking")):
        try:
            draft = desk.open(name)
        except BaogaoError as error:
            unread += 1
            row = unreadable(error, "<stdin>" if name == "-" else name)
            if row:
                found.append(row)
            else:
                console.narrate_error(error)
            continue
        found += reported(draft, check(draft, arguments.edition))
    FORMATS[arguments.format](found, console)
    if arguments.format == "full":
        _summarise(found, len(names) - unread, console)
    if unread:
        return WRONG_USE
    fails = Grade[arguments.fail_level.upper()]
    return FOUND if any(one.grade >= fails for one in found) else 0


def _summarise(found: Sequence[Reported], drafts: int, console: Console) -> None:
    if not found and drafts:
        console.narrate(say_n("nothing is wrong with {n} draft", "nothing is wrong with {n} drafts", drafts))
    if not found:
        return
    counts = [sum(one.grade is grade for one in found) for grade in (Grade.ERROR, Grade.WARNING, Grade.HINT)]
    console.narrate(
        say_n(
            "{n} draft: errors {errors}, warnings {warnings}, hints {hints}",
            "{n} drafts: errors {errors}, warnings {warnings}, hints {hints}",
            drafts,
            errors=counts[0],
            warnings=counts[1],
            hints=counts[2],
        )
    )
