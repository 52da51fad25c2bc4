"""A gazetteer's file that is damaged inside: one sentence, and a way out."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from geo.errors import GazetteerError
from geo.gazetteer.store import SqliteGazetteer, open_gazetteer
from tests.gazetteer.conftest import tiny_packages


@pytest.fixture
def path(tmp_path: Path, tiny: SqliteGazetteer) -> Path:
    """A copy of the tiny gazetteer, where `open_gazetteer` looks for it."""
    return Path(shutil.copy(tiny.info().path, tmp_path))


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(statement).rowcount > 0


def overwrite(path: Path) -> None:
    """Spoil the first pages of the tables that are not read when the file is opened."""
    with closing(sqlite3.connect(path)) as connection:
        page_bytes = connection.execute("PRAGMA page_size").fetchone()[0]
        tables = dict(connection.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"))
    with path.open("r+b") as file:
        for table in ("place", "area", "basemap"):
            file.seek((tables[table] - 1) * page_bytes)
            file.write(b"\xff" * page_bytes)


def read(gazetteer: SqliteGazetteer) -> None:
    """Ask for everything that a gazetteer gives."""
    gazetteer.lookup(["Syria", "Paris", "London"])
    gazetteer.search("Londin")
    gazetteer.place("geonames:163843")
    gazetteer.area("geonames:163843")
    gazetteer.basemap("110m")
    gazetteer.info()


WRONG = [
    "UPDATE place SET lat = 'x', lon = 'y'",
    "UPDATE place SET lat = 200",
    "UPDATE place SET kind = 'zzz'",
    "UPDATE place SET precision = 'zzz'",
    "UPDATE place SET population = 'many'",
    "UPDATE place SET origin = 1234567",
    "UPDATE place SET codes = NULL, name = CAST(x'ff' AS TEXT)",
    "UPDATE name SET type = 99",
    "UPDATE area SET geojson = '{'",
    "UPDATE basemap SET topojson = '[]'",
    "DELETE FROM basemap",
    "UPDATE meta SET value = 'none' WHERE key = 'counts'",
]


@pytest.mark.parametrize("statement", WRONG)
def test_what_was_never_built_is_one_sentence(path: Path, statement: str) -> None:
    """Values of the wrong kind, from whatever hand, name the file and what to do, which then helps."""
    change(path, statement)
    with pytest.raises(GazetteerError, match=r"is damaged .* build it again by: python -m geo gazetteer build") as said:
        read(open_gazetteer(path.parent, packages=tiny_packages()))
    assert str(path) in str(said.value) and "\n" not in str(said.value)
    assert path.with_name(f"{path.name}.corrupt-1").exists()
    read(open_gazetteer(path.parent, packages=tiny_packages()))
    assert not path.with_name(f"{path.name}.corrupt-2").exists()


def test_overwritten_pages_are_one_sentence(path: Path) -> None:
    """A disk that gives back something else than was written."""
    overwrite(path)
    with pytest.raises(GazetteerError, match="python -m geo gazetteer build"):
        read(open_gazetteer(path.parent, packages=tiny_packages()))


@pytest.mark.parametrize("table", ["country", "origin", "name"])
def test_a_file_without_its_rows_is_built_again(path: Path, table: str, caplog: pytest.LogCaptureFixture) -> None:
    """What is missed when the file is opened is mended there and then, and said."""
    change(path, f"DELETE FROM {table}")  # noqa: S608
    read(open_gazetteer(path.parent, packages=tiny_packages()))
    assert "rows are missing" in caplog.text and "set aside" in caplog.text


def test_looking_at_a_damaged_file_leaves_it_where_it_is(path: Path) -> None:
    """Who opens a file by its own path, as the doctor does, changes nothing in the folder."""
    change(path, "UPDATE name SET type = 99")
    with pytest.raises(GazetteerError, match="remove it, and build it again"):
        read(SqliteGazetteer(path))
    assert [file.name for file in path.parent.iterdir()] == [path.name]
