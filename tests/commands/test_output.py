"""Where commands write: never over a document, never through a terminal as a command, never half."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo import factory
from geo.store.parses import SqliteDocumentCache
from tests.commands.conftest import Run, write
from tests.fakes import ARTICLE


def test_a_folder_is_never_overwritten(run: Run) -> None:
    """``--out`` naming a folder is wrong usage; so is one in a folder that is not there."""
    Path("out").mkdir()
    write("a.txt", "London")
    for target in ("out", "no/such/map.html"):
        for command in ("map", "parse"):
            code, _, err = run(command, "a.txt", "--out", target)
            assert code == 2
            assert err.startswith(target)
    assert list(Path("out").iterdir()) == []


@pytest.mark.parametrize("command", ["map", "parse"])
@pytest.mark.parametrize(("given", "out"), [("a.txt", "../work/a.txt"), (".", "a.txt"), ("*.txt", "link")])
def test_a_document_is_never_overwritten(run: Run, command: str, given: str, out: str) -> None:
    """Where the output is one of the inputs, under whatever name, nothing is done."""
    write("a.txt", ARTICLE.text)
    Path("link").symlink_to("a.txt")
    code, _, err = run(command, given, "--out", out)
    assert code == 2
    assert err == f"{out} is one of the documents, and would be overwritten; name another file to write.\n"
    assert Path("a.txt").read_text(encoding="utf-8") == ARTICLE.text


def test_hostile_names_stay_on_one_line(run: Run) -> None:
    """A file name cannot forge lines or colours on the terminal."""
    code, _, err = run("parse", "a\nb\x1b[31m.txt")
    assert code == 1
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_no_argument_or_path_reaches_the_terminal_as_a_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escape sequences in arguments and folder names are printed as spaces, in errors and in reports."""
    monkeypatch.setenv("WHEREIN_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "a\x1b[31mb").mkdir()
    monkeypatch.setattr(factory, "build_cache", lambda settings: SqliteDocumentCache(tmp_path / "a\x1b[31mb"))
    arguments = (
        ["parse", "a.txt", "--\x1b[31mred"], ["\x1b]0;title\x07"], ["parse", "\x1b[31mred.txt"], ["cache", "info"],
    )  # fmt: skip
    for given in arguments:
        _, out, err = run(*given)
        assert "\x1b" not in out + err and "\x07" not in out + err
        assert "[31m" in out + err or "title" in out + err
