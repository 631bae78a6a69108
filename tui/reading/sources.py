"""The register of importers: which formats are read, how they are recognised, and the single entry point."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, cast
from zipfile import BadZipFile, ZipFile

from tui.base.errors import BaogaoError, Place, unreadable
from tui.base.messages import say
from tui.reading.document import Document

Read = Callable[[bytes, str], Document]


class Source(NamedTuple):
    """A format that can be read: its name is that of its module, `begins` are the bytes its files begin with.

    `part` is what a part of the archive that its files are is named with, or begins with.
    """

    name: str
    suffixes: tuple[str, ...]
    begins: tuple[bytes, ...] = ()
    largest: int = 20_000_000  # bytes
    part: str = ""


SOURCES: tuple[Source, ...] = (
    Source("docx", (".docx", ".docm"), (b"PK\x03\x04", b"PK\x05\x06"), 100_000_000, "word/"),
    Source("xlsx", (".xlsx", ".xlsm"), (b"PK\x03\x04", b"PK\x05\x06"), 50_000_000, "xl/"),
    Source("doc", (".doc", ".wps", ".odt"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",), 100_000_000),
    Source("pdf", (".pdf",), (b"%PDF-",), 100_000_000),
    Source("mht", (".mht", ".mhtml"), (b"MIME-Version:", b"From: <Saved by"), 100_000_000),
    Source(
        "html",
        (".html", ".htm", ".shtml", ".xhtml", ".jhtml"),
        (b"<!DOCTYPE html", b"<!doctype html", b"<html", b"<HTML"),
    ),
    Source("markdown", (".md", ".markdown")),
    Source("text", (".txt", ".text", "")),
)
"""All importers: to add one, write its module with `read(content, file)` and add its line here."""

_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
LARGEST = max(source.largest for source in SOURCES)
_OFFERED = frozenset(suffix for source in SOURCES for suffix in source.suffixes if suffix)
_SUFFIXES = " ".join(suffix for source in SOURCES for suffix in source.suffixes[:1] if suffix != ".doc")


def may_be_read(name: str) -> bool:
    """Whether a file of this name is offered: it ends as those of an importer do."""
    return Path(name).suffix.lower() in _OFFERED


def read_file(file: Path) -> Document:
    """The document in a file, whatever its format. Raises `BaogaoError` if it cannot be read, or is too large."""
    try:
        found = file.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(found.st_mode):
            raise BaogaoError(say("not a regular file"), place=Place(str(file)))
        if found.st_size > LARGEST:
            raise _too_large(str(file), LARGEST)
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise unreadable(file, error) from None
    return read(content, str(file))


def read(content: bytes, file: str) -> Document:
    """The document in these bytes; `file` is its name, or its substitute in messages. Raises `BaogaoError`."""
    source = source_of(content, file)
    if len(content) > source.largest:
        raise _too_large(file, source.largest)
    module = import_module(f"tui.reading.{source.name}")
    return cast(Read, module.read)(content, file)


def source_of(content: bytes, file: str) -> Source:
    """The importer for a file: by its first bytes, else by its name. Raises `BaogaoError` if none reads it."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        raise BaogaoError(
            say("RTF files are not read"), place=Place(file), remedy=say("open it in Word or WPS and save it as .docx")
        )
    suffix = Path(file).suffix.lower()
    if start.startswith(b"PK") and _OPEN_DOCUMENT in start[:200]:
        return next(source for source in SOURCES if source.name == "doc")
    parts = _parts(content) if start.startswith(b"PK") else []
    for source in SOURCES:
        if source.part and any(part.startswith(source.part) for part in parts):
            return source
    fitting = [source for source in SOURCES if any(start.startswith(begins) for begins in source.begins)]
    if fitting:
        return next((source for source in fitting if suffix in source.suffixes), fitting[0])
    named = next((source for source in SOURCES if suffix in source.suffixes), None)
    if named is not None and named.name != "text":
        if named.name in ("docx", "xlsx", "doc", "pdf"):
            raise BaogaoError(
                say("not a {suffix} file, despite its name", suffix=suffix),
                place=Place(file),
                remedy=say("open it in its own program and save it again"),
            )
        return named
    if named is None and suffix in (".ofd", ".rtf", ".xls", ".png", ".jpg", ".tif"):
        raise BaogaoError(
            say("{suffix} files are not read", suffix=suffix),
            place=Place(file),
            remedy=say("save its text as one of: {suffixes}", suffixes=_SUFFIXES),
        )
    if b"<html" in content[:4096].lower() or b"<body" in content[:4096].lower():
        return next(source for source in SOURCES if source.name == "html")
    return next(source for source in SOURCES if source.name == "text")


def _parts(archive: bytes) -> list[str]:
    """The names of an archive's parts; none of one that is broken, whose importer says so."""
    try:
        with ZipFile(BytesIO(archive)) as packed:
            return packed.namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return []


def _too_large(file: str, largest: int) -> BaogaoError:
    return BaogaoError(
        say("this file is larger than {n} MB", n=largest // 1_000_000),
        place=Place(file),
        remedy=say("no report is that large: save its text in a new file"),
    )
