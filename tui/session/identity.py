"""The draft and the process that a file in the state folder belongs to, even after a rename or on a shared home."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tui.editing.values import Value

RUN = os.urandom(4).hex()
"""Distinguishes this process from a dead one with the same number, as all of them have in a container."""

_TEMPORARY = re.compile(r"\..+\.(?P<machine>[0-9a-f]{8})-(?P<pid>[0-9]+)-(?P<run>[0-9a-f]{8})-[0-9a-f]{8}\.tmp")
_ELSEWHERE = 600.0  # seconds after which a process of another machine sharing this home is considered dead


@dataclass(frozen=True, slots=True)
class Identity:
    """What identifies a draft: its path, its inode, and its content."""

    draft: Path
    file: str = ""
    content: str = ""

    @property
    def name(self) -> str:
        """A name for files of the state folder that has the same prefix for the same path."""
        return hashlib.sha256(os.fsencode(os.path.realpath(self.draft))).hexdigest()[:16]

    def as_values(self) -> dict[str, Value]:
        """The identity as written to a file."""
        shown = os.path.abspath(self.draft).encode("utf-8", "replace").decode()
        return {"draft": shown, "file": self.file, "content": self.content}

    @classmethod
    def of_values(cls, values: Mapping[str, Any]) -> Identity:
        """The identity as read from a file. Raises `KeyError` or `TypeError` if it is not one."""
        return cls(Path(values["draft"]), str(values.get("file", "")), str(values.get("content", "")))


def identity(draft: Path, source: bytes | None = None) -> Identity:
    """The identity of a draft whose file holds `source`; without it, of the file as it is."""
    if source is None:
        with contextlib.suppress(OSError):
            source = draft.read_bytes()
    return Identity(draft, file_number(draft), hashlib.sha256(source).hexdigest() if source is not None else "")


def file_number(draft: Path) -> str:
    """The number of a file and of its device, which it keeps when it is renamed; empty where there is none."""
    try:
        status = draft.stat()
    except OSError:
        return ""
    return f"{status.st_dev}:{status.st_ino}"


def is_of(known: Identity, draft: Path, source: bytes | None = None) -> bool:
    """Whether an identity belongs to a draft: by path or, if nothing has that path any more, by file or content."""
    if os.path.realpath(known.draft) == os.path.realpath(draft):
        return True
    if os.path.lexists(known.draft):
        return False
    now = identity(draft, source)
    return bool(known.file and known.file == now.file) or bool(known.content and known.content == now.content)


def moved_to(known: Identity, drafts: Iterable[Path]) -> Path:
    """Where a draft is now: among these, if it was renamed; else where it was."""
    if os.path.lexists(known.draft):
        return known.draft
    return next((draft for draft in drafts if is_of(known, draft)), known.draft)


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner may read: drafts may be confidential."""
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)


# Processes


def process() -> dict[str, Value]:
    """What identifies this process: its number, when it started, and the machine."""
    return {"pid": os.getpid(), "begun": begun(os.getpid()), "host": platform.node()}


def lives(values: Mapping[str, Any], changed: float) -> bool:
    """Whether the process that wrote a file is still alive; `changed` is when it last wrote.

    A number reused by another process is recognised by its start time. For a process on another machine
    only its last sign of life is known. Raises `KeyError` for a file without a process.
    """
    pid = values["pid"]
    if values.get("host", platform.node()) != platform.node():
        return 0 <= time.time() - changed < _ELSEWHERE
    if pid == os.getpid() or not _is_running(pid):
        return False  # our own number: that of a dead process, given to us
    known, now = str(values.get("begun", "")), begun(pid)
    return not known or not now or known == now


def writer() -> str:
    """What the name of a temporary file of this process carries; see `clear_temporary`."""
    return f"{_machine()}-{os.getpid()}-{RUN}-"


def clear_temporary(folder: Path) -> None:
    """Delete the temporary files that processes left in a folder when they were killed. Never raises."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            named = _TEMPORARY.fullmatch(entry.name)
            if named is not None:
                with contextlib.suppress(OSError):
                    if _has_died(named["machine"], int(named["pid"]), named["run"], entry.stat().st_mtime):
                        os.unlink(entry.path)


def _has_died(machine: str, pid: int, run: str, changed: float) -> bool:
    """Whether a process will not go on with a file that it last wrote at `changed`."""
    if machine == _machine():
        if pid == os.getpid():
            return run != RUN
        if not _is_running(pid):
            return True
    return time.time() - changed > _ELSEWHERE


@cache
def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def _is_running(pid: int) -> bool:
    if os.name == "nt":
        return False  # no harmless query exists there; offering work twice is better than hiding it
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


@cache
def _boot() -> str:
    with contextlib.suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()[:8]
    return ""


def begun(pid: int) -> str:
    """When a process started, in a form only good for comparison; empty where the system does not say."""
    with contextlib.suppress(OSError, IndexError, ValueError):
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        return f"{_boot()} {fields[19]}"
    if os.name == "nt":
        return ""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, check=False, timeout=2)
        return done.stdout.decode("utf-8", "replace").strip()
    return ""
