"""`baogao help`: show what a command takes, like --help; or the keys of a configuration file."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from tui.base.messages import Message, say
from tui.base.messages import words as listed
from tui.cli.console import Console
from tui.cli.parser import COMMANDS, Words, build, no_command, show_help, subparser


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "topic",
        nargs="?",
        metavar=words(say("COMMAND")),
        help=words(
            say("a command, or a configuration file: {files}; by default all commands are listed", files=listed(FILES))
        ),
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print the help. Raises `BaogaoError` for a word that is neither a command nor a configuration file."""
    topic = arguments.topic
    if topic in FILES:
        _show_keys(*FILES[topic](), console)
        return 0
    if topic is not None and topic not in COMMANDS:
        raise no_command(topic)
    parser = build(console.language, [topic] if topic else [])
    show_help(subparser(parser, topic) if topic else parser)
    return 0


def _workspace() -> tuple[type, Message]:
    from tui.workspace.workspace import Workspace

    return Workspace, say("What an office sets for the drafts in a folder and below it: {file}", file="baogao.toml")


def _preferences() -> tuple[type, Message]:
    from tui.app.settings import Preferences, config_file

    return Preferences, say("What you set for the app: {file}", file=config_file())


FILES: Mapping[str, Callable[[], tuple[type, Message]]] = {"baogao.toml": _workspace, "config.toml": _preferences}
"""The configuration files: the class that declares the keys, and the purpose of the file."""


def _show_keys(configuration: type, purpose: Message, console: Console) -> None:
    """Print a file that sets every key to its example."""
    from tui.toml.keys import documented

    speak = console.language
    console.data(f"# {speak(purpose)}\n\n{documented(configuration, speak)}")
