"""The cache of results: whatever happens to its file, it gives what was put into it or nothing."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tui.checking import result_cache
from tui.checking.result_cache import FILE, ResultCache, cache_folder
from tui.checking.stored_result import Row

ROWS = [Row(bytes([n]) * 32, b"", bytes([n]) * 500) for n in range(20)]
KEYS = [row.key for row in ROWS]


def kept(folder: Path) -> list[Row]:
    cache = ResultCache(folder)
    found = cache.find(KEYS)
    cache.close()
    return [row for rows in found.values() for row in rows]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a cache with rows."""
    folder = tmp_path / "cache"
    cache = ResultCache(folder)
    cache.keep(ROWS)
    cache.close()
    return folder


def test_what_is_kept_is_found_again(folder: Path) -> None:
    assert sorted(kept(folder)) == ROWS
    assert [path.name for path in folder.iterdir()] == [FILE]


@pytest.mark.skipif(os.name == "nt", reason="modes are Unix's")
def test_folder_and_file_are_for_their_owner_only(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600


def test_one_key_may_have_a_result_for_each_state_of_last_years_drafts(folder: Path) -> None:
    cache = ResultCache(folder)
    cache.keep([ROWS[0]._replace(last_year=b"b", result=b"other"), ROWS[0]._replace(result=b"new")])
    found = cache.find(KEYS[:1])[KEYS[0]]
    assert sorted((row.last_year, row.result) for row in found) == [(b"", b"new"), (b"b", b"other")]


def test_the_folder_is_the_one_named_or_that_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAOGAO_CACHE_DIR", "here")
    assert cache_folder() == tmp_path / "here"
    monkeypatch.delenv("BAOGAO_CACHE_DIR")
    if sys.platform.startswith("linux"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
        assert cache_folder() == tmp_path / "xdg" / "baogao"


# Too much


def test_results_used_longest_ago_are_deleted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = iter((1, 2, 3, 3))
    monkeypatch.setattr(time, "time", lambda: 30_000 * 86_400 + next(days) * 86_400)
    monkeypatch.setattr(result_cache, "MOST", 15)
    cache = ResultCache(folder)
    cache.find(KEYS[:10])
    cache.keep([])  # these were used today, the others not
    cache.close()
    ResultCache(folder).keep([Row(b"new" + bytes([n]), b"", b"") for n in range(8)])
    left = {row.key for row in kept(folder)}
    assert len(left) == 7 and left <= set(KEYS[:10])


def test_the_file_does_not_grow_without_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_cache, "LARGEST", 200_000)
    for run in range(12):
        ResultCache(folder).keep([Row(os.urandom(32), b"", os.urandom(8_000)) for _ in range(10 + run)])
        assert (folder / FILE).stat().st_size < 300_000
    newest = Row(os.urandom(32), b"", b"small")
    ResultCache(folder).keep([newest])
    assert ResultCache(folder).find([newest.key]) == {newest.key: [newest]}


# Damage


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _scrambled(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 : len(content) : 7] = b"x" * len(range(4096, len(content), 7))
    file.write_bytes(content)


def _dropped(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("DROP TABLE results")


def _of_the_future(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA user_version = 99")


def _foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE results (id, used, seal, key, last_year, result)")


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _link(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to("elsewhere")


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _for_all(file: Path) -> None:
    file.chmod(0o666)


DAMAGED = [lambda file: file.write_bytes(b"nonsense" * 1000), _cut, _scrambled, lambda file: file.write_bytes(b"")]
NOT_OURS = [_dropped, _of_the_future, _foreign, _folder, *(() if os.name == "nt" else (_link, _pipe, _for_all))]


@pytest.mark.parametrize("damage", [*DAMAGED, *NOT_OURS], ids=lambda damage: damage.__name__)
def test_damage_is_never_taken_for_a_result(folder: Path, damage: Callable[[Path], object]) -> None:
    damage(folder / FILE)
    start = time.monotonic()
    cache = ResultCache(folder)
    found = cache.find(KEYS)
    cache.keep([Row(b"another", b"", b"")])
    cache.close()
    assert time.monotonic() - start < 3
    assert all(rows == [ROWS[KEYS.index(key)]] for key, rows in found.items())


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_database_is_replaced(folder: Path, damage: Callable[[Path], object]) -> None:
    damage(folder / FILE)
    for _ in range(3):
        cache = ResultCache(folder)
        cache.find(KEYS)
        cache.keep(ROWS)
        cache.close()
    assert sorted(kept(folder)) == ROWS


@pytest.mark.parametrize("damage", [_of_the_future, _foreign])
def test_a_database_that_is_not_ours_is_left_as_it_is(folder: Path, damage: Callable[[Path], object]) -> None:
    damage(folder / FILE)
    before = (folder / FILE).read_bytes()
    ResultCache(folder).keep(ROWS)
    assert kept(folder) == []
    assert (folder / FILE).read_bytes() == before


def test_every_flipped_byte_is_noticed(tmp_path: Path) -> None:
    ResultCache(tmp_path).keep(ROWS[:3])
    file = tmp_path / FILE
    whole = file.read_bytes()
    for at in range(0, len(whole), 61):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        found = ResultCache(tmp_path).find(KEYS)
        assert all(rows == [ROWS[KEYS.index(key)]] for key, rows in found.items()), at


def test_a_value_of_another_type_is_no_result(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE)) as database, database:
        database.execute("UPDATE results SET result = 'text', seal = 1")
    assert kept(folder) == []


# Others


def test_a_busy_database_holds_nobody_up_for_long(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        start = time.monotonic()
        cache = ResultCache(folder)
        assert cache.find(KEYS) == {}
        cache.keep(ROWS)
        assert time.monotonic() - start < 2
        other.execute("ROLLBACK")
    assert sorted(kept(folder)) == ROWS


def test_a_folder_that_cannot_be_made_or_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/none"), tmp_path / ("x" * 300), None):
        cache = ResultCache(folder)
        cache.keep(ROWS)
        assert cache.find(KEYS) == {}


def test_a_full_disk_is_no_trouble(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect

    def full(*arguments: object, **options: object) -> sqlite3.Connection:
        database = connect(*arguments, **options)  # type: ignore[call-overload]
        database.execute("PRAGMA max_page_count = 1")  # no page more than there are
        assert isinstance(database, sqlite3.Connection)
        return database

    monkeypatch.setattr(sqlite3, "connect", full)
    ResultCache(folder).keep([Row(os.urandom(32), b"", os.urandom(50_000))])
    monkeypatch.undo()
    assert sorted(kept(folder)) == ROWS


WRITER = """
import os, sys
from pathlib import Path
from tui.checking.result_cache import ResultCache
from tui.checking.stored_result import Row
for n in range(int(sys.argv[2])):
    ResultCache(Path(sys.argv[1])).keep([Row(f"{sys.argv[3]}{n}-{m}".encode(), b"", os.urandom(3000)) for m in range(20)])
    print(n, flush=True)
"""


def test_two_processes_at_once_keep_both_their_results(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path), "15"]
    writers = [subprocess.Popen([*command, name], stdout=subprocess.DEVNULL) for name in "ab"]
    assert [writer.wait() for writer in writers] == [0, 0]
    found = [len(ResultCache(tmp_path).find([f"{name}{n}-0".encode() for n in range(15)])) for name in "ab"]
    assert found == [15, 15]


@pytest.mark.skipif(os.name == "nt", reason="kills as Unix does")
def test_a_killed_process_leaves_a_cache_that_works(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path), "10000", "a"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _ in range(5):
            writer.stdout.readline()
        writer.kill()
    assert len(ResultCache(tmp_path).find([f"a{n}-19".encode() for n in range(5)])) == 5
    ResultCache(tmp_path).keep(ROWS)
    assert sorted(kept(tmp_path)) == ROWS
