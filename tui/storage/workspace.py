"""The workspace: the folder of one office, with `baogao.toml` and its drafts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tui.errors import BaogaoError, Place
from tui.findings import Grade
from tui.message import Message, say, words
from tui.nearest import nearest
from tui.storage.files import read
from tui.text import shortened
from tui.toml import Document, KeyPath, parse

FILE = "baogao.toml"

OFF = "off"
"""The grade of a rule that an office does not want."""
GRADES = (*(grade.word for grade in reversed(Grade)), OFF)

_KEYS = ("outlines", "defaults", "grades")
_IS_DRAFT = re.compile(rb"^[ \t]*\"?outline\"?[ \t]*=", re.MULTILINE)
_BEGINNING = 65_536  # bytes in which a draft names its outline


class GradeGiven(NamedTuple):
    """The grade that an office gives to a rule (none for one it switched off), the rule as it named it, and where."""

    rule: str
    grade: Grade | None
    place: Place


@dataclass(frozen=True, slots=True)
class Workspace:
    """What an office set for all its drafts."""

    folder: Path
    outlines: tuple[Path, ...] = ()
    defaults: Mapping[str, str | tuple[str, ...]] | None = None
    grades: tuple[GradeGiven, ...] = ()

    def drafts(self) -> Iterator[Path]:
        """The drafts below the folder, in order of their names: TOML files with an `outline` key, hidden ones left out."""
        for folder, folders, files in os.walk(self.folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                file = Path(folder, name)
                if name.endswith(".toml") and name != FILE and not name.startswith(".") and _is_draft(file):
                    yield file


def _is_draft(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return _IS_DRAFT.search(stream.read(_BEGINNING)) is not None
    except OSError:
        return True  # reading it as a draft will say what is the matter


def find(start: Path) -> Workspace | None:
    """The workspace of a folder: the nearest `baogao.toml` in it or above. Raises `BaogaoError` for a bad one."""
    start = Path(os.path.abspath(start))
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return load(folder / FILE)
    return None


def load(file: Path) -> Workspace:
    """The workspace that a `baogao.toml` describes. Raises `BaogaoError` naming key, line and nearest key."""
    document = parse(read(file), str(file))
    values = document.values
    for key in values:
        if key not in _KEYS:
            near = nearest(key, _KEYS)
            remedy = say("did you mean “{near}”?", near=near) if near else None
            raise _refused(document, (key,), say("there is no key “{key}”", key=shortened(key)), remedy)
    outlines = values.get("outlines", [])
    if not _is_texts(outlines):
        raise _refused(document, ("outlines",), say("this must be a list of folders, each in quotation marks"))
    return Workspace(
        file.parent, tuple(file.parent / name for name in outlines), _defaults(document), tuple(_grades(document))
    )


def _defaults(document: Document) -> dict[str, str | tuple[str, ...]]:
    defaults = _table(document, "defaults")
    for key, value in defaults.items():
        if not isinstance(value, str) and not _is_texts(value):
            raise _refused(document, ("defaults", key), say("this must be text, or a list of texts"))
    return {key: tuple(value) if isinstance(value, list) else value for key, value in defaults.items()}


def _grades(document: Document) -> Iterator[GradeGiven]:
    """The grades as given; whether there are such rules, the caller knows."""
    for rule, word in _table(document, "grades").items():
        path = ("grades", rule)
        if not isinstance(word, str) or word not in GRADES:
            what = say("there is no grade “{name}”", name=shortened(str(word)))
            raise BaogaoError(
                what if isinstance(word, str) else say("this must be text, in quotation marks"),
                place=document.place(path),
                remedy=say("grades are: {names}", names=words(GRADES)),
            )
        yield GradeGiven(rule, None if word == OFF else Grade[word.upper()], document.place(path, of="key"))


def _table(document: Document, key: str) -> dict[str, Any]:
    value = document.values.get(key, {})
    if not isinstance(value, dict):
        raise _refused(document, (key,), say("this must be a table"))
    return value


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _refused(document: Document, path: KeyPath, what: Message, remedy: Message | None = None) -> BaogaoError:
    of = "key" if remedy or len(path) == 1 else "value"
    return BaogaoError(what, place=document.place(path, of=of), remedy=remedy)
