"""From the arguments of a command to drafts: which files, which outlines, what cannot be read."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.cli.parser import Words
from tui.draft.draft import Draft, wanted_outline
from tui.outline.library import Library
from tui.outline.outline import Outline
from tui.toml import parse
from tui.workspace import workspace

STANDARD_INPUT = "-"


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """The arguments that every command on drafts takes."""
    parser.add_argument(
        "drafts",
        nargs="*",
        metavar=words(say("DRAFT")),
        help=words(say("draft files, or - for standard input; by default all below the nearest baogao.toml")),
    )
    parser.add_argument(
        "--skip-others",
        action="store_true",
        help=words(say("leave out named TOML files that are no drafts, for hooks that name every file")),
    )
    add_outline_path(parser, words)


def add_outline_path(parser: argparse.ArgumentParser, words: Words) -> None:
    """The option that names folders with outlines."""
    parser.add_argument(
        "--outline-path",
        action="append",
        default=[],
        metavar=words(say("FOLDER")),
        help=words(say("a folder to look for outlines in, before the workspace's and the shipped ones; repeatable")),
    )


def library(outline_paths: Sequence[str], place: Path) -> Library:
    """Where the outlines of drafts in a folder are searched."""
    office = workspace.find(place)
    return Library.searching(*map(Path, outline_paths), *(office.outlines if office else ()))


def folder_of(name: str) -> Path:
    """The folder whose office a draft belongs to; for standard input, the one we are in."""
    return Path.cwd() if name == STANDARD_INPUT else Path(name).parent


def named(names: Sequence[str], skip_others: bool = False) -> list[str]:
    """The drafts a command works on: those named (without what is no draft, if asked), else those of the workspace.

    Raises `BaogaoError` when none is named and there is no workspace, or no draft in it.
    """
    if names:
        return [name for name in names if not (skip_others and _is_other(name))]
    office = workspace.find(Path.cwd())
    if office is None:
        raise BaogaoError(
            say("no draft is named, and there is no {file} here or above", file=workspace.FILE),
            remedy=say("name the draft files"),
        )
    found = [_from_here(draft) for draft in office.drafts()]
    if not found:
        raise BaogaoError(say("there is no draft below {folder}", folder=office.folder))
    return found


def _is_other(name: str) -> bool:
    """Whether a file is surely no draft: TOML without a key `outline` at its top, or broken without a line like it."""
    if name == STANDARD_INPUT:
        return False
    try:
        return "outline" not in parse(files.read(Path(name)), name).values
    except BaogaoError:
        return os.path.isfile(name) and not workspace.is_draft(Path(name))


def _from_here(file: Path) -> str:
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)


@dataclass
class Desk:
    """Opens drafts, looking each outline up once."""

    outline_paths: Sequence[str]
    stdin_name: str = "<stdin>"
    _outlines: dict[tuple[Path, str], Outline] = field(default_factory=dict)
    _libraries: dict[Path, Library] = field(default_factory=dict)

    def open(self, name: str) -> Draft:
        """The draft in a file (or on standard input). Raises `BaogaoError` for what cannot be read as one."""
        if name == STANDARD_INPUT:
            source, folder = sys.stdin.buffer.read(), Path.cwd()
        else:
            source, folder = files.read(Path(name)), Path(name).parent
        document = parse(source, self.stdin_name if name == STANDARD_INPUT else name)
        reference, place = wanted_outline(document)
        if folder not in self._libraries:
            self._libraries[folder] = library(self.outline_paths, folder)
        key = (folder, reference)
        if key not in self._outlines:
            self._outlines[key] = self._libraries[folder].find(reference, place)
        return Draft(document, self._outlines[key])
