"""Which of a place's names count, and how much."""

from __future__ import annotations

import pytest

from geo.gazetteer.prominence import prominence, weighted_names
from geo.gazetteer.sources.record import PlaceRecord


def record(kind: str = "settlement", population: int = 100_000, **fields: object) -> PlaceRecord:
    return PlaceRecord("geonames:1", "Mexico City", kind, "geonames", population=population, **fields)  # type: ignore[arg-type]


def named(*alternates: str) -> dict[str, tuple[str, float]]:
    place = record()
    place.add(alternates)
    return {name: (name_type, penalty) for name, name_type, penalty in weighted_names(place)}


def test_codes_are_kept_only_where_they_are_initials() -> None:
    """MC abbreviates Mexico City; MEX is its airport."""
    names = named("MC", "M.C.", "MEX", "MMX")
    assert names["MC"][0] == names["M.C."][0] == "abbreviation"
    assert "MEX" not in names and "MMX" not in names


def test_alternates_stand_behind_the_name() -> None:
    """The name, then the name without "City", then other names, then machine-made and very short ones."""
    names = named("Mexico", "Ciudad de Mexico", "meksiko siti", "Mex")
    penalties = [names[name][1] for name in ("Mexico City", "Mexico", "Ciudad de Mexico", "meksiko siti", "Mex")]
    assert penalties == sorted(set(penalties))


def test_short_names_in_other_scripts_are_names() -> None:
    """Two Chinese characters are a whole name."""
    assert named("墨西哥", "北京")["北京"] == named("Ciudad de Mexico")["Ciudad de Mexico"]


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (record("continent", 0), record("country", 10**9)),
        (record("country", 1000), record("settlement", 20_000_000)),
        (record("settlement", 8_000_000), record("admin1", 19_000_000)),
        (record("admin1", 7_000_000), record("settlement", 200_000)),
        (record("settlement", 500_000, is_capital=True), record("settlement", 2_000_000)),
        (record("water", 0, area_km2=400_000), record("admin1", 1_400_000)),
        (record("mountain", 0, is_curated=True), record("settlement", 150_000)),
        (record("admin1", 0), record("settlement", 20_000)),
    ],
)
def test_what_news_means_is_more_prominent(more: PlaceRecord, less: PlaceRecord) -> None:
    """Kinds are set against the population of cities."""
    assert prominence(more) > prominence(less)
