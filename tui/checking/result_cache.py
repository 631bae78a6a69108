"""Results of earlier checks, in one file of the user's cache folder. Whatever happens to it, drafts are checked.

It is a database of the standard library's SQLite, with its plain journal: homes may be on a network, where the newer one
(WAL) does not work. A database that is damaged is deleted; for one that is busy, full, read-only or not ours there is simply
no cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import stat
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tui.checking.stored_result import Row

VARIABLE = "BAOGAO_CACHE_DIR"
"""The environment variable that names another folder for the cache."""
FILE = "results.sqlite"
MOST = 10_000
"""Results that are kept; of more, those used longest ago are deleted."""
LARGEST = 64 * 1024 * 1024
"""Bytes that the database may have."""

_PATIENCE = 0.5  # seconds to wait for another process
_PROGRAM, _VERSION = 0x62616F67, 1  # ours, as SQLite marks the files of programs; of the tables below
_DAY = 86_400  # seconds
_TABLES = f"""
PRAGMA auto_vacuum = FULL;
BEGIN IMMEDIATE;
PRAGMA application_id = {_PROGRAM};
PRAGMA user_version = {_VERSION};
CREATE TABLE IF NOT EXISTS results (
    id INTEGER PRIMARY KEY, key BLOB NOT NULL, last_year BLOB NOT NULL, used INTEGER NOT NULL, seal BLOB NOT NULL,
    result BLOB NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS by_key ON results (key, last_year);
CREATE INDEX IF NOT EXISTS by_use ON results (used);
COMMIT;
"""


def cache_folder() -> Path | None:
    """The folder of the cache: the one that BAOGAO_CACHE_DIR names, or else the user's; None without a home."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(os.path.abspath(named))
    from platformdirs import user_cache_path  # where many drafts are checked

    folder = user_cache_path("baogao", appauthor=False)
    return folder if folder.is_absolute() else None


class ResultCache:
    """The results of earlier checks in a folder. Errors of files and of the database end the cache, never the check."""

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / FILE if folder else None
        self._database: sqlite3.Connection | None = None
        self._stale: list[int] = []  # found, but last marked as used before today
        self._today = int(time.time() // _DAY)

    def find(self, keys: Sequence[bytes]) -> Mapping[bytes, list[Row]]:
        """The rows with some of a few hundred keys: one for every state of last year's drafts that was met."""
        found: dict[bytes, list[Row]] = {}
        marks = ", ".join("?" * len(keys))
        query = f"SELECT id, used, seal, key, last_year, result FROM results WHERE key IN ({marks})"
        with self._given_up_if_it_fails():
            database = self._opened()
            for id, used, seal, *values in database.execute(query, keys) if database else ():
                row = Row(*values)
                if seal == _seal(row):
                    found.setdefault(row.key, []).append(row)
                    if used != self._today:
                        self._stale.append(id)
        return found

    def keep(self, rows: Iterable[Row]) -> None:
        """Store results and the day on which others were used; delete those used longest ago if there are too many."""
        new = [(self._today, _seal(row), *row) for row in rows]
        stale, self._stale = [(self._today, id) for id in self._stale], []
        if not (new or stale):
            return
        insert = "INSERT OR REPLACE INTO results (used, seal, key, last_year, result) VALUES (?, ?, ?, ?, ?)"
        with self._given_up_if_it_fails():
            database = self._opened()
            if database is not None:
                with _transaction(database):
                    database.executemany(insert, new)
                    database.executemany("UPDATE results SET used = ? WHERE id = ?", stale)
                    _shrink(database)

    def close(self) -> None:
        """Let go of the file until it is needed again: processes that are started must not share it."""
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _opened(self) -> sqlite3.Connection | None:
        if self._file is not None and self._database is None:
            self._database = _opened(self._file)
        return self._database

    @contextlib.contextmanager
    def _given_up_if_it_fails(self) -> Iterator[None]:
        """Go on without a cache after any error of the system or the database; delete the file if it is damaged."""
        try:
            yield
        except (sqlite3.Error, OSError, TypeError, ValueError) as error:  # also for values of the wrong type
            self.close()
            if self._file is not None and _is_damaged(error):
                for name in (self._file, self._file.with_name(f"{FILE}-journal")):
                    with contextlib.suppress(OSError):
                        name.unlink()
            self._file = None


def _opened(file: Path) -> sqlite3.Connection | None:
    """The database in a file, made if there is none; None if it is not ours. Raises `sqlite3.Error` and `OSError`."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_private(file):
        return None
    database = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        (program,), (version,) = (
            database.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
        )
        if (program, version) == (0, 0) and not database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            database.executescript(_TABLES)
            return database
        if (program, version) == (_PROGRAM, _VERSION):
            return database
    except BaseException:
        database.close()
        raise
    database.close()
    return None


def _is_private(file: Path) -> bool:
    """Whether the file, made if there is none, is written by its user only: a stranger could hide findings."""
    flags = os.O_RDONLY | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(file, flags, 0o600)
    try:
        status = os.fstat(handle)
    finally:
        os.close(handle)
    if not stat.S_ISREG(status.st_mode):
        return False
    if not hasattr(os, "getuid"):  # Windows, where a user's folders are private
        return True
    is_own = status.st_uid == os.getuid() and not status.st_mode & 0o022
    return is_own and not file.parent.stat().st_mode & 0o002


@contextlib.contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise


def _shrink(database: sqlite3.Connection) -> None:
    """Delete the results used longest ago until the rest is neither too many nor too large."""
    while True:
        (count,) = database.execute("SELECT count(*) FROM results").fetchone()
        pages, free, size = (
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        share = LARGEST / max(1, (pages - free) * size)
        surplus = count - min(MOST, int(count * min(1.0, share)))
        if surplus <= 0:
            return
        database.execute(
            "DELETE FROM results WHERE id IN (SELECT id FROM results ORDER BY used, id LIMIT ?)", (surplus,)
        )


def _is_damaged(error: Exception) -> bool:
    """Whether SQLite says that a file is not a database, or a broken one."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _seal(row: Row) -> bytes:
    """A digest by which a damaged row is noticed."""
    return hashlib.blake2b(row.key + row.last_year + row.result, digest_size=16).digest()
