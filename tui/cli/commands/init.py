"""`baogao init`: make a folder the workspace of an office, by a short dialogue or from options."""

from __future__ import annotations

import argparse
import contextlib
import locale
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tui.base import files
from tui.base.errors import BaogaoError, Place, unwritable
from tui.base.messages import Language, Message, say
from tui.base.text import BLANKS, UNSAFE
from tui.cli.console import Console
from tui.cli.parser import Words
from tui.draft.new import NUMBER_PREFIX
from tui.editing.values import one_line
from tui.render.office_form import OfficeForm
from tui.toml.keys import keys as declared
from tui.workspace.workspace import FILE, Workspace

Answers = Mapping[str, Sequence[str]]
"""The answer to each question; empty for one that was skipped."""


class _Question(NamedTuple):
    """A value that an office's drafts share; `sample` is written as a comment if none was given."""

    key: str
    what: Message
    sample: str | tuple[str, ...]
    several: bool = False


_QUESTIONS = (
    _Question("issuer", say("who issues the reports, by its full name"), "云川市市场监督管理局", several=True),
    _Question(NUMBER_PREFIX, say("the part of a document number before the year"), "云市监字"),
    _Question("recipients", say("the recipients of the reports"), ("市委", "市政府"), several=True),
    _Question("copies", say("who receives a copy"), ("中共云川市委全面依法治市委员会办公室",), several=True),
    _Question(
        "printer", say("who prints and sends the reports, mostly the general office"), "云川市市场监督管理局办公室"
    ),
)
_NO_TEXT = say("this is not text in the encoding of the terminal")
_AGAIN = say("type it again")
_BETWEEN = re.compile("[、，,;；]")  # no organ has any of these in its name


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "folder",
        nargs="?",
        default=".",
        metavar=words(say("FOLDER")),
        help=words(say("the folder, created if missing; by default this one")),
    )
    for question in _QUESTIONS:
        parser.add_argument(
            f"--{question.key.replace('_', '-')}",
            action="append",
            metavar=words(say("NAMES") if question.several else say("NAME")),
            help=words(say("{what}; several with 、 between them", what=question.what))
            if question.several
            else words(question.what),
        )
    parser.add_argument(
        "--outlines",
        action="append",
        metavar=words(say("FOLDER")),
        help=words(say("a folder with outlines of your own, as seen from the workspace; repeatable")),
    )
    parser.add_argument(
        "--no-input", action="store_true", help=words(say("ask nothing; what no option gives is left to fill in"))
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Write `baogao.toml`; an existing one is left alone."""
    folder = Path(arguments.folder)
    file = folder / FILE
    _refuse_a_second(file)
    given = {question.key: getattr(arguments, question.key) for question in _QUESTIONS}
    if arguments.no_input or arguments.outlines or any(values is not None for values in given.values()):
        answers = {question.key: _from_options(question, given[question.key] or ()) for question in _QUESTIONS}
    elif sys.stdin and sys.stdin.isatty() and console.is_terminal:
        answers = _asked(console)
        _refuse_a_second(file)
    else:
        raise BaogaoError(
            say("not an interactive terminal: nothing can be asked"),
            remedy=say(
                "give the values as options, or fill them in later: {command}", command="baogao init --no-input"
            ),
        )
    content = text(answers, [_safe(name) for name in arguments.outlines or () if name], console.language)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from None
    files.write(file, content.encode())
    console.narrate(say("{file} is written; then choose an outline: baogao outline list", file=file))
    return 0


def _refuse_a_second(file: Path) -> None:
    if os.path.lexists(file):
        raise BaogaoError(say("the file already exists"), place=Place(str(file)), remedy=say("change it in an editor"))


def text(answers: Answers, outlines: Sequence[str], speak: Language) -> str:
    """The text of a `baogao.toml`: the answers, and commented samples for missing ones."""
    return "\n".join(_lines(answers, outlines, speak)) + "\n"


def _lines(answers: Answers, outlines: Sequence[str], speak: Language) -> Iterator[str]:
    keys = {key.name: key for key in (*declared(Workspace), *declared(OfficeForm))}
    meaning = {name: f"# {speak(key.meaning)}" for name, key in keys.items()}
    yield "# " + speak(say("What the drafts in this folder and below it have in common."))
    yield ""
    yield meaning["outlines"]
    yield f"outlines = {one_line(list(outlines))}" if outlines else f"# {keys['outlines'].example}"
    yield ""
    yield meaning["defaults"]
    yield "[defaults]"
    for question in _QUESTIONS:
        yield f"# {question.key}: {speak(question.what)}"
        names = answers.get(question.key, ())
        value = list(names) if len(names) > 1 or isinstance(question.sample, tuple) else "".join(names)
        sample = list(question.sample) if isinstance(question.sample, tuple) else question.sample
        yield f"{question.key} = {one_line(value)}" if names else f"# {question.key} = {one_line(sample)}"
    yield ""
    yield meaning["grades"]
    yield "[grades]"
    yield '# outline-version = "error"'
    yield ""
    yield meaning["form"]
    yield "[form]"
    yield f"# {keys['seal'].example}"
    yield '# fonts = { text = ["仿宋_GB2312", "仿宋"], title = "方正小标宋简体" }'


def _from_options(question: _Question, values: Sequence[str]) -> list[str]:
    names = [name for value in values for name in _names(question, _safe(value))]
    return names if question.several else names[-1:]


def _names(question: _Question, answer: str) -> list[str]:
    parts = _BETWEEN.split(answer) if question.several else [answer]
    return [name for name in (part.strip(f"{BLANKS}\r\n") for part in parts) if name]


def _safe(value: str) -> str:
    """The value, if all of it is visible. Raises `BaogaoError` for control characters and for anything that is not text."""
    found = UNSAFE.search(value)
    if found is None:
        return value
    what = say("an invisible control character, {code}", code=f"U+{ord(found[0]):04X}")
    broken = "\ud800" <= found[0] <= "\udfff"  # how Python passes on bytes that it cannot decode
    raise BaogaoError(_NO_TEXT if broken else what, remedy=_AGAIN)


def _asked(console: Console) -> dict[str, list[str]]:
    """The answer typed at a terminal. Raises `BaogaoError` if the input ends before the last question."""
    _edit_lines()
    console.narrate(say("Enter skips a question; nothing is written until the last answer."))
    return {question.key: _answer(question, console) for question in _QUESTIONS}


def _answer(question: _Question, console: Console) -> list[str]:
    what = say("{key}: {what}", key=question.key, what=question.what)
    console.narrate(say("{what}; several with 、 between them", what=what) if question.several else what)
    while True:
        try:
            return _names(question, _safe(input("> ")))
        except EOFError:
            raise BaogaoError(say("the input ended before the last question; nothing is written")) from None
        except UnicodeDecodeError:
            console.narrate_error(BaogaoError(_NO_TEXT, remedy=_AGAIN))
        except BaogaoError as error:
            console.narrate_error(error)


def _edit_lines() -> None:
    """Let `input` delete whole characters: a bare terminal may delete a third of a Chinese one.

    In a locale of ASCII the library that does it would take Chinese for commands.
    """
    if locale.getencoding().lower().replace("-", "") == "utf8":
        with contextlib.suppress(ImportError):  # Windows has none, and needs none
            import readline  # noqa: F401
