"""`baogao render`: turn drafts into Markdown."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError, unwritable
from tui.base.messages import say
from tui.checking.diagnostic import reported
from tui.checking.office import STANDARD_INPUT, Office
from tui.cli.arguments import add_arguments, named, offices_of
from tui.cli.console import Console
from tui.cli.exits import FOUND, WRONG_USE
from tui.cli.parser import Words
from tui.draft.draft import Draft
from tui.outline.outline import EDITIONS, Edition
from tui.render import markdown
from tui.render.output import beside, file_name, left_out
from tui.rules.finding import Grade

_FORMATS: Mapping[str, Callable[[Draft, Edition], str]] = {"md": markdown.render}


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    add_arguments(parser, words)
    parser.add_argument(
        "-o",
        "--output",
        metavar=words(say("FILE|FOLDER")),
        help=words(say("where to write; a folder for several drafts; by default standard output")),
    )
    parser.add_argument(
        "--edition",
        choices=EDITIONS,
        default="filed",
        help=words(say("filed: with letterhead, signer and copies; published: without them (default: filed)")),
    )
    parser.add_argument(
        "--format", choices=tuple(_FORMATS), default="md", help=words(say("what to write (default: md)"))
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help=words(say("write nothing; exit 1 if what is there (at -o, else DRAFT.EDITION.md) is not the rendering")),
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Render every draft; one that cannot be read does not keep the others from being rendered."""
    names = named(arguments.drafts, arguments.skip_others)
    targets = _targets(names, arguments)
    offices = offices_of(arguments)
    code = 0
    for name, target in console.progress(list(zip(names, targets, strict=True)), say("rendering")):
        try:
            draft = offices.open(name)
            text = _FORMATS[arguments.format](draft, arguments.edition)
            if arguments.edition == "published" and _is_withheld(draft, offices.of_draft(name), console):
                code = max(code, FOUND)
                continue
            if arguments.check:
                agrees = _agrees(target, text, console)
                code = max(code, 0 if agrees else FOUND)
            elif target is None:
                console.data(text)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                files.write(target, text.encode())
            _warn(draft, arguments.edition, offices.of_draft(name), console)
            code = max(code, FOUND if left_out(draft) else 0)
        except OSError as error:
            raise unwritable(target or "<stdout>", error) from None
        except BaogaoError as error:
            console.narrate_error(error)
            code = WRONG_USE
    return code


def _is_withheld(draft: Draft, office: Office, console: Console) -> bool:
    """Whether something in the draft must not be published; it is told, and nothing is written."""
    reasons = reported(draft, office.withheld(draft))
    for one in reasons:
        start = one.place.start
        where = f"{one.place.file}:{start.line}:{start.column}"
        console.narrate(say("{where}: {code} {what}", where=where, code=one.code, what=one.message))
    if reasons:
        console.narrate(say("{file}: not rendered: it must not be published like this", file=draft.document.file))
    return bool(reasons)


def _targets(names: Sequence[str], arguments: argparse.Namespace) -> list[Path | None]:
    """Where each rendering goes, None for standard output. Raises `BaogaoError` where two would go to one place."""
    output = arguments.output
    if output is None:
        if not arguments.check and len(names) > 1:
            raise BaogaoError(say("several drafts need a folder to go to"), remedy=say("name one with -o"))
        return [_beside(name, arguments) if arguments.check else None for name in names]
    is_folder = len(names) > 1 or os.path.isdir(output) or output.endswith(("/", os.sep))
    if not is_folder:
        return [Path(output)]
    if os.path.isfile(output):
        raise BaogaoError(say("several drafts need a folder to go to, and {file} is a file", file=output))
    targets = [Path(output, file_name(_stem(name), arguments.edition, arguments.format)) for name in names]
    for n, target in enumerate(targets):
        if target in targets[:n]:
            first = names[targets.index(target)]
            raise BaogaoError(
                say("{first} and {second} would both be written to {file}", first=first, second=names[n], file=target),
                remedy=say("render them into two folders"),
            )
    return list(targets)


def _stem(name: str) -> str:
    return "stdin" if name == STANDARD_INPUT else Path(name).stem


def _beside(name: str, arguments: argparse.Namespace) -> Path:
    if name == STANDARD_INPUT:
        raise BaogaoError(say("standard input has no file beside it to compare with"), remedy=say("name one with -o"))
    return beside(Path(name), arguments.edition, arguments.format)


def _agrees(target: Path | None, text: str, console: Console) -> bool:
    assert target is not None
    if not os.path.exists(target):
        console.narrate(say("{file} is not there yet: render it", file=target))
        return False
    there = files.read(target).decode("utf-8", "replace")
    if there == text:
        return True
    old, new = there.split("\n"), text.split("\n")
    line = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    console.narrate(say("{file}:{line}: is not what the draft renders to: render it again", file=target, line=line + 1))
    return False


def _warn(draft: Draft, edition: Edition, office: Office, console: Console) -> None:
    """Say on standard error what is missing from a rendering, or printed otherwise than it was meant."""
    for one in reported(draft, office.check(draft, edition)):
        if one.grade is Grade.ERROR:
            start = one.place.start
            where = f"{one.place.file}:{start.line}:{start.column}"
            console.narrate(say("{where}: {code} {what}", where=where, code=one.code, what=one.message))
    for message in left_out(draft):
        console.narrate(message)
