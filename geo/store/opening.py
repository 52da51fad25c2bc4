"""Opening a file of SQLite: making it, telling whether it is whole and ours, and bringing it up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.store.aside import free_name

DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
"""What SQLite says of a damaged file; the last, where a table is missing."""

BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
"""What it says while others write."""

DAMAGED_REMEDY = "; put a copy in its place, or move it elsewhere to begin anew"


@dataclass(frozen=True, slots=True)
class Tables:
    """What a store brings.

    Attributes:
        what: what the file is, as the start of a sentence ("The cache of parsed documents").
        rows: what is in it ("parsed documents").
        migrations: scripts of SQL statements; the n-th makes version n of the file out of the version before, the
            first makes it out of nothing. What is released is never changed, only followed by another.
        kept: whether it is work that exists nowhere else; else it is a cache.
        wait_s: how long a statement waits for other processes.
    """

    what: str
    rows: str
    migrations: tuple[str, ...]
    kept: bool = False
    wait_s: float = 5.0


class UnfitError(Exception):
    """The file is damaged ("corrupt"), or another program or version wrote it ("old"); what can be done about it."""

    def __init__(self, kind: str, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.remedy = remedy


def bring_up_to_date(path: Path, tables: Tables, *, check: bool = False) -> None:
    """Make the file, or what is missing in it; the caller sees to it that no other process does.

    Raises:
        UnfitError: it cannot be used, and is as it was.
        sqlite3.Error, OSError: it cannot be read or written.
    """
    if not path.exists():
        part = path.with_name(f"{path.name}.part")
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            _migrate(connection, tables, 0)
        part.replace(path)  # so that a half-made file never bears the name
    with closing(_opened(path, tables)) as connection:
        version = _fit_version(connection, tables, check=check)
        if version < len(tables.migrations):
            if tables.kept:
                _copy(connection, path, version)
            _migrate(connection, tables, version)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA busy_timeout = 0")
        try:  # whether it can be written
            connection.executescript("BEGIN IMMEDIATE; ROLLBACK")
        except sqlite3.OperationalError as error:
            if primary_code(error) not in BUSY:
                raise


def _fit_version(connection: sqlite3.Connection, tables: Tables, *, check: bool) -> int:
    """Return the version of a file that can be used; nothing is written into another."""
    newest = len(tables.migrations)
    try:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        columns = _columns(connection)
        if check or (tables.kept and version < newest):
            result = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if result != "ok":
                raise UnfitError("corrupt", result, DAMAGED_REMEDY)
    except sqlite3.DatabaseError as error:
        if primary_code(error) not in DAMAGED:
            raise
        raise UnfitError("corrupt", str(error), DAMAGED_REMEDY) from error
    if version > newest:
        reason = f"a newer version wrote it: it is of edition {version}, and this version knows {newest}"
        raise UnfitError("old", reason, "; update Wherein, or use another folder")
    if version < 1 or (version == newest and not _expected_columns(tables) <= columns):
        raise UnfitError("old", "it is of another program or version", "; move it elsewhere, or use another folder")
    return version


def _migrate(connection: sqlite3.Connection, tables: Tables, version: int) -> None:
    for number, script in enumerate(tables.migrations[version:], version + 1):
        connection.executescript(f"BEGIN IMMEDIATE;\n{script};\nPRAGMA user_version = {number};\nCOMMIT")


def _copy(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Keep the file as it is beside it, before it becomes one of a newer version."""
    part = path.with_name(f"{path.name}.copy.part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part)) as copy:
        connection.backup(copy)
    part.replace(free_name(path, f"version-{version}"))


@cache
def _expected_columns(tables: Tables) -> frozenset[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        _migrate(connection, tables, 0)
        return _columns(connection)


def _columns(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Return every table's columns, as (table, column)."""
    query = "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
    return frozenset(connection.execute(query))


def connected(path: Path | None, tables: Tables) -> sqlite3.Connection:
    """Return a new connection to a file that is there, or to a store in memory; each statement is a transaction."""
    connection = _opened(path, tables)
    # With a write-ahead log NORMAL is safe but for a power cut, which may then cost the latest rows.
    connection.execute(f"PRAGMA synchronous = {'FULL' if tables.kept else 'NORMAL'}")
    return connection


def _opened(path: Path | None, tables: Tables) -> sqlite3.Connection:
    """Return a connection without having read from the file, or made one."""
    where = ":memory:" if path is None else f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(where, uri=True, timeout=tables.wait_s, isolation_level=None, check_same_thread=False)


def primary_code(error: Exception) -> int:
    """SQLite's primary result code, 0 for another error."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
