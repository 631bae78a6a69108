"""What the app remembers between starts: theme, order of the list, and the last place in each draft, but no text."""

from __future__ import annotations

import contextlib
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tui.base import files
from tui.base.errors import BaogaoError
from tui.base.locks import locked
from tui.editing.values import Value
from tui.session.identity import file_number, private_folder
from tui.session.written import table

FILE = "remembered.toml"
_MOST = 50  # drafts
_OLDEST = timedelta(days=800)  # a report is written once a year, and opened again for the next one
_LONGEST = 200  # characters of a section's id, and of a name
_NAME = re.compile("[a-z0-9-]{1,40}")
_PATIENCE = 0.5  # seconds to wait for another app writing the file


@dataclass(frozen=True, slots=True)
class Visit:
    """The last place in a draft: its file (with its inode, to find it once renamed), section, cursor, time."""

    draft: Path
    section: str
    cursor: int
    when: datetime
    number: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """All that is remembered: a theme for each kind of terminal, the order of the list, visits with the latest first.

    `reviewer` is who the last note was from.
    """

    themes: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
    reviewer: str = ""
    visits: tuple[Visit, ...] = ()

    def with_visit(self, visit: Visit) -> Remembered:
        """With one more visit in place of the last one to the same draft; the oldest visits are dropped."""
        others = (one for one in self.visits if one.draft != visit.draft and not _is_renamed(one, visit))
        kept = sorted((visit, *others), key=lambda one: one.when, reverse=True)[:_MOST]
        return replace(self, visits=tuple(one for one in kept if visit.when - one.when < _OLDEST))


def _is_renamed(known: Visit, now: Visit) -> bool:
    return bool(known.number) and known.number == now.number and not os.path.lexists(known.draft)


class Memory:
    """What is remembered, and the file it is kept in.

    What the file cannot tell or keep (it is damaged, or nothing can be written there) is known until the app ends.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self.now = read(file)

    def theme(self, terminal: str) -> str | None:
        """The theme last chosen in this kind of terminal, which its default theme identifies."""
        return self.now.themes.get(terminal)

    def choose_theme(self, terminal: str, theme: str) -> None:
        """Remember a theme for this kind of terminal."""
        self._change(lambda old: replace(old, themes={**old.themes, terminal: theme}))

    def choose_order(self, order: str) -> None:
        """Remember the order of the list of drafts."""
        self._change(lambda old: replace(old, order=order))

    def choose_reviewer(self, name: str) -> None:
        """Remember who the last note was from."""
        self._change(lambda old: replace(old, reviewer=name[:_LONGEST]))

    def visit(self, draft: Path, section: str, cursor: int) -> None:
        """Remember the place in a draft."""
        real = Path(os.path.realpath(draft))
        visit = Visit(real, section, cursor, datetime.now(UTC).replace(microsecond=0), file_number(real))
        self._change(lambda old: old.with_visit(visit))

    def last_visit(self, draft: Path) -> Visit | None:
        """The last visit to a draft, even if it was renamed since."""
        now = Visit(Path(os.path.realpath(draft)), "", 0, datetime.now(UTC), file_number(draft))
        return next((one for one in self.now.visits if one.draft == now.draft or _is_renamed(one, now)), None)

    def _change(self, change: Callable[[Remembered], Remembered]) -> None:
        """Change the current contents of the file: another app may have written it meanwhile."""
        known = self.now
        self.now = change(known)
        with contextlib.suppress(BaogaoError, OSError):
            private_folder(self._file.parent)
            with locked(self._file, _PATIENCE):
                now = change(read(self._file) if os.path.lexists(self._file) else known)
                files.write_private(self._file, _written(now).encode())
            self.now = now


def read(file: Path) -> Remembered:
    """The contents of a file; anything that cannot be understood is ignored."""
    try:
        values = tomllib.loads(files.read(file).decode()) if os.path.lexists(file) else {}
    except (BaogaoError, OSError, ValueError, RecursionError):
        values = {}
    themes, order, drafts = values.get("themes"), values.get("order"), values.get("drafts")
    reviewer = values.get("reviewer")
    return Remembered(
        {terminal: theme for terminal, theme in themes.items() if _is_name(terminal) and _is_name(theme)}
        if isinstance(themes, dict)
        else {},
        order if isinstance(order, str) and _is_name(order) else "",
        reviewer[:_LONGEST] if isinstance(reviewer, str) else "",
        tuple(_visits(drafts if isinstance(drafts, list) else ()))[:_MOST],
    )


def _is_name(value: object) -> bool:
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


def _visits(entries: Iterable[Any]) -> Iterator[Visit]:
    for entry in entries:
        match entry:
            case {"draft": str(draft), "section": str(section), "cursor": int(cursor), "when": datetime() as when} if (
                "\0" not in draft
                and Path(draft).is_absolute()
                and len(section) <= _LONGEST
                and cursor >= 0
                and when.tzinfo
            ):
                yield Visit(Path(draft), section, cursor, when, str(entry.get("number", "")))


def _written(remembered: Remembered) -> str:
    tables = [table({"order": remembered.order, "reviewer": remembered.reviewer})]
    if remembered.themes:
        tables.append("[themes]\n" + table(remembered.themes))
    for one in remembered.visits:
        values: dict[str, Value] = {"draft": str(one.draft), "section": one.section, "cursor": one.cursor}
        values |= {"when": one.when, "number": one.number}
        with contextlib.suppress(UnicodeEncodeError):  # TOML cannot hold a name that is not UTF-8
            str(one.draft).encode()
            tables.append("[[drafts]]\n" + table(values))
    return "\n".join(tables)
