"""Regular files: telling them from others, reading one as of a single moment, and whether it is still being written."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import NamedTuple, TypeVar

from tui.base.errors import BaogaoError, Place, unreadable
from tui.base.messages import Message, say

_Error = TypeVar("_Error", bound=BaogaoError)

LARGEST = 64 * 1024 * 1024  # bytes; no report comes close, and an endless file must not fill the memory

STILL = 0.35  # seconds without a change after which a file is considered finished
STILL_EMPTY = 2.0
"""The same for an empty one: editors empty a file before they write it, and a busy machine lets them wait."""
_PATIENCE = 10.0  # seconds to wait for that
_STEP = 0.02
WHOLE = 10_000_000  # nanoseconds by which the content of a file put in place whole is older than its place


class Signature(NamedTuple):
    """What a file looks like from outside."""

    device: int
    inode: int
    size: int
    modified: int
    """Nanoseconds."""


_KINDS = (
    (stat.S_ISDIR, say("this is a folder, not a file")),
    (stat.S_ISFIFO, say("this is a pipe, not a file")),
    (stat.S_ISSOCK, say("this is a socket, not a file")),
    (lambda mode: stat.S_ISCHR(mode) or stat.S_ISBLK(mode), say("this is a device, not a file")),
)


def read(file: Path) -> bytes:
    """The bytes of a regular file, as of a single moment.

    A file that changes while it is read is read again. Raises `BaogaoError` if the system refuses it, if it is not a
    regular file (which might block, or never end), and when it is larger than `LARGEST`.
    """
    until = time.monotonic() + _PATIENCE
    try:
        while True:
            content, is_same = _read_once(file)
            if is_same:
                return content
            if time.monotonic() >= until:
                raise being_written(file, BaogaoError)
            time.sleep(_STEP)
    except (OSError, ValueError) as error:
        raise unreadable(file, error if isinstance(error, OSError) else OSError(str(error))) from None


def _read_once(file: Path) -> tuple[bytes, bool]:
    """What a file holds, and whether it stayed the same during the read."""
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as stream:
        before = os.fstat(stream.fileno())
        kind = other_kind(before.st_mode)
        if kind is not None:
            raise BaogaoError(say("cannot be read: {why}", why=kind), place=Place(str(file)))
        content = b"" if before.st_size > LARGEST else stream.read(before.st_size + 1)
        if len(content) > before.st_size:  # it has grown, or is of a kind that has no size; room for it all is costly
            content += stream.read(LARGEST + 1 - len(content))
        if before.st_size > LARGEST or len(content) > LARGEST:
            raise too_large(file)
        after = os.fstat(stream.fileno())
    return content, (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)


def refuse_other_kinds(file: Path) -> None:
    """Raise `BaogaoError` for what other programs must not be given to read: no file, or no regular one."""
    try:
        kind = other_kind(file.stat().st_mode)
    except (OSError, ValueError) as error:
        raise unreadable(file, error if isinstance(error, OSError) else OSError(str(error))) from None
    if kind is not None:
        raise BaogaoError(say("cannot be read: {why}", why=kind), place=Place(str(file)))


def too_large(file: object) -> BaogaoError:
    """The error for a file too large to read."""
    what = say("is too large: at most {n} megabytes are read", n=LARGEST // 1024 // 1024)
    return BaogaoError(what, place=Place(str(file)))


def other_kind(mode: int) -> Message | None:
    """What kind of file it is, if not a regular one."""
    if stat.S_ISREG(mode):
        return None
    return next((name for is_it, name in _KINDS if is_it(mode)), say("this is not a regular file"))


def signature(file: Path) -> Signature | None:
    """What a file looks like from outside; changes whenever somebody writes or replaces it. None without a file."""
    try:
        return signature_of(file.stat())
    except OSError:
        return None


def signature_of(status: os.stat_result) -> Signature:
    """The same of what the system says of a file."""
    return Signature(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def is_still(file: Path) -> bool:
    """Whether a file seems finished: it was put in place whole, or has not changed for a moment."""
    try:
        status = file.stat()
    except OSError:
        return True
    age = time.time() - status.st_mtime
    if not status.st_size:
        return not 0 <= age < STILL_EMPTY
    is_put_whole = os.name != "nt" and status.st_ctime_ns - status.st_mtime_ns >= WHOLE
    return is_put_whole or not 0 <= age < STILL


def wait_until_still(file: Path, patience: float = _PATIENCE) -> None:
    """Wait while somebody writes a file in place. Raises `BaogaoError` if that does not end."""
    until = time.monotonic() + patience
    while not is_still(file):
        if time.monotonic() >= until:
            raise being_written(file, BaogaoError)
        time.sleep(_STEP)


def read_finished(file: Path, known: Signature | None, patience: float = _PATIENCE) -> tuple[bytes, Signature | None]:
    """The bytes of a file that nobody is writing in place, and its signature; one with the `known` signature is read at once.

    Raises `BaogaoError` like `read`, or if the writing does not end.
    """
    began = time.monotonic()
    until = began + patience
    until_back = 0.0
    while True:
        before = signature(file)
        if before is not None:
            until_back = min(until, time.monotonic() + STILL)
        elif time.monotonic() < until_back:
            time.sleep(_STEP)  # deleted this moment: git does that before it writes a file
            continue
        if before == known or is_still(file):
            try:
                content = read(file)
            except BaogaoError:
                if signature(file) == before or time.monotonic() >= until:
                    raise
                continue
            # A file that is emptied has its old time for a moment (seen on ext4): it must stay empty before our eyes.
            is_finished = content or before == known or time.monotonic() - began >= STILL
            if is_finished and signature(file) == before and (before == known or is_still(file)):
                return content, before
        if time.monotonic() >= until:
            raise being_written(file, BaogaoError)
        time.sleep(_STEP)


def being_written(file: Path, sort: type[_Error]) -> _Error:
    """The error for a file that another program is writing."""
    return sort(
        say("another program is writing this file"),
        place=Place(str(file)),
        remedy=say("wait until it is done, then try again"),
    )
