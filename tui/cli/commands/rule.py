"""`baogao rule`: explain what a rule checks, and why."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from tui.base.errors import BaogaoError
from tui.base.messages import Language, say
from tui.cli.console import Console
from tui.cli.parser import Words
from tui.rules.register import RULES, no_rule, rule_named
from tui.rules.rule import Rule


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "code",
        nargs="?",
        metavar=words(say("CODE")),
        help=words(say("a rule's code or name; by default all are listed")),
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Explain one rule, or list all."""
    speak = console.language
    if arguments.code is None:
        width = max(len(rule.name) for rule in RULES.values())
        for rule in RULES.values():
            console.data(f"{rule.code}  {rule.grade.word:7}  {rule.name:{width}}  {speak(rule.summary)}\n")
        return 0
    wanted = rule_named(arguments.code)
    if wanted is None:
        what, remedy = no_rule(arguments.code)
        raise BaogaoError(what, remedy=remedy or say("see: {command}", command="baogao rule"))
    console.data("\n".join(_explained(wanted, speak)) + "\n")
    return 0


def _explained(rule: Rule, speak: Language) -> Iterator[str]:
    yield f"{rule.code} {rule.name} ({rule.grade.word})"
    yield ""
    yield speak(rule.summary)
    yield ""
    yield speak(rule.why)
    if rule.citation:
        yield ""
        yield speak(rule.citation.sentence)
    for label, example in ((say("wrong"), rule.bad), (say("right"), rule.good)):
        yield ""
        yield f"{speak(label)}:"
        yield from (f"    {line}" for line in example.split("\n"))
