"""Paths as people type them: the folder meant, its contents, matching entries, and completion of a name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from tui.base.errors import unreadable

MOST = 5_000
"""The most entries read of a folder."""
UP = ".."


class Entry(NamedTuple):
    """An entry of a folder; `is_folder` for links to folders, too."""

    name: str
    is_folder: bool


class Listing(NamedTuple):
    """The contents of a folder: folders first, each kind by name; `is_cut` if there is more than was read."""

    entries: Sequence[Entry]
    is_cut: bool = False


def typed_path(typed: str, base: Path) -> Path:
    """The path meant: relative to `base`, with `~` for the home; quoted, or dropped onto the terminal as an address.

    Raises `ValueError` for a text that is no path on any system.
    """
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    if "\0" in text:
        raise ValueError(text)
    path = _expanded(text, base)
    if os.sep == "/" and "\\" in text and not os.path.lexists(path):
        path = _expanded(_ESCAPED.sub(r"\1", text), base)  # dropped onto the terminal, blanks and all
    return path


_ESCAPED = re.compile(r"\\(.)")


def _expanded(text: str, base: Path) -> Path:
    try:
        return base / Path(text).expanduser()
    except RuntimeError:  # no such user
        return base / text


def split(typed: str) -> tuple[str, str]:
    """The text typed up to the last separator, and the part of a name after it."""
    text = typed.lstrip().lstrip("\"'")
    if text in ("~", UP) or text.endswith(f"{os.sep}{UP}"):
        return f"{text}{os.sep}", ""
    at = max(text.rfind(sep) for sep in (os.sep, os.altsep or os.sep))
    return text[: at + 1], text[at + 1 :]


def entries(folder: Path, accepts: Callable[[str], bool], *, hidden: bool = False) -> Listing:
    """The folders in a folder, and the files whose names are accepted. Raises `BaogaoError` if it cannot be read."""
    folders, files, is_cut = list[Entry](), list[Entry](), False
    try:
        with os.scandir(folder) as found:
            for n, entry in enumerate(found):
                if n >= MOST:
                    is_cut = True
                    break
                if entry.name.startswith(".") and not hidden:
                    continue
                if _is_folder(entry):
                    folders.append(Entry(entry.name, True))
                elif accepts(entry.name):
                    files.append(Entry(entry.name, False))
    except (OSError, ValueError) as error:
        raise unreadable(folder, error if isinstance(error, OSError) else OSError(str(error))) from None
    return Listing((*sorted(folders), *sorted(files)), is_cut)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads in a circle
        return False


def fitting(listed: Sequence[Entry], part: str) -> list[Entry]:
    """The entries with names that begin with the text typed, then those that contain it; case does not matter."""
    wanted = part.casefold()
    begin = [one for one in listed if one.name.casefold().startswith(wanted)]
    first = set(begin)
    return begin + [one for one in listed if wanted in one.name.casefold() and one not in first]


def completed(listed: Sequence[Entry], part: str) -> str:
    """The longest beginning shared by all entries that begin with `part`; with a separator if it names one folder."""
    begin = [one for one in listed if one.name.casefold().startswith(part.casefold())]
    if not begin:
        return part
    if len(begin) == 1:
        return begin[0].name + (os.sep if begin[0].is_folder else "")
    shared = begin[0].name
    for one in begin[1:]:
        alike = (n for n, (a, b) in enumerate(zip(shared, one.name, strict=False)) if a != b)
        shared = shared[: next(alike, min(len(shared), len(one.name)))]
    return shared if len(shared) > len(part) else part


def parent(typed: str, base: Path) -> str:
    """The folder above one that is typed with a separator at its end, in the same form."""
    above = typed.rstrip(os.sep)
    if typed and above in ("", "~"):
        folder = typed_path(typed, base).parent
        return f"{folder}{os.sep}" if folder.name else f"{folder}"
    if not typed or above == UP or above.endswith(f"{os.sep}{UP}"):
        return f"{typed}{UP}{os.sep}"
    return split(above)[0]
