"""`baogao outline`: list, show or check outlines, or give their drafts a schema."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError, Place
from tui.base.messages import Language, Message, say, say_n
from tui.base.numerals import numbered_heading
from tui.base.text import one_line, shortened
from tui.checking.check import check
from tui.checking.diagnostic import reported
from tui.checking.office import STANDARD_INPUT, Offices
from tui.checking.output.formats import FORMATS
from tui.cli.arguments import add_outline_path, offices_of
from tui.cli.console import Console
from tui.cli.exits import FOUND, WRONG_USE
from tui.cli.parser import Parser, Words, add_common
from tui.draft import json_schema
from tui.outline.inheritance import build
from tui.outline.library import EXAMPLE, FILE
from tui.outline.model import OUTLINE_ID_PATTERN
from tui.outline.outline import EDITIONS, Due, Outline
from tui.render.markdown import render
from tui.rules.finding import Finding
from tui.toml import parse
from tui.workspace import workspace

RENDERED = "example.md"


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    actions = parser.add_subparsers(
        dest="action", required=True, metavar=words(say("ACTION")), prog=parser.prog, parser_class=Parser
    )
    summaries = {
        "list": say("list the outlines and their places"),
        "show": say("what an outline asks for, and its legal basis"),
        "check": say("check an outline and its example"),
        "new": say("start an outline of your own, from a list of headings or a finished report"),
        "schema": say("a JSON Schema of an outline's drafts, by which editors complete and check them"),
    }
    for name, summary in summaries.items():
        action = actions.add_parser(
            name,
            help=words(summary),
            description=words(summary),
            add_help=False,
            allow_abbrev=False,
        )
        add_common(action, words)
        add_outline_path(action, words)
        if name == "new":
            _new_arguments(action, words)
        elif name != "list":
            action.add_argument(
                "outline", metavar=words(say("OUTLINE")), help=words(say("an outline's id, or its file"))
            )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Run the action."""
    if arguments.action == "list":
        return _list(arguments, console)
    if arguments.action == "new":
        return _new(arguments, console)
    if arguments.action == "show":
        outline, _ = _find(arguments)
        console.data("\n".join(_shown(outline, console.language)) + "\n")
        return 0
    if arguments.action == "schema":
        outline, _ = _find(arguments)
        console.data(json_schema.written(outline, console.language))
        return 0
    return _check(arguments, console)


def _new_arguments(action: argparse.ArgumentParser, words: Words) -> None:
    action.add_argument("id", metavar="ID", help=words(say("the id of the new outline, such as safety-report")))
    action.add_argument(
        "source",
        metavar=words(say("FILE")),
        help=words(say("a list of headings or a finished report; - is standard input")),
    )
    action.add_argument("--name", default="", metavar=words(say("NAME")), help=words(say("what the report is called")))
    action.add_argument(
        "-o",
        "--output",
        metavar=words(say("FOLDER")),
        help=words(say("where outlines are kept (default: the workspace's folder for them, else outlines)")),
    )


def _new(arguments: argparse.Namespace, console: Console) -> int:
    """Write the beginning of an outline; existing files are not overwritten."""
    from tui.outline.beginning import found_in, outline_text

    if not re.fullmatch(OUTLINE_ID_PATTERN, arguments.id):
        raise BaogaoError(
            say("“{id}” cannot be an id", id=shortened(arguments.id)),
            remedy=say("use small letters, digits and -, such as safety-report"),
        )
    found = found_in(_text_of(arguments.source))
    if found is None:
        raise BaogaoError(
            say("there are no headings"),
            place=Place(arguments.source),
            remedy=say("write one heading a line, or number them 一、二、三、"),
        )
    office = workspace.find(Path.cwd())
    kept = (
        Path(arguments.output) if arguments.output else next(iter(office.outlines if office else ()), Path("outlines"))
    )
    file = kept / arguments.id / FILE
    if file.exists():
        raise BaogaoError(say("the file already exists"), place=Place(str(file)))
    text = outline_text(arguments.id, arguments.name, found, date.today().year)
    build([parse(text.encode(), str(file))])  # check that it is an outline before anything is written
    file.parent.mkdir(parents=True, exist_ok=True)
    files.write(file, text.encode())
    count = len(found.headings)
    console.narrate(say_n("{file}: an outline of {n} section", "{file}: an outline of {n} sections", count, file=file))
    path = "" if office and kept in office.outlines else f" --outline-path {kept}"
    console.narrate(say("refine it, then: {command}", command=f"baogao new {arguments.id}{path}"))
    return 0


def _text_of(source: str) -> str:
    """The text of a document in any supported format. Raises `BaogaoError` for anything else."""
    from tui.reading.sources import read, read_file

    if source == STANDARD_INPUT:
        return read(sys.stdin.buffer.read(), "<stdin>").text
    return read_file(Path(source)).text


def _find(arguments: argparse.Namespace) -> tuple[Outline, Path]:
    """The outline named by id, file or folder, and its folder."""
    library = offices_of(arguments).library(Path.cwd())
    file = Path(arguments.outline)
    file = file / FILE if os.path.isdir(file) else file
    if file.suffix == ".toml":
        return library.load(file), file.parent
    return library.find(arguments.outline), library.folder(arguments.outline)


def _list(arguments: argparse.Namespace, console: Console) -> int:
    code = 0
    library = offices_of(arguments).library(Path.cwd())
    for file in library.files():
        try:
            outline = library.load(file)
        except BaogaoError as error:
            console.narrate_error(error)
            code = WRONG_USE
            continue
        console.data(f"{outline.reference}\t{outline.name}\t{file.parent}\n")
    return code


def _shown(outline: Outline, speak: Language) -> Iterator[str]:
    yield f"{outline.name} ({outline.reference})"
    if outline.about:
        yield f"\n{outline.about.strip()}"
    if due := _due(outline.due):
        yield f"\n{speak(due)}"
    yield "\n" + speak(say("Letterhead"))
    for field in outline.every_field:
        yield f"  {field.id}: {field.label}{_notes(outline, field.required, field.source, speak)}"
    yield "\n" + speak(say("Sections"))
    count = 0
    for section in outline.sections:
        heading = speak(say("(introduction, without a heading)"))
        if section.heading is not None:
            count += 1
            heading = numbered_heading(1, count, outline.numbers) + one_line(section.heading)
        yield f"  {section.id}: {heading}{_notes(outline, section.required, section.source, speak)}"
        yield from (f"      - {topic.label}" for topic in section.topics)
        for figure in outline.figures:
            if figure.section == section.id:
                unit = f"（{figure.unit}）" if figure.unit else ""
                yield f"      {{{figure.id}}} {figure.label}{unit}"


def _due(due: Due | None) -> Message | None:
    if due is None:
        return None
    if not due.published:
        return say("due: filed by {filed}, in the year after the report year", filed=due.filed)
    return say(
        "due: filed by {filed}, published by {published}, in the year after the report year",
        filed=due.filed,
        published=due.published,
    )


def _notes(outline: Outline, required: bool, source: str | None, speak: Language) -> str:
    notes: list[Message] = [say("required")] if required else []
    citation = outline.cited(source)
    if citation:
        notes.append(citation.sentence)
    return f" [{'; '.join(map(speak, notes))}]" if notes else ""


def _check(arguments: argparse.Namespace, console: Console) -> int:
    """Load the outline; check and render its example, if there is one."""
    outline, folder = _find(arguments)
    code = 0
    example = folder / EXAMPLE
    if example.is_file():
        draft = Offices((*map(Path, arguments.outline_path), folder)).open(example)
        found: list[Finding] = []
        for edition in EDITIONS:
            found += [one for one in check(draft, edition) if one not in found]
        FORMATS["concise"](reported(draft, found), console)
        code = FOUND if found else 0
        golden = folder / RENDERED
        if golden.is_file() and files.read(golden) != render(draft, "filed").encode():
            console.narrate_error(BaogaoError(say("is not what the example renders to"), place=Place(str(golden))))
            code = FOUND
    if code == 0:
        console.narrate(say("{outline}: nothing is wrong", outline=outline.reference))
    return code
