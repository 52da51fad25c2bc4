"""The store of parsed documents: one SQLite file, shared by threads and processes."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

from geo.errors import StoreError
from geo.model import GeoparsedDocument
from geo.store.codec import decode, encode
from geo.store.opening import Tables
from geo.store.sqlite import SqliteStore

FILE_NAME = "documents.sqlite"

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
_BATCH_DOCUMENTS = 500  # a statement takes three values each, and SQLite 32,766 in all
_MEMORY_DOCUMENTS = 256  # without a file, only the latest are kept: a large batch must not fill the memory
_LAYOUT = """
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
_TABLES = Tables("The cache of parsed documents", "parsed documents", (_LAYOUT,))


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
    Safe to share between threads, and across forks.
    """

    def __init__(self, cache_dir: Path) -> None:
        self._store = SqliteStore(cache_dir / FILE_NAME, _TABLES)

    @property
    def notice(self) -> str:
        """One sentence on why the store lives in memory, "" while it does not."""
        return self._store.notice

    def get(self, document_ids: Sequence[str], pipeline_id: str) -> list[GeoparsedDocument | None]:
        stored: dict[str, bytes] = {}
        for few in _batches(document_ids):
            marks = ", ".join("?" * len(few))
            stored |= self._store.rows(
                f"SELECT document_id, parsed FROM documents WHERE pipeline_id = ? AND document_id IN ({marks})",  # noqa: S608
                (pipeline_id, *few),
            )
        found = [self._decoded(stored[key], (key, pipeline_id)) if key in stored else None for key in document_ids]
        misses = found.count(None)
        if found:
            sums = (misses, len(found) - misses)
            self._store.changes("UPDATE counts SET value = value + CASE name WHEN 'misses' THEN ? ELSE ? END", sums)
        return found

    def put(self, parsed: Sequence[GeoparsedDocument], pipeline_id: str) -> None:
        rows = list(self._encoded(parsed, pipeline_id))
        for few in _batches(rows):
            marks = ", ".join(["(?, ?, ?)"] * len(few))
            self._store.changes(
                f"INSERT OR REPLACE INTO documents (document_id, pipeline_id, parsed) VALUES {marks}",  # noqa: S608
                tuple(chain.from_iterable(few)),
            )
        if self._store.path is None:
            self._store.changes(
                "DELETE FROM documents WHERE number <= (SELECT max(number) FROM documents) - ?", (_MEMORY_DOCUMENTS,)
            )

    def info(self) -> CacheInfo:
        """Return what the store holds and how often it helped.

        Raises:
            StoreError: the counts are no numbers.
        """
        counts = dict(self._store.rows("SELECT name, value FROM counts"))
        path = self._store.path
        if not all(isinstance(value, int) for value in counts.values()):
            raise StoreError(f"The counts in {path} are no numbers; `python -m geo cache clear` resets them.")
        return CacheInfo(path, self._store.size_bytes, self._size(), counts.get("hits", 0), counts.get("misses", 0))

    def clear(self) -> int:
        """Forget every document and count; return how many documents there were.

        Raises:
            StoreError: something of them is still there.
        """
        documents = self._size()
        self._store.forget("DELETE FROM documents", "UPDATE counts SET value = 0")
        return documents

    def documents(self) -> Iterator[GeoparsedDocument]:
        """Yield every stored document, oldest first; one may be there for several pipelines."""
        last = 0
        while rows := self._store.rows(
            "SELECT number, document_id, pipeline_id, parsed FROM documents WHERE number > ? ORDER BY number LIMIT 1",
            (last,),
        ):
            last, document_id, pipeline_id, data = rows[0]
            parsed = self._decoded(data, (document_id, pipeline_id))
            if parsed is not None:
                yield parsed

    def close(self) -> None:
        """Close the file; the store must not be used after it."""
        self._store.close()

    def _size(self) -> int:
        return sum(count for (count,) in self._store.rows("SELECT count(*) FROM documents"))

    def _encoded(self, parsed: Sequence[GeoparsedDocument], pipeline_id: str) -> Iterator[tuple[str, str, bytes]]:
        for one in parsed:
            try:
                yield one.document.id, pipeline_id, encode(one)
            except ValueError as error:
                _log.warning("“%s” is not kept in the cache of parsed documents: %s", one.document.title, error)

    def _decoded(self, data: bytes, key: tuple[str, str]) -> GeoparsedDocument | None:
        try:
            parsed = decode(data)
            _check(parsed, key[0])
            return parsed
        except ValueError as error:
            _log.warning("A stored document cannot be read and is dropped from the cache: %s", error)
            self._store.changes("DELETE FROM documents WHERE document_id = ? AND pipeline_id = ?", key)
            return None


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
        if resolution.reading is not None and not 0 <= resolution.reading < len(parsed.readings):
            raise ValueError("what a mention may mean is not there")
        point = resolution.place.footprint.point if resolution.place else None
        if point is not None and not all(map(math.isfinite, point)):
            raise ValueError("a place has no position")


def _batches(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (items[start : start + _BATCH_DOCUMENTS] for start in range(0, len(items), _BATCH_DOCUMENTS))
