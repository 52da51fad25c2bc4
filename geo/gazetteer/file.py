"""The gazetteer's file, open for reading. What in it cannot have been built is damage, and said as such."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from geo.errors import GazetteerError
from geo.store.aside import set_aside

NO_SENSE = (TypeError, ValueError, LookupError)
"""What reading a row comes to whose values are not those of its columns."""

_BUILD = "build it again by: python -m geo gazetteer build"
_MAPPED_BYTES = 1 << 30
_NOT_THE_FILE = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PERM)


class GazetteerFile:
    """A file that any thread can read."""

    def __init__(self, path: Path, *, puts_aside: bool) -> None:
        """Open it; ``puts_aside`` where it is found damaged, so that the next to look for it builds it again."""
        self.path = path
        self._puts_aside = puts_aside
        self._remedy = f"remove it, and {_BUILD}"
        self._uri = read_only_uri(path)
        self._local = threading.local()
        self._lock = threading.Lock()

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows that a query gives.

        Raises:
            GazetteerError: the file is damaged.
        """
        try:
            return self._connection().execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self.damaged(error) from error

    def damaged(self, error: Exception) -> GazetteerError:
        """Return what is to be raised for damage that showed as ``error``; the file is put aside."""
        with self._lock, suppress(OSError):
            if self._puts_aside and getattr(error, "sqlite_errorcode", 0) & 0xFF not in _NOT_THE_FILE:
                self._remedy = f"it is set aside as {set_aside(self.path, 'corrupt').name}; {_BUILD}"
                self._puts_aside = False  # once: the next file of this name is another
        return GazetteerError(f"The gazetteer {self.path} is damaged ({error}); {self._remedy}")

    def _connection(self) -> sqlite3.Connection:
        """Return this thread's own connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = sqlite3.connect(self._uri, uri=True)
            # Mapped, a page that the operating system has costs no system call: a quarter off a lookup.
            connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
        return connection


def read_only_uri(path: Path) -> str:
    """Return the SQLite URI that opens a finished file for reading."""
    # immutable: nobody writes to a finished file, so SQLite need not look for locks.
    return f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
