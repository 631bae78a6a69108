"""The parts of a Word file: an untrusted zip archive, read with limits, its parts found by their relationships."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping

from tui.base.errors import BaogaoError, Place
from tui.base.messages import Message, say
from tui.reading.xml import Element, XmlError, read

LARGEST = 64_000_000  # bytes of one part, unpacked
_MOST_PARTS = 20_000

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
PREFIXES: Mapping[str, str] = {
    _W: "w",
    _STRICT_W: "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "urn:schemas-microsoft-com:vml": "v",
}


class Package:
    """An opened Word file. Every method raises `BaogaoError` for what cannot be read."""

    def __init__(self, content: bytes, file: str) -> None:
        self.file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            names = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise self.broken(str(error)) from None
        if len(names) > _MOST_PARTS:
            raise self.broken("too many parts")
        self._names = {info.filename: info for info in names}
        if any(info.flag_bits & 1 for info in names):
            raise encrypted(file)

    def broken(self, detail: str) -> BaogaoError:
        """The error for a damaged file."""
        return BaogaoError(
            say("this Word file cannot be read: {why}", why=detail),
            place=Place(self.file),
            remedy=say("open it in Word or WPS and save it again as .docx"),
        )

    def part(self, name: str) -> bytes | None:
        """The bytes of a part; None if there is none."""
        info = self._names.get(name)
        if info is None:
            return None
        try:
            with self._zip.open(info) as stream:
                content = stream.read(LARGEST + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            ValueError,
            NotImplementedError,
            EOFError,
            RuntimeError,
        ) as error:
            raise self.broken(f"{name}: {error}") from None
        if len(content) > LARGEST:
            raise BaogaoError(
                say("a part of this Word file is larger than {n} MB when unpacked", n=LARGEST // 1_000_000),
                place=Place(self.file),
                remedy=say("no report is that large: save its text in a new file"),
            )
        return content

    def tree(self, name: str) -> Element | None:
        """A part as XML; None if there is none."""
        content = self.part(name)
        if content is None:
            return None
        try:
            return read(content, dict(PREFIXES))
        except XmlError as error:
            raise self.broken(f"{name}: {error}") from None

    def related(self, part: str) -> dict[str, list[str]]:
        """The parts that a part (or "", the file) refers to, by the last word of the kind of relationship."""
        folder, name = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, list[str]] = {}
        for one in tree.elements() if tree else ():
            kind = one.attributes.get("Type", "").rpartition("/")[2]
            target = one.attributes.get("Target", "")
            if kind and target and one.attributes.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found.setdefault(kind, []).append(posixpath.normpath(path))
        return found


def encrypted(file: str) -> BaogaoError:
    """The error for a file that needs a password, or is in the old binary format, which looks the same from outside."""
    return _refused(
        file, say("this file is encrypted"), say("open it in Word or WPS, remove the password, and save it")
    )


def _refused(file: str, what: Message, remedy: Message) -> BaogaoError:
    return BaogaoError(what, place=Place(file), remedy=remedy)
