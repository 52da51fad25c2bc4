"""``python -m geo export``: every format, and the filters of the dashboard."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from geo.export.registry import FORMATS
from geo.protocols import Format
from tests.commands.conftest import Run, objects, write
from tests.fakes import ARTICLE


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_format_is_written(run: Run, form: Format) -> None:
    """The file is there, and a line says what is in it."""
    code, out, err = run("export", write("a.txt", ARTICLE.text), "--format", form.name, "--out", "found")
    assert (code, out) == (0, "")
    assert err.startswith("found: places ")
    assert "geonames:170794" in Path("found").read_text("utf-8")


def names(run: Run, *filters: str) -> set[str]:
    code, _, err = run("export", write("a.txt", ARTICLE.text), "--format", "geojson", "--out", "g", *filters)
    assert code == 0, err
    return {feature["properties"]["name"] for feature in json.loads(Path("g").read_text("utf-8"))["features"]}


def rows(run: Run, *filters: str) -> list[dict[str, str]]:
    assert run("export", write("a.txt", ARTICLE.text), "--format", "csv", "--out", "c", *filters)[0] == 0
    with Path("c").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_filters_are_those_of_the_dashboard(run: Run) -> None:
    """Each leaves out what it says; given twice, a choice lets both through; together they all hold."""
    whole = names(run)
    assert whole == {"Brussels", "Syria", "northern Syria", "Deir ez-Zor", "Turkey", "London"}
    assert names(run, "--kind", "settlement") == {"Brussels", "Deir ez-Zor", "London"}
    assert names(run, "--country", "sy", "--country", "TR") == {"Syria", "northern Syria", "Deir ez-Zor", "Turkey"}
    assert names(run, "--min-confidence", "0.7") == whole - {"London"}
    assert names(run, "--query", "SYRIA") == {"Syria", "northern Syria"}
    assert names(run, "--kind", "settlement", "--country", "SY") == {"Deir ez-Zor"}
    assert [row["mention"] for row in rows(run) if row["name"] == "Turkey"] == ["Turkey"]
    assert [row["mention"] for row in rows(run, "--demonyms") if row["name"] == "Turkey"] == ["Turkey", "Turkish"]


def test_everything_cannot_be_filtered(run: Run) -> None:
    """JSON Lines hold all that was found; to ask for less of it is said to be a mistake, before anything is read."""
    code, _, err = run("export", "a.txt", "--format", "jsonl", "--out", "j", "--country", "SY")
    assert code == 2
    assert "holds all that was found" in err
    assert not Path("j").exists()
    run("export", write("a.txt", ARTICLE.text), "--format", "jsonl", "--out", "j")
    [document] = objects(Path("j").read_text("utf-8"))
    assert len(document["mentions"]) == 9


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--country", "Syria"),
        ("--min-confidence", "60"),
        ("--min-confidence", "high"),
        ("--kind", "town"),
        ("--format", "xml"),
    ],
)
def test_a_mistake_is_named(run: Run, option: str, value: str) -> None:
    """A filter or a format that there is not is wrong usage, and nothing is written."""
    code, _, err = run("export", write("a.txt", "London"), "--format", "csv", "--out", "c", option, value)
    assert code == 2
    assert option in err
    assert not Path("c").exists()


def test_nothing_read_is_nothing_written(run: Run) -> None:
    """Without a single document there is no file, and none of the documents is overwritten."""
    assert run("export", "missing.txt", "--format", "csv", "--out", "c")[0] == 1
    assert not Path("c").exists()
    code, _, err = run("export", write("a.txt", "London"), "--format", "csv", "--out", "a.txt")
    assert (code, Path("a.txt").read_text()) == (2, "London")
    assert "one of the documents" in err
