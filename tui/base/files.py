"""Files, read whole and replaced whole: what was there stays there until all of the new is on the disk."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from tui.base.errors import unreadable, unwritable


def read(file: Path) -> bytes:
    """The bytes of a file. Raises `BaogaoError` when the system does not give them."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise unreadable(file, error) from None


def write(file: Path, content: bytes) -> None:
    """Replace a file (or make it) in one step, keeping its mode; a link stays and its target is replaced.

    Raises `BaogaoError` when the system does not allow it; the old file is then whole.
    """
    try:
        target = file.resolve()
        temporary = target.with_name(f".{target.name[:100]}.{os.urandom(4).hex()}.tmp")
        mode = target.stat().st_mode & 0o7777 if target.exists() else None
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            with os.fdopen(handle, "wb") as stream:
                if mode is not None:
                    os.chmod(temporary, mode)
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
        _sync_folder(target.parent)
    except (OSError, ValueError) as error:
        raise unwritable(file, error if isinstance(error, OSError) else OSError(str(error))) from None


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
