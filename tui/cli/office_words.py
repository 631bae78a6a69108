"""The list of words of the office in whose folder a draft lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tui.cli.drafts import STANDARD_INPUT
from tui.rules.office_words import OfficeWord
from tui.storage import workspace


@dataclass
class WordBook:
    """Finds the list for a draft, reading each workspace once."""

    _by_folder: dict[Path, tuple[OfficeWord, ...]] = field(default_factory=dict)

    def words(self, draft: str) -> tuple[OfficeWord, ...]:
        """The words of a draft's office. Raises `BaogaoError` for a bad `baogao.toml`."""
        folder = Path.cwd() if draft == STANDARD_INPUT else Path(draft).parent
        if folder not in self._by_folder:
            office = workspace.find(folder)
            self._by_folder[folder] = tuple(OfficeWord(*word) for word in office.words) if office else ()
        return self._by_folder[folder]
