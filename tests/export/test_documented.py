"""docs/formats.md names every key that an export has, and no other: its tables are written from the same list."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from geo.export.csv import BYTE_ORDER_MARK, export_csv
from geo.export.dictionary import with_tables
from geo.export.geojson import export_geojson
from geo.export.jsonl import MAX_CANDIDATES, export_json_line
from tests.fakes import article_atlas

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text("utf-8")


def documented(name: str) -> list[str]:
    """Return the keys in the table of a format."""
    table = TEXT.partition(f"<!-- fields of {name} -->")[2].partition("<!-- end -->")[0]
    return re.findall(r"(?m)^\| `(\w+)` \|", table)


def inside(key: str) -> list[str]:
    """Return the names that a key of JSON Lines is said to hold."""
    [cell] = re.findall(rf"(?m)^\| `{key}` \| [^|]+ \| (.+) \|$", TEXT)
    return re.findall(r"`(\w+)`", cell)


def test_the_tables_are_those_that_are_written() -> None:
    """`python -m geo.export.dictionary docs/formats.md` would change nothing."""
    assert with_tables(TEXT) == TEXT
    assert TEXT.count("<!-- fields of ") == 3


def test_a_table_of_no_format_is_noticed() -> None:
    """A mark that is misspelt is not passed over."""
    with pytest.raises(KeyError):
        with_tables("<!-- fields of cvs -->\n<!-- end -->\n")


def test_json_lines() -> None:
    mentions = [
        mention
        for parsed in article_atlas().documents
        for mention in json.loads("".join(export_json_line(parsed, 1)))["mentions"]
    ]
    for mention in mentions:
        assert list(mention) == documented("jsonl")
    london = next(mention for mention in mentions if mention["text"] == "London")
    assert list(london["place"]) == inside("place")
    [candidate, _] = london["candidates"]
    assert list(candidate) == inside("candidates")
    assert list(london["reasons"][0]) == inside("reasons")[:3]
    assert f"the {MAX_CANDIDATES} best places" in TEXT


def test_geojson() -> None:
    collection = json.loads(export_geojson(article_atlas()))
    for feature in collection["features"]:
        assert list(feature["properties"]) == documented("geojson")
        assert set(feature) <= {"type", "id", "bbox", "geometry", "properties"}


def test_csv() -> None:
    [header, *_] = csv.reader(export_csv(article_atlas()).removeprefix(BYTE_ORDER_MARK).splitlines())
    assert header == documented("csv")
