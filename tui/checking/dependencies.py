"""What the result for a draft depends on, as digests: where they are equal, so is the result.

They are the draft's content, the program, the edition, the day, the `baogao.toml` and the outlines that are found from the
draft's folder, and, where the outline asks for a comparison, the drafts that may be last year's. The draft's name is not among
them: it is filled in later, so a folder may be moved.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from tui import __version__
from tui.base import files
from tui.base.errors import BaogaoError
from tui.checking.office import Offices
from tui.checking.other_drafts import PreviousDrafts, seen_year
from tui.outline.library import Library
from tui.outline.outline import Edition
from tui.workspace.workspace import FILE

PACKAGE = Path(__file__).parents[1]
_WITHOUT_INFLUENCE = frozenset({"__pycache__", "app", "cli", "locale", "session"})  # no check imports these
_LIBRARIES = ("ahocorasick_rs", "msgspec", "tomli", "tree_sitter", "tree_sitter_toml")  # which results depend on


class Dependencies(Struct):
    """Computes the digests for many drafts: every file but the drafts themselves is read once."""

    offices: Offices
    edition: Edition
    today: date | None = None
    _program: bytes = b""
    _settings: dict[tuple[Path | None, Library], bytes | None] = field(default_factory=dict)
    _drafts: dict[Path, bytes | None] = field(default_factory=dict)
    _last_years: dict[tuple[Path, int], bytes | None] = field(default_factory=dict)
    _previous: PreviousDrafts | None = None

    def key(self, name: str, content: bytes) -> bytes | None:
        """The digest of all but last year's drafts; None if some of it cannot be read."""
        settings = self._settings_of(Path(name).parent)
        return None if settings is None else _digest((content, settings))

    def last_year(self, name: str, content: bytes, year: int | None) -> bytes | None:
        """The digest of the drafts that may be last year's of a draft of this year; empty if it is not compared.

        None if some of them cannot be read, or it is not certain which they are.
        """
        if year is None:
            return b""
        if seen_year(content) != year:  # others would not find this one as theirs, either
            return None
        folder = Path(name).parent
        home = self.offices.workspace_folder(folder) or folder
        if (home, year) not in self._last_years:
            self._previous = self._previous or PreviousDrafts(self.offices)
            self._last_years[home, year] = _digest_if_known(map(self._draft, self._previous.of_year(folder, year - 1)))
        return self._last_years[home, year]

    def _draft(self, file: Path) -> bytes | None:
        """The digest of another draft, with what it is read by."""
        if file not in self._drafts:
            try:
                self._drafts[file] = self.key(str(file), files.read(file))
            except BaogaoError:
                self._drafts[file] = None
        return self._drafts[file]

    def _settings_of(self, folder: Path) -> bytes | None:
        try:
            home = self.offices.workspace_folder(folder)
            library = self.offices.library(folder)
        except BaogaoError:
            return None
        if (home, library) not in self._settings:
            self._settings[home, library] = self._settings_by(home, library)
        return self._settings[home, library]

    def _settings_by(self, home: Path | None, library: Library) -> bytes | None:
        try:
            self._program = self._program or program()
            own = (b"0",) if home is None else (b"1", files.read(home / FILE))
            asked = f"{self.edition} {self.today}".encode()
            return _digest((self._program, asked, *own, *_outlines(library)))
        except (BaogaoError, OSError):
            return None


def program() -> bytes:
    """The digest of the program: its version, its files, Python, and the libraries. Raises `OSError`.

    The files count as they are, not by their times: a pipeline installs the same program again and again.
    """
    words = (__version__, sys.version, *_libraries())
    return _digest((*(word.encode() for word in words), *_code(PACKAGE)))


def _code(folder: str | Path) -> Iterator[bytes]:
    """The names and contents of all files that a check may use."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name in _WITHOUT_INFLUENCE:
                continue
            yield os.fsencode(entry.name)
            if entry.is_dir():
                yield from _code(entry.path)
            else:
                yield Path(entry.path).read_bytes()


def _libraries() -> Iterator[str]:
    """The libraries with their versions, by the names of folders: to ask for the versions takes longer than the rest."""
    for name in _LIBRARIES:
        found = importlib.util.find_spec(name)
        if found is None or found.origin is None:
            continue
        origin = Path(found.origin)
        place = origin.parent.parent if found.submodule_search_locations else origin.parent
        versions = sorted(folder.name for folder in place.glob(f"{name}-*.dist-info"))
        status = origin.stat()
        yield from versions or [f"{name} {status.st_size} {status.st_mtime_ns}"]


def _outlines(library: Library) -> Iterator[bytes]:
    """All outlines that could be found, in the order of the search, each with the folder that names it."""
    for folder in library.folders:
        yield b"folder"
        for file in Library((folder,)).files():
            yield os.fsencode(file.relative_to(folder))
            yield files.read(file)


def _digest_if_known(parts: Iterable[bytes | None]) -> bytes | None:
    known: list[bytes] = []
    for part in parts:
        if part is None:
            return None
        known.append(part)
    return _digest(known)


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = hashlib.blake2b(digest_size=32)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()
