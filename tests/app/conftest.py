"""The app's tests have a clock of their own: nobody waits for a timer, a pause or the next save."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

import pytest
from textual import _time

from tests.support.virtual_time import VirtualTimeLoop, now


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Every test that drives the app runs in a loop that skips its waits."""
    return {"virtual-time": VirtualTimeLoop}


@pytest.fixture(autouse=True)
def _timers_go_by_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_time, "get_time", now)
