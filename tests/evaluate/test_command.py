"""``python -m geo evaluate`` from end to end, with fakes for pipeline and gazetteer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo import factory
from geo.commands.cli import main
from tests.fakes import FakeGazetteer, fake_pipeline

LINE = {
    "doc_id": "1",
    "text": "London and Syria or Nowhere. Turkey",
    "toponyms": [
        {"start": 0, "end": 6, "lat": 51.5, "lon": -0.1},
        {"start": 11, "end": 16, "lat": 35.0, "lon": 38.0, "geonameid": 163843},
        {"start": 20, "end": 27, "lat": 0.0, "lon": 0.0},
    ],
}


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(factory, "build_gazetteer", lambda settings, *, progress=None: FakeGazetteer())
    monkeypatch.setattr(factory, "build_pipeline", lambda settings, gazetteer, *, cache=None: fake_pipeline(cache))
    Path("corpus.jsonl").write_text(json.dumps(LINE) + "\n", encoding="utf-8")
    return "corpus.jsonl"


def test_an_evaluation_can_be_compared_with_its_record(corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What ``--json`` writes, ``--compare`` reads; the same again has no changes, another outcome is named."""
    assert main(["evaluate", corpus, "--json"]) == 0
    old = json.loads(capsys.readouterr().out)
    Path("old.json").write_text(json.dumps(old), encoding="utf-8")
    assert main(["evaluate", corpus, "--compare", "old.json"]) == 0
    assert "No mention came out differently." in capsys.readouterr().out
    old["outcomes"][0] |= {"right": False, "place": None, "status": "not_found"}
    old["outcomes"][0]["text"] = "London"
    Path("old.json").write_text(json.dumps(old | {"accuracy_161_km": 1 / 3}), encoding="utf-8")
    assert main(["evaluate", corpus, "--compare", "old.json"]) == 0
    out = capsys.readouterr().out
    assert "now right: 1\n  1 0-6 “London”: not found -> London (settlement, England, GB)" in out
    assert "accuracy 161 km                  0.333   0.667  +0.333" in out
    assert main(["evaluate", corpus, "--compare", "old.json", "--json"]) == 0
    (change,) = json.loads(capsys.readouterr().out)["changes"]
    assert change["what"] == "now right"


def test_another_kind_of_mentions_is_wrong_usage(corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", corpus, "--json"]) == 0
    Path("old.json").write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["evaluate", corpus, "--compare", "old.json", "--mentions", "gold"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_offsets_that_do_not_fit_the_text_are_said(corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Offsets in UTF-16 units or bytes would be measured as errors of ours."""
    shifted = LINE | {"toponyms": [{"start": 1, "end": 7, "name": "London", "lat": 51.5, "lon": -0.1}]}
    Path(corpus).write_text(json.dumps(shifted), encoding="utf-8")
    assert main(["evaluate", corpus]) == 0
    assert "toponym 1 is not what the text has at 1 to 7" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "\n", json.dumps(LINE | {"toponyms": []})])
def test_a_corpus_without_places_is_one_clear_error(corpus: str, capsys: pytest.CaptureFixture[str], text: str) -> None:
    Path(corpus).write_text(text, encoding="utf-8")
    assert main(["evaluate", corpus]) == 1
    assert capsys.readouterr().err == "corpus.jsonl has no places to measure by.\n"


def test_the_report_is_written_beside_the_table(corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", corpus, "--report", "report.html"]) == 0
    assert Path("report.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "accuracy 161 km" in capsys.readouterr().out


def test_names_cannot_command_the_terminal(corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters from a corpus are printed as spaces."""
    toponyms = [{"start": 0, "end": end, "type": use, "lat": 0, "lon": 0} for end, use in ((6, "\x1b[2Jx"), (5, "b"))]
    line = {"doc_id": "1", "text": "London", "toponyms": toponyms}
    Path(corpus).write_text(json.dumps(line), encoding="utf-8")
    assert main(["evaluate", corpus]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out and "[2Jx" in out
