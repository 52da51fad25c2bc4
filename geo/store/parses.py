"""The store of parsed documents: one SQLite file, shared by threads and processes."""

from __future__ import annotations

import logging
import math
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock

from geo.errors import CacheError
from geo.model import GeoparsedDocument
from geo.store.codec import CODEC_VERSION, decode, encode

FILE_NAME = "documents.sqlite"

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
_BUSY_TIMEOUT_S = 5.0
_LAYOUT_VERSION = 1
_SCHEMA_VERSION = _LAYOUT_VERSION * 1000 + CODEC_VERSION
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)  # the last: a table is missing
_BATCH_DOCUMENTS = 500  # a statement takes three values each, and SQLite 32,766 in all
_MEMORY_DOCUMENTS = 256  # without a file, only the latest are kept: a large batch must not fill the memory
_SCHEMA = """
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL,
    pipeline_id TEXT NOT NULL,
    parsed BLOB NOT NULL,
    UNIQUE (document_id, pipeline_id)
);
CREATE TABLE counts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counts VALUES ('hits', 0), ('misses', 0);
"""


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What the store holds; ``path`` is None when it lives in memory. Hits and misses count since it was cleared."""

    path: Path | None
    size_bytes: int
    documents: int
    hits: int
    misses: int


class SqliteDocumentCache:
    """Keeps parsed documents in ``documents.sqlite`` in the cache folder.

    It never loses a result. Where the file cannot be written it works in memory, and `notice` says so; a file that is
    damaged or was written by another version is set aside beside it and a new one begun, with a logged warning.
    Safe to share between threads; a forked process must open its own.
    """

    def __init__(self, cache_dir: Path) -> None:
        self._folder = cache_dir
        self._path: Path | None = cache_dir / FILE_NAME
        self._lock = threading.Lock()
        self._notice = ""
        self._connection = self._open()

    @property
    def notice(self) -> str:
        """One sentence on why the store lives in memory, "" while it does not."""
        return self._notice

    def get(self, document_ids: Sequence[str], pipeline_id: str) -> list[GeoparsedDocument | None]:
        stored: dict[str, bytes] = {}
        for few in _batches(document_ids):
            marks = ", ".join("?" * len(few))
            stored |= self._run(
                f"SELECT document_id, parsed FROM documents WHERE pipeline_id = ? AND document_id IN ({marks})",  # noqa: S608
                (pipeline_id, *few),
            )
        found = [self._decoded(stored[key], (key, pipeline_id)) if key in stored else None for key in document_ids]
        misses = found.count(None)
        if found:
            sums = (misses, len(found) - misses)
            self._run("UPDATE counts SET value = value + CASE name WHEN 'misses' THEN ? ELSE ? END", sums)
        return found

    def put(self, parsed: Sequence[GeoparsedDocument], pipeline_id: str) -> None:
        rows = [(one.document.id, pipeline_id, encode(one)) for one in parsed]
        for few in _batches(rows):
            marks = ", ".join(["(?, ?, ?)"] * len(few))
            self._run(
                f"INSERT OR REPLACE INTO documents (document_id, pipeline_id, parsed) VALUES {marks}",  # noqa: S608
                tuple(chain.from_iterable(few)),
            )
        if self._path is None:
            self._run(
                "DELETE FROM documents WHERE number <= (SELECT max(number) FROM documents) - ?", (_MEMORY_DOCUMENTS,)
            )

    def info(self) -> CacheInfo:
        """Return what the store holds and how often it helped.

        Raises:
            CacheError: the counts are no numbers.
        """
        counts = dict(self._run("SELECT name, value FROM counts"))
        if not all(isinstance(value, int) for value in counts.values()):
            raise CacheError(f"The counts in {self._path} are no numbers; `python -m geo cache clear` resets them.")
        files = [] if self._path is None else [self._path, *_companions(self._path)]
        size_bytes = sum(file.stat().st_size for file in files if file.exists())
        return CacheInfo(self._path, size_bytes, self._size(), counts.get("hits", 0), counts.get("misses", 0))

    def clear(self) -> int:
        """Forget every document and count; return how many documents there were."""
        documents = self._size()
        self._run("DELETE FROM documents")
        self._run("UPDATE counts SET value = 0")
        self._run("VACUUM")
        self._run("PRAGMA wal_checkpoint(TRUNCATE)")
        return documents

    def documents(self) -> Iterator[GeoparsedDocument]:
        """Yield every stored document, oldest first; one may be there for several pipelines."""
        last = 0
        while rows := self._run(
            "SELECT number, document_id, pipeline_id, parsed FROM documents WHERE number > ? ORDER BY number LIMIT 1",
            (last,),
        ):
            last, document_id, pipeline_id, data = rows[0]
            parsed = self._decoded(data, (document_id, pipeline_id))
            if parsed is not None:
                yield parsed

    def close(self) -> None:
        """Close the file; the store must not be used after it."""
        with self._lock:
            self._connection.close()

    def _size(self) -> int:
        documents: int = self._run("SELECT count(*) FROM documents")[0][0]
        return documents

    def _decoded(self, data: bytes, key: tuple[str, str]) -> GeoparsedDocument | None:
        try:
            parsed = decode(data)
            _check(parsed, key[0])
            return parsed
        except (ValueError, TypeError, LookupError, RuntimeError, StopIteration) as error:
            _log.warning("A stored document cannot be read and is dropped from the cache: %s", error)
            self._run("DELETE FROM documents WHERE document_id = ? AND pipeline_id = ?", key)
            return None

    def _run(self, statement: str, values: tuple[object, ...] = ()) -> list[Any]:
        """Run one statement as one transaction; where the file fails, on a new one or in memory."""
        with self._lock:
            try:
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.ProgrammingError:
                raise
            except sqlite3.Error as error:
                if _code(error) == sqlite3.SQLITE_BUSY:
                    return []
                self._connection.close()
                self._connection = self._open(check=True) if _code(error) in _DAMAGED else self._in_memory(error)
            try:
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.Error as error:
                self._connection = self._in_memory(error)
                return self._connection.execute(statement, values).fetchall()

    def _open(self, *, check: bool = False) -> sqlite3.Connection:
        path = self._folder / FILE_NAME
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # Two processes that find a damaged file must not set aside the new one that the other has begun.
            with FileLock(f"{path}.lock", timeout=_BUSY_TIMEOUT_S):
                try:
                    return _connect(path, check=check)
                except _UnfitError as error:
                    _set_aside(path, error)
                    return _connect(path)
        except (OSError, sqlite3.Error, _UnfitError) as error:
            return self._in_memory(error)

    def _in_memory(self, error: Exception) -> sqlite3.Connection:
        self._path = None
        reason = getattr(error, "strerror", None) or error
        self._notice = (
            f"The cache folder {self._folder} cannot be used ({reason}); parsed documents are kept in memory only."
        )
        _log.warning("%s", self._notice)
        return _connect(None)


class _UnfitError(Exception):
    """The file is damaged ("corrupt") or was written by another version ("old")."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind


def _connect(path: Path | None, *, check: bool = False) -> sqlite3.Connection:
    """Open the file, or a store in memory, and make sure that it can be written and is what this version writes."""
    connection = sqlite3.connect(
        path or ":memory:", timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {_SCHEMA_VERSION}; COMMIT")
        elif version != _SCHEMA_VERSION:
            raise _UnfitError("old", f"its version is {version}, not {_SCHEMA_VERSION}")
        elif check and (result := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise _UnfitError("corrupt", result)
        connection.execute("SELECT number, document_id, pipeline_id, parsed, name FROM documents, counts LIMIT 1")
        connection.execute("UPDATE counts SET value = value WHERE name = 'hits'")
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error) and _code(error) in _DAMAGED:
            raise _UnfitError("corrupt", str(error)) from error
        raise
    return connection


def _check(parsed: GeoparsedDocument, document_id: str) -> None:
    """Raise ValueError unless this is the document asked for, whole: what others wrote is never shown for it."""
    document = parsed.document
    if document.id != document_id or not document.is_intact():
        raise ValueError("it is another document")
    if [passage.end for passage in parsed.passages][-1:] != [len(document.text)][: bool(document.text)]:
        raise ValueError("its passages are not those of its text")
    for resolution in parsed.resolutions:
        mention = resolution.mention
        if document.text[mention.start : mention.end] != mention.surface:
            raise ValueError("a mention is not in its text")
        point = resolution.place.footprint.point if resolution.place else None
        if point is not None and not all(map(math.isfinite, point)):
            raise ValueError("a place has no position")


def _set_aside(path: Path, error: _UnfitError) -> None:
    number = 1
    while (target := path.with_name(f"{path.name}.{error.kind}-{number}")).exists():
        number += 1
    for file in (path, *_companions(path)):
        if file.exists():
            file.rename(f"{target}{file.name.removeprefix(path.name)}")
    _log.warning("The document cache %s cannot be read (%s); it is set aside as %s.", path, error, target.name)


def _batches(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (items[start : start + _BATCH_DOCUMENTS] for start in range(0, len(items), _BATCH_DOCUMENTS))


def _companions(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in ("-wal", "-shm")]


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
