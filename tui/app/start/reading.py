"""Finds and reads the drafts in a thread, batch by batch: first where they are, then the state of each."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.checking.overview import Overview

_EACH = 0.1  # seconds between two pieces
_MOST_ELSEWHERE = 9


@dataclass(frozen=True, slots=True)
class Found:
    """Drafts that were found."""

    files: Sequence[Path]


@dataclass(frozen=True, slots=True)
class AllFound:
    """All drafts here were found; these are in other folders and were open lately."""

    elsewhere: Sequence[Path]


@dataclass(frozen=True, slots=True)
class Read:
    """What is known about drafts; `is_all` with the last ones."""

    overviews: Sequence[Overview]
    is_all: bool


Piece = Found | AllFound | Read


def pieces(
    batches: Iterator[list[Path]],
    found: Sequence[Path],
    visited: Sequence[Path],
    outline_paths: tuple[Path, ...],
    today: date,
) -> Iterator[Piece]:
    """Find the drafts that `batches` still has after those that were `found`, then read all of them and those lately visited."""
    files, new, told_at = list(found), list[Path](), time.monotonic()
    for batch in batches:
        new += batch
        if new and time.monotonic() - told_at > _EACH:
            files += new
            yield Found(new)
            new, told_at = [], time.monotonic()
    files += new
    yield Found(new)
    here = {os.path.realpath(file) for file in files}
    elsewhere = [file for file in visited if str(file) not in here and os.path.isfile(file)][:_MOST_ELSEWHERE]
    yield AllFound(elsewhere)
    yield from _overviews([*files, *elsewhere], outline_paths, today)


def _overviews(files: Sequence[Path], outline_paths: tuple[Path, ...], today: date) -> Iterator[Read]:
    if not files:
        return
    from tui.checking.office import Offices
    from tui.checking.overview import overview  # imports all rules: the names are on the screen first

    offices, told_at = Offices(outline_paths), time.monotonic()
    known: list[Overview] = []
    for file in files:
        known.append(overview(file, offices, today))
        if time.monotonic() - told_at > _EACH and file is not files[-1]:
            yield Read(known, is_all=False)
            known, told_at = [], time.monotonic()
    yield Read(known, is_all=True)
