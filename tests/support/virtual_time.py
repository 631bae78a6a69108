"""Time that passes only where somebody waits: an event loop that skips every wait, so that no test waits real seconds.

Whatever waits by the loop's clock waits as it would, in the same order; only nobody sits there. Work takes no time, however slow
or busy the machine is. While a thread works, time passes as it does outside.
"""

from __future__ import annotations

import asyncio
import selectors
import time
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeVar, TypeVarTuple, Unpack

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")

_MOMENT = 0.005  # seconds to wait for a thread


class _Selector(selectors.DefaultSelector):
    """Waits for nothing but threads."""

    def __init__(self) -> None:
        super().__init__()
        self.now = time.monotonic()
        self.busy = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        if self.busy or timeout is None:
            began = time.monotonic()
            ready = super().select(_MOMENT if timeout is None else min(timeout, _MOMENT))
            self.now += time.monotonic() - began
            return ready
        self.now += timeout
        return ready


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock jumps to the next thing that is due."""

    def __init__(self) -> None:
        self._time = _Selector()
        super().__init__(self._time)

    def time(self) -> float:
        """Seconds by this loop's clock."""
        return self._time.now

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[Arguments]], Result], *args: *Arguments
    ) -> asyncio.Future[Result]:
        """Run something in a thread; no time is skipped before it is done."""
        future = super().run_in_executor(executor, func, *args)
        self._time.busy += 1
        future.add_done_callback(self._done)
        return future

    def _done(self, _: object) -> None:
        self._time.busy -= 1


def now() -> float:
    """Seconds by the clock of the loop that runs; outside of one by the system's."""
    try:
        return asyncio.get_running_loop().time()
    except RuntimeError:
        return time.monotonic()
