"""Keys act in the order in which they were typed, wherever they lead: input waits until the key before has had its effect.

Textual takes a key from the terminal while the one before is still on its way: a priority binding overtakes typed text, and
text typed after F4 or Tab goes to the field that is about to lose the focus. A slow line, a paste or a busy program sends keys
in bursts (seen in 8.2.8; canary: tests/app/test_canaries.py). Text typed into one field is in order already and waits for nothing.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.worker import Worker, get_current_worker

from tui.app.widgets.own_keys import is_command

_IN_BACKGROUND = frozenset({"clear", "drafts", "last-year"})
"""The groups of workers that lead nowhere: no key waits for them."""
_PATIENCE = 5.0  # seconds; after that keys are taken again, whatever is still going on
_LOOK = 0.05  # seconds between two looks at whether something that was waited for is still there
_QUIET = 2  # looks in a row that must find nothing going on: a worker goes on a moment after its dialog is closed


class KeyOrder:
    """Hands input on to an app, one piece after the other."""

    def __init__(self, app: App[Any], hand_on: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._hand_on = hand_on
        self._waiting: deque[events.Event] = deque()
        self._task: asyncio.Task[None] | None = None
        self._is_settled = False
        self._field: Widget | None = None
        """Where all input went that may not have had its effect yet; None where that is not one field."""
        self._asking: dict[Worker[Any], Screen[Any]] = {}

    async def take(self, event: events.Event) -> None:
        """Hand on an input event, at once if nothing before it is on its way elsewhere."""
        if self._task is None and self._may_follow(event):
            await self._pass(event)
            return
        self._waiting.append(event)
        if self._task is None:
            self._task = asyncio.create_task(self._go_through())

    def _may_follow(self, event: events.Event) -> bool:
        return self._is_settled or (self._field is not None and self._field_of(event) is self._field)

    def _field_of(self, event: events.Event) -> Widget | None:
        """The field that takes an event as text; None for anything else."""
        focused = self._app.focused
        if not isinstance(focused, TextArea | Input):
            return None
        is_text = isinstance(event, events.Paste) or (
            isinstance(event, events.Key) and event.is_printable and not is_command(event)
        )
        return focused if is_text else None

    async def _pass(self, event: events.Event) -> None:
        field = self._field_of(event)
        self._field = field if self._is_settled or field is self._field else None
        self._is_settled = False
        await self._hand_on(event)

    async def _go_through(self) -> None:
        try:
            while self._waiting and self._app.is_running:
                if not self._may_follow(self._waiting[0]):
                    await self._settle()
                done = asyncio.Event()
                self._app.call_later(self._pass_next, done)
                await _happens(done, self._app)
        finally:
            self._task = None

    async def _pass_next(self, done: asyncio.Event) -> None:
        try:
            await self._pass(self._waiting.popleft())
        finally:
            done.set()

    def is_waiting(self) -> bool:
        """Whether there is input that was not handed on yet."""
        return bool(self._waiting)

    async def finished(self) -> None:
        """Wait until everything that was typed has had its effect."""
        while self._task is not None:
            await asyncio.wait([self._task])
        await self._settle()

    # Whether what was typed has had its effect

    async def ask(self, screen: Screen[Any], answer: Awaitable[Any]) -> Any:
        """Wait for a dialog's answer: the keys are for the dialog meanwhile, and not held back by who asks."""
        worker = get_current_worker()
        self._asking[worker] = screen
        try:
            return await answer
        finally:
            del self._asking[worker]

    async def _settle(self) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + _PATIENCE
        quiet = 0
        while quiet < _QUIET and loop.time() < end and self._app.is_running:
            before = self._place
            for pump in (self._app, *self._pumps()):
                await _processed(pump)
            quiet = quiet + 1 if before == self._place and not self._is_busy() else 0
            if self._is_at_work():
                await asyncio.sleep(0.001)
        self._is_settled, self._field = True, None

    @property
    def _place(self) -> tuple[Screen[Any] | None, Widget | None]:
        screen = self._app.screen if self._app.screen_stack else None
        return screen, screen.focused if screen is not None else None

    def _pumps(self) -> Iterator[MessagePump]:
        """What a key passes on its way up: the field, what it is in, the screen."""
        screen, focused = self._place
        if focused is not None:
            yield from (node for node in focused.ancestors_with_self if isinstance(node, Widget))
        elif screen is not None:
            yield screen

    def _is_busy(self) -> bool:
        if self._app.message_queue_size or self._is_at_work():
            return True
        screen, _ = self._place
        return screen is not None and any(node.message_queue_size for node in screen.walk_children(with_self=True))

    def _is_at_work(self) -> bool:
        """Whether a worker is on its way to a place; one that waits for a dialog's answer is not."""
        stack = self._app.screen_stack
        return any(
            not one.is_finished and one.group not in _IN_BACKGROUND and self._asking.get(one) not in stack
            for one in self._app.workers
        )


async def _processed(pump: MessagePump) -> None:
    """Wait until something has dealt with all that it was sent by now."""
    done = asyncio.Event()
    if pump.is_running and pump.call_later(done.set):
        await _happens(done, pump)


async def _happens(event: asyncio.Event, pump: MessagePump) -> None:
    """Wait for an event as long as the one from whom it comes is there."""
    while pump.is_running and not event.is_set():
        try:
            await asyncio.wait_for(event.wait(), _LOOK)
        except TimeoutError:
            continue
