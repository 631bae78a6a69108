"""From a command's arguments to drafts: which files, which outlines, what cannot be read."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.cli.parser import Words
from tui.workspace import workspace
from tui.workspace.drafts import drafts_below, is_other

if TYPE_CHECKING:  # the app shows its first screen before it can read a draft
    from tui.checking.office import Offices


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """The arguments that every command on drafts takes."""
    parser.add_argument(
        "drafts",
        nargs="*",
        metavar=words(say("DRAFT")),
        help=words(
            say(
                "draft files, folders, or - for standard input; by default all drafts of the workspace, or else of "
                "this folder"
            )
        ),
    )
    parser.add_argument(
        "--skip-others",
        action="store_true",
        help=words(say("skip named TOML files that are not drafts, for hooks that pass every file")),
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


def offices_of(arguments: argparse.Namespace) -> Offices:
    """The opener of drafts, with the outline folders and the name of standard input from the command line."""
    from tui.checking.office import Offices

    stdin_name = getattr(arguments, "stdin_filename", "<stdin>")
    return Offices(tuple(map(Path, arguments.outline_path)), stdin_name)


def named(names: Sequence[str], skip_others: bool = False) -> list[str]:
    """The drafts a command works on: those named, and those in named folders (without non-drafts, if requested).

    Without names they are those of the workspace, or else those of the current folder and below. Patterns such as
    *.toml are expanded here, since not every shell does. Raises `BaogaoError` if there is no draft.
    """
    from tui.checking.office import STANDARD_INPUT

    if names:
        return [
            draft
            for name in names
            for draft in _named(name)
            if draft == STANDARD_INPUT or not (skip_others and is_other(draft))
        ]
    office = workspace.find(Path.cwd())
    return _in_folder(office.folder if office else Path.cwd())


def _named(name: str) -> list[str]:
    from tui.checking.office import STANDARD_INPUT

    if name == STANDARD_INPUT or not os.path.exists(name):
        return sorted(glob(name, recursive=True)) or [name] if has_magic(name) else [name]
    return _in_folder(Path(name)) if os.path.isdir(name) else [name]


def _in_folder(folder: Path) -> list[str]:
    found = [_from_here(draft) for draft in drafts_below(folder)]
    if not found:
        raise BaogaoError(say("there is no draft below {folder}", folder=folder), remedy=say("name the draft files"))
    return found


def _from_here(file: Path) -> str:
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)
