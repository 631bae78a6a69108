"""`baogao completion`: print a completion script for a shell."""

from __future__ import annotations

import argparse

from tui.base.messages import say
from tui.cli import fish
from tui.cli.console import Console
from tui.cli.parser import COMMANDS, Words, build

_SHELLS = ("bash", "zsh", "fish", "tcsh")


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    parser.add_argument("shell", choices=_SHELLS, help=words(say("the shell to complete in")))


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Write the script to standard output."""
    parser = build(console.language, tuple(COMMANDS))
    if arguments.shell == "fish":
        console.data(fish.script(parser, "baogao"))
        return 0
    import shtab  # for this command only

    console.data(shtab.complete(parser, arguments.shell))
    return 0
