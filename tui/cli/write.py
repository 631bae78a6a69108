"""`baogao [DRAFT]`, or `baogao write [DRAFT]`: write in the terminal."""

from __future__ import annotations

import argparse
from pathlib import Path

from tui.cli.console import Console
from tui.cli.drafts import add_outline_path
from tui.cli.parser import Words
from tui.message import say


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "draft", nargs="?", metavar=words(say("DRAFT")), help=words(say("the draft to open; by default a list of them"))
    )
    add_outline_path(parser, words)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Run the app until the person leaves it."""
    from tui.app.launch import launch  # the only place that loads what draws screens

    draft = getattr(arguments, "draft", None)
    launch(console.language, Path(draft) if draft else None, getattr(arguments, "outline_path", ()))
    return 0
