"""Keeping a file that cannot be used under another name."""

from __future__ import annotations

from pathlib import Path

from geo.store.aside import set_aside


def test_what_sqlite_keeps_beside_a_file_goes_with_it(tmp_path: Path) -> None:
    """Else the journal of the old file would be played into the new one."""
    for name in ("a.sqlite", "a.sqlite-wal", "a.sqlite-shm", "b.sqlite", "a.sqlite.old-1"):
        (tmp_path / name).write_text(name)
    aside = set_aside(tmp_path / "a.sqlite", "old")
    assert aside == tmp_path / "a.sqlite.old-2"
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "a.sqlite.old-2": "a.sqlite",
        "a.sqlite.old-2-wal": "a.sqlite-wal",
        "a.sqlite.old-2-shm": "a.sqlite-shm",
        "b.sqlite": "b.sqlite",
        "a.sqlite.old-1": "a.sqlite.old-1",
    }
