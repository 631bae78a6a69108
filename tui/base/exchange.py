"""Two files change names in one step, where the system can: whoever replaces a file this way still has the old one."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path

_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_HERE = -100  # AT_FDCWD of Linux: paths are relative to the working folder

_Rename = Callable[[bytes, bytes], int]


def exchange(one: Path, other: Path) -> bool:
    """Give each of two files the other's name; returns whether the system and the file system can, and did."""
    rename = _rename()
    return rename is not None and rename(os.fsencode(one), os.fsencode(other)) == 0


@functools.cache
def _rename() -> _Rename | None:
    """The system's call, which Python does not have; None without one."""
    import ctypes  # only those who write need it

    try:
        system = ctypes.CDLL(None)
        if sys.platform == "darwin":
            swap = system.renamex_np
            return lambda one, other: int(swap(one, other, _EXCHANGE))
        call = system.renameat2
        return lambda one, other: int(call(_HERE, one, _HERE, other, _EXCHANGE))
    except (AttributeError, OSError, TypeError):  # an older C library; Windows
        return None
