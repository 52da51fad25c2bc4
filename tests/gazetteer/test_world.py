"""The full gazetteer: what it must know, and what it must not get wrong."""

from __future__ import annotations

import json
import math

import pytest
import shapely

from geo.attribution import ATTRIBUTIONS
from geo.gazetteer.sources.curated import read_names
from geo.gazetteer.sources.packages import DataPackages
from geo.gazetteer.store import SqliteGazetteer

pytestmark = pytest.mark.gazetteer

NEWS_NAMES = """
Bakhmut | Rafah | Khan Younis | Khan Yunis | Jabalia | Kharkiv | Zaporizhzhia | Mariupol | Avdiivka | Raqqa |
Idlib | Aleppo | Kobani | Hasakah | Manbij | Afrin | Mosul | Sinjar | Fallujah | Sanaa | Hodeidah | Marib | Aden
| Tigray | Mekelle | El Fasher | Al-Fashir | Khartoum | Omdurman | Darfur | Goma | Bukavu | Ituri | North Kivu |
Cabo Delgado | Borno | Maiduguri | Lake Chad | Timbuktu | Gao | Benghazi | Tripoli | Misrata | Sirte | Rakhine |
Sagaing | Kachin | Hong Kong | Taiwan | Kashmir | Balochistan | Helmand | Kandahar | Kabul | Panjshir |
Nagorno-Karabakh | Stepanakert | Abkhazia | South Ossetia | Transnistria | Kosovo | Mitrovica | Strait of Hormuz
| Bab el-Mandeb | Red Sea | Black Sea | Sea of Azov | South China Sea | Taiwan Strait | Spratly Islands | Golan
Heights | Sinai | Suez Canal | Nile | Dnieper | Tigris | Danube | Himalayas | Amazon | Sahara | Alps | Siberia |
Arctic | Antarctica | Guantanamo Bay | Falkland Islands | Silicon Valley | Manhattan | Brooklyn | Hollywood |
White House | Kremlin | Downing Street | Capitol Hill | Heathrow | Balkans | Baltic states | Scandinavia | Latin
America | Persian Gulf | Gulf of Mexico | Levant | Maghreb | Sub-Saharan Africa | Southeast Asia | Asia-Pacific
| Indo-Pacific | European Union | United States | US | U.S. | USA | UK | Britain | Great Britain | England |
Scotland | Northern Ireland | South Korea | North Korea | Democratic Republic of Congo | DRC | Palestine |
Palestinian territories | Vatican | Czechia | Macedonia | Holland | Persia | Soviet Union | Yugoslavia | Bombay
| Calcutta | Peking | Saigon | Constantinople | Leningrad | New York | New York City | NYC | LA | Los Angeles |
D.C. | Washington DC | California | Texas | Quebec | Ontario | Sicily | Corsica | Hawaii | Bali | Java | Okinawa
| Hiroshima | Chernobyl | Fukushima | Lampedusa | Lesbos | Calais | The Hague | Geneva | Davos | Ramallah |
Nablus | Jenin | East Jerusalem | Tel Aviv | Kursk | Belgorod | Donetsk | Luhansk | Kherson | Sevastopol |
Pokrovsk | Kupiansk | Odessa | Lviv | Aksai Chin | Ladakh | Tibet | Hormuz | Gaza City | Beit Lahia | Dahiyeh |
Beirut | Tyre | Sidon | Bekaa Valley | Homs | Hama | Daraa | Sweida | Qamishli | Tartus | Latakia | Palmyra |
Baghouz
"""

# Name, id or kind of the first match, a point near it, and how near in km.
MEANT = [
    ("US", "country", (39.8, -98.5), 800),
    ("U.S.", "country", (39.8, -98.5), 800),
    ("EU", "bloc", (50, 9), 800),
    ("Euphrates", "water", (35, 40), 600),
    ("Nile", "water", (22, 31.5), 1200),
    ("Amazon", "water", (-3, -60), 1200),
    ("Sahara", "region", (23, 9), 1200),
    ("Alps", "mountain", (46.5, 10), 400),
    ("Sinai", "region", (29.5, 34), 200),
    ("Red Sea", "water", (20, 38.5), 600),
    ("Heathrow", "facility", (51.47, -0.45), 10),
    ("White House", "facility", (38.898, -77.037), 5),
    ("Palmyra", "settlement", (34.56, 38.28), 30),
    ("Augusta", "settlement", (33.47, -81.97), 30),
    ("Asia", "continent", (35, 90), 2500),
    ("Georgia", "country", (42, 43.5), 200),
    ("England", "admin1", (52.2, -1), 200),
    ("Wales", "admin1", (52.3, -3.7), 150),
    ("Scotland", "admin1", (56.5, -4), 200),
    ("Northern Ireland", "admin1", (54.6, -6.7), 100),
    ("Washington", "settlement", (38.9, -77.04), 20),
    ("Washington, D.C.", "settlement", (38.9, -77.04), 20),
    ("Washington D.C.", "settlement", (38.9, -77.04), 20),
    ("D.C.", "settlement", (38.9, -77.04), 20),
    ("District of Columbia", "settlement", (38.9, -77.04), 30),
    ("New York", "settlement", (40.71, -74.0), 20),
    ("London", "settlement", (51.5, -0.13), 20),
    ("Brussels", "settlement", (50.85, 4.35), 20),
    ("Ankara", "settlement", (39.92, 32.85), 20),
    ("Deir Ezzor", "settlement", (35.33, 40.14), 20),
    ("Turkey", "country", (39, 35), 300),
    ("British", "country", (54, -2), 500),
    ("Turkish", "country", (39, 35), 300),
    ("Ind.", "admin1", (40, -86), 200),
    ("Kan.", "admin1", (38.5, -98), 300),
    ("Москва", "settlement", (55.75, 37.6), 50),
    ("北京", "settlement", (39.9, 116.4), 100),
    ("القاهرة", "settlement", (30.05, 31.25), 60),
]


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(chord))


def test_every_news_name_is_found(world: SqliteGazetteer) -> None:
    """None of the 198 names is unknown, and each has a point on the map."""
    names = [name.strip() for name in NEWS_NAMES.replace("\n", " ").split("|")]
    assert len(names) == 198
    found = dict(zip(names, world.lookup(names), strict=True))
    assert [name for name, matches in found.items() if not matches or matches[0].place.footprint.point is None] == []


@pytest.mark.parametrize(("name", "kind", "near", "within_km"), MEANT, ids=[name for name, *_ in MEANT])
def test_the_place_meant_comes_first(
    world: SqliteGazetteer, name: str, kind: str, near: tuple[float, float], within_km: float
) -> None:
    """Names that a plain ranking by population or by spelling gets wrong."""
    place = world.lookup([name])[0][0].place
    assert place.kind == kind
    assert place.footprint.point is not None and km(place.footprint.point, near) < within_km


def test_it_is_as_large_as_promised(world: SqliteGazetteer) -> None:
    """Places, names; and every source has an attribution."""
    info = world.info()
    assert info.places >= 302_000 and info.names >= 1_300_000
    assert set(info.sources) <= set(ATTRIBUTIONS)


def test_every_curated_name_finds_its_place(world: SqliteGazetteer) -> None:
    """Each demonym and abbreviation of the tables leads to a place of the right country, and not as one of many."""
    wrong = []
    for curated in read_names(DataPackages.installed().curated_files):
        matches = world.lookup([curated.name])[0]
        country = curated.place.split(".")[0] if ":" not in curated.place else None
        places = [match.place for match in matches if match.name_type != "alternate"]
        if not any(country in (None, place.country_code) for place in places):
            wrong.append(curated)
    assert wrong == []


@pytest.mark.parametrize(("level", "kilobytes"), [("110m", 110), ("50m", 600)])
def test_base_maps_are_light(world: SqliteGazetteer, level: str, kilobytes: int) -> None:
    """They go into every exported page. All countries are there, each once."""
    text = world.basemap(level)  # type: ignore[arg-type]
    assert len(text) <= kilobytes * 1000
    ids = [geometry.get("id") for geometry in json.loads(text)["objects"]["countries"]["geometries"]]
    known = [country_code for country_code in ids if country_code]
    assert len(known) == len(set(known)) >= 248


def test_countries_are_labelled_on_their_own_land(world: SqliteGazetteer) -> None:
    """A country's point lies in its outline, whatever the source of the point."""
    outside = []
    for name in ("Cabo Verde", "Faroe Islands", "Kiribati", "France", "Syria", "Russia", "Fiji", "Chile", "Norway"):
        place = world.lookup([name])[0][0].place
        assert place.kind == "country" and place.footprint.point is not None
        outline = world.area(place.id)
        assert outline is not None
        area = shapely.from_geojson(outline.geometry)
        if area.distance(shapely.Point(place.footprint.point.lon, place.footprint.point.lat)) > 0.1:
            outside.append(name)
    assert outside == []
