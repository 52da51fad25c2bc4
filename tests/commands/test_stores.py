"""``python -m geo gazetteer`` and ``cache``: what is in the stores, and forgetting it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from geo.gazetteer.built_once import gazetteer_path
from geo.gazetteer.sources.packages import DataPackages
from geo.geocode import database, schema
from geo.settings.settings import Settings
from geo.store import parses as cache
from tests.commands.conftest import Run, objects, write


def test_search_lists_places(run: Run) -> None:
    """One line a place, most prominent first, with where it is and how it was found."""
    code, out, err = run("gazetteer", "search", "london")
    assert (code, err) == (0, "")
    first, second = (line.split("\t") for line in out.splitlines())
    assert first == [
        "London", "settlement", "England, United Kingdom", "51.5080 -0.1260", "8,961,989", "geonames:2643743",
        "canonical “London”",
    ]  # fmt: skip
    assert second[2] == "Ontario, Canada"
    assert run("gazetteer", "search", "middle", "east")[1].split("\t")[3] == "no coordinates"


def test_build_says_that_it_is_there(run: Run) -> None:
    """``gazetteer build`` ends with the id of what is in use."""
    assert run("gazetteer", "build") == (0, "The gazetteer is ready: fake-gazetteer-1\n", "")


def test_the_cache_commands(run: Run) -> None:
    """Documents that were parsed are counted, exported as parse writes them, and forgotten."""
    write("a.txt", "London")
    write("b.txt", "Syria")
    _, parsed, _ = run("parse", "a.txt", "b.txt")
    run("parse", "a.txt")
    code, out, _ = run("cache", "info")
    assert code == 0
    found = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert (found["documents"], found["hits"], found["misses"]) == ("2", "1", "2")
    assert found["file"].endswith("documents.sqlite")
    assert run("cache", "export") == (0, parsed, "")
    assert run("cache", "export", "--out", "all.jsonl")[0] == 0
    assert Path("all.jsonl").read_text("utf-8") == parsed
    assert run("cache", "clear") == (0, "Forgot 2 parsed documents.\n", "")
    assert run("cache", "export") == (0, "", "")


@pytest.mark.parametrize(
    ("file", "table", "clear"),
    [
        (cache.FILE_NAME, "counts", ["cache", "clear"]),
        (database.FILE_NAME, schema.counts.name, ["cache", "clear", "--geocodes"]),
    ],
)
def test_counts_that_are_no_numbers_are_one_line(run: Run, file: str, table: str, clear: list[str]) -> None:
    """Whoever wrote text there is told where, and what to do; doing it helps."""
    run("cache", "info")
    path = Settings.from_environment().cache_dir / file
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ('hits', 'many')")  # noqa: S608
    code, _, err = run("cache", "info")
    assert (code, err) == (1, f"The counts in {path} are no numbers; `python -m geo {' '.join(clear)}` resets them.\n")
    assert run(*clear)[0] == 0
    assert run("cache", "info")[0] == 0


def test_leftovers_are_said_and_removed(run: Run) -> None:
    """Gazetteers of other versions and files set aside go; what is in use, and a build that runs, stay."""
    run("parse", write("a.txt", "London"))
    folder = Settings.from_environment().cache_dir
    assert "\nleftovers " not in run("cache", "info")[1]
    in_use = gazetteer_path(folder, DataPackages.installed())
    old = ["gazetteer-0123456789ab.sqlite", f"{in_use.name}.corrupt-1", "documents.sqlite.old-1",
           "documents.sqlite.old-1-wal", "documents.sqlite.corrupt-2", "geocodes.sqlite.corrupt-1"]  # fmt: skip
    for name in (in_use.name, "gazetteer.lock", "gazetteer-0123456789ab.77.part", *old):
        (folder / name).write_bytes(b"x" * 500_000)
    before = {path.name for path in folder.iterdir()}
    code, out, err = run("cache", "info")
    assert (code, err) == (0, "")
    assert "leftovers  6 files, 3.0 MB; `python -m geo cache clear --leftovers` removes them\n" in out
    code, out, err = run("cache", "clear", "--leftovers")
    assert (code, err) == (0, "")
    assert out == "".join(f"Removed {folder / name}, 0.5 MB.\n" for name in sorted(old))
    stores = (cache.FILE_NAME, database.FILE_NAME)
    journals = {f"{store}{end}" for store in stores for end in ("-wal", "-shm")}  # they go when SQLite sees fit
    assert {path.name for path in folder.iterdir()} | journals == (before - set(old)) | journals
    assert run("cache", "clear", "--leftovers") == (0, "There is nothing left over.\n", "")
    assert run("cache", "clear") == (0, "Forgot 1 parsed documents.\n", "")


def test_a_cache_that_cannot_be_used_is_said_once(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Parsing works without it, with one line; the cache commands fail."""
    monkeypatch.setenv("WHEREIN_CACHE_DIR", write("in-the-way", ""))
    code, out, err = run("parse", write("a.txt", "London"))
    assert code == 0
    assert len(objects(out)) == 1
    assert err.count("\n") == 1
    assert "in memory only" in err
    code, out, err = run("cache", "clear")
    assert (code, out) == (1, "Nothing is forgotten.\n")
    assert err.count("\n") == 1


@pytest.mark.parametrize("store", [cache.FILE_NAME, database.FILE_NAME])
def test_what_cannot_be_forgotten_is_said(run: Run, store: str) -> None:
    """While another program reads or writes the file, clearing it fails and says what is still there."""
    clear = ["cache", "clear"] if store == cache.FILE_NAME else ["cache", "clear", "--geocodes"]
    run("parse", write("a.txt", "London"))
    run("cache", "info")
    path = Settings.from_environment().cache_dir / store
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM sqlite_master").fetchall()
        code, out, err = run(*clear)
        assert (code, out) == (1, "")
        assert "are forgotten, but what they held is still in the file" in err and str(path) in err
    assert run(*clear)[0] == 0
