"""`baogao new`: start a draft, with the outline's questions as comments."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path

from tui.base import files
from tui.base.clock import epoch_day
from tui.base.errors import BaogaoError, Place
from tui.base.messages import say
from tui.checking.office import Offices
from tui.cli.arguments import add_outline_path, offices_of
from tui.cli.console import Console
from tui.cli.parser import Words
from tui.draft import json_schema
from tui.draft.draft import Draft
from tui.draft.keys import YEARS
from tui.draft.new import Beginning, begin, with_schema
from tui.outline.library import EXAMPLE
from tui.outline.outline import Outline


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "outline",
        nargs="?",
        metavar=words(say("OUTLINE")),
        help=words(say("the outline's id; see: baogao outline list; with --from, by default last year's")),
    )
    parser.add_argument(
        "-o", "--output", metavar=words(say("FILE")), help=words(say("where to write; by default standard output"))
    )
    parser.add_argument(
        "--year", type=int, metavar=words(say("YEAR")), help=words(say("the report year; by default last year"))
    )
    parser.add_argument(
        "--from",
        dest="last_year",
        metavar=words(say("LAST-YEAR")),
        help=words(
            say(
                "last year's draft, or its Word file, page or text: letterhead and owners are taken over, "
                "figures and texts are shown as comments"
            )
        ),
    )
    parser.add_argument(
        "--keep-text",
        action="store_true",
        help=words(say("with --from: start from last year's texts, with their years updated")),
    )
    parser.add_argument(
        "--example", action="store_true", help=words(say("the outline's example instead of an empty draft"))
    )
    parser.add_argument(
        "--schema",
        action="store_true",
        help=words(say("also write the outline's JSON Schema next to the draft, and name it there for editors")),
    )
    add_outline_path(parser, words)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Write the new draft; an existing file is left alone."""
    target = Path(arguments.output) if arguments.output else None
    folder = target.parent if target else Path.cwd()
    if target and os.path.lexists(target):
        raise BaogaoError(
            say("the file already exists"), place=Place(str(target)), remedy=say("choose another name with -o")
        )
    if arguments.schema and target is None:
        raise BaogaoError(
            say("the schema is written next to the draft, but no file is named"), remedy=say("name one with -o")
        )
    offices = offices_of(arguments)
    library = offices.library(folder)
    last = _last_year(arguments, folder, offices)
    if arguments.outline is None and last is None:
        raise BaogaoError(
            say("no outline is named"), remedy=say("name one; see: {command}", command="baogao outline list")
        )
    outline = library.find(arguments.outline or (last.outline.id if last else ""))
    if arguments.example:
        example = library.folder(outline.id) / EXAMPLE
        if not example.is_file():
            raise BaogaoError(say("the outline “{id}” has no example", id=outline.id))
        content = files.read(example)
    else:
        content = begin(outline, _beginning(arguments, last, folder, offices), console.language).encode()
    if target is None:
        console.data(content.decode())
        return 0
    if arguments.schema:
        content = with_schema(content.decode(), _write_schema(outline, folder, console)).encode()
    files.write(target, content)
    console.narrate(say("{file} is written; write in it with: baogao {file}", file=target))
    return 0


def _write_schema(outline: Outline, folder: Path, console: Console) -> str:
    """Write the outline's schema into a folder, and say so if that replaces another; the result is the file's name."""
    file = folder / json_schema.file_name(outline)
    content = json_schema.written(outline, console.language).encode()
    if not os.path.lexists(file):
        files.write(file, content)
    elif files.read(file) != content:
        files.write(file, content)
        console.narrate(say("{file} is rewritten", file=file))
    return file.name


def _last_year(arguments: argparse.Namespace, folder: Path, offices: Offices) -> Draft | None:
    if not arguments.last_year:
        return None
    from tui.checking.importing import open_report  # loads the importers: only when needed

    return open_report(arguments.last_year, offices, folder, arguments.outline)


def _beginning(arguments: argparse.Namespace, last: Draft | None, folder: Path, offices: Offices) -> Beginning:
    year = arguments.year
    if year is None:
        year = last.year + 1 if last and last.year else (epoch_day() or date.today()).year - 1
    if year not in YEARS:
        raise BaogaoError(say("the report year must be a number of four digits"))
    return Beginning(year, offices.of(folder).workspace.defaults, last, arguments.keep_text)
