"""`baogao fmt`: put drafts in canonical layout."""

from __future__ import annotations

import argparse
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError
from tui.base.messages import say, say_n
from tui.checking.office import STANDARD_INPUT, Offices
from tui.cli.arguments import add_arguments, named, offices_of
from tui.cli.console import Console
from tui.cli.exits import FOUND, WRONG_USE
from tui.cli.parser import Words
from tui.editing.align import stretches
from tui.formatting.canonical import canonical


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    add_arguments(parser, words)
    parser.add_argument(
        "--check",
        action="store_true",
        help=words(say("write nothing; exit 1 if a draft is not in canonical layout")),
    )
    parser.add_argument(
        "--diff",
        action="store_true",
        help=words(say("write nothing; show what would change, and exit 1 if anything would")),
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Put every draft in canonical layout; one that cannot be read does not stop the others."""
    offices = offices_of(arguments)
    looks = arguments.check or arguments.diff
    found, unread = False, False
    names = named(arguments.drafts, arguments.skip_others)
    for name in console.progress(names, say("formatting")):
        try:
            draft = offices.open(name)
            old, new = draft.document.source, canonical(draft)
            if looks:
                found = found or old != new
                _show(draft.document.file, old, new, arguments, console)
            elif name == STANDARD_INPUT:
                _to_standard_output(new, console)
            elif old != new and _rewrite(name, offices):
                console.narrate(say("{file}: rewritten", file=name))
        except BaogaoError as error:
            console.narrate_error(error)
            unread = True
    if arguments.check and names and not (found or unread):
        console.narrate(say_n("{n} draft is in canonical layout", "{n} drafts are in canonical layout", len(names)))
    return WRONG_USE if unread else FOUND if found else 0


def _rewrite(name: str, offices: Offices) -> bool:
    """Put a draft in canonical layout, read again under its lock; returns whether it changed."""

    def rewrite() -> bool:
        draft = offices.open(name)
        new = canonical(draft)
        if new == draft.document.source:
            return False
        files.write(Path(name), new, replacing=draft.document.source)
        return True

    return files.rewrite(Path(name), rewrite)


def _show(name: str, old: bytes, new: bytes, arguments: argparse.Namespace, console: Console) -> None:
    """Report what would change, if anything."""
    if old == new:
        return
    if arguments.diff:
        from tui.cli.differences import unified  # only for --diff

        console.data(unified(name, old.decode(), new.decode()))
    if arguments.check:
        lines, first = _changed(old.decode(), new.decode())
        if lines:
            console.narrate(
                say_n(
                    "{file}:{line}: not in canonical layout: {n} line would change",
                    "{file}:{line}: not in canonical layout: {n} lines would change",
                    lines,
                    file=name,
                    line=first,
                )
            )
        else:  # the byte order mark
            console.narrate(say("{file}: not in canonical layout", file=name))


def _changed(old: str, new: str) -> tuple[int, int]:
    """How many lines differ, and the first of them in the old text."""
    changed = list(stretches(old.split("\n"), new.split("\n")))
    return sum(max(y - x, v - u) for x, y, u, v in changed), changed[0][0] + 1 if changed else 1


def _to_standard_output(content: bytes, console: Console) -> None:
    """Write a draft byte for byte for a program; to a terminal without control characters."""
    text = content.decode()
    if console.is_terminal:
        console.data(text)
    else:
        console.bytes(content)
