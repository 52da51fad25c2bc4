"""The database of geocoders' answers and of the pace they are asked at: a SQLite file, or what an address names."""

from __future__ import annotations

import os
import threading
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sql
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.schema import CreateTable

from geo.errors import StoreError, UsageError
from geo.geocode.schema import metadata
from geo.store.opening import Tables
from geo.store.sqlite import SqliteStore, memory_notice

FILE_NAME = "geocodes.sqlite"

_T = TypeVar("_T")
_MAKING_TABLES = 8_246_153_017  # any number that is not another program's
_REMEDY = "check WHEREIN_CACHE_URL, such as sqlite:////var/geocodes.sqlite or postgresql+psycopg://user@host/name"
_SQLITE = sqlite.dialect(paramstyle="named")
_LAYOUT = ";".join(str(CreateTable(table).compile(dialect=_SQLITE)) for table in metadata.sorted_tables)
_TABLES = Tables("The cache of geocoders' answers", "answers of geocoders", (_LAYOUT,), wait_s=30.0)
_KEPT_STATEMENTS = 64


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
        address = _parsed(url) if url else sql.URL.create("sqlite", database=str(cache_dir / FILE_NAME))
        self._lock = threading.Lock()
        self._server_notice = ""
        self._server: _Server | None = None
        if address.get_backend_name() == "sqlite":
            self._store = SqliteStore(Path(address.database or ""), _TABLES)
            return
        self._store = SqliteStore(None, _TABLES)  # for the time when the server does not answer
        self._server = _Server(address)
        try:
            self._server.make_tables()
        except ImportError as error:
            raise UsageError(f"The database driver {error.name} is not installed: install it, or {_REMEDY}.") from error
        except SQLAlchemyError as error:
            self._give_up(self._server, error)

    @property
    def notice(self) -> str:
        """One sentence on why it works in memory, "" while it does not."""
        return self._server_notice or self._store.notice

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return str(self._server or self._store.path or "in memory")

    def rows(self, statement: sql.Select[Any], values: Mapping[str, Any] | None = None) -> list[Any]:
        """Return the rows that a statement gives."""
        found: list[Any] | None = self._by_server(statement, values, lambda result: result.all())
        if found is not None:
            return found
        compiled, row = _for_sqlite(statement)
        return list(map(row, self._store.rows(str(compiled), compiled.construct_params(values) or {})))

    def changes(self, statement: sql.UpdateBase, values: Mapping[str, Any] | None = None) -> int:
        """Run a statement that changes rows; return how many it changed."""
        changed: int | None = self._by_server(statement, values, lambda result: result.rowcount)
        if changed is not None:
            return changed
        compiled, _ = _for_sqlite(statement)
        return self._store.changes(str(compiled), compiled.construct_params(values) or {})

    def insert(self, table: sql.Table) -> Any:
        """Return an INSERT that knows ON CONFLICT."""
        return (sqlite if self._server is None else postgresql).insert(table)

    def forget(self, *tables: sql.Table) -> None:
        """Delete all rows of the tables, and in a file what they held.

        Raises:
            StoreError: something of them is still there.
        """
        if self._server is None:
            self._store.forget(*(f"DELETE FROM {table.name}" for table in tables))  # noqa: S608
            return
        for table in tables:
            if self._by_server(table.delete(), None, lambda result: result.rowcount) is None:
                raise StoreError(f"Nothing is forgotten. {self.notice}")

    def close(self) -> None:
        """Close what is open; it opens again when needed."""
        self._store.close()
        if self._server is not None:
            self._server.close()

    def _by_server(self, statement: Any, values: Mapping[str, Any] | None, take: Callable[[Any], _T]) -> _T | None:
        """Return what the server says; None where there is none, or no more."""
        server = self._server
        if server is None:
            return None
        try:
            return server.run(statement, values, take)
        except SQLAlchemyError as error:
            self._give_up(server, error)
            return None

    def _give_up(self, server: _Server, error: SQLAlchemyError) -> None:
        with self._lock:
            if self._server is server:  # else another thread has met the same fault
                self._server = None
                self._server_notice = memory_notice(_TABLES, str(server), error)
                server.close()


class _Server:
    """A PostgreSQL database."""

    def __init__(self, address: sql.URL) -> None:
        self._address = address
        self._process_id = os.getpid()
        self._engine = sql.create_engine(
            address,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
            max_overflow=-1,  # a thread never waits for another's connection
            execution_options={"preserve_rowcount": True},  # else it is lost for an INSERT
        )

    def __str__(self) -> str:
        return self._address.render_as_string(hide_password=True)

    def run(self, statement: Any, values: Mapping[str, Any] | None, take: Callable[[Any], _T]) -> _T:
        """Return what is taken of a statement's result; where the server has been started anew, on a new connection."""
        if self._process_id != os.getpid():  # no connection must be used on both sides of a fork
            self._engine.dispose(close=False)
            self._process_id = os.getpid()
        try:
            return self._once(statement, values, take)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return self._once(statement, values, take)

    def make_tables(self) -> None:
        with self._engine.connect() as connection:
            # Else it may fail where two make the same table.
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({_MAKING_TABLES})")
            metadata.create_all(connection)
            connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_MAKING_TABLES})")
            for table in metadata.sorted_tables:
                connection.execute(sql.select(*table.columns).limit(1))
                connection.execute(table.delete().where(sql.false()))

    def close(self) -> None:
        self._engine.dispose()

    def _once(self, statement: Any, values: Mapping[str, Any] | None, take: Callable[[Any], _T]) -> _T:
        with self._engine.connect() as connection:
            return take(connection.execute(statement, values))


def _parsed(url: str) -> sql.URL:
    try:
        parsed = sql.make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError):
        raise UsageError(f"The address of the cache is no SQLAlchemy address: {_REMEDY}.") from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql") or parsed.database in (None, "", ":memory:"):
        raise UsageError(f"The cache must be a SQLite file or a PostgreSQL database: {_REMEDY}.")
    return parsed


@lru_cache(_KEPT_STATEMENTS)
def _for_sqlite(statement: sql.Select[Any] | sql.UpdateBase) -> tuple[sql.Compiled, Callable[[Iterable[Any]], Any]]:
    """Return the statement in SQLite's words, and what makes a row of what it gives."""
    columns = [column.name for column in statement.selected_columns] if isinstance(statement, sql.Select) else []
    row = namedtuple("row", columns, rename=True)  # type: ignore[misc]
    return statement.compile(dialect=_SQLITE), row._make
