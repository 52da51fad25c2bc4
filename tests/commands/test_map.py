"""``python -m geo map``: the page that it writes, and when it writes none."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo import factory
from tests.commands.conftest import Run, write
from tests.fakes import ARTICLE


def test_map_writes_a_page(run: Run) -> None:
    """The page holds the places and the title, and a line says what is in it."""
    code, out, err = run("map", write("a.txt", ARTICLE.text), "--out", "map.html")
    assert (code, out) == (0, "")
    assert err == "map.html: places 6, mentions 7, names not on the map 1.\n"
    page = Path("map.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "geonames:170794" in page
    assert "<title>a</title>" in page
    assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []


def test_map_of_several_documents(run: Run) -> None:
    """The title can be given; peoples are put on the map when asked for; a bad document does not stop it."""
    write("a.txt", "Turkish officers")
    write("b.txt", "London")
    code, _, err = run("map", "a.txt", "b.txt", "missing.txt", "--out", "map.html", "--title", "<My> map", "--demonyms")
    assert code == 1
    assert "map.html: places 2" in err
    page = Path("map.html").read_text("utf-8")
    assert "<title>&lt;My&gt; map</title>" in page
    assert "geonames:298795" in page


def test_map_of_nothing_is_not_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a single document there is no file; nothing slow is opened to find that out."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("The gazetteer was opened.")

    monkeypatch.setattr(factory, "build_gazetteer", never)
    code, _, err = run("map", "missing.txt", "--out", "map.html")
    assert code == 1
    assert "no map to write" in err
    assert not Path("map.html").exists()
