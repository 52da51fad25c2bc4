"""The policy of the stores: a cache is begun anew where it fails, kept data is brought up to date or refused."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import StoreError
from geo.store.opening import Tables
from geo.store.sqlite import SqliteStore

ROOT = Path(__file__).resolve().parents[2]
FIRST = "CREATE TABLE note (number INTEGER PRIMARY KEY, text TEXT NOT NULL)"
SECOND = "ALTER TABLE note ADD COLUMN author TEXT NOT NULL DEFAULT 'nobody'"
THIRD = "UPDATE note SET text = text || '!'; CREATE INDEX by_author ON note (author)"
KEPT = Tables("The collection", "notes", (FIRST,), kept=True, wait_s=0.2)
LATER = replace(KEPT, migrations=(FIRST, SECOND, THIRD))
CACHE = replace(KEPT, kept=False)


def write(path: Path, tables: Tables, *texts: str) -> None:
    store = SqliteStore(path, tables)
    for text in texts:
        assert store.changes("INSERT INTO note (text) VALUES (?)", (text,)) == 1
    store.close()


def read(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute("SELECT * FROM note ORDER BY number").fetchall()


def test_kept_data_is_brought_up_to_date_after_a_copy(tmp_path: Path) -> None:
    """Every migration that is missing is done, in order; what was there is in the new file, and in a copy as it was."""
    path = tmp_path / "notes.sqlite"
    write(path, KEPT, "one", "two")
    store = SqliteStore(path, LATER)
    assert store.rows("SELECT text, author FROM note ORDER BY number") == [("one!", "nobody"), ("two!", "nobody")]
    store.close()
    assert read(tmp_path / "notes.sqlite.version-1-1") == [(1, "one"), (2, "two")]
    SqliteStore(path, LATER).close()
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "notes.sqlite", "notes.sqlite.lock", "notes.sqlite.version-1-1",
    ]  # fmt: skip


def test_a_cache_is_brought_up_to_date_without_a_copy(tmp_path: Path) -> None:
    """What can be had anew is not kept twice."""
    path = tmp_path / "notes.sqlite"
    write(path, CACHE, "one")
    SqliteStore(path, replace(LATER, kept=False)).close()
    assert read(path) == [(1, "one!", "nobody")]
    assert not list(tmp_path.glob("*version*"))


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    """A step is done whole or not at all, and the file still serves the version before."""
    path = tmp_path / "notes.sqlite"
    write(path, KEPT, "one")
    with pytest.raises(StoreError, match="no such table"):
        SqliteStore(path, replace(KEPT, migrations=(FIRST, "DELETE FROM note; DELETE FROM missing")))
    store = SqliteStore(path, KEPT)
    assert store.rows("SELECT text FROM note") == [("one",)]


_KILLED = """
import os, signal, sys
from pathlib import Path
from geo.store import opening
from geo.store.sqlite import SqliteStore
from tests.store.test_sqlite import LATER
steps, opened = 0, opening._opened
def count():
    global steps
    steps += 1
    if steps == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
def counted(path, tables):
    connection = opened(path, tables)
    connection.set_progress_handler(count, 40)
    return connection
opening._opened = counted
SqliteStore(Path(sys.argv[1]), LATER)
print(steps)
"""


def test_a_process_killed_while_it_migrates_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    """Killed at any point of a migration: the file is whole, of one edition, and the next program finishes the work."""

    def killed_at(path: Path, step: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", _KILLED, str(path), str(step)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)

    texts = [f"note {number}" for number in range(200)]
    write(tmp_path / "whole.sqlite", KEPT, *texts)
    whole = killed_at(tmp_path / "whole.sqlite", 0)
    assert whole.returncode == 0, whole.stderr
    steps = int(whole.stdout)
    assert steps > 20
    editions = set()
    for number in range(5):
        path = tmp_path / f"{number}.sqlite"
        write(path, KEPT, *texts)
        assert killed_at(path, 1 + number * (steps - 1) // 4).returncode == -signal.SIGKILL
        rows = read(path)
        with closing(sqlite3.connect(path)) as connection:
            edition = connection.execute("PRAGMA user_version").fetchone()[0]
        editions.add(edition)
        assert [row[1] for row in rows] == [text + "!" * (edition == 3) for text in texts]
        assert all(row[2:] == (() if edition == 1 else ("nobody",)) for row in rows)
        SqliteStore(path, LATER).close()
        assert [row[1:] for row in read(path)] == [(f"{text}!", "nobody") for text in texts]
    assert len(editions) > 1


@pytest.mark.parametrize("tables", [KEPT, CACHE], ids=["kept", "cache"])
def test_a_file_that_is_being_made_never_bears_its_name(tmp_path: Path, tables: Tables) -> None:
    """What a killed process had begun is made again by the next, kept data too."""
    (tmp_path / "notes.sqlite.part").write_bytes(b"SQLite format 3\0 half")
    write(tmp_path / "notes.sqlite", tables, "one")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["notes.sqlite", "notes.sqlite.lock"]


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4000] = b"\xff" * 3900
    path.write_bytes(data)


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 7")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")


def other_columns(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE note RENAME COLUMN text TO words")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garbage(path: Path) -> None:
    path.write_bytes(b"not a database, but long enough to be taken for one " * 50)


SPOILT = {
    damaged: "malformed.*put a copy in its place",
    newer: "a newer version wrote it: it is of edition 7, and this version knows 1.*update Wherein",
    foreign: "another program or version",
    other_columns: "another program or version",
    empty: "another program or version",
    garbage: "not a database.*put a copy in its place",
}


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_kept_data_that_cannot_be_used_is_refused_and_left_as_it_is(tmp_path: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    """One sentence says which file, why, and what to do; not a byte is changed, and nothing is set aside."""
    path = tmp_path / "notes.sqlite"
    write(path, KEPT, *(f"note {number}" for number in range(200)))
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=SPOILT[spoil]) as refused:
        SqliteStore(path, KEPT)
    assert str(refused.value).startswith(f"The collection {path} cannot be used (")
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.glob("notes.sqlite.*")] == ["notes.sqlite.lock"]


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_a_cache_that_cannot_be_used_is_set_aside(tmp_path: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    """A new one is begun, and the other is beside it, not a byte changed."""
    path = tmp_path / "notes.sqlite"
    write(path, CACHE, *(f"note {number}" for number in range(200)))
    spoil(path)
    before = path.read_bytes()
    store = SqliteStore(path, CACHE)
    assert store.rows("SELECT count(*) FROM note") == [(0,)]
    assert not store.notice
    [aside] = [file for file in tmp_path.iterdir() if file.name.endswith("-1")]
    assert aside.read_bytes() == before


def test_damage_of_kept_data_that_shows_later_is_refused(tmp_path: Path) -> None:
    """Nothing is guessed from a damaged page, and the file stays where it is."""
    path = tmp_path / "notes.sqlite"
    write(path, KEPT, *("x" * 500 for _ in range(200)))
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))
    store = SqliteStore(path, KEPT)
    with pytest.raises(StoreError, match="malformed"):
        store.rows("SELECT * FROM note")
    assert path.stat().st_size == size


def test_a_transaction_is_whole_or_nothing(tmp_path: Path) -> None:
    """Where the work raises, nothing of it is there, and the store goes on; in memory likewise."""
    for store in (SqliteStore(tmp_path / "notes.sqlite", KEPT), SqliteStore(None, CACHE)):

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT INTO note (text) VALUES ('one')")
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            store.transaction(work)
        assert store.transaction(lambda c: c.execute("INSERT INTO note (text) VALUES ('two')").rowcount) == 1
        assert store.rows("SELECT text FROM note") == [("two",)]


def test_a_busy_file_is_said_of_kept_data_and_passed_over_in_a_cache(tmp_path: Path) -> None:
    """A write that others hinder for too long is refused, or a cache does without it; both can be read meanwhile."""
    for tables, path in ((KEPT, tmp_path / "kept.sqlite"), (CACHE, tmp_path / "cache.sqlite")):
        write(path, tables, "one")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            store = SqliteStore(path, tables)
            assert store.rows("SELECT text FROM note") == [("one",)]
            if tables.kept:
                with pytest.raises(StoreError, match="another program is writing into it"):
                    store.changes("DELETE FROM note")
            else:
                assert store.changes("DELETE FROM note") == 0
            other.execute("ROLLBACK")
        assert store.rows("SELECT text FROM note") == [("one",)]
        assert not store.notice


def test_what_is_forgotten_is_not_in_the_file(tmp_path: Path) -> None:
    """No byte of it is left in the file or beside it."""
    path = tmp_path / "notes.sqlite"
    store = SqliteStore(path, CACHE)
    store.changes("INSERT INTO note (text) VALUES (?)", ("a secret source " * 1000,))
    store.forget("DELETE FROM note")
    assert b"secret" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_what_is_not_forgotten_is_said(tmp_path: Path) -> None:
    """While another program writes nothing is forgotten; while one reads, what it reads stays in the file."""
    path = tmp_path / "notes.sqlite"
    write(path, CACHE, "a secret source " * 1000)
    store = SqliteStore(path, CACHE)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="Nothing is forgotten, all notes are still there"):
            store.forget("DELETE FROM note")
        other.execute("ROLLBACK")
        assert len(store.rows("SELECT text FROM note")) == 1
        other.execute("BEGIN")
        other.execute("SELECT text FROM note").fetchall()
        with pytest.raises(StoreError, match="are forgotten, but what they held is still in the file"):
            store.forget("DELETE FROM note")
    store.forget("DELETE FROM note")
    assert b"secret" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_a_file_that_is_removed_is_begun_anew(tmp_path: Path) -> None:
    """Somebody empties the folder of the cache while it is in use."""
    path = tmp_path / "notes.sqlite"
    store = SqliteStore(path, CACHE)
    store.changes("INSERT INTO note (text) VALUES ('one')")
    store.close()
    for file in tmp_path.iterdir():
        file.unlink()
    assert store.changes("INSERT INTO note (text) VALUES ('two')") == 1
    assert read(path)
    assert not store.notice


def test_a_fork_leaves_the_parents_connections_alone(tmp_path: Path) -> None:
    """Parent and child go on with the same store, and both writes are there."""
    path = tmp_path / "notes.sqlite"
    store = SqliteStore(path, KEPT)
    store.changes("INSERT INTO note (text) VALUES ('before')")
    if (child := os.fork()) == 0:
        try:
            store.changes("INSERT INTO note (text) VALUES ('child')")
            store.close()
        finally:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    store.changes("INSERT INTO note (text) VALUES ('parent')")
    assert sorted(row[1] for row in read(path)) == ["before", "child", "parent"]  # type: ignore[type-var]
