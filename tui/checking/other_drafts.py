"""Other drafts to show beside the open one, and last year's draft of the same office."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from tui.base import files
from tui.base.errors import BaogaoError
from tui.checking.office import Offices
from tui.draft.draft import Draft
from tui.workspace.drafts import drafts_of


def others(file: Path) -> list[Path]:
    """The drafts that can be shown beside one: all others in its workspace or folder. Raises `BaogaoError`."""
    here = os.path.realpath(file)
    return [draft for draft in drafts_of(file.parent) if os.path.realpath(draft) != here]


def last_years(draft: Draft, file: Path, offices: Offices) -> Draft | None:
    """Last year's draft with the same outline and issuers, if there is a readable one."""
    return PreviousDrafts(offices).of(draft, file)


class DraftHead(NamedTuple):
    """What a draft says of itself at its beginning: its year and the id of its outline."""

    file: Path
    year: int
    outline: str


_BEGINNING = 65_536  # bytes


def heads(drafts: Iterable[Path]) -> list[DraftHead]:
    """The beginnings of drafts, without reading on; what cannot be read or says no year is left out."""
    found = []
    for file in drafts:
        try:
            with file.open("rb") as stream:
                beginning = stream.read(_BEGINNING)
        except OSError:
            continue
        year, outline = seen_year(beginning), _OUTLINE.search(beginning)
        if year is not None and outline:
            found.append(DraftHead(file, year, outline[1].decode("utf-8", "replace")))
    return found


def seen_year(content: bytes) -> int | None:
    """The year that a draft seems to be about, without reading it as TOML."""
    year = _YEAR.search(content)
    return int(year[1]) if year else None


_OUTLINE = re.compile(rb"^outline\s*=\s*[\"']([^\"'@]+)", re.MULTILINE)
_YEAR = re.compile(rb"^year\s*=\s*([0-9]{4})\s*(?:#.*)?$", re.MULTILINE)


class PreviousDrafts(Struct):
    """Finds last year's drafts for many drafts: every file of a workspace is read once."""

    offices: Offices
    _by_year: dict[Path, Mapping[int, list[Path]]] = field(default_factory=dict)
    _whose: dict[Path, tuple[str, tuple[str, ...]] | None] = field(default_factory=dict)

    def of(self, draft: Draft, file: Path) -> Draft | None:
        """Last year's draft with the same outline and issuers, if there is a readable one."""
        if draft.year is None:
            return None
        whose, here = (draft.outline.id, draft.words("issuer")), os.path.realpath(file)
        for other in self.of_year(file.parent, draft.year - 1):
            if self._owner(other) == whose and os.path.realpath(other) != here:
                try:
                    return self.offices.open(other)
                except BaogaoError:  # it existed a moment ago
                    return None
        return None

    def of_year(self, folder: Path, year: int) -> Sequence[Path]:
        """The drafts in a folder's workspace, or in the folder itself, that seem to be about a year."""
        home = self.offices.workspace_folder(folder) or folder
        if home not in self._by_year:
            self._by_year[home] = _by_year(folder)
        return self._by_year[home].get(year, ())

    def _owner(self, file: Path) -> tuple[str, tuple[str, ...]] | None:
        if file not in self._whose:
            try:
                found = self.offices.open(file)
                self._whose[file] = (found.outline.id, found.words("issuer"))
            except BaogaoError:
                self._whose[file] = None
        return self._whose[file]


def _by_year(folder: Path) -> Mapping[int, list[Path]]:
    found: dict[int, list[Path]] = {}
    try:
        drafts = drafts_of(folder)
    except BaogaoError:  # reported where the drafts are listed
        return found
    for draft in drafts:
        with contextlib.suppress(BaogaoError):  # reported where it is checked
            year = seen_year(files.read(draft))
            if year is not None:
                found.setdefault(year, []).append(draft)
    return found
