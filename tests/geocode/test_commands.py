"""The commands that show, share and forget geocoders' answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.commands.cli import main
from geo.factory import build_answer_store
from geo.settings.settings import Settings
from tests.geocode.records import put


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder with one place found and one not."""
    monkeypatch.setenv("WHEREIN_CACHE_DIR", str(tmp_path / "cache"))
    store = build_answer_store(Settings.from_environment())
    put(store, "Peak")
    put(store, "Nothing", found=False)
    store.count("hits", 90.0)
    store.flush()
    return tmp_path


def test_info_shows_the_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`cache info` says where the answers are, how many, and how often they helped."""
    assert main(["cache", "info"]) == 0
    said = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert said["geocodes"] == f"1 found, 1 not found, in {folder / 'cache' / 'geocodes.sqlite'}"
    assert said["geocoders"] == "1 hits, 0 stale, 0 misses; 90 s saved"


def test_a_team_shares_its_answers(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What one exports another imports; `cache clear --geocodes` forgets them, and only them."""
    shared = folder / "answers.jsonl"
    assert main(["cache", "export", "--geocodes", "--out", str(shared)]) == 0
    assert len(shared.read_text().splitlines()) == 2
    monkeypatch.setenv("WHEREIN_CACHE_DIR", str(folder / "other"))
    assert main(["cache", "import", str(shared)]) == 0
    assert capsys.readouterr().out == "Read 2 answers of geocoders.\n"
    assert main(["cache", "export", "--geocodes"]) == 0
    assert capsys.readouterr().out == shared.read_text()
    assert main(["cache", "clear", "--geocodes"]) == 0
    assert capsys.readouterr().out == "Forgot 2 answers of geocoders.\n"
    assert main(["cache", "export", "--geocodes"]) == 0
    assert capsys.readouterr().out == ""


def test_bad_lines_are_named_and_the_others_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An import says which lines it could not read, reads the rest, and exits with 1."""
    shared = folder / "answers.jsonl"
    main(["cache", "export", "--geocodes", "--out", str(shared)])
    good = shared.read_text()
    shared.write_text("{\n" + good + json.dumps({"provider": "p"}) + "\n\n")
    assert main(["cache", "import", str(shared)]) == 1
    printed = capsys.readouterr()
    assert printed.out == "Read 2 answers of geocoders.\n"
    assert [line.split(": ")[0].split(", ")[1] for line in printed.err.splitlines()] == ["line 1", "line 4"]


def test_a_file_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line on standard error."""
    assert main(["cache", "import", str(folder / "none.jsonl")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
