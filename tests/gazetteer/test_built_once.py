"""Keeping the gazetteer file: one build, whole files only, and a way out where the folder will not do."""

from __future__ import annotations

import logging
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from geo.errors import Cancelled, GazetteerError
from geo.gazetteer.store import open_gazetteer
from tests.gazetteer.conftest import DATA, tiny_packages

ROOT = Path(__file__).resolve().parent.parent.parent
BUILDER = """
import sys
from pathlib import Path
from geo.gazetteer.store import open_gazetteer
from tests.gazetteer.conftest import tiny_packages

stages = []
gazetteer = open_gazetteer(Path(sys.argv[1]), packages=tiny_packages(), progress=lambda stage, _: stages.append(stage))
print("built" if "Merging cities" in stages else "waited", gazetteer.lookup(["Syria"])[0][0].place.id)
"""


def test_processes_that_start_together_build_once(tmp_path: Path) -> None:
    """One of three builds; the others wait for it and read the same file."""
    command = [sys.executable, "-c", BUILDER, str(tmp_path)]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    outputs = sorted(process.communicate(timeout=120)[0].strip() for process in processes)
    assert outputs == ["built geonames:163843", "waited geonames:163843", "waited geonames:163843"]
    assert len(list(tmp_path.glob("gazetteer-*"))) == 1


def test_progress_runs_from_nothing_to_everything(tmp_path: Path) -> None:
    """Fractions never fall, start at 0 and end at 1; a second opening reports nothing."""
    reports: list[float] = []
    open_gazetteer(tmp_path, packages=tiny_packages(), progress=lambda _, fraction: reports.append(fraction))
    assert reports == sorted(reports) and reports[0] == 0.0 and reports[-1] == 1.0
    reports.clear()
    open_gazetteer(tmp_path, packages=tiny_packages(), progress=lambda _, fraction: reports.append(fraction))
    assert reports == []


def test_a_cancelled_build_leaves_nothing(tmp_path: Path) -> None:
    """`Cancelled` comes out of the build, and the next one starts afresh."""

    def stop(stage: str, fraction: float) -> None:
        if fraction > 0.3:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        open_gazetteer(tmp_path, packages=tiny_packages(), progress=stop)
    assert not list(tmp_path.glob("gazetteer-*"))
    assert open_gazetteer(tmp_path, packages=tiny_packages()).info().places > 50


@pytest.mark.parametrize("damage", ["cut", "empty", "text", "unfinished"])
def test_a_damaged_file_is_set_aside(tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str) -> None:
    """It is kept as *.corrupt-N with a warning, and the gazetteer is built again."""
    path = open_gazetteer(tmp_path, packages=tiny_packages()).info().path
    whole = path.read_bytes()
    bad = {
        "cut": whole[: len(whole) // 2],
        "empty": b"",
        "text": b"not a database " * 100,
        "unfinished": whole.replace(b"idwherein-", b"idnothing-"),
    }[damage]
    path.write_bytes(bad)
    with caplog.at_level(logging.WARNING):
        assert open_gazetteer(tmp_path, packages=tiny_packages()).lookup(["Syria"])[0]
    assert "damaged" in caplog.text
    assert path.with_name(f"{path.name}.corrupt-1").read_bytes() == bad


def test_where_the_folder_cannot_be_written_another_is_used_and_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gazetteer works from the folder for temporary files; log and info tell why."""
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "spare"))
    (tmp_path / "file").write_text("in the way")
    with caplog.at_level(logging.WARNING):
        gazetteer = open_gazetteer(tmp_path / "file" / "cache", packages=tiny_packages())
    assert gazetteer.lookup(["Syria"])[0]
    assert "cannot be written" in gazetteer.info().note and "cannot be written" in caplog.text


@pytest.mark.parametrize("trap", ["open to all", "a link"])
def test_a_spare_folder_that_others_can_write_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trap: str
) -> None:
    """A folder of the expected name that somebody else may have prepared is passed by; its files are never opened."""
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "spare"))
    (tmp_path / "file").write_text("in the way")
    blocked = tmp_path / "file" / "cache"
    prepared = open_gazetteer(blocked, packages=tiny_packages()).info().path.parent
    assert stat.S_IMODE(prepared.stat().st_mode) == 0o700
    assert open_gazetteer(blocked, packages=tiny_packages()).info().path.parent == prepared
    if trap == "a link":
        prepared.rename(tmp_path / "elsewhere")
        prepared.symlink_to(tmp_path / "elsewhere")
    else:
        prepared.chmod(0o777)
    used = open_gazetteer(blocked, packages=tiny_packages()).info().path.parent
    assert used != prepared
    assert stat.S_IMODE(used.stat().st_mode) == 0o700


def test_where_no_folder_can_be_written_the_error_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both folders are named, and the setting that helps."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "file"))
    with pytest.raises(GazetteerError, match="WHEREIN_CACHE_DIR"):
        open_gazetteer(tmp_path / "file" / "cache", packages=tiny_packages())


def test_a_changed_table_makes_a_new_gazetteer_and_removes_the_old(tmp_path: Path) -> None:
    """Id and file name follow the content; the outdated file does not stay behind."""
    curated = shutil.copytree(DATA / "curated", tmp_path / "curated")
    before = open_gazetteer(tmp_path / "cache", packages=tiny_packages(curated=curated))
    with (curated / "places.csv").open("a") as file:
        file.write("wherein:lemuria,Lemuria,,region,-10,75,,,,,,test,,\n")
    after = open_gazetteer(tmp_path / "cache", packages=tiny_packages(curated=curated))
    assert before.id != after.id
    assert after.lookup(["Lemuria"])[0] and not before.lookup(["Lemuria"])[0]
    assert list((tmp_path / "cache").glob("gazetteer-*.sqlite")) == [after.info().path]
