"""The workspace: the folder of one office, and what its `baogao.toml` sets for the drafts in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from tui.base.files import read
from tui.base.messages import say
from tui.base.messages import words as listed
from tui.rules.office import GRADES, GradeGiven, OfficeWord, WaiverGiven, Words, read_grades, read_waivers
from tui.toml import Document, KeyPath, parse
from tui.toml.keys import Table, is_texts, key, one_line, read_keys, refused, table, texts

if TYPE_CHECKING:
    from tui.render.office_form import OfficeForm

FILE = "baogao.toml"


def _outlines(document: Document, path: KeyPath) -> tuple[Path, ...]:
    names = texts(document, path, say("this must be a list of folders, each in quotation marks"))
    return tuple(Path(document.file).parent / name for name in names)


def _phrases(document: Document, path: KeyPath) -> tuple[str, ...]:
    phrases = texts(document, path, say("this must be a list of phrases, each in quotation marks"))
    return tuple(dict.fromkeys(one_line(document, (*path, n)) for n in range(len(phrases))))


def _defaults(document: Document, path: KeyPath) -> Mapping[str, str | tuple[str, ...]]:
    defaults = table(document, path)
    for name, value in defaults.items():
        if not isinstance(value, str) and not is_texts(value):
            raise refused(document, (*path, name), say("this must be text, or a list of texts"))
    return {name: tuple(value) if isinstance(value, list) else value for name, value in defaults.items()}


def _office_form() -> type[OfficeForm]:
    from tui.render.office_form import OfficeForm  # most commands need none

    return OfficeForm


@dataclass(frozen=True, slots=True)
class Workspace:
    """What an office set for all its drafts. Each key of `baogao.toml` is declared here."""

    folder: Path = Path()
    outlines: tuple[Path, ...] = key(
        _outlines,
        say("Folders with your own outlines, searched before the shipped ones."),
        'outlines = ["outlines"]',
        default=(),
    )
    phrases: tuple[str, ...] = key(
        _phrases,
        say("What you write often: offered after its first two characters."),
        'phrases = ["依法行政工作领导小组"]',
        default=(),
    )
    defaults: Mapping[str, str | tuple[str, ...]] = key(
        _defaults,
        say("What baogao new fills into a new draft."),
        '[defaults]\nissuer = "云川市市场监督管理局"\nnumber_prefix = "云市监字"\nrecipients = ["市委", "市政府"]',
        default=MappingProxyType({}),
    )
    grades: tuple[GradeGiven, ...] = key(
        read_grades,
        say("The grade of a rule here: {grades}; see: baogao rule", grades=listed(f'"{grade}"' for grade in GRADES)),
        '[grades]\noutline-version = "error"',
        default=(),
    )
    form: OfficeForm | None = key(
        Table(_office_form),
        say("The form of Word and PDF documents: sealed or not, and fonts of your own."),
        default=None,
    )
    words: tuple[OfficeWord, ...] = key(
        Words(lambda: OfficeWord), say("Words that are not wanted here, each with the right ones."), default=()
    )
    waivers: tuple[WaiverGiven, ...] = key(
        read_waivers,
        say("Findings that are accepted in all drafts, each with the reason."),
        '[[waivers]]\nrule = "P301"\nquote = "原文"\nreason = "文件名原文如此"\nuntil = 2026-06-30',
        default=(),
    )


def find(start: Path) -> Workspace | None:
    """The workspace of a folder: the nearest `baogao.toml` in it or above. Raises `BaogaoError` for a bad one."""
    file = file_above(start)
    return load(file) if file else None


def file_above(start: Path) -> Path | None:
    """The nearest `baogao.toml` in a folder or above."""
    start = Path(os.path.abspath(start))
    folders = (start, *start.parents)  # below: not Path.is_file, which raises where we have no access
    return next((folder / FILE for folder in folders if os.path.isfile(folder / FILE)), None)


def load(file: Path) -> Workspace:
    """The workspace that a `baogao.toml` describes. Raises `BaogaoError` naming key, line and nearest key."""
    return read_keys(Workspace, parse(read(file), str(file)), folder=file.parent)
