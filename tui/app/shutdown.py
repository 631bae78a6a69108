"""An orderly end when the system asks for one: a closed window, a shutdown, a kill; even if the screen hangs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from types import FrameType

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")
_RARE = ("SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGXCPU")  # they end a program too, unless somebody has a use for them
_GRACE = 3.0  # seconds to restore the screen; then the program ends without
_GRACES = 3  # times that, while there is still input to act on
_LINGER = 0.1  # seconds for typed keys to arrive
_BY_SIGNAL = 128  # shells add this to the number of the signal that ended a program


class Shutdown:
    """Ends the app in order. `put_away` saves the text, or at least remembers it; `leave` closes the app.

    `is_typing` is whether typed keys have not had their effect yet: those get more time.
    """

    def __init__(
        self, put_away: Callable[[], None], leave: Callable[[], None], is_typing: Callable[[], bool] = lambda: False
    ) -> None:
        self._put_away = put_away
        self._leave = leave
        self._is_typing = is_typing
        self._graces = _GRACES
        self._number = 0

    @property
    def code(self) -> int:
        """The exit code: 0 if the user left, else the usual one for the signal."""
        return _BY_SIGNAL + self._number if self._number else 0

    def watch(self) -> None:
        """Handle signals. Not in tests, where the handlers would outlive the app."""
        loop = asyncio.get_running_loop()

        # asyncio's own signal handlers need a running loop; ours blocks while the terminal takes no output.
        def asked(number: int, _: FrameType | None) -> None:
            if self._is_first(number):
                with contextlib.suppress(RuntimeError):  # the loop is closed: we are leaving already
                    loop.call_soon_threadsafe(self._end)

        for name in (*_SIGNALS, *_RARE):
            number = getattr(signal, name, None)
            if number is not None and (name in _SIGNALS or signal.getsignal(number) is signal.SIG_DFL):
                with contextlib.suppress(ValueError, OSError):  # not the main thread; not on this system
                    signal.signal(number, asked)

    def look(self) -> None:
        """End when the terminal is gone without a signal: Textual would go on for ever, polling for keys at full speed."""
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
        # Keys typed before are still on their way to the text; it is saved after the app has ended.
        asyncio.get_running_loop().call_later(_LINGER, self._leave)

    def _insist(self, _: int, __: FrameType | None) -> None:
        self._graces -= 1
        if self._graces and self._is_typing():
            signal.setitimer(signal.ITIMER_REAL, _GRACE)
            return
        self._put_away()
        os._exit(self.code)
