"""The end that the system asks for: a closed window, a shutdown, a kill. It is in order, and it comes even when the screen hangs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from types import FrameType

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")
_GRACE = 3.0  # seconds to give the screen back; then the program ends without
_LINGER = 0.1  # seconds in which what was typed up to now arrives
_BY_SIGNAL = 128  # what shells add to the number of the signal that ended a program


class Shutdown:
    """Ends the app in order. `put_away` saves what is written, at least remembers it; `leave` closes the app."""

    def __init__(self, put_away: Callable[[], None], leave: Callable[[], None]) -> None:
        self._put_away = put_away
        self._leave = leave
        self._number = 0

    @property
    def code(self) -> int:
        """The exit code: 0 when the person left, else the one that shells know for the signal."""
        return _BY_SIGNAL + self._number if self._number else 0

    def watch(self) -> None:
        """Take what the system says. Not for tests: there it would be taken for all of them."""
        loop = asyncio.get_running_loop()

        # asyncio's own way to take signals needs a loop that turns; ours stands still while the terminal takes no output.
        def asked(number: int, _: FrameType | None) -> None:
            if self._is_first(number):
                with contextlib.suppress(RuntimeError):  # the loop is closed: we are leaving already
                    loop.call_soon_threadsafe(self._end)

        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(ValueError, OSError):  # not the main thread; not on this system
                    signal.signal(number, asked)

    def look(self) -> None:
        """End when the terminal is gone and nobody told; Textual would go on for ever, and wait for no key at full speed."""
        if not os.isatty(0) and self._is_first(getattr(signal, "SIGHUP", 1)):
            self._end()

    def _is_first(self, number: int) -> bool:
        if self._number:
            return False
        self._number = number
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, self._insist)
            signal.setitimer(signal.ITIMER_REAL, _GRACE)
        return True

    def _end(self) -> None:
        self._put_away()
        # What was typed before is still on its way to the text; it is put away when the app has ended.
        asyncio.get_running_loop().call_later(_LINGER, self._leave)

    def _insist(self, _: int, __: FrameType | None) -> None:
        self._put_away()
        os._exit(self.code)
