"""Fonts on this machine: where they are, their names in every language, and which characters they have."""

from __future__ import annotations

import os
import struct
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, overload

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_FAMILY_IDS = (1, 4, 16)  # the family, the full name, the family of a larger set
_MOST_IN_A_FILE = 64
_LARGEST_TABLE = 16 << 20
_MAC, _WINDOWS = 1, 3
_RANKS = {(3, 10): 3, (0, 6): 3, (0, 4): 3, (3, 1): 2, (0, 3): 1, (0, 2): 1, (0, 1): 1, (0, 0): 1}
"""Maps by platform and encoding, from the widest."""


class FontFile:
    """One font of a file (OpenType 1.9). One that cannot be read has no names and no characters."""

    def __init__(self, path: str | Path, index: int = 0) -> None:
        self.path = Path(path)
        self.index = index

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the font, in every language."""
        try:
            return frozenset(_names(self._table(b"name")))
        except (struct.error, IndexError):
            return frozenset()

    def has(self, character: str) -> bool:
        """Whether the font has a glyph for a character."""
        try:
            return bool(self._map and _glyph(self._map, ord(character)))
        except (struct.error, IndexError):
            return False

    @cached_property
    def _map(self) -> bytes:
        """The best of its maps from characters to glyphs."""
        try:
            return _best_map(self._table(b"cmap"))
        except (struct.error, IndexError):
            return b""

    def _table(self, wanted: bytes) -> bytes:
        try:
            with self.path.open("rb") as stream:
                return _table(stream, self.index, wanted)
        except (OSError, struct.error):
            return b""


def font_files(folders: Iterable[Path]) -> Iterator[FontFile]:
    """Every font in these folders and below."""
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in sorted(names):
                if name.lower().endswith(_SUFFIXES):
                    yield from _fonts_of(Path(place, name))


def system_folders() -> list[Path]:
    """Where this system keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")
        return [Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"), Path(local, "Microsoft", "Windows", "Fonts")]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    data = os.environ.get("XDG_DATA_HOME") or home / ".local" / "share"
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path(data, "fonts"), home / ".fonts"]


def installed(wanted: Iterable[str], folders: Iterable[Path]) -> frozenset[str]:
    """Which of these families are in the folders; the search ends once all are found."""
    missing, found = set(wanted), set[str]()
    for font in font_files(folders):
        if not missing:
            break
        here = missing & font.names
        found |= here
        missing -= here
    return frozenset(found)


def _fonts_of(path: Path) -> Iterator[FontFile]:
    try:
        with path.open("rb") as stream:
            head = stream.read(12)
    except OSError:
        return
    count = struct.unpack(">8xI", head)[0] if head[:4] == b"ttcf" and len(head) == 12 else 1
    for index in range(min(count, _MOST_IN_A_FILE)):
        yield FontFile(path, index)


def _table(stream: BinaryIO, index: int, wanted: bytes) -> bytes:
    """A table of a font, empty if missing. Raises `struct.error` for a truncated file."""
    start = 0
    head = stream.read(12)
    if head[:4] == b"ttcf":
        stream.seek(12 + 4 * index)
        start = struct.unpack(">I", stream.read(4))[0]
    stream.seek(start)
    count = struct.unpack(">4xH6x", stream.read(12))[0]
    directory = stream.read(16 * count)
    for n in range(count):
        tag, offset, length = struct.unpack_from(">4s4xII", directory, 16 * n)
        if tag == wanted:
            stream.seek(offset)
            return stream.read(min(length, _LARGEST_TABLE))
    return b""


def _names(table: bytes) -> Iterator[str]:
    if not table:
        return
    count, strings = struct.unpack_from(">2xHH", table)
    for n in range(count):
        platform, encoding, _, kind, length, offset = struct.unpack_from(">6H", table, 6 + 12 * n)
        if kind in _FAMILY_IDS and platform != _MAC:  # what old Macs call it, others do, too
            raw = table[strings + offset : strings + offset + length]
            codec = "gb18030" if (platform, encoding) == (_WINDOWS, 3) else "utf-16-be"
            yield raw.decode(codec, "ignore").strip()


def _best_map(table: bytes) -> bytes:
    """The map of all of Unicode, else that of the Basic Multilingual Plane."""
    if not table:
        return b""
    count = struct.unpack_from(">2xH", table)[0]
    maps = [struct.unpack_from(">HHI", table, 4 + 8 * n) for n in range(count)]
    ranked = sorted((_RANKS.get((platform, encoding), 0), offset) for platform, encoding, offset in maps)
    usable = (table[at:] for rank, at in reversed(ranked) if rank and table[at : at + 2] in (b"\0\x04", b"\0\x0c"))
    return next(usable, b"")


def _glyph(table: bytes, code: int) -> int:
    """The glyph of a character, 0 for none, in a map of format 12 or 4."""
    if table[1] == 12:
        return _glyph_in_groups(table, code)
    if code > 0xFFFF:
        return 0
    double = struct.unpack_from(">6xH", table)[0]
    ends = _Column(table, 14, double // 2)
    n = bisect_left(ends, code)
    if n >= len(ends):
        return 0
    start, delta, shift = (_Column(table, 16 + times * double, double // 2)[n] for times in (1, 2, 3))
    if code < start:
        return 0
    if not shift:
        return (code + delta) % 0x10000
    glyph: int = struct.unpack_from(">H", table, 16 + 3 * double + 2 * n + shift + 2 * (code - start))[0]
    return glyph and (glyph + delta) % 0x10000


def _glyph_in_groups(table: bytes, code: int) -> int:
    ends = _Column(table, 20, struct.unpack_from(">12xI", table)[0], size=12, form=">I")
    n = bisect_left(ends, code)
    if n >= len(ends):
        return 0
    start, _, glyph = struct.unpack_from(">3I", table, 16 + 12 * n)
    return glyph + code - start if start <= code else 0


class _Column(Sequence[int]):
    """Numbers in a table of a font, at regular intervals, without reading all of it."""

    def __init__(self, table: bytes, at: int, count: int, size: int = 2, form: str = ">H") -> None:
        self._table, self._at, self._count, self._size, self._form = table, at, count, size, form

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, n: int) -> int: ...
    @overload
    def __getitem__(self, n: slice) -> Sequence[int]: ...
    def __getitem__(self, n: int | slice) -> int | Sequence[int]:
        if isinstance(n, slice):
            return [self[at] for at in range(*n.indices(self._count))]
        value: int = struct.unpack_from(self._form, self._table, self._at + self._size * n)[0]
        return value
