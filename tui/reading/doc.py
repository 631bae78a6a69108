"""Old binary files of Word and WPS, and OpenDocument texts: turned into .docx by LibreOffice where it is on the machine, and else refused with advice.

Readers of our own would bring back deleted and hidden text, and lose automatic numbers.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tui.base.errors import BaogaoError, Place
from tui.base.messages import say
from tui.reading import docx
from tui.reading.document import Document

_PROGRAMS = ("soffice", "libreoffice")
_PATIENCE = 120  # seconds: it starts slowly, and some versions hang at random


def read(content: bytes, file: str) -> Document:
    """The text of an old Word file. Raises `BaogaoError` without LibreOffice, and for files that it cannot open."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    converted = _converted(program, content) if program else None
    if converted is None:
        raise BaogaoError(
            say("this file is in the old binary format of Word or WPS, an OpenDocument text, or encrypted"),
            place=Place(file),
            remedy=say("open it in Word or WPS, remove any password, and save it as .docx"),
        )
    document = docx.read(converted, file)
    return replace(document, about=(say("read with the help of LibreOffice"), *document.about))


def _converted(program: str, content: bytes) -> bytes | None:
    """The file as .docx; None if LibreOffice does not make one."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "report.odt" if content.startswith(b"PK") else "report.doc")
        source.write_bytes(content)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"  # not the profile of a LibreOffice in use
        command = [program, profile, "--headless", "--convert-to", "docx", "--outdir", folder, str(source)]
        try:
            _run(command)
            return source.with_suffix(".docx").read_bytes()
        except OSError:
            return None


def _run(command: list[str]) -> None:
    """Run a program to its end; if it hangs, end it and its children. Raises `OSError` if it cannot be started."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
