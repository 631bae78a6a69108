"""Files are read whole and replaced whole: the old content stays until all of the new is on the disk."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from tui.base.errors import BaogaoError, Place, unwritable
from tui.base.exchange import exchange
from tui.base.locks import LONGEST, PATIENCE, locked
from tui.base.messages import say
from tui.base.regular import (
    WHOLE,
    Signature,
    being_written,
    other_kind,
    read,
    signature,
    signature_of,
    wait_until_still,
)

__all__ = [
    "FileChanged",
    "clear_leftovers",
    "create",
    "is_read_only",
    "read",
    "rewrite",
    "steady",
    "write",
    "write_private",
]

T = TypeVar("T")


@contextlib.contextmanager
def steady(file: Path) -> Iterator[None]:
    """Hold a file's lock once nobody is writing it in place: what is read now may be replaced. Raises `BaogaoError`."""
    with locked(file):
        wait_until_still(file)
        yield


class FileChanged(BaogaoError):
    """A file is not what it was when it was read: somebody without its lock wrote it meanwhile. Read it again."""


def rewrite(file: Path, work: Callable[[], T]) -> T:
    """Do work that reads and writes a file, under its lock and once nobody is writing it in place; return its result.

    Work that raises `FileChanged` is done again. Raises `BaogaoError` when that does not end.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with steady(file):
                return work()
        except FileChanged:
            if time.monotonic() >= until:
                raise


def write(file: Path, content: bytes, replacing: bytes | None = None) -> Signature:
    """Replace (or create) a regular file in one step, keeping its mode and group; a link stays, its target is replaced.

    Whoever writes a draft holds its lock meanwhile (`tui.base.locks`), and names the bytes it read as `replacing`: editors know
    no lock. Returns what the new file looks like from outside. Raises `FileChanged` if the file holds other
    bytes, `BaogaoError` if the system refuses, the file is marked read-only, or it is not a regular file; the old file is
    then intact.
    """
    try:
        target = Path(os.path.realpath(file))
        old = status(target)
        if old is not None:
            _refuse(file, old)
        _clear_leftovers(target)
        put = _replace(target, content, old, replacing=replacing)
        _sync_folder(target.parent)
    except (OSError, ValueError) as error:
        raise unwritable(file, error if isinstance(error, OSError) else OSError(str(error))) from None
    return put


def create(file: Path, content: bytes) -> None:
    """Write a new file in one step. Raises `BaogaoError` if something has that name, or the system refuses."""
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    except FileExistsError:
        raise BaogaoError(
            say("the file already exists"), place=Place(str(file)), remedy=say("choose another name")
        ) from None
    except (OSError, ValueError) as error:
        raise unwritable(file, error if isinstance(error, OSError) else OSError(str(error))) from None
    try:
        write(file, content)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(file)
        raise


def write_private(file: Path, content: bytes, writer: str = "") -> None:
    """Replace (or create) a file in one step, readable only by its owner from the start. Raises `BaogaoError`.

    The name of the temporary file carries `writer`.
    """
    try:
        _clear_leftovers(file)
        _replace(file, content, None, mode=0o600, writer=writer)
        _sync_folder(file.parent)
    except (OSError, ValueError) as error:
        raise unwritable(file, error if isinstance(error, OSError) else OSError(str(error))) from None


def status(file: Path) -> os.stat_result | None:
    """The status of a file, or of the target of a link; None if there is none. Raises `OSError` for other failures."""
    try:
        return file.stat()
    except FileNotFoundError:
        return None


def _refuse(file: Path, old: os.stat_result) -> None:
    kind = other_kind(old.st_mode)
    if kind is not None:
        raise BaogaoError(say("cannot be written: {why}", why=kind), place=Place(str(file)))
    if is_read_only(file):
        raise BaogaoError(
            say("the file is read-only"),
            place=Place(str(file)),
            remedy=say("make it writable, or work on a copy"),
        )


def is_read_only(file: Path) -> bool:
    """Whether a file exists and is marked read-only, even if an administrator could write it anyway."""
    try:
        mode = file.stat().st_mode
    except OSError:
        return False
    return not mode & 0o222 or not os.access(file, os.W_OK)


def _replace(
    target: Path,
    content: bytes,
    old: os.stat_result | None,
    *,
    mode: int = 0o666,
    replacing: bytes | None = None,
    writer: str = "",
) -> Signature:
    temporary = target.with_name(f".{target.name[:LONGEST]}.{writer}{os.urandom(4).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    begun = time.time_ns()
    handle = os.open(
        temporary, flags, mode if old is None else 0o600
    )  # nobody reads a draft through its temporary file
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            if old is not None:
                _keep_owners(temporary, old)
            os.utime(temporary, ns=(begun, begun - 2 * WHOLE))  # see `regular.is_still`
            os.fsync(stream.fileno())
            put = signature_of(os.fstat(stream.fileno()))
        if replacing is None:
            os.replace(temporary, target)
        else:
            before = signature(target)
            _refuse_changed(target, replacing)
            _put(temporary, target, before)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return put


def _refuse_changed(target: Path, known: bytes) -> None:
    """Raise `FileChanged` unless a file holds these bytes, or there is none."""
    if not os.path.lexists(target):
        return
    try:
        is_known = read(target) == known
    except BaogaoError:
        if os.path.lexists(target):
            raise
        is_known = False  # deleted this moment, perhaps by git, which writes another one
    if not is_known:
        raise being_written(target, FileChanged)


def _put(temporary: Path, target: Path, before: Signature | None) -> None:
    """Put the new file in the place of one that looked like `before`, and delete that; raise `FileChanged` if it changed.

    Between the last look at the old file and this moment an editor may have begun to write it, or replaced it. The two
    files change places, so that what was replaced can be looked at: if it is not what it was, it goes back as it is,
    with whoever writes it. Where the system cannot exchange files, that moment stays unwatched.
    """
    if not exchange(temporary, target):
        os.replace(temporary, target)
        return
    if signature(temporary) != before:
        if not exchange(temporary, target):  # ours is gone again: whoever deleted it replaces files in two steps
            os.replace(temporary, target)
        with contextlib.suppress(OSError):
            os.utime(target)  # it may be half a file, changed when it was moved: see `regular.is_still`
        raise being_written(target, FileChanged)
    with contextlib.suppress(OSError):  # the next save deletes it
        os.unlink(temporary)


def _keep_owners(temporary: Path, old: os.stat_result) -> None:
    """Give the new file the group and mode of the old one; the group only if the system lets us."""
    if hasattr(os, "chown") and temporary.stat().st_gid != old.st_gid:
        with contextlib.suppress(OSError):
            os.chown(temporary, -1, old.st_gid)
    os.chmod(temporary, stat.S_IMODE(old.st_mode))


def clear_leftovers(file: Path) -> None:
    """Delete what killed saves of a file left beside it, unless somebody is saving it now. Never raises."""
    with contextlib.suppress(BaogaoError, OSError, ValueError):
        target = Path(os.path.realpath(file))
        if _leftovers(target):
            with locked(file, patience=0):
                _clear_leftovers(target)


def _clear_leftovers(target: Path) -> None:
    for leftover in _leftovers(target):
        with contextlib.suppress(OSError):
            os.unlink(leftover)


def _leftovers(target: Path) -> list[str]:
    leftover = re.compile(re.escape(f".{target.name[:LONGEST]}.") + r"[0-9a-f]{8}\.tmp")
    try:
        with os.scandir(target.parent) as entries:
            return [entry.path for entry in entries if leftover.fullmatch(entry.name)]
    except OSError:
        return []


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
