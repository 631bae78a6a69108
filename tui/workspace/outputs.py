"""Where results are written: never over a draft, an outline or a configuration, nor via a link out of the folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError, Place, unwritable
from tui.base.messages import say
from tui.workspace.drafts import is_draft


def write_output(file: Path, content: bytes) -> None:
    """Write a result to a file, replacing it whole; to a device or a pipe it is written directly.

    Raises `BaogaoError` if that would destroy a draft, an outline, a configuration or what git keeps, or change a file
    outside the folder named, or if the system does not allow it.
    """
    try:
        status = files.status(file)
        if status is not None and stat.S_ISDIR(status.st_mode):
            raise unwritable(file, IsADirectoryError(21, "")) from None
        if status is not None and (not stat.S_ISREG(status.st_mode) or _is_stream(file)):
            _into(file, content)
            return
    except OSError as error:
        raise unwritable(file, error) from None
    _refuse_link(file)
    if ".git" in file.absolute().parts:
        raise BaogaoError(
            say("is in the folder that git keeps its own files in"),
            place=Place(str(file)),
            remedy=say("choose another folder"),
        )
    if status is not None and is_source(file):
        raise BaogaoError(
            say("is a draft, an outline or a configuration, and would be overwritten"),
            place=Place(str(file)),
            remedy=say("choose another name"),
        )
    files.write(file, content)


def _is_stream(file: Path) -> bool:
    """Whether a name is that of an open stream such as /dev/stdout, whatever file that leads to."""
    return os.path.abspath(file).startswith(("/dev/", "/proc/"))


def is_source(file: Path) -> bool:
    """Whether an existing file is one that people write: any TOML, and a draft under any name."""
    try:
        with file.open("rb") as stream:
            beginning = stream.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError:
        return False
    if beginning.startswith((b"{", b"[{", b"<", b"::")):  # an earlier result, JSON or XML
        return False
    return bool(beginning) and (file.suffix == ".toml" or is_draft(file))


def _refuse_link(file: Path) -> None:
    if not file.is_symlink():
        return
    folder = os.path.realpath(file.parent)
    if not Path(os.path.realpath(file)).is_relative_to(folder):
        raise BaogaoError(
            say("is a link to a file outside this folder"),
            place=Place(str(file)),
            remedy=say("delete the link, or name the file itself"),
        )


def _into(file: Path, content: bytes) -> None:
    """Write to a device or a pipe, which must have a reader."""
    flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    handle = os.open(file, flags)
    if hasattr(os, "set_blocking"):
        os.set_blocking(handle, True)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
