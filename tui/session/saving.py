"""The saves of an open draft: when the last one was, what keeps the file from being written, and when to look at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from tui.base.errors import BaogaoError
from tui.session.session import Outcome, SaveResult, Session
from tui.toml import KeyPath


class Saving:
    """Saves a session and looks at its file. `follow` is called with the places whose values came from the file."""

    def __init__(self, session: Session, follow: Callable[[Sequence[KeyPath]], None]) -> None:
        self.saved: datetime | None = None
        self.trouble: BaogaoError | None = None
        """Why the file could not be written or read at the last attempt; None once it could."""
        self._session = session
        self._follow = follow
        self._looked: tuple[int, int, int] | None = None

    def tick(self) -> SaveResult:
        """Remember, save and look at the file when due; what goes wrong is kept in `trouble`."""
        try:
            result = self._session.tick()
            if result.outcome is Outcome.NOTHING and self._is_changed_outside():
                result = self._session.look()
                self.trouble = None  # it can be read; a failed write is reported when it is tried again
        except BaogaoError as error:
            self._fail(error)
            return SaveResult(Outcome.NOTHING)
        self._note(result)
        return result

    def save(self) -> SaveResult:
        """Save now. Raises `BaogaoError` like the session."""
        try:
            result = self._session.save()
        except BaogaoError as error:
            self._fail(error)
            raise
        self._note(result)
        return result

    def save_copy(self, file: Path) -> None:
        """Save under a new name and go on with that file. Raises `BaogaoError` like the session."""
        self._session.save_copy(file)
        self.saved, self.trouble, self._looked = datetime.now(), None, None

    def _fail(self, error: BaogaoError) -> None:
        """Keep what went wrong; what others wrote may have been taken over before, and is shown."""
        self.trouble = error
        self._follow(self._session.taken_over())

    def _note(self, result: SaveResult) -> None:
        if result.outcome in (Outcome.SAVED, Outcome.MERGED) and not self._session.unsaved:
            self.saved = datetime.now()
            self._looked = None
        if result.outcome is not Outcome.NOTHING:
            self.trouble = None
        if result.taken:
            self._follow(result.taken)

    def _is_changed_outside(self) -> bool:
        """Whether the file may have changed since it was last read; reading it then shows what did.

        After opening or saving here it may have: a write at the same moment must not go unnoticed.
        """
        if self._session.is_written_late:
            return self._session.is_settled()
        try:
            status = self._session.file.stat()
        except OSError:
            return False
        now = (status.st_mtime_ns, status.st_size, status.st_ino)
        if now == self._looked or not self._session.is_settled():
            return False
        self._looked = now
        return True
