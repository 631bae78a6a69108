"""Recovery files: what was written and not yet saved, kept in the user's state folder until it is."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError
from tui.editing.merge import Clash
from tui.editing.values import Value, multi_line, one_line
from tui.toml import KeyPath, parse

_SUFFIX = ".recovery.toml"
_RUN = os.urandom(4).hex()
"""Tells this process from one that is gone and had the same number, as all of them have in a container."""
_LONG = 80  # characters; a text that is longer is written in lines, so that people can read the file


@dataclass(frozen=True, slots=True)
class Change:
    """One place that was written and not saved: what it held when it was read, and what it holds now."""

    path: KeyPath
    base: Value | None
    mine: Value | None

    def beside(self, theirs: Value | None) -> Clash:
        """The clash that this is where the file has come to hold something else."""
        return Clash(self.path, self.base, self.mine, theirs)


@dataclass(frozen=True, slots=True)
class Recovery:
    """The unsaved work of one process on one draft."""

    file: Path
    draft: Path
    when: datetime
    changes: tuple[Change, ...]

    def discard(self) -> None:
        """Delete the recovery file."""
        with contextlib.suppress(OSError):
            self.file.unlink()


def state_folder() -> Path:
    """Where recovery files lie: the user's state folder, never the repository of the drafts."""
    from platformdirs import user_state_path  # only who writes or recovers needs it

    return user_state_path("baogao", appauthor=False) / "recovery"


def file_for(draft: Path, folder: Path) -> Path:
    """The recovery file of this process for a draft."""
    return folder / f"{_name(draft)}-{os.getpid()}-{_RUN}{_SUFFIX}"


def _name(draft: Path) -> str:
    return hashlib.sha256(os.fsencode(os.path.realpath(draft))).hexdigest()[:16]


def remember(draft: Path, changes: tuple[Change, ...], folder: Path) -> None:
    """Write the recovery file of a draft, or delete it when there is nothing to keep.

    Raises `BaogaoError` when it cannot be written.
    """
    target = file_for(draft, folder)
    if not changes:
        with contextlib.suppress(OSError):
            target.unlink()
        return
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)  # drafts may be confidential
    head: dict[str, Value] = {
        "draft": os.path.abspath(draft).encode("utf-8", "replace").decode(),
        "pid": os.getpid(),
        "when": datetime.now(UTC),
    }
    files.write(target, "\n".join([_table(head), *map(_as_table, changes)]).encode())


def _as_table(change: Change) -> str:
    values = {"path": list(change.path), "base": change.base, "mine": change.mine}
    return "[[changes]]\n" + _table({name: value for name, value in values.items() if value is not None})


def _table(values: Mapping[str, Value]) -> str:
    """Lines of a table. Ours and not tomli-w's, which goes through a text character by character, twice a second here."""
    return "".join(
        f"{name} = {multi_line(value) if isinstance(value, str) and len(value) > _LONG else one_line(value)}\n"
        for name, value in values.items()
    )


def left_behind(draft: Path, folder: Path) -> list[Recovery]:
    """The recovery files of a draft that a process which is gone left behind, the latest first."""
    return sorted(_all(folder, _name(draft)), key=lambda recovery: recovery.when, reverse=True)


def all_left_behind(folder: Path) -> list[Recovery]:
    """The recovery files of all drafts that processes which are gone left behind, the latest first."""
    return sorted(_all(folder, ""), key=lambda recovery: recovery.when, reverse=True)


def _all(folder: Path, name: str) -> Iterator[Recovery]:
    if not os.path.isdir(folder):
        return
    for file in sorted(folder.glob(f"{name}*{_SUFFIX}")):
        recovery = read(file)
        if recovery is not None:
            yield recovery


def read(file: Path) -> Recovery | None:
    """A recovery file, unless its process still lives or it cannot be read (then it is left where it is)."""
    try:
        values = parse(files.read(file), str(file)).values
        if _lives(values["pid"]):
            return None
        changes = tuple(
            Change(tuple(change["path"]), change.get("base"), change.get("mine")) for change in values["changes"]
        )
        return Recovery(file, Path(values["draft"]), values["when"], changes)
    except (BaogaoError, KeyError, TypeError):
        return None


def _lives(pid: int) -> bool:
    if pid == os.getpid():
        return False  # the number of a process that is gone, given to us
    if os.name == "nt":
        return False  # there is no harmless question to ask there; offering work twice is better than hiding it
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
