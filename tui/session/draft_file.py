"""The file of an open draft: whether others have changed it since it was read, and the old one that a save replaced."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError, Place
from tui.base.locks import locked
from tui.base.messages import say
from tui.base.regular import is_still, read_finished, signature
from tui.session.passing import is_moving
from tui.session.replaced import KEPT, Replaced
from tui.toml import Document


class DraftFile:
    """A file, what it looked like when it was last read or written, and the file that was replaced last."""

    def __init__(self, path: Path, clock: Callable[[], float]) -> None:
        self.path = path
        self._clock = clock
        self._seen = signature(path)
        self._replaced: Replaced | None = None

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be saved here: the file is read-only, or its folder takes no file."""
        return files.is_read_only(self.path) or (self.path.parent.is_dir() and not os.access(self.path.parent, os.W_OK))

    def is_settled(self) -> bool:
        """Whether the file is as last read, or seems finished: nobody is writing it, and git is not at work."""
        if self._replaced is not None and self._replaced.is_written and not self._replaced.is_still:
            return False
        return signature(self.path) == self._seen or (is_still(self.path) and not is_moving(self.path))

    def locked(self, patience: float) -> AbstractContextManager[None]:
        """The draft's lock. Raises `BaogaoError` when another program holds it for longer than `patience` seconds."""
        return locked(self.path, patience)

    def read(self, patience: float) -> bytes | None:
        """What it holds; None if it is gone. One that somebody is writing is waited for, at most `patience` seconds.

        Raises `BaogaoError` if it is there and cannot be read, or the writing does not end.
        """
        if not os.path.lexists(self.path):
            return None
        try:
            source, self._seen = read_finished(self.path, self._seen, patience)
        except BaogaoError:
            if os.path.lexists(self.path):
                raise
            return None  # deleted this moment, which is no more than if it had been gone before
        return source

    def save(self, document: Document, known: Document) -> None:
        """Write a document over the `known` one; a file that was deleted meanwhile is written again, whole.

        Raises `FileChanged` if it holds neither, and `BaogaoError` if it cannot be written.
        """
        if not os.path.isdir(self.path.parent):
            raise BaogaoError(
                say("the folder of the draft is gone"),
                place=Place(str(self.path)),
                remedy=say("bring the folder back, or save under another name; your text is kept"),
            )
        if document.source != known.source or not os.path.exists(self.path):
            old = Replaced.opened(self.path, known, self._clock())
            self.write(document, known)
            self._replaced = old

    def write(self, document: Document, known: Document) -> None:
        """Write a document over the `known` one, and go on watching the file that was replaced before. Raises the same."""
        self._seen = files.write(self.path, document.source, replacing=known.source)

    def copied_to(self, path: Path, document: Document) -> DraftFile:
        """Write a document to a new file, which is returned. Raises `BaogaoError` if it is there already."""
        files.create(path, document.source)
        return DraftFile(path, self._clock)

    # The file that the last save replaced

    @property
    def is_written_late(self) -> bool:
        """Whether somebody has written into the file that the last save replaced."""
        return self._replaced is not None and self._replaced.is_written

    def read_late(self, patience: float) -> tuple[bytes, Document]:
        """What that file holds once nobody is writing it, and the document that it held before.

        Its writer is waited for at most `patience` seconds.
        """
        assert self._replaced is not None
        self._replaced.wait_until_still(patience)
        return self._replaced.read(), self._replaced.document

    def let_go(self) -> None:
        """Close that file if nobody has written into it for a while."""
        if self._replaced is not None and self._clock() - self._replaced.when >= KEPT and not self._replaced.is_written:
            self._replaced = None
