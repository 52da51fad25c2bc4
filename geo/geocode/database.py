"""The database of geocoders' answers and of the pace they are asked at: a SQLite file, or what an address names."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sql
from filelock import FileLock, Timeout
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool, StaticPool

from geo.errors import UsageError
from geo.geocode.schema import metadata

FILE_NAME = "geocodes.sqlite"

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
_BUSY_TIMEOUT_S = 30.0
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)  # the last: a table is missing
_MAKING_TABLES = 8_246_153_017  # any number that is not another program's
_REMEDY = "check WHEREIN_CACHE_URL, such as sqlite:////var/geocodes.sqlite or postgresql+psycopg://user@host/name"


class Database:
    """Runs single statements, each a transaction of its own, so that none is ever held while a request is out.

    Where the database fails it goes on in memory, and `notice` says so; a damaged SQLite file is set aside and a new
    one begun. Safe to share between threads and across forks.
    """

    def __init__(self, cache_dir: Path, url: str | None = None) -> None:
        """Open the file in the folder, or the database at the address.

        Raises:
            UsageError: the address is no address, or of a kind that is not supported.
        """
        self._url = _parsed(url) if url else sql.URL.create("sqlite", database=str(cache_dir / FILE_NAME))
        self._lock = threading.Lock()
        self._mine = threading.local()
        self._process_id = os.getpid()
        self._notice = ""
        self._engine = self._open()

    @property
    def notice(self) -> str:
        """One sentence on why it works in memory, "" while it does not."""
        return self._notice

    @property
    def place(self) -> str:
        """Where it is, for people."""
        if self._notice:
            return "in memory"
        return self._url.database or "" if self.path else self._url.render_as_string(hide_password=True)

    @property
    def path(self) -> Path | None:
        """The SQLite file, None for another database."""
        return Path(self._url.database or "") if self._url.get_backend_name() == "sqlite" else None

    def rows(self, statement: sql.Executable, values: Mapping[str, Any] | None = None) -> list[Any]:
        """Return the rows that a statement gives."""
        return self._run(statement, values, lambda result: result.all()) or []

    def changes(self, statement: sql.Executable, values: Mapping[str, Any] | None = None) -> int:
        """Run a statement that changes rows; return how many it changed."""
        return self._run(statement, values, lambda result: result.rowcount) or 0

    def insert(self, table: sql.Table) -> Any:
        """Return an INSERT that knows ON CONFLICT."""
        dialects = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
        return dialects[self._url.get_backend_name()](table)

    def close(self) -> None:
        """Close this thread's connection and let go of the others; they open again when needed."""
        self._forget_connection()
        self._engine.dispose()

    def _run(self, statement: sql.Executable, values: Mapping[str, Any] | None, take: Callable[[Any], _T]) -> _T | None:
        for give_up in (False, True):
            engine = self._engine
            try:
                return take(self._connection(engine).execute(statement, values))
            except DBAPIError as error:
                self._forget_connection()
                if _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                    _log.warning("The cache of geocoders' answers is busy for longer than %g s.", _BUSY_TIMEOUT_S)
                    return None
                self._replace(engine, error, give_up=give_up)
        return take(self._connection(self._engine).execute(statement, values))

    def _connection(self, engine: sql.Engine) -> sql.Connection:
        """Return this thread's connection, which it keeps: getting one anew would take as long as a lookup."""
        if self._process_id != os.getpid():  # none must be used on both sides of a fork
            self._mine = threading.local()
            engine.dispose(close=False)
            self._process_id = os.getpid()
        connection: sql.Connection | None = getattr(self._mine, "connection", None)
        if connection is None or connection.engine is not engine:
            self._forget_connection()
            connection = self._mine.connection = engine.connect()
        return connection

    def _forget_connection(self) -> None:
        connection: sql.Connection | None = getattr(self._mine, "connection", None)
        self._mine.connection = None
        if connection is not None:
            with suppress(SQLAlchemyError):
                connection.close()

    def _replace(self, broken: sql.Engine, error: DBAPIError, *, give_up: bool = False) -> None:
        with self._lock:
            if self._engine is not broken:
                return  # another thread has met the same fault
            broken.dispose()
            worth_a_try = not give_up and (_code(error) in _DAMAGED or error.connection_invalidated)
            self._engine = self._open(check=True) if worth_a_try else self._in_memory(error)

    def _open(self, *, check: bool = False) -> sql.Engine:
        path = self.path
        try:
            if path is None:
                return _connected(self._url)
            path.parent.mkdir(parents=True, exist_ok=True)
            # Two processes that find a damaged file must not set aside the new one that the other has begun.
            with FileLock(f"{path}.lock", timeout=_BUSY_TIMEOUT_S):
                try:
                    return _connected(self._url, check=check)
                except SQLAlchemyError as error:
                    if _code(error) not in _DAMAGED:
                        raise
                    _set_aside(path, error)
                    return _connected(self._url)
        except ImportError as error:
            raise UsageError(f"The database driver {error.name} is not installed: install it, or {_REMEDY}.") from error
        except (OSError, Timeout, SQLAlchemyError) as error:
            return self._in_memory(error)

    def _in_memory(self, error: Exception) -> sql.Engine:
        reason = getattr(error, "orig", None) or getattr(error, "strerror", None) or error
        where = self._url.render_as_string(hide_password=True) if self.path is None else self.path
        self._notice = (
            f"The cache of geocoders' answers {where} cannot be used ({' '.join(str(reason).split())}); "
            "answers are kept in memory only."
        )
        _log.warning("%s", self._notice)
        self._url = sql.URL.create("sqlite")
        return _connected(self._url)


def _parsed(url: str) -> sql.URL:
    try:
        parsed = sql.make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError):
        raise UsageError(f"The address of the cache is no SQLAlchemy address: {_REMEDY}.") from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql") or parsed.database in (None, "", ":memory:"):
        raise UsageError(f"The cache must be a SQLite file or a PostgreSQL database: {_REMEDY}.")
    return parsed


def _connected(url: sql.URL, *, check: bool = False) -> sql.Engine:
    """Return an engine whose tables are there and can be written."""
    options: dict[str, Any] = {
        "isolation_level": "AUTOCOMMIT",
        "hide_parameters": True,
        "poolclass": NullPool,  # a thread keeps its connection
        "execution_options": {"preserve_rowcount": True},  # else PostgreSQL's is lost for an INSERT
    }
    if url.get_backend_name() == "sqlite":
        options["connect_args"] = {"timeout": _BUSY_TIMEOUT_S, "check_same_thread": False}
        if not url.database:
            options["poolclass"] = StaticPool  # one connection is one database
    engine = sql.create_engine(url, **options)
    if url.get_backend_name() == "sqlite":
        sql.event.listen(engine, "connect", _hurry)
    try:
        with engine.connect() as connection:
            if url.database and url.get_backend_name() == "sqlite":
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
                if check and (result := connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()) != "ok":
                    raise _damaged(str(result))
            if url.get_backend_name() == "postgresql":  # which may fail where two make the same table
                connection.exec_driver_sql(f"SELECT pg_advisory_lock({_MAKING_TABLES})")
            metadata.create_all(connection)
            if url.get_backend_name() == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_MAKING_TABLES})")
            for table in metadata.sorted_tables:
                connection.execute(sql.select(*table.columns).limit(1))
                connection.execute(table.delete().where(sql.false()))
    except BaseException:
        engine.dispose()
        raise
    return engine


def _hurry(connection: sqlite3.Connection, _: object) -> None:
    """With a write-ahead log this is safe but for a power cut, which may then cost the latest answers."""
    connection.execute("PRAGMA synchronous = NORMAL")


def _damaged(reason: str) -> DBAPIError:
    error = sqlite3.DatabaseError(reason)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return DBAPIError(None, None, error)


def _set_aside(path: Path, error: SQLAlchemyError) -> None:
    number = 1
    while (target := path.with_name(f"{path.name}.corrupt-{number}")).exists():
        number += 1
    for file in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm"))):
        if file.exists():
            file.rename(f"{target}{file.name.removeprefix(path.name)}")
    reason = getattr(error, "orig", error)
    _log.warning("The geocoders' cache %s cannot be read (%s); it is set aside as %s.", path, reason, target.name)


def _code(error: SQLAlchemyError) -> int:
    """SQLite's primary result code, 0 for another database."""
    return getattr(getattr(error, "orig", None), "sqlite_errorcode", 0) & 0xFF
