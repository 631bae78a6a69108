"""The canonical order of a draft's tables and keys: the outline's, unknown ones last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.draft.keys import CLEARANCE_KEYS, NOTE_KEYS, SECTION_KEYS, TOP_KEYS, UNSORTED, WAIVER_KEYS
from tui.toml import KeyPath

if TYPE_CHECKING:
    from tui.outline.outline import Outline
    from tui.outline.table import Table

LAST = 1_000_000
"""The rank of keys that the outline does not know: they keep their order."""

Rank = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Ranks of the values of an outline's drafts."""

    outline: Outline

    def rank(self, path: KeyPath) -> Rank:
        """Where a value is placed among all values of a draft: paths in canonical order have ascending ranks."""
        return tuple(self._place(path[:length]) for length in range(1, len(path) + 1))

    def _place(self, path: KeyPath) -> int:
        last = path[-1]
        if isinstance(last, int):
            return last
        names = self._names(path[:-1])
        return names.index(last) if last in names else LAST

    def _names(self, table: KeyPath) -> tuple[str, ...]:
        """The keys of a table, in order."""
        match table:
            case ():
                return TOP_KEYS
            case ("fields",):
                return tuple(self.outline.fields_by_id)
            case ("figures",):
                return tuple(self.outline.figures_by_id)
            case ("sections",):
                return (UNSORTED, *self.outline.sections_by_id)
            case ("sections", _):
                return (*SECTION_KEYS, "rows")
            case ("sections", id, "rows"):
                asked = self._table(str(id))
                return tuple(row.id for part in asked.every_part for row in part.rows) if asked else ()
            case ("sections", id, "rows", row):
                asked = self._table(str(id))
                part = asked.part_of.get(str(row)) if asked else None
                return tuple(part.columns_by_id) if part else ()
            case ("clearance",):
                return CLEARANCE_KEYS
            case ("notes", _):
                return NOTE_KEYS
            case ("waivers", _):
                return WAIVER_KEYS
            case _:
                return ()

    def _table(self, section: str) -> Table | None:
        asked = self.outline.sections_by_id.get(section)
        return asked.table if asked else None
