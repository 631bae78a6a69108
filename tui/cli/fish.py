"""A completion script for the fish shell, which shtab does not write."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

_NO_COMMAND = "__fish_use_subcommand"


def script(parser: argparse.ArgumentParser, prog: str) -> str:
    """The completions of a parser and its commands: commands, options and the values that an option may have."""
    return "\n".join((f"# Completions of {prog} for fish", *_lines(parser, prog, ""))) + "\n"


def _lines(parser: argparse.ArgumentParser, prog: str, command: str) -> Iterator[str]:
    where = f"__fish_seen_subcommand_from {command}" if command else _NO_COMMAND
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                yield f"complete -c {prog} -n {_NO_COMMAND} -f -a {choice.dest} -d {_quoted(choice.help or '')}"
            for name, sub in action.choices.items():
                yield from _lines(sub, prog, name)
        elif action.option_strings:
            flags = " ".join(
                f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in action.option_strings
            )
            values = f" -x -a {_quoted(' '.join(map(str, action.choices)))}" if action.choices else ""
            if not values and action.nargs != 0:
                values = " -r"
            yield f"complete -c {prog} -n {_quoted(where)} {flags}{values} -d {_quoted(action.help or '')}"
        elif action.choices:
            values = _quoted(" ".join(map(str, action.choices)))
            yield f"complete -c {prog} -n {_quoted(where)} -f -a {values}"


def _quoted(text: str) -> str:
    one_line = " ".join(text.replace("%%", "%").split())
    return "'" + one_line.replace("\\", "\\\\").replace("'", "\\'") + "'"
