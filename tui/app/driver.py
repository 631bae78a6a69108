"""Textual's driver, which reads the keys of a terminal, with unknown keys kept out of the text."""

from __future__ import annotations

import os
import selectors
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from time import monotonic

from textual._xterm_parser import XTermParser
from textual.driver import Driver

from tui.app.ambiguous_width import ASK, WidthTold, answer_taken
from tui.app.unknown_keys import KeyFilter

_AT_ONCE = 4096  # bytes


def without_unknown_keys(driver: type[Driver]) -> type[Driver]:
    """A driver class like `driver`, but without the keys that Textual does not know.

    Only the Unix driver reads bytes; the others stay as they are.
    """
    if sys.platform == "win32":
        return driver
    import termios  # not on Windows
    import tty

    from textual.drivers.linux_driver import LinuxDriver

    if driver is not LinuxDriver:
        return driver

    class KnownKeys(LinuxDriver):
        """Reads the terminal of a Unix system."""

        def write(self, data: str) -> None:
            """Draw, unless nobody draws any more.

            Textual's writing thread ends when the terminal is gone, and whoever writes for it then waits for ever: keys that
            are still to be acted on would be lost (seen in 8.2.8; canary: tests/app/test_canaries.py).
            """
            if self._writer_thread is not None and self._writer_thread.is_alive():
                super().write(data)

        def _sigcont_application(self, *_: object) -> None:
            """Go on after a stop. Only Ctrl+Z puts the terminal back first; SIGSTOP leaves all as it is.

            Textual starts a second reader then, which takes keys from the first, and one of the two waits for ever when
            the app ends (seen in 8.2.8; canary: tests/app/test_canaries.py).
            """
            if self._key_thread is None or not self._key_thread.is_alive():
                super()._sigcont_application()
                return
            with suppress(termios.error):  # the shell may have changed it meanwhile
                modes = termios.tcgetattr(self.fileno)
                modes[tty.IFLAG] = self._patch_iflag(modes[tty.IFLAG])
                modes[tty.LFLAG] = self._patch_lflag(modes[tty.LFLAG])
                termios.tcsetattr(self.fileno, termios.TCSANOW, modes)
            self.write("\x1b[?1049h")  # the alternate screen
            self._enable_mouse_support()
            self._enable_bracketed_paste()
            self._app.call_later(self._app.refresh)

        def start_application_mode(self) -> None:
            """Start, and ask for the width of characters that are narrow or wide; the answer comes when it comes."""
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self.write(ASK)

        def run_input_thread(self) -> None:
            """Read, filter, parse, and pass the events on, until the app ends."""
            parser = XTermParser(self._debug)
            keys = KeyFilter()
            decode = getincrementaldecoder("utf-8")().decode
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                is_last = is_told = False
                while not is_last:
                    is_last = self.exit_event.is_set()  # read what came before the end
                    is_ready = selector.select(0 if is_last else 0.1)
                    for message in parser.tick():  # first: what comes now may be too late for an Esc that waits
                        keys.escape_taken()
                        self.process_message(message)
                    if is_ready:
                        try:
                            data = os.read(self.fileno, _AT_ONCE)
                        except OSError:
                            data = b""
                        if not data:
                            return  # the terminal is gone: what it sent before is still acted on (see `Shutdown.look`)
                        typed, columns = decode(data), None
                        if not is_told:
                            typed, columns = answer_taken(typed)
                        if columns is not None:
                            is_told = True
                            self.process_message(WidthTold(columns))
                        for piece in keys.known(typed, monotonic()):
                            for message in parser.feed(piece) if isinstance(piece, str) else (piece,):
                                self.process_message(message)

    return KnownKeys
