"""When what was written is due: in the recovery file soon after a key, in the draft's file after a moment without keys."""

from __future__ import annotations

from collections.abc import Callable

RECOVERY_DELAY = (
    0.5  # seconds after a key; with a tick every quarter of a second the file is never more than a second old
)
SAVE_DELAY = 1.0  # seconds of quiet
SAVE_LATEST = 5.0  # seconds after the first unsaved key


class Schedule:
    """The times of the first and the last key since the draft was saved, and since it was remembered."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last_key: float | None = None
        self._first_unsaved: float | None = None
        self._first_unremembered: float | None = None

    def touch(self) -> None:
        """Something was written now."""
        now = self._clock()
        self._last_key = now
        self._first_unsaved = self._first_unsaved if self._first_unsaved is not None else now
        self._first_unremembered = self._first_unremembered if self._first_unremembered is not None else now

    @property
    def is_recovery_due(self) -> bool:
        """Whether the recovery file should be written now."""
        return self._first_unremembered is not None and self._clock() - self._first_unremembered >= RECOVERY_DELAY

    @property
    def is_save_due(self) -> bool:
        """Whether the draft should be saved now."""
        if self._last_key is None or self._first_unsaved is None:
            return False
        now = self._clock()
        return now - self._last_key >= SAVE_DELAY or now - self._first_unsaved >= SAVE_LATEST

    def remembered(self) -> None:
        """What was written is in the recovery file, or could not be put there."""
        self._first_unremembered = None

    def saved(self) -> None:
        """What was written is saved, except for what must be decided first."""
        self._first_unsaved = self._last_key = None

    def put_off(self) -> None:
        """Saving is tried now; if it fails, it is due again after the same time."""
        self._first_unsaved = self._last_key = self._clock()
