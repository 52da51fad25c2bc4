"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from geo.export.file import write_whole


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """A failure half-way leaves the old file as it was, and nothing beside it."""
    path = tmp_path / "file"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), write_whole(path) as out:
        out.write(b"half")
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    with write_whole(path) as out:
        out.write(b"new")
    assert path.read_text() == "new"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["file"]


def test_the_unfinished_file_has_a_name_that_nobody_can_foresee(tmp_path: Path) -> None:
    """Two writings use two names, and the finished file has the permissions of any other new file."""
    (tmp_path / "plain").touch()
    names = set()
    for _ in range(2):
        with write_whole(tmp_path / "file") as out:
            names |= {path.name for path in tmp_path.glob(".*")}
            out.write(b"x")
    assert len(names) == 2
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_links_and_devices_are_written_through(tmp_path: Path) -> None:
    """A symbolic link stays one, and /dev/null stays a device."""
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with write_whole(tmp_path / "link") as out:
        out.write(b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"x"
    with write_whole(Path(os.devnull)) as out:
        out.write(b"x")
    assert not Path(os.devnull).is_file()
