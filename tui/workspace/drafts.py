"""Which files are drafts: found in a folder, told from other TOML by their beginning."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from tui.base.errors import BaogaoError
from tui.base.files import read
from tui.toml import parse
from tui.workspace.workspace import FILE, find

_OUTLINE = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t]*[\"']?outline[\"']?[ \t]*=[ \t]*([^\r\n]*)", re.MULTILINE)
_HEADER = re.compile(rb"^[ \t]*\[[ \t]*[\[\w\"'][^=\r\n]*$", re.MULTILINE)
_TYPICAL = re.compile(
    rb"^[ \t]*(?:year[ \t]*=|\[?[ \t]*(?:fields|figures|sections|clearance)\b|\[\[waivers)", re.MULTILINE
)
_SAYS_SOMETHING = re.compile(rb"^[ \t]*[^#\s]", re.MULTILINE)
_BEGINNING = 65_536  # bytes at the start of a draft that name its outline


def drafts_below(folder: Path) -> Iterator[Path]:
    """The drafts in a folder and below, sorted by name: TOML files with an `outline` key, except hidden ones."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(place, name)
            if name.endswith(".toml") and name != FILE and not name.startswith(".") and is_draft(file):
                yield file


def drafts_of(folder: Path) -> list[Path]:
    """The drafts of the workspace that a folder is in, else those in the folder itself. Raises `BaogaoError`."""
    office = find(folder)
    if office is not None:
        return list(drafts_below(office.folder))
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return []
    names = (file for file in files if file.suffix == ".toml" and not file.name.startswith("."))
    return [file for file in names if file.name != FILE and os.path.isfile(file) and is_draft(file)]


def is_other(name: str) -> bool:
    """Whether a file is certainly no draft: TOML without a top-level key `outline`, or broken TOML without such a line."""
    try:
        return "outline" not in parse(read(Path(name)), name).values
    except BaogaoError:
        return os.path.isfile(name) and not is_draft(Path(name))


def is_draft(file: Path) -> bool:
    """Whether a TOML file seems to be a draft: a top-level key names an outline. An unreadable file may be one.

    Other programs use an `outline` key, too: if it has no version, the file must hold something typical of a draft,
    or nothing else.
    """
    try:
        if not os.path.isfile(file):
            return os.path.lexists(file) and not os.path.exists(file)  # a dangling link
        with file.open("rb") as stream:
            beginning = stream.read(_BEGINNING)
    except OSError:
        return True  # reading it as a draft will report the problem
    named = _OUTLINE.search(beginning)
    header = _HEADER.search(beginning)
    if named is None or (header is not None and header.start() < named.start()):
        return False
    if b"@" in named[1] or _TYPICAL.search(beginning):
        return True
    rest = beginning[: named.start()] + beginning[named.end() :]
    return named[1][:1] in (b'"', b"'") and not _SAYS_SOMETHING.search(rest)
