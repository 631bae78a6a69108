"""`baogao help`: show what a command takes, as --help after it does."""

from __future__ import annotations

import argparse

from tui.base.messages import say
from tui.cli.console import Console
from tui.cli.parser import COMMANDS, Words, build, no_command, show_help, subparser


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "topic", nargs="?", metavar=words(say("COMMAND")), help=words(say("a command; by default all are listed"))
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print the help. Raises `BaogaoError` for a word that is not a command."""
    if arguments.topic is not None and arguments.topic not in COMMANDS:
        raise no_command(arguments.topic)
    parser = build(console.language, [arguments.topic] if arguments.topic else [])
    show_help(subparser(parser, arguments.topic) if arguments.topic else parser)
    return 0
