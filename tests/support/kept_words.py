"""The oracle of all campaigns with two writers: every word is somewhere where its writer finds it, and none is in the draft twice."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path


def missing(words: Iterable[str], file: Path, state: Path, elsewhere: str = "") -> list[str]:
    """The words that are neither in the draft, nor set aside, nor in a recovery file, nor in a text found elsewhere."""
    kept = "".join((_text(file), *_kept_aside(state), elsewhere))
    return [word for word in words if word not in kept]


def doubled(words: Iterable[str], file: Path) -> list[str]:
    """The words that are in the draft more than once."""
    draft = _text(file)
    return [word for word in words if draft.count(word) > 1]


def _kept_aside(state: Path) -> Iterator[str]:
    for file in sorted((*state.rglob("*.aside.toml"), *state.rglob("*.recovery.toml"))):
        yield _text(file)


def _text(file: Path) -> str:
    with contextlib.suppress(
        FileNotFoundError
    ):  # a recovery file that is saved this moment, a draft that git puts away
        return file.read_text("utf-8")
    return ""
