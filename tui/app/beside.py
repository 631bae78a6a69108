"""Another draft to lie beside the one that is open: which ones there are, and last year's of the same office."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from tui.draft import Draft, wanted_outline
from tui.errors import BaogaoError
from tui.office import OfficeBook
from tui.storage import files
from tui.storage.workspace import drafts_of
from tui.toml import parse


def others(file: Path) -> list[Path]:
    """The drafts that can lie beside the one in a file: all of its workspace or folder but itself. Raises `BaogaoError`."""
    here = os.path.realpath(file)
    return [draft for draft in drafts_of(file.parent) if os.path.realpath(draft) != here]


def read(file: Path, offices: OfficeBook, outline_paths: Sequence[Path]) -> Draft:
    """The draft in a file. Raises `BaogaoError` for what cannot be read as one."""
    document = parse(files.read(file), str(file))
    return Draft(document, offices.of(file.parent).library(*outline_paths).find(*wanted_outline(document)))


def last_years(draft: Draft, file: Path, offices: OfficeBook, outline_paths: Sequence[Path]) -> Draft | None:
    """The draft of the year before, of the same outline and issuers, if there is one that can be read."""
    if draft.year is None:
        return None
    named = re.compile(rf"^year\s*=\s*{draft.year - 1}\s*(#.*)?$".encode(), re.MULTILINE)
    try:
        for other in others(file):
            if named.search(files.read(other)):
                found = read(other, offices, outline_paths)
                if found.outline.id == draft.outline.id and found.words("issuer") == draft.words("issuer"):
                    return found
    except BaogaoError:  # it is told of where the drafts are listed
        return None
    return None
