"""What the store of answers survives: files, folders and servers that are damaged, full or not there."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import UsageError
from geo.geocode.answers import AnswerStore
from geo.geocode.chain import ChainedGeocoder
from geo.geocode.database import FILE_NAME, Database
from geo.geocode.schema import answers
from geo.settings.settings import Settings
from tests.geocode.conftest import Clock
from tests.geocode.records import VILLAGE, key, put

ROOT = Path(__file__).resolve().parents[2]

Build = Callable[[Settings], ChainedGeocoder]


def test_answers_of_another_layout_are_set_aside(tmp_path: Path) -> None:
    """A file of an earlier version is neither read nor changed; the answers are asked for anew."""
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("CREATE TABLE geocode1_answers (key BLOB PRIMARY KEY, endpoint TEXT)")
        connection.execute("INSERT INTO geocode1_answers VALUES (?, 'http://e/')", (key("Peak"),))
    connection.close()
    store = AnswerStore(Database(tmp_path))
    assert store.get(key("Peak")) is None
    put(store, "Peak")
    assert store.get(key("Peak")) and not store.notice
    with sqlite3.connect(tmp_path / f"{FILE_NAME}.old-1") as connection:
        assert connection.execute("SELECT key, endpoint FROM geocode1_answers").fetchall() == [
            (key("Peak"), "http://e/")
        ]
    connection.close()


@pytest.mark.parametrize("damage", [b"no database, but long enough to be taken for one " * 50, b"SQLite format 3\0"])
def test_a_damaged_file_is_set_aside(tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """A file that is no database is kept under another name, with a warning, and a new one works."""
    (tmp_path / FILE_NAME).write_bytes(damage)
    with caplog.at_level(logging.WARNING):
        store = AnswerStore(Database(tmp_path))
    assert (tmp_path / f"{FILE_NAME}.corrupt-1").read_bytes() == damage
    assert "set aside" in caplog.text
    put(store, "Peak")
    assert AnswerStore(Database(tmp_path)).get(key("Peak"))
    assert not store.notice


def test_damage_that_shows_later_is_survived(tmp_path: Path) -> None:
    """A file damaged while it is open gives no wrong answer and no error; a new one takes its place."""
    database = Database(tmp_path)
    store = AnswerStore(database)
    for number in range(2000):
        put(store, f"Peak {number}")
    database.close()
    path = tmp_path / FILE_NAME
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))
    for number in range(0, 2000, 100):
        answer = store.get(key(f"Peak {number}"))
        assert answer is None or answer.outcome == "found"
        put(store, f"Peak {number}")
        assert store.get(key(f"Peak {number}"))
    assert list(tmp_path.glob(f"{FILE_NAME}.corrupt-*"))
    assert not store.notice


def test_a_damaged_row_is_asked_again(tmp_path: Path) -> None:
    """A row that cannot be read counts as unknown."""
    database = Database(tmp_path)
    store = AnswerStore(database)
    put(store, "Peak")
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute(f"UPDATE {answers.name} SET places = '[[1]]'")  # noqa: S608
    connection.close()
    assert store.get(key("Peak")) is None


def test_a_folder_that_cannot_be_made(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where no file can be made the store works in memory, and says so once."""
    (tmp_path / "file").write_text("in the way")
    store = AnswerStore(Database(tmp_path / "file" / "cache"))
    put(store, "Peak")
    assert store.get(key("Peak"))
    assert "kept in memory only" in store.notice
    assert store.info().where == "in memory"


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    """A PostgreSQL server that does not answer is no reason to fail; its password is not shown."""
    store = AnswerStore(Database(tmp_path, "postgresql+psycopg://me:s3cret@127.0.0.1:9/answers"))
    put(store, "Peak")
    assert store.get(key("Peak"))
    assert "127.0.0.1" in store.notice
    assert "s3cret" not in store.notice


@pytest.mark.parametrize(
    "url",
    ["nonsense", "mysql://u@h/d", "oracle://h", "postgresql+nodriver://h/d", "sqlite://", "sqlite:///:memory:"],
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    """An address of another kind is an error of the operator's, with an example of a right one."""
    with pytest.raises(UsageError, match="WHEREIN_CACHE_URL"):
        Database(tmp_path, url)


_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from geo.geocode.database import Database
from geo.geocode.answers import AnswerStore
from tests.geocode.records import key, put
store = AnswerStore(Database(Path(sys.argv[1])))
assert not store.notice
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
for number in range(3000):
    put(store, f"Peak {number}")
    assert store.get(key(f"Peak {number}"))
print(store.notice)
"""


def test_a_full_disk(tmp_path: Path) -> None:
    """When the file cannot grow any more nothing fails: the store goes on in memory and says so."""
    result = subprocess.run([sys.executable, "-c", _FULL_DISK, str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert "kept in memory only" in result.stdout


def test_public_services_are_not_asked_without_a_shared_pace(
    tmp_path: Path, settings: Settings, build: Build, clock: Clock
) -> None:
    """In memory no process knows of another: a public endpoint, which counts all together, is then left alone."""
    (tmp_path / "file").write_text("in the way")
    geocoder = build(
        replace(
            settings,
            cache_dir=tmp_path / "file",
            nominatim_domain="nominatim.openstreetmap.org",
            nominatim_policy_accepted=True,
            user_agent="Wherein tests (tests@wenlock.example)",
        )
    )
    (answer,) = geocoder.geocode([VILLAGE])
    assert answer.outcome == "transient"
    assert "limit" in answer.note
    assert "kept in memory only" in geocoder.notices()[0]
