"""One lock per draft: whoever reads, merges and replaces its file holds it, so that no writer undoes another's work."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tui.base.errors import BaogaoError, Place
from tui.base.messages import say

LONGEST = 60  # characters of a name, of four bytes at most: the lock's prefix and suffix must still fit
PATIENCE = 20.0  # seconds; a save takes milliseconds
_STEP = 0.004  # seconds between two attempts

_held = threading.local()


@contextlib.contextmanager
def locked(file: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a file, across processes and users; it is reentrant.

    The lock is on `.NAME.lock` next to the file, which exists only during a save. The system releases it when a
    process dies, so a stale one blocks nobody. Where no lock can be had (a folder nobody may write to, a file system
    without locks) there is none: either nothing can be replaced there, or nothing better is available.

    Raises `BaogaoError` when another program holds the lock for longer than `patience` seconds, or a link has its name.
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
    """A descriptor that holds the lock; None where locks are not available."""
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
            os.close(handle)  # its holder deleted the file: the next one uses another
        elif lock.is_symlink():
            raise BaogaoError(
                say("this is a link where a lock file belongs: nothing can be saved"),
                place=Place(str(lock)),
                remedy=say("delete the link"),
            )
        else:
            _wait(until, file)  # another user's, which we may not share


def _open(lock: Path) -> int | None:
    """The lock file, created if missing; another user's that we may only read can be locked as well."""
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
    """Whether the descriptor still belongs to the file of this name."""
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
