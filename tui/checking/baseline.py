"""A baseline: known findings of old reports, which are ignored so that only new ones count."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError, Place
from tui.base.messages import say
from tui.checking.diagnostic import Diagnostic
from tui.workspace.outputs import write_output

_VERSION = 1


def fingerprint(one: Diagnostic, folder: Path) -> str:
    """What identifies a finding when lines move: file (relative to a folder), rule, place, and the text of its line.

    Something missing has no line, only the place where it is missing.
    """
    file = os.path.relpath(one.place.file, folder).replace(os.sep, "/")
    words = (file, one.code, one.subject, _digest(one.line) if one.has_line else "")
    return hashlib.sha256("\0".join(words).encode("utf-8", "replace")).hexdigest()[:32]


def _by_line(one: Diagnostic, folder: Path) -> str:
    """What identifies a finding in a baseline of an earlier version of this program, without its place."""
    file = os.path.relpath(one.place.file, folder).replace(os.sep, "/")
    return hashlib.sha256("\0".join((file, one.code, one.line.strip())).encode("utf-8", "replace")).hexdigest()[:32]


@lru_cache(maxsize=256)
def _digest(line: str) -> str:
    """A long line shortened: many findings may be on one."""
    return hashlib.sha256(line.strip().encode("utf-8", "replace")).hexdigest()


def write(file: Path, found: Sequence[Diagnostic]) -> None:
    """Write the findings as a baseline. Raises `BaogaoError` if the file cannot be written."""
    counts = Counter(fingerprint(one, file.parent) for one in found)
    content = {"version": _VERSION, "findings": dict(sorted(counts.items()))}
    write_output(file, (json.dumps(content, indent=1) + "\n").encode())


def read(file: Path) -> Counter[str]:
    """The findings of a baseline, each with its count. Raises `BaogaoError` for anything that is not a baseline."""
    try:
        content = json.loads(files.read(file))
        if content["version"] != _VERSION:
            raise ValueError
        return Counter({str(key): int(count) for key, count in content["findings"].items()})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        raise BaogaoError(
            say("not a baseline file"),
            place=Place(str(file)),
            remedy=say("write one with: {command}", command="baogao check --write-baseline FILE"),
        ) from None


def new_ones(found: Iterable[Diagnostic], baseline: Counter[str], folder: Path) -> list[Diagnostic]:
    """The findings that the baseline does not have, or has fewer times."""
    left = Counter(baseline)
    new = []
    for one in found:
        key = next((key for key in (fingerprint(one, folder), _by_line(one, folder)) if left[key] > 0), None)
        if key is None:
            new.append(one)
        else:
            left[key] -= 1
    return new
