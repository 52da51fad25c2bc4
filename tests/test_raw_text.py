"""What a person would try first: plain sentences through the whole pipeline, with the real model and gazetteer."""

from __future__ import annotations

import json

import pytest

from geo.model import Document, Resolution
from geo.pipeline import Pipeline

pytestmark = [pytest.mark.model, pytest.mark.gazetteer]


def resolutions(pipeline: Pipeline, text: str) -> list[Resolution]:
    return list(pipeline.geoparse([Document.make(text)])[0].resolutions)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("DEIR EZZOR, Syria — Trucks came back.", ["Deir ez-Zor", "Syria"]),
        ("Columbus Police met officials of Walker County, Texas.", ["Columbus", "Walker County", "Texas"]),
        ("Shops shut in Homs, Hama and Aleppo.", ["Homs", "Hama", "Aleppo"]),
        ("Lakes Erie and Ontario froze.", ["Lake Erie", "Lake Ontario"]),
        ("Turkish officers met two Syrians and a Londoner.", ["Turkey", "Syria", "London"]),
        ("It burned in Charleston, W.Va., and in Victoria, B.C.", ["Charleston", "West Virginia", "Victoria",
                                                                  "British Columbia"]),
        ("Fighting reached Gao and Kidal on Monday.", ["Gao", "Kidal"]),
        ("Washington and Tbilisi talked; Georgia and Armenia signed.", ["Washington", "Tbilisi", "Georgia", "Armenia"]),
        ("The boat was last seen at 36.2000, 37.1500.", ["36.2000, 37.1500"]),
        ("The last call gave the position 11.95, 49.70.", ["11.95, 49.70"]),
        ("It stands at 36°12′00″N 37°09′00″E.", ["36°12′00″N 37°09′00″E"]),
        ("The patrol met at 37SCA8460709183.", ["37SCA8460709183"]),
    ],
)  # fmt: skip
def test_the_places_of_a_sentence(pipeline: Pipeline, text: str, places: list[str]) -> None:
    assert [r.place.name if r.place else None for r in resolutions(pipeline, text)] == places


@pytest.mark.parametrize(
    ("text", "place", "phrase", "geometry"),
    [
        ("Fighting went on in northern Syria.", "Syria", "northern", "Polygon"),
        ("Shells hit eastern Ukraine.", "Ukraine", "eastern", "Polygon"),
        ("Raids in central Mali continued.", "Mali", "central", "Polygon"),
        ("A ship was hit off the coast of Yemen.", "Yemen", "off the coast of", "Polygon"),
        ("A camp near Aleppo burned.", "Aleppo", "near", "Polygon"),
        ("They stopped 50 km east of Gao.", "Gao", "50 km east of", "Polygon"),
        ("The road between Homs and Hama is shut.", "Homs", "between … and Hama", "Polygon"),
        ("Troops massed on the Syrian-Turkish border.", "Syria", "…–Turkey border", "LineString"),
    ],
)
def test_the_area_of_a_phrase(pipeline: Pipeline, text: str, place: str, phrase: str, geometry: str) -> None:
    """It is read, drawn, and says by which rule."""
    first = resolutions(pipeline, text)[0]
    assert first.place is not None and first.place.name == place
    assert first.mention.phrase is not None and first.mention.phrase.words() == phrase
    assert first.footprint is not None and first.footprint.area is not None and first.note
    assert json.loads(first.footprint.area)["type"].removeprefix("Multi") == geometry


def test_a_capital_that_acts_stands_for_its_government(pipeline: Pipeline) -> None:
    [ankara] = resolutions(pipeline, "Ankara said that it would answer.")
    assert ankara.place is not None and ankara.place.name == "Ankara"
    assert ankara.note == "Here it stands for the government of Turkey."
