"""`baogao compare`: what changed from one year to the next, or between two versions, sentence by sentence."""

from __future__ import annotations

import argparse
from pathlib import Path

from tui.base.messages import say
from tui.checking.comparison_output import FORMATS, as_text
from tui.cli.arguments import add_outline_path, offices_of
from tui.cli.console import Console
from tui.cli.parser import Words
from tui.draft.comparison import compare
from tui.workspace.outputs import write_output


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    for name, label, what in (
        ("old", say("OLD"), say("the earlier draft, or a document that can be imported")),
        ("new", say("NEW"), say("the later draft, or a document that can be imported")),
    ):
        parser.add_argument(name, metavar=words(label), help=words(what))
    parser.add_argument(
        "--format", choices=tuple(FORMATS), default="text", help=words(say("what to write (default: text)"))
    )
    parser.add_argument("--all", action="store_true", help=words(say("show the sentences that were kept, too")))
    parser.add_argument(
        "-o", "--output", metavar=words(say("FILE")), help=words(say("where to write; by default standard output"))
    )
    add_outline_path(parser, words)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Compare the two documents."""
    from tui.checking.importing import open_report

    offices = offices_of(arguments)
    old, new = (open_report(name, offices, Path(name).parent) for name in (arguments.old, arguments.new))
    compared = compare(old, new)
    if arguments.format == "text":
        text = as_text(compared, console.language, everything=arguments.all)
    else:
        text = FORMATS[arguments.format](compared, console.language)
    if arguments.output:
        write_output(Path(arguments.output), text.encode())
    else:
        console.data(text)
    return 0
