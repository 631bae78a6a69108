"""The file that a save replaced, kept open: an editor that opened it before may write into it afterwards, and nobody else would read that."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from tui.base.regular import LARGEST, STILL, STILL_EMPTY, signature_of
from tui.toml import Document

KEPT = 10.0
"""Seconds; an editor writes what it opened in milliseconds, and network drives show a file that is kept open."""
_STEP = 0.02  # seconds between two looks


class Replaced:
    """The old file, the document it held, and when it was replaced. It is closed when nobody refers to it any more."""

    def __init__(self, handle: int, document: Document, when: float) -> None:
        self.document = document
        self.when = when
        self._handle = handle
        self._known = signature_of(os.fstat(handle))

    @classmethod
    def opened(cls, file: Path, document: Document, when: float) -> Replaced | None:
        """A file that is about to be replaced; None where it cannot be kept open meanwhile, as on Windows."""
        if os.name == "nt":
            return None
        with contextlib.suppress(OSError):
            return cls(os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), document, when)
        return None

    def __del__(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self._handle)

    @property
    def is_written(self) -> bool:
        """Whether somebody has written into it since it was last read."""
        return signature_of(os.fstat(self._handle)) != self._known

    @property
    def is_still(self) -> bool:
        """Whether it has not changed for a moment; an empty one is about to be written."""
        status = os.fstat(self._handle)
        return not 0 <= time.time() - status.st_mtime < (STILL if status.st_size else STILL_EMPTY)

    def wait_until_still(self, patience: float) -> None:
        """Wait while somebody writes it, at most `patience` seconds."""
        until = time.monotonic() + patience
        while not self.is_still and time.monotonic() < until:
            time.sleep(_STEP)

    def read(self) -> bytes:
        """What it holds now."""
        self._known = signature_of(os.fstat(self._handle))
        return os.pread(self._handle, LARGEST, 0)
