"""What the office in whose folder a draft lies has set for its drafts: words of its own, and waivers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from tui.cli.drafts import STANDARD_INPUT
from tui.errors import BaogaoError
from tui.rules.office_words import OfficeWord
from tui.rules.waivers import no_rule, rule_named
from tui.storage import workspace


class Office(NamedTuple):
    """What rules take from an office."""

    words: tuple[OfficeWord, ...] = ()
    waivers: tuple[Mapping[str, Any], ...] = ()


@dataclass
class OfficeBook:
    """Finds the office of a draft, reading each workspace once."""

    _by_folder: dict[Path, Office] = field(default_factory=dict)

    def of(self, draft: str) -> Office:
        """The office of a draft. Raises `BaogaoError` for a bad `baogao.toml`."""
        folder = Path.cwd() if draft == STANDARD_INPUT else Path(draft).parent
        if folder not in self._by_folder:
            found = workspace.find(folder)
            self._by_folder[folder] = _office(found) if found else Office()
        return self._by_folder[folder]


def _office(found: workspace.Workspace) -> Office:
    for waiver in found.waivers:
        if rule_named(waiver.values["rule"]) is None:
            what, remedy = no_rule(waiver.values["rule"])
            raise BaogaoError(what, place=waiver.place, remedy=remedy)
    return Office(tuple(OfficeWord(*word) for word in found.words), tuple(waiver.values for waiver in found.waivers))
