"""What the whole pipeline puts on the map, for real texts with the real model and the world gazetteer."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import pytest

from geo.atlas import Atlas, Pin
from geo.model import Document, Point
from geo.pipeline import Pipeline
from geo.view import Filter
from tests.conftest import ROOT, SHARED

pytestmark = [pytest.mark.model, pytest.mark.gazetteer]

SEEDS: list[dict[str, Any]] = tomllib.loads((ROOT / "seeds" / "seeds.toml").read_text("utf-8"))["seed"]
ORIGINAL = SHARED / "seed" / "article.txt"
ARTICLE_CITIES = {
    "Brussels": (50.85, 4.35),
    "Deir ez-Zor": (35.34, 40.14),
    "Ankara": (39.93, 32.86),
    "London": (51.51, -0.13),
    "Washington": (38.90, -77.04),
}
ARTICLE_COUNTRIES = {"US", "SY", "BE", "TR", "RU"}


def distance_km(a: Point, b: Point) -> float:
    """Return the great-circle distance."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def atlas_of(pipeline: Pipeline, path: Path) -> Atlas:
    return Atlas.build(pipeline.geoparse([Document.make(path.read_text("utf-8"))])).filter(Filter())


def article_texts() -> list[Path]:
    """The first seed retells the article; the original is tested beside it wherever it is at hand."""
    seed = ROOT / "seeds" / SEEDS[0]["file"]
    return [seed, ORIGINAL] if ORIGINAL.exists() else [seed]


@pytest.mark.parametrize("path", article_texts(), ids=lambda path: path.name)
def test_the_article_is_on_the_map(pipeline: Pipeline, path: Path) -> None:
    """Towns are within 50 km of the truth, countries are countries, and nothing else is there."""
    atlas = atlas_of(pipeline, path)
    by_name = {pin.name: pin for pin in atlas.pins}
    for name, position in ARTICLE_CITIES.items():
        pin = next(pin for pin in atlas.pins if pin.place.name.startswith(name) and pin.place.kind != "country")
        assert pin.footprint.point is not None
        assert distance_km(pin.footprint.point, Point(*position)) < 50, name
    countries = {pin.place.country_code for pin in atlas.pins if pin.place.kind == "country"}
    assert countries == ARTICLE_COUNTRIES
    assert by_name["northern Syria"].footprint.area is not None
    surfaces = {o.resolution.mention.surface for pin in atlas.pins for o in pin.occurrences}
    assert not surfaces & {"Nato", "NATO", "ISIS", "Reuters", "REUTERS", "Kurdish", "Esper", "Stoltenberg", "Trump"}


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: str(seed["file"]))
def test_the_expected_places_of_a_seed_are_found(pipeline: Pipeline, seed: dict[str, Any]) -> None:
    """Every place that seeds.toml expects is on the map where it should be."""
    atlas = atlas_of(pipeline, ROOT / "seeds" / seed["file"])
    missing = [expected["name"] for expected in seed["place"] if not any(is_it(pin, expected) for pin in atlas.pins)]
    assert not missing


def is_it(pin: Pin, expected: dict[str, Any]) -> bool:
    """Whether a pin has a mention of the expected name and is the expected place."""
    if not any(o.resolution.mention.surface == expected["name"] for o in pin.occurrences):
        return False
    if "place" in expected:
        return bool(pin.place.id == expected["place"])
    point = pin.footprint.point
    return point is not None and distance_km(point, Point(expected["lat"], expected["lon"])) <= expected["tolerance_km"]
