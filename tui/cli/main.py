"""The command `baogao`: reads the command line, calls the command, turns errors into messages and exit codes."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from tui.base.errors import BaogaoError, unwritable
from tui.base.messages import language_for, say
from tui.cli.console import Console, quiet_pipe
from tui.cli.exits import INTERRUPTED, WRONG_USE
from tui.cli.parser import COMMANDS, build, command, first_word, language_option, no_command, unknown_argument

_FOR_HOOKS = "--skip-others"
_COLLECT_EVERY = 200_000  # new objects, more than imports make: collecting among them takes a tenth of a short run


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; returns the exit code: 0 clean, 1 findings, 2 wrong usage or unreadable input."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    language = language_for(language_option(arguments))
    console = Console(language)
    code = 0
    try:
        with quiet_pipe():
            code = _run(arguments, console)
    except BaogaoError as error:
        console.narrate_error(error)
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:  # standard output is a file on a full disk, say
        console.narrate_error(_no_folder() or unwritable("<stdout>", error))
        return WRONG_USE
    return code


def _no_folder() -> BaogaoError | None:
    """The error where the folder that a command was called in is gone; None where it is there."""
    try:
        Path.cwd()
    except OSError:
        return BaogaoError(
            say("the folder you are in was deleted or renamed"),
            remedy=say("go to another one with cd, then try again"),
        )
    return None


def entry() -> NoReturn:
    """The process `baogao`: it ends as soon as the work is done and everything is written.

    Python would first tear down everything that was imported, which is a seventh of the time of a short run.
    """
    gc.set_threshold(_COLLECT_EVERY)
    code = INTERRUPTED
    with suppress(KeyboardInterrupt):
        code = main()
    with suppress(OSError, ValueError, AttributeError, KeyboardInterrupt):  # it may be closed
        sys.stderr.flush()
    os._exit(code)


def _run(argv: list[str], console: Console) -> int:
    name = first_word(argv)
    if name is not None and name not in COMMANDS:
        if not _may_be_a_draft(name):
            raise no_command(name)
        argv, name = ["write", *argv], "write"
    elif name is None and not _asks_for_help(argv):
        argv, name = ["write", *argv], "write"
    parser = build(console.language, [name] if name else [])
    try:
        arguments, unknown = parser.parse_known_args(_with_plain_names(argv))
    except SystemExit as left:  # argparse has shown help or the version
        return int(left.code or 0)
    assert name is not None
    if unknown:
        raise unknown_argument(parser, name, unknown[0])
    console.quiet = getattr(arguments, "quiet", False)
    return command(name).run(arguments, console)


def _with_plain_names(argv: list[str]) -> list[str]:
    """The arguments, with file names of hooks kept from looking like options: hooks pass every file they find."""
    if _FOR_HOOKS not in argv:
        return argv
    return [f".{os.sep}{one}" if one.startswith("-") and _is_toml_file(one) else one for one in argv]


def _is_toml_file(name: str) -> bool:
    return name.endswith(".toml") and os.path.isfile(name)


def _asks_for_help(argv: Sequence[str]) -> bool:
    """Whether a command line without a command asks for the program's help or version."""
    return not {"-h", "--help", "-V", "--version"}.isdisjoint(argv)


def _may_be_a_draft(name: str) -> bool:
    """Whether a first word that is no command is the name of a file to open."""
    return name.endswith(".toml") or os.sep in name or os.path.lexists(name)
