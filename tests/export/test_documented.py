"""docs/formats.md names every key that an export has, and no other."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

from geo.export.csv import BYTE_ORDER_MARK, export_csv
from geo.export.geojson import export_geojson
from geo.export.jsonl import MAX_CANDIDATES, export_json_line
from tests.fakes import article_atlas

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text("utf-8")


def documented(section: str) -> list[str]:
    """Return the names in the first column of a section's table."""
    _, _, body = TEXT.partition(f"## {section}\n")
    cells = re.findall(r"(?m)^\| (`[^|]+`) \|", body.partition("\n## ")[0])
    return [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]


def inside(key: str) -> list[str]:
    """Return the names in the second column of a key of JSON Lines."""
    [cell] = re.findall(rf"(?m)^\| `{key}` \| (.+) \|$", TEXT)
    return re.findall(r"`(\w+)`", cell)


def test_json_lines() -> None:
    mentions = [
        mention
        for parsed in article_atlas().documents
        for mention in json.loads("".join(export_json_line(parsed, 1)))["mentions"]
    ]
    for mention in mentions:
        assert list(mention) == documented("`parse`: JSON Lines")
    london = next(mention for mention in mentions if mention["text"] == "London")
    assert list(london["place"]) == inside("place")
    [candidate, _] = london["candidates"]
    assert list(candidate) == [*london["place"], *inside("candidates")[1:]]
    assert list(london["reasons"][0]) == inside("reasons")[:3]
    assert f"the {MAX_CANDIDATES} best places" in TEXT


def test_geojson() -> None:
    collection = json.loads(export_geojson(article_atlas()))
    for feature in collection["features"]:
        assert list(feature["properties"]) == documented("GeoJSON")
        assert set(feature) <= {"type", "id", "bbox", "geometry", "properties"}


def test_csv() -> None:
    [header, *_] = csv.reader(export_csv(article_atlas()).removeprefix(BYTE_ORDER_MARK).splitlines())
    assert sorted(header) == sorted(documented("CSV"))
