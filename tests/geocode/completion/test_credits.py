"""OpenStreetMap's data is credited in every export that holds it, and in none that does not."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest

from geo.atlas import Atlas
from geo.export.csv import BYTE_ORDER_MARK, export_csv
from geo.export.geojson import export_geojson
from geo.export.html import export_html
from geo.export.jsonl import export_json_line
from geo.model import GeoparsedDocument
from geo.view import Filter
from tests.fakes import LONDON, FakeGazetteer
from tests.geocode.completion.conftest import VILLAGE, Make, parsed

TITLE, LICENCE = "© OpenStreetMap contributors", "ODbL 1.0"


@pytest.fixture
def atlas(convoy: GeoparsedDocument, make: Make) -> Atlas:
    """The convoy with its village on the map."""
    return Atlas.build(make(VILLAGE)[0].complete([convoy])).filter(Filter())


def credits(atlas: Atlas) -> dict[str, Any]:
    """Return the credits of the page by title."""
    page = export_html(atlas, FakeGazetteer(), title="Convoy")
    content = re.search(r'id="content">(.*?)</script>', page, re.DOTALL)
    assert content
    return {credit["title"]: credit for credit in json.loads(content[1])["credits"]}


def test_the_page_shows_the_credit(atlas: Atlas) -> None:
    """It stands on the map, with its licence and a link."""
    credit = credits(atlas)[TITLE]
    assert credit["shown"] is True
    assert credit["licence"] == LICENCE
    assert credit["url"] == "https://www.openstreetmap.org/copyright"


def test_a_rival_is_credited_too(make: Make) -> None:
    """The page holds the places that lost as well, and they are somebody's data."""
    online, _ = make(London=[VILLAGE], below=1.0)
    [document] = online.complete([parsed("He moved to London.", "London")])
    assert document.resolutions[0].place == LONDON
    assert credits(Atlas.build([document]))[TITLE]["shown"] is True


def test_a_page_without_online_answers_has_no_such_credit(convoy: GeoparsedDocument) -> None:
    """Nothing is credited that is not there."""
    assert TITLE not in credits(Atlas.build([convoy]))


def test_geojson_credits_it(atlas: Atlas) -> None:
    """The collection's attribution names source and licence, and the feature its source."""
    collection = json.loads(export_geojson(atlas))
    said = {entry["source"]: entry for entry in collection["attribution"]}
    assert said["openstreetmap"]["licence"] == LICENCE
    sources = {feature["id"]: feature["properties"]["source"] for feature in collection["features"]}
    assert sources[VILLAGE.id] == "openstreetmap"


def test_csv_names_the_source(atlas: Atlas) -> None:
    """Each row says whose data it is, and its note who was asked and when."""
    rows = [
        row
        for row in csv.DictReader(io.StringIO(export_csv(atlas).removeprefix(BYTE_ORDER_MARK)))
        if row["id"] == VILLAGE.id
    ]
    assert [row["source"] for row in rows] == ["openstreetmap"] * 2
    assert all(row["note"] == "fake was asked on 28 May 2026." for row in rows)


def test_json_lines_credit_it(atlas: Atlas, convoy: GeoparsedDocument) -> None:
    """Each line credits whose data is in it, and nobody else's."""
    [line] = ["".join(export_json_line(document, 1)) for document in atlas.documents]
    said = {entry["source"]: entry for entry in json.loads(line)["attribution"]}
    assert said["openstreetmap"]["licence"] == LICENCE
    before = json.loads("".join(export_json_line(convoy, 1)))
    assert "openstreetmap" not in {entry["source"] for entry in before["attribution"]}
