"""The command line as argparse reads it: every command known by name, only the one called loaded."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Any, NoReturn, Protocol, TextIO, cast

from tui import __version__
from tui.base.errors import BaogaoError
from tui.base.messages import Language, Message, say
from tui.base.messages import words as listed
from tui.base.suggestions import suggestion
from tui.base.text import shortened

Words = Callable[[Message], str]
"""Turns a message into text in the user's language."""

COMMANDS: dict[str, Message] = {
    "write": say("write in the terminal: a list of drafts, or the draft named; also without a command"),
    "init": say("make a folder the workspace of an office: write its baogao.toml"),
    "new": say("start a draft: the outline's questions as comments"),
    "import": say("turn a Word file, a web page or a text into a draft, and account for every line"),
    "check": say("find what is wrong with drafts"),
    "render": say("turn drafts into Word, PDF or Markdown"),
    "fmt": say("put drafts in canonical layout"),
    "compare": say("show what changed between two years or two versions, and what was copied"),
    "set": say("change values of a draft from a script"),
    "table": say("exchange the tables of a draft with a spreadsheet"),
    "git": say("let git show drafts as reports and merge them by section"),
    "outline": say("list, show or check outlines, or print their schema"),
    "rule": say("explain what a rule checks, and why"),
    "completion": say("print a completion script for your shell"),
    "help": say("show what a command takes"),
}


class Command(Protocol):
    """What each module of a command offers."""

    def arguments(self, parser: argparse.ArgumentParser, words: Words) -> None:
        """Declare the command's arguments."""

    def run(self, arguments: argparse.Namespace, console: Any) -> int:
        """Do it; the result is the exit code."""


def command(name: str) -> Command:
    """The module of a command."""
    module = f"{name}_" if iskeyword(name) else name
    return cast(Command, import_module(f"tui.cli.commands.{module}"))


class Parser(argparse.ArgumentParser):
    """An argument parser that raises `BaogaoError` instead of exiting."""

    def error(self, message: str) -> NoReturn:
        """Report what is wrong with the command line, in one message."""
        raise BaogaoError(message, remedy=say("see: {command} --help", command=self.prog))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a value that is not one of the choices, and name the one that was meant."""
        if action.choices is None or value in action.choices:
            return
        name, choices = (
            action.option_strings[-1:] or [str(action.metavar or action.dest)],
            list(map(str, action.choices)),
        )
        raise BaogaoError(
            say("{argument}: there is no “{value}”", argument=name[0], value=shortened(str(value))),
            remedy=suggestion(str(value), choices) or say("choose from: {names}", names=listed(choices)),
        )


def _formatter(prog: str) -> argparse.HelpFormatter:
    """What argparse asks for at every argument; the width keeps it from importing what measures terminals."""
    return argparse.HelpFormatter(prog, width=80)


class _Help(argparse.Action):
    """Shows help and exits."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        show_help(parser)
        parser.exit()


def show_help(parser: argparse.ArgumentParser, file: TextIO | None = None) -> None:
    """Print a parser's help, by Rich: argparse asks for a formatter at every argument, and only help needs this one."""
    from rich_argparse import RichHelpFormatter  # 50 ms

    class Formatter(RichHelpFormatter):
        """Rich's, with our texts as they are: no markup."""

        text_markup = False
        help_markup = False

        def format_help(self) -> str:
            """The help, with a full-width colon after a Chinese heading: Rich's formatter knows no other than its own."""
            return re.sub(r"(?m)([\u4e00-\u9fff]):((?:\x1b\[[0-9;]*m)*)$", r"\1：\2", super().format_help())

    parser.formatter_class = Formatter
    parser.print_help(file)


def build(language: Language, called: Sequence[str] = ()) -> Parser:
    """The parser; only the commands in `called` have their arguments."""
    speak_argparse(language)

    def words(message: Message) -> str:
        return language(message).replace("%", "%%")

    parser = Parser(
        prog="baogao",
        description=words(say("Reports with a prescribed outline: written, checked, rendered.")),
        formatter_class=cast(type[argparse.HelpFormatter], _formatter),
        add_help=False,
        allow_abbrev=False,
    )
    parser.add_argument(
        "-V",
        "--version",
        action="version",
        version=f"baogao {__version__}",
        help=words(say("show the version and exit")),
    )
    add_common(parser, words)
    commands = parser.add_subparsers(
        dest="command", metavar=words(say("COMMAND")), title=words(say("commands")), prog="baogao", parser_class=Parser
    )
    for name, summary in COMMANDS.items():
        sub = commands.add_parser(
            name,
            help=words(summary),
            description=words(summary),
            formatter_class=cast(type[argparse.HelpFormatter], _formatter),
            add_help=False,
            allow_abbrev=False,
        )
        add_common(sub, words)
        if name in called:
            command(name).arguments(sub, words)
    return parser


def add_common(parser: argparse.ArgumentParser, words: Words) -> None:
    """The options that every command takes."""
    parser.add_argument("-h", "--help", action=_Help, nargs=0, help=words(say("show this help and exit")))
    parser.add_argument(
        "-q",
        "--quiet",
        action="store_true",
        default=argparse.SUPPRESS,
        help=words(say("say nothing but errors on standard error")),
    )
    parser.add_argument(
        "--lang",
        choices=("zh", "en"),
        default=argparse.SUPPRESS,
        help=words(say("the language of messages; by default that of BAOGAO_LANG or the locale")),
    )


def language_option(argv: Sequence[str]) -> str | None:
    """The language of --lang, read before the parser in that language is built."""
    for at, argument in enumerate(argv):
        if argument == "--":
            return None
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and at + 1 < len(argv):
            return argv[at + 1]
    return None


def first_word(argv: Sequence[str]) -> str | None:
    """The first argument that is neither an option nor the language after --lang: the command, if it is one."""
    before = ""
    for argument in argv:
        if not argument.startswith("-") and before != "--lang":
            return argument
        before = argument
    return None


def no_command(name: str) -> BaogaoError:
    """The error for a word that is not a command."""
    remedy = suggestion(name, COMMANDS) or say("commands are: {names}", names=listed(COMMANDS))
    return BaogaoError(say("there is no command “{name}”", name=shortened(name)), remedy=remedy)


def unknown_argument(parser: Parser, name: str, argument: str) -> BaogaoError:
    """The error for an option that a command does not have, or a surplus argument, with the option probably meant."""
    sub = subparser(parser, name)
    options = [option for action in sub._actions for option in action.option_strings]
    meant = suggestion(argument.partition("=")[0], options) if argument.startswith("-") else None
    what = (
        say("there is no option “{name}”", name=shortened(argument))
        if argument.startswith("-")
        else say("“{name}” is one argument too many", name=shortened(argument))
    )
    return BaogaoError(what, remedy=meant or say("see: {command} --help", command=f"baogao {name}"))


def subparser(parser: argparse.ArgumentParser, name: str) -> argparse.ArgumentParser:
    """The parser of a command. argparse keeps it in an action without public access."""
    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return cast(argparse.ArgumentParser, commands.choices[name])


def speak_argparse(language: Language) -> None:
    """Have argparse's own messages in our language: it looks them up in these two names of its module."""
    argparse._ = language.gettext  # type: ignore[attr-defined]
    argparse.ngettext = language.ngettext  # type: ignore[attr-defined]


ARGPARSE_WORDS: tuple[Message, ...] = (
    say("usage: "),
    say("options"),
    say("positional arguments"),
    say("the following arguments are required: %s"),
    say("unrecognized arguments: %s"),
    say("invalid choice: %(value)r (choose from %(choices)s)"),
    say("invalid %(type)s value: %(value)r"),
    say("argument %(argument_name)s: %(message)s"),
    say("expected one argument"),
    say("expected at most one argument"),
    say("expected at least one argument"),
    say("not allowed with argument %s"),
    say("one of the arguments %s is required"),
    say("ignored explicit argument %r"),
    say("ambiguous option: %(option)s could match %(matches)s"),
)
"""argparse's own messages that users can meet here, for the catalogue."""
