"""One policy for files of SQLite: how they are opened, shared, brought up to date, and what is done where they fail.

A *cache* may be begun anew: a file that is damaged, foreign or of another version is set aside, and where none can be
written the store goes on in memory and says so. *Kept* data exists nowhere else: it is brought up to date after a copy,
and whatever cannot be read or written is refused with one sentence, the file left as it is.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock

from geo.errors import StoreError
from geo.store.aside import set_aside
from geo.store.opening import (
    BUSY,
    DAMAGED,
    DAMAGED_REMEDY,
    Tables,
    UnfitError,
    bring_up_to_date,
    connected,
    primary_code,
)

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
_MISSING = sqlite3.SQLITE_CANTOPEN
_REMEDIES = {
    sqlite3.SQLITE_BUSY: "; another program is writing into it: try again later",
    sqlite3.SQLITE_LOCKED: "; another program is writing into it: try again later",
    sqlite3.SQLITE_FULL: "; make room on the disk, or remove the file while no program uses it",
    sqlite3.SQLITE_CORRUPT: DAMAGED_REMEDY,
    sqlite3.SQLITE_NOTADB: DAMAGED_REMEDY,
}

_opened_before_a_fork: list[deque[sqlite3.Connection]] = []

Values = Sequence[object] | Mapping[str, object]


class SqliteStore:
    """A file with a store's tables, safe to share between threads and processes, and across forks."""

    def __init__(self, path: Path | None, tables: Tables) -> None:
        """Open the file, making it where there is none; without a path work in memory.

        Raises:
            StoreError: kept data that cannot be read or written, or that a newer version wrote.
        """
        self._path = path
        self._tables = tables
        self._lock = threading.Lock()
        self._memory: sqlite3.Connection | None = None
        self._notice = ""
        # Connections that nobody uses now. As many are opened as there are statements at the same time.
        self._idle: deque[sqlite3.Connection] = deque()
        self._process_id = os.getpid()
        if path is None:
            self._begin_in_memory()
        else:
            self._prepare(path)

    @property
    def path(self) -> Path | None:
        """The file, None while it works in memory."""
        return self._path

    @property
    def notice(self) -> str:
        """One sentence on why a cache works in memory, "" while it does not."""
        return self._notice

    @property
    def size_bytes(self) -> int:
        """What the file takes on the disk, with what is not yet in it but beside it."""
        if self._path is None:
            return 0
        files = (self._path, *(self._path.with_name(self._path.name + ending) for ending in ("-wal", "-shm")))
        return sum(file.stat().st_size for file in files if file.exists())

    def rows(self, statement: str, values: Values = ()) -> list[Any]:
        """Return the rows that a statement gives; a cache that others keep busy gives none.

        Raises:
            StoreError: kept data cannot be read.
        """
        return self._done(lambda connection: connection.execute(statement, values).fetchall()) or []

    def changes(self, statement: str, values: Values = ()) -> int:
        """Run a statement that changes rows; return how many it changed, none in a cache that others keep busy.

        Raises:
            StoreError: kept data cannot be written.
        """
        return self._done(lambda connection: connection.execute(statement, values).rowcount) or 0

    def transaction(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Return what ``work`` returns; its statements are done together, or none of them where it raises.

        Raises:
            StoreError: the file cannot be written; a cache's neither.
        """

        def whole(connection: sqlite3.Connection) -> _T:
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(connection)
                connection.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise
            return result

        return self._done_or_refused(whole)

    def forget(self, *deletions: str) -> None:
        """Run statements that delete rows, and leave nothing of the rows in the file.

        Raises:
            StoreError: nothing was deleted; or it was, and the file still holds what the rows held.
        """
        if self._notice:
            raise StoreError(f"Nothing is forgotten. {self._notice}")
        try:
            self.transaction(lambda connection: [connection.execute(deletion) for deletion in deletions])
        except StoreError as error:
            raise StoreError(f"Nothing is forgotten, all {self._tables.rows} are still there. {error}") from error
        try:
            read_by_others = self._done_or_refused(self._shrink)
        except StoreError as error:
            raise StoreError(f"{self._deleted_only} {error}") from error
        if read_by_others:
            raise StoreError(f"{self._deleted_only} Another program is reading it: do this again when it has ended.")

    def close(self) -> None:
        """Close what is open; it opens again when it is needed, but for what was in memory."""
        with suppress(IndexError):
            while True:
                self._idle.pop().close()
        if self._memory is not None:
            self._memory.close()

    def _done(self, work: Callable[[sqlite3.Connection], _T]) -> _T | None:
        if self._tables.kept:
            return self._done_or_refused(work)
        for again in (True, False):
            idle = self._idle
            try:
                return self._with_connection(work)
            except sqlite3.ProgrammingError:
                raise
            except sqlite3.Error as error:
                if primary_code(error) in BUSY:
                    _log.warning("%s is busy for longer than %g s.", self._tables.what, self._tables.wait_s)
                    return None
                self._replace(idle, error, anew=again and primary_code(error) in (*DAMAGED, _MISSING))
        return self._with_connection(work)

    def _done_or_refused(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            return self._with_connection(work)
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            raise self._refusal(error) from error

    def _with_connection(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        with self._lent() as connection:
            return work(connection)

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        if self._memory is not None:
            with self._lock:
                yield self._memory
            return
        if self._process_id != os.getpid():  # SQLite forbids to use, or even to close, what was opened before a fork
            _opened_before_a_fork.append(self._idle)
            self._idle, self._process_id = deque(), os.getpid()
        idle = self._idle
        try:
            connection = idle.pop()
        except IndexError:
            connection = connected(self._path, self._tables)
        try:
            yield connection
        except BaseException:
            connection.close()  # which takes back a transaction that it is in
            raise
        idle.append(connection)

    def _replace(self, broken: deque[sqlite3.Connection], error: sqlite3.Error, *, anew: bool) -> None:
        with self._lock:
            if self._idle is not broken or self._path is None:
                return  # another thread has met the same fault
            self._idle = deque()
            if anew:
                self._prepare(self._path, check=True)
            else:
                self._give_up(error)

    def _prepare(self, path: Path, *, check: bool = False) -> None:
        """See to it that the file is there, whole, and of this version."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Two processes that find a damaged file must not set aside the new one that the other has begun.
            with FileLock(f"{path}.lock", timeout=self._tables.wait_s):
                try:
                    bring_up_to_date(path, self._tables, check=check)
                except UnfitError as error:
                    if self._tables.kept:
                        raise
                    aside = set_aside(path, error.kind)
                    _log.warning("%s %s cannot be read (%s); it is set aside as %s.",
                                 self._tables.what, path, error, aside.name)  # fmt: skip
                    bring_up_to_date(path, self._tables)
        except (OSError, sqlite3.Error, UnfitError) as error:
            if self._tables.kept:
                raise self._refusal(error) from error
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        self._notice = memory_notice(self._tables, str(self._path), error)
        self._begin_in_memory()

    def _begin_in_memory(self) -> None:
        memory = connected(None, self._tables)
        for script in self._tables.migrations:
            memory.executescript(script)
        self._memory, self._path = memory, None

    def _shrink(self, connection: sqlite3.Connection) -> bool:
        """Take out of the file what deleted rows have left in it; return whether readers hinder that."""
        connection.execute("VACUUM")
        connection.execute("PRAGMA busy_timeout = 500")  # who reads may do so for hours
        hindered: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        connection.execute(f"PRAGMA busy_timeout = {round(1000 * self._tables.wait_s)}")
        return bool(hindered)

    @property
    def _deleted_only(self) -> str:
        return f"The {self._tables.rows} are forgotten, but what they held is still in the file {self._path}."

    def _refusal(self, error: Exception) -> StoreError:
        remedy = error.remedy if isinstance(error, UnfitError) else _REMEDIES.get(primary_code(error), "")
        return StoreError(f"{self._tables.what} {self._path} cannot be used ({_reason(error)}){remedy}.")


def memory_notice(tables: Tables, where: str, error: Exception) -> str:
    """Return the sentence that a cache is kept in memory only, and log it."""
    notice = f"{tables.what} {where} cannot be used ({_reason(error)}); {tables.rows} are kept in memory only."
    _log.warning("%s", notice)
    return notice


def _reason(error: Exception) -> str:
    reason = getattr(error, "orig", None) or getattr(error, "strerror", None) or error
    return " ".join(str(reason).split())
