"""Recovery files: unsaved work, kept in the user's state folder until it is saved."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError
from tui.editing.merge import Conflict, merge_place
from tui.editing.text_comparison import is_written
from tui.editing.values import Value
from tui.session import set_aside
from tui.session.identity import RUN, Identity, identity, is_of, lives, moved_to, private_folder, process, writer
from tui.session.written import table
from tui.toml import KeyPath, parse

_SUFFIX = ".recovery.toml"


@dataclass(frozen=True, slots=True)
class Change:
    """One place with unsaved work: the value that was read, and the value now."""

    path: KeyPath
    base: Value | None
    mine: Value | None


@dataclass(frozen=True, slots=True)
class Recovery:
    """The unsaved work of one process on one draft."""

    file: Path
    draft: Path
    when: datetime
    changes: tuple[Change, ...]
    identity: Identity

    def discard(self) -> None:
        """Delete the recovery file, whose changes were taken over."""
        with contextlib.suppress(OSError):
            self.file.unlink()

    def throw_away(self) -> None:
        """Delete the recovery file; its texts are set aside in case that was a slip. Raises `BaogaoError`."""
        for change in self.changes:
            if isinstance(change.mine, str) and change.path[-1] == "text" and change.mine.strip():
                set_aside.keep(self.draft, change.path, change.mine, set_aside.DISCARDED, self.file.parent)
        self.discard()


def state_folder() -> Path:
    """Where recovery files are: the user's state folder, never the repository of the drafts."""
    from platformdirs import user_state_path  # only writing or recovering needs it

    return user_state_path("baogao", appauthor=False) / "recovery"


def file_for(draft: Path, folder: Path) -> Path:
    """The recovery file of this process for a draft."""
    return folder / f"{Identity(draft).name}-{os.getpid()}-{RUN}{_SUFFIX}"


def remember(draft: Path, changes: tuple[Change, ...], folder: Path, source: bytes | None = None) -> None:
    """Write the recovery file of a draft whose file holds `source`, or delete it if there is nothing to keep.

    Raises `BaogaoError` if it cannot be written.
    """
    target = file_for(draft, folder)
    if not changes:
        with contextlib.suppress(OSError):
            target.unlink()
        return
    private_folder(folder)
    head: dict[str, Value] = {**identity(draft, source).as_values(), **process(), "when": datetime.now(UTC)}
    files.write_private(target, "\n".join([table(head), *map(_as_table, changes)]).encode(), writer())


def _as_table(change: Change) -> str:
    values = {"path": list(change.path), "base": change.base, "mine": change.mine}
    return "[[changes]]\n" + table({name: value for name, value in values.items() if value is not None})


def left_behind(draft: Path, folder: Path, source: bytes | None = None) -> list[Recovery]:
    """The recovery files that dead processes left for a draft whose file holds `source`; latest first.

    A draft that was renamed since, or whose folder was, is found by the file itself or its content.
    """
    found = (recovery for recovery in _all(folder) if is_of(recovery.identity, draft, source))
    return sorted((replace(recovery, draft=draft) for recovery in found), key=lambda one: one.when, reverse=True)


def restored(change: Change, there: Value | None) -> Value | Conflict | None:
    """What a place that holds `there` is with unsaved work restored, or the conflict that must be asked about.

    A process that was killed as it saved may have been done with it: such work is there already, and others may have gone
    on with it since.
    """
    base = change.base
    if change.path[-1] == "text" and is_written(str(change.mine or ""), str(base or ""), str(there or "")):
        base = change.mine
    return merge_place(change.path, base, change.mine, there)


def all_left_behind(folder: Path, drafts: Iterable[Path] = ()) -> list[Recovery]:
    """The recovery files that dead processes left for all drafts, latest first.

    A draft that has moved is looked for among `drafts`.
    """
    known = tuple(drafts)
    found = (replace(recovery, draft=moved_to(recovery.identity, known)) for recovery in _all(folder))
    return sorted(found, key=lambda recovery: recovery.when, reverse=True)


def _all(folder: Path) -> Iterator[Recovery]:
    if not os.path.isdir(folder):
        return
    for file in sorted(folder.glob(f"*{_SUFFIX}")):
        recovery = read(file)
        if recovery is not None:
            yield recovery


def read(file: Path) -> Recovery | None:
    """A recovery file, unless its process is still alive or it cannot be read (then it is left alone)."""
    try:
        values = parse(files.read(file), str(file)).values
        if lives(values, file.stat().st_mtime):
            return None
        changes = tuple(
            Change(tuple(change["path"]), change.get("base"), change.get("mine")) for change in values["changes"]
        )
        origin = Identity.of_values(values)
        return Recovery(file, origin.draft, values["when"], changes, origin)
    except (BaogaoError, OSError, KeyError, TypeError):
        return None
