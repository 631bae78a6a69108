"""The program `baogao`, also as `python -m tui`: an interrupt is quiet from the first moment, before anything is imported."""

from __future__ import annotations

import _signal  # what `signal` is made of, without the moment that its own imports take
import os

_INTERRUPTED = 130


def entry() -> None:
    """Import the command line and run it."""
    is_ignored = _signal.getsignal(_signal.SIGINT) is _signal.SIG_IGN
    if not is_ignored:
        _signal.signal(_signal.SIGINT, lambda *_: os._exit(_INTERRUPTED))
    _fill_closed_streams()
    from tui.cli.main import entry as run

    try:
        if not is_ignored:
            _signal.signal(_signal.SIGINT, _signal.default_int_handler)
        run()
    except KeyboardInterrupt:  # between two lines of ours
        os._exit(_INTERRUPTED)


def _fill_closed_streams() -> None:
    """Let no file that is opened later get the number of a standard stream that is closed."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


if __name__ == "__main__":
    entry()
