"""Fonts as they are read: names in all languages, characters, and files that are no fonts."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.paper import FONT_FOLDER, SANS, SERIF
from tui.render.fonts import FontFile, font_files, installed, system_folders

FONT = next(FONT_FOLDER.glob("*Serif*"))


def font(tables: dict[bytes, bytes], prefix: bytes = b"") -> bytes:
    """A font of these tables alone."""
    head = b"OTTO" + struct.pack(">H6x", len(tables))
    at = len(prefix) + len(head) + 16 * len(tables)
    directory, data = b"", b""
    for tag, table in tables.items():
        directory += struct.pack(">4s4xII", tag, at + len(data), len(table))
        data += table
    return prefix + head + directory + data


def names(*records: tuple[int, int, int, int, str]) -> bytes:
    """A table of names: platform, encoding, language, kind and the name."""
    strings, head = b"", b""
    for platform, encoding, language, kind, name in records:
        raw = name.encode("gb18030" if encoding == 3 else "utf-16-be")
        head += struct.pack(">6H", platform, encoding, language, kind, len(raw), len(strings))
        strings += raw
    return struct.pack(">3H", 0, len(records), 6 + len(head)) + head + strings


def characters_4(*segments: tuple[int, int, int, tuple[int, ...]]) -> bytes:
    """A map of format 4: starts, ends, deltas, and the glyphs of a segment that lists them."""
    count = len(segments)
    ranges, glyphs = [], b""
    for n, (_, _, _, listed) in enumerate(segments):
        ranges.append(2 * (count - n) + len(glyphs) if listed else 0)
        glyphs += struct.pack(f">{len(listed)}H", *listed)
    columns = [
        *(struct.pack(">H", end) for _, end, _, _ in segments),
        b"\0\0",
        *(struct.pack(">H", start) for start, _, _, _ in segments),
        *(struct.pack(">H", delta) for _, _, delta, _ in segments),
        *(struct.pack(">H", shift) for shift in ranges),
    ]
    table = struct.pack(">3HH3H", 4, 0, 0, 2 * count, 0, 0, 0) + b"".join(columns) + glyphs
    return struct.pack(">HHHHI", 0, 1, 3, 1, 12) + table


def written(folder: Path, content: bytes, name: str = "font.otf") -> FontFile:
    file = folder / name
    file.write_bytes(content)
    return FontFile(file)


def test_a_font_has_its_characters_and_no_others() -> None:
    assert all(map(FontFile(FONT).has, "法治政府—〔〕，A1 ★"))
    assert not any(map(FontFile(FONT).has, "😀\U0002ebf0\ue000\U0010ffff"))


def test_a_font_is_known_by_its_names_in_every_language(tmp_path: Path) -> None:
    table = names(
        (3, 1, 0x409, 1, "FangSong_GB2312"),
        (3, 1, 0x804, 1, "仿宋_GB2312"),
        (3, 3, 0x804, 4, "仿宋"),
        (3, 1, 0x409, 5, "Version 2"),
    )
    assert written(tmp_path, font({b"name": table})).names == {"FangSong_GB2312", "仿宋_GB2312", "仿宋"}


def test_a_map_of_the_first_plane_is_read_segment_by_segment(tmp_path: Path) -> None:
    table = characters_4((65, 70, 10, ()), (0x4E00, 0x4E02, 0, (5, 0, 7)), (0xFFFF, 0xFFFF, 1, ()))
    plain = written(tmp_path, font({b"cmap": table}))
    assert [one for one in "@ABFG一丁丂七\U00020041" if plain.has(one)] == ["A", "B", "F", "一", "丂"]


def test_each_font_of_a_collection_is_found(tmp_path: Path) -> None:
    head = b"ttcf" + struct.pack(">IIII", 0x10000, 2, 20, 0)
    first = font({b"name": names((3, 1, 0, 1, "甲"))}, head)
    second = font({b"name": names((3, 1, 0, 1, "乙"))}, first)
    collection = bytearray(second)
    collection[16:20] = struct.pack(">I", len(first))
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "both.TTC").write_bytes(collection)
    assert [font.names for font in font_files([tmp_path])] == [{"甲"}, {"乙"}]


def test_installed_fonts_are_told_from_missing_ones(tmp_path: Path) -> None:
    assert installed([SANS, SERIF, "没有"], [FONT_FOLDER, tmp_path / "nowhere"]) == {SANS, SERIF}
    assert all(isinstance(folder, Path) for folder in system_folders())


@pytest.mark.parametrize(
    "content", [b"", b"OTTO", b"ttcf\0\1\0\0\xff\xff\xff\xff", b"<html>", FONT.read_bytes()[:5000]]
)
def test_a_file_that_is_no_font_has_nothing(tmp_path: Path, content: bytes) -> None:
    written(tmp_path, content)
    for one in font_files([tmp_path]):
        assert not one.has("法")


@given(st.data())
def test_a_damaged_font_raises_nothing(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = bytearray(
        font(
            {
                b"name": names((3, 1, 0, 1, "甲"), (3, 3, 0, 4, "乙")),
                b"cmap": characters_4((65, 70, 10, ()), (97, 98, 0, (1, 2))),
            }
        )
    )
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=4)):
        whole[at] = data.draw(st.integers(0, 255))
    one = written(tmp_path_factory.getbasetemp(), bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    assert isinstance(one.names, frozenset)
    assert one.has("A") in (True, False)
