"""Drafts checked in this process or in several: the answers come in the order of the tasks."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from msgspec.structs import replace

from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.checking.batch import BatchCheck, Checked

MANY = 64
"""Drafts from which on more processes help."""

_CHUNK = 8  # drafts that a process takes at a time: few, so that all end at about the same time


class Task(NamedTuple):
    """A draft to check, and the content of its file if it was read already."""

    name: str
    content: bytes | None = None


Answer = Checked | bytes
"""A result; that for a content which was read already is stored (`tui.checking.stored_result`), if it can be."""


def answers(checker: BatchCheck, tasks: Sequence[Task], jobs: int | None = None) -> Generator[Answer]:
    """Check drafts in so many processes, by default in one or, if they are many, on all cores.

    Raises `BaogaoError` if the system ends a process.
    """
    count = jobs if jobs is not None else (os.cpu_count() or 1 if len(tasks) >= MANY else 1)
    if count <= 1 or len(tasks) < 2:
        yield from (_answer(checker, task) for task in tasks)
        return
    from concurrent.futures import ProcessPoolExecutor  # for many drafts only
    from concurrent.futures.process import BrokenProcessPool

    count = min(count, len(tasks))
    unread = replace(checker, offices=checker.offices.unread())
    pool = ProcessPoolExecutor(count, initializer=_begin, initargs=(unread,))
    try:
        with _interrupts_held():
            done = pool.map(_answer_here, tasks, chunksize=min(_CHUNK, -(-len(tasks) // count)))
        yield from done
    except BrokenProcessPool:
        raise BaogaoError(
            say("the system ended a process that checked drafts, perhaps because memory ran out"),
            remedy=say("use fewer processes: --jobs 1"),
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _answer(checker: BatchCheck, task: Task) -> Answer:
    checked = checker(*task)
    if task.content is None:
        return checked
    from tui.checking.stored_result import stored  # for many drafts only

    return stored(checked) or checked


_checkers: list[BatchCheck] = []  # that of a process; what it has read of workspaces and outlines serves all its tasks


def _begin(checker: BatchCheck) -> None:
    """Prepare a process. Ctrl+C reaches all of a terminal's; only the first one answers, once the others have finished."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _checkers.append(checker)


def _answer_here(task: Task) -> Answer:
    return _answer(_checkers[0], task)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl+C wait while processes are started: Python ignores an exception that is raised in the middle of a fork."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
