"""One lock for each draft: whoever reads, merges and replaces its file holds it, so that no writer undoes another."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tui.base.errors import BaogaoError, Place
from tui.base.messages import say

LONGEST = 60  # characters of a name, of four bytes at most: with what is put around them a name still
PATIENCE = 20.0  # seconds; a save takes milliseconds
_STEP = 0.004  # seconds between two tries

_held = threading.local()


@contextlib.contextmanager
def locked(file: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a file, across processes and users; who holds it already may take it again.

    The lock is on `.NAME.lock` beside the file, which is there only while somebody saves. The system lets go of it when a
    process dies, so a stale one holds nobody up. Where no lock can be had (a folder that nobody may write into, a file system
    without locks) there is none: nothing can be replaced there, or nothing better is to be had.

    Raises `BaogaoError` when another program keeps the lock for longer than `patience` seconds.
    """
    real = Path(os.path.realpath(file))
    lock = real.with_name(f".{real.name[:LONGEST]}.lock")
    held: set[Path] = _held.__dict__.setdefault("locks", set())
    if lock in held:
        yield
        return
    handle = _acquire(lock, file, patience)
    if handle is None:
        yield
        return
    held.add(lock)
    try:
        yield
    finally:
        held.discard(lock)
        _release(handle, lock)


def _acquire(lock: Path, file: Path, patience: float) -> int | None:
    """A descriptor that holds the lock; None where there are no locks."""
    from filelock import lock_descriptor  # only those who write need it

    until = time.monotonic() + patience
    while True:
        handle = _open(lock)
        if handle is None and not os.path.lexists(lock):
            return None
        if handle is not None:
            try:
                while not lock_descriptor(handle, blocking=False):
                    _wait(until, file)
            except OSError:
                os.close(handle)
                return None
            except BaseException:
                os.close(handle)
                raise
            if _is_the_file(handle, lock):
                return handle
            os.close(handle)  # its holder took the file away: the next one has another
        else:
            _wait(until, file)  # another user's, whom we may not share it with


def _open(lock: Path) -> int | None:
    """The lock file, made if it is not there; another user's that we may only read can be locked as well."""
    safe = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    for flags in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):
        with contextlib.suppress(OSError):
            return os.open(lock, flags | safe, 0o666)
    return None


def _wait(until: float, file: Path) -> None:
    if time.monotonic() >= until:
        raise BaogaoError(
            say("another program is saving this file"),
            place=Place(str(file)),
            remedy=say("wait until it is done, then try again"),
        )
    time.sleep(_STEP)


def _is_the_file(handle: int, lock: Path) -> bool:
    """Whether the descriptor is still that of the file by this name."""
    try:
        here, there = os.fstat(handle), lock.lstat()
    except OSError:
        return False
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)


def _release(handle: int, lock: Path) -> None:
    with contextlib.suppress(OSError):  # while it is held; Windows deletes no open file, and it may stay
        os.unlink(lock)
    with contextlib.suppress(OSError):
        os.close(handle)
