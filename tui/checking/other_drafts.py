"""Another draft to lie beside the one that is open: which ones there are, and last year's of the same office."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError
from tui.checking.office import Offices
from tui.draft.draft import Draft
from tui.workspace.workspace import drafts_of


def others(file: Path) -> list[Path]:
    """The drafts that can lie beside the one in a file: all of its workspace or folder but itself. Raises `BaogaoError`."""
    here = os.path.realpath(file)
    return [draft for draft in drafts_of(file.parent) if os.path.realpath(draft) != here]


def last_years(draft: Draft, file: Path, offices: Offices) -> Draft | None:
    """The draft of the year before, of the same outline and issuers, if there is one that can be read."""
    if draft.year is None:
        return None
    named = re.compile(rf"^year\s*=\s*{draft.year - 1}\s*(#.*)?$".encode(), re.MULTILINE)
    for other in _others_quietly(file):
        try:
            found = offices.open(other) if named.search(files.read(other)) else None
        except BaogaoError:  # it is told of where the drafts are listed
            continue
        if found and found.outline.id == draft.outline.id and found.words("issuer") == draft.words("issuer"):
            return found
    return None


def _others_quietly(file: Path) -> list[Path]:
    try:
        return others(file)
    except BaogaoError:
        return []
