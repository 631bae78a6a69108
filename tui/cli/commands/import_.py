"""`baogao import`: make drafts of other people's documents, and account for every line of them."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError, Place
from tui.base.messages import say
from tui.checking.office import STANDARD_INPUT
from tui.cli.arguments import add_outline_path, offices_of
from tui.cli.console import Console
from tui.cli.exits import WRONG_USE
from tui.cli.parser import Words
from tui.draft.keys import YEARS


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "documents",
        nargs="+",
        metavar=words(say("DOCUMENT")),
        help=words(say("a .docx, .xlsx, .html, .mht, .md, .txt or .pdf file, or - for standard input")),
    )
    parser.add_argument(
        "--outline",
        metavar=words(say("OUTLINE")),
        help=words(say("the outline's id; by default the one that fits best; see: baogao outline list")),
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar=words(say("FILE|FOLDER")),
        help=words(say("where to write; a folder for several documents; by default standard output")),
    )
    parser.add_argument(
        "--year", type=int, metavar=words(say("YEAR")), help=words(say("the report year; by default that of the title"))
    )
    parser.add_argument(
        "--simplify", action="store_true", help=words(say("convert traditional characters to simplified ones"))
    )
    parser.add_argument(
        "--report",
        metavar=words(say("FILE")),
        help=words(say("also write where each line went, and why; as JSON if the name ends in .json")),
    )
    add_outline_path(parser, words)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Write the drafts; one unreadable document does not stop the others from being imported."""
    names: list[str] = arguments.documents
    if arguments.year is not None and arguments.year not in YEARS:
        raise BaogaoError(say("the report year must be a number of four digits"))
    targets = _targets(names, arguments.output)
    if arguments.report and len(names) > 1:
        raise BaogaoError(say("--report takes the account of one document"), remedy=say("import them one by one"))
    for file in (*targets, Path(arguments.report) if arguments.report else None):
        if file is not None and os.path.lexists(file):
            raise BaogaoError(say("the file already exists"), place=Place(str(file)), remedy=say("choose another name"))
    code = 0
    for name, target in zip(names, targets, strict=True):
        try:
            _import(name, target, arguments, console)
        except BaogaoError as error:
            console.narrate_error(error)
            code = WRONG_USE
    return code


def _import(name: str, target: Path | None, arguments: argparse.Namespace, console: Console) -> None:
    from tui.checking.importing import lay_out, make
    from tui.reading import account
    from tui.reading.sources import LARGEST, read, read_file
    from tui.reading.traditional import is_traditional, simplified

    shown = "<stdin>" if name == STANDARD_INPUT else name
    document = read(sys.stdin.buffer.read(LARGEST + 1), shown) if name == STANDARD_INPUT else read_file(Path(name))
    if arguments.simplify:
        document = simplified(document)
    folder = target.parent if target else Path.cwd()
    placement = lay_out(document, shown, offices_of(arguments), folder, arguments.outline, arguments.year)
    content, result = make(placement)
    if target is None:
        console.data(content.decode())
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        files.write(target, content)
    if arguments.report:
        write = account.as_json if arguments.report.endswith(".json") else account.as_text
        files.write(Path(arguments.report), write(placement, result, console.language).encode())
    if arguments.outline is None:
        console.narrate(
            say("{file}: the outline that fits best is {outline}", file=shown, outline=placement.outline.name)
        )
    if is_traditional(document):
        console.narrate(say("{file} is in traditional characters; --simplify converts them", file=shown))
    for message in account.summary(placement, result):
        console.narrate(message)
    if target is not None:
        console.narrate(
            say("{file} is written; read it against the document, then run: baogao check {file}", file=target)
        )


def _targets(names: list[str], output: str | None) -> list[Path | None]:
    """Where each draft goes, None for standard output. Raises `BaogaoError` if two would go to one place."""
    if output is None:
        if len(names) > 1:
            raise BaogaoError(say("several documents need a folder as their output"), remedy=say("name one with -o"))
        return [None]
    is_folder = len(names) > 1 or os.path.isdir(output) or output.endswith(("/", os.sep))
    if not is_folder:
        return [Path(output)]
    if os.path.isfile(output):
        raise BaogaoError(say("several documents need a folder as their output, and {file} is a file", file=output))
    stems = ["stdin" if name == STANDARD_INPUT else Path(name).stem for name in names]
    for n, stem in enumerate(stems):
        if stem in stems[:n]:
            raise BaogaoError(
                say(
                    "{first} and {second} would both be written to {file}",
                    first=names[stems.index(stem)],
                    second=names[n],
                    file=stem,
                ),
                remedy=say("import them into two folders"),
            )
    return [Path(output, f"{stem}.toml") for stem in stems]
