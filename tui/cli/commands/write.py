"""`baogao [DRAFT]`, or `baogao write [DRAFT]`: write in the terminal."""

from __future__ import annotations

import argparse
from pathlib import Path

from tui.base.messages import say
from tui.cli.arguments import add_outline_path
from tui.cli.console import Console
from tui.cli.parser import Words


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "draft", nargs="?", metavar=words(say("DRAFT")), help=words(say("the draft to open; by default a list of them"))
    )
    parser.add_argument(
        "--keys", action="store_true", help=words(say("list all commands by name, key and title, and exit"))
    )
    add_outline_path(parser, words)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Run the app until the user leaves it."""
    if arguments.keys:
        return _list_keys(console)
    from tui.app.launch import launch  # the only place that loads what draws screens

    return launch(console.language, Path(arguments.draft) if arguments.draft else None, arguments.outline_path)


def _list_keys(console: Console) -> int:
    """A line for each command: where it works, its name for key bindings in a configuration, the keys, the title."""
    from tui.app.commands import COMMANDS
    from tui.app.settings import config_file, load

    keymap = load(config_file()).keymap
    for command in COMMANDS:
        keys = keymap.get(command.id, command.keys) or "-"
        console.data(f"{command.where}\t{command.id}\t{keys}\t{console.language(command.title)}\n")
    return 0
