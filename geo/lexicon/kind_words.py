"""Words for kinds of place: what each says, and where it may stand.

Every pattern that looks for such words is built from this table, by its own use of them. The uses do not agree, and
nobody has decided yet whether they should: "borough" is a sign of a name and is taken off one but is no part of one,
"canton" likewise but for a list, and "wadi" is a word before a name for the recognizer alone. To let a pattern know a
word, add its use to the row of the word.
"""

from __future__ import annotations

import re
from typing import Literal

from geo.kinds import KINDS, PlaceKind

Use = Literal[
    # What the resolver understands.
    "beside",  # a name, it says which kind of place is meant: "the Niger river"
    "within",  # a name, first or last, it says so too: "Red Sea"
    # What tells the recognizer that a word is part of a place's name, or beside one.
    "behind",  # "county" in "Kent county", and institutions
    "before",  # "lake" in "Lake Chad", in several languages
    "closing",  # a name in capitals, where a run of capitalised words is cut: "Kent County"
    "opening",  # likewise: "Lake Chad"
    "listing",  # its plural, in capitals: "Lakes Erie and Ontario"
    # What is taken off an unknown name to look up the rest.
    "town of",  # "City of Ely"
    "town",  # "Ely City"
    "unit of",  # "County Kerry", "State of Kano"
    "unit",  # "Kano State"
    "nature",  # "Lake Chad"
    "nature of",  # "Gulf of Aden"
    "nature last",  # "Niger Delta"
    # What a whole name is by its first or last word.
    "river",  # "Lake Chad", far from a town that is called the same
    "river last",  # "Owens River"
    "road",  # "Berlin Road", which need not lie in Berlin
    "generic",  # no name by itself, at the end of a longer one: "Manila Cathedral"
    # What stands in a spatial phrase.
    "of",  # "50 km east of the town of Gao", in the singular and the plural
    "and of",  # "between Homs and the city of Hama"
    "divided",  # "eastern Aleppo province"
]
"""Where a word may stand."""

# Words (several where they share all that is true of them), the kinds that they say, if any, and their uses.
_TABLE: tuple[tuple[str, str, str], ...] = (
    ("city", "settlement", "beside, within, behind, listing, town of, town, generic, of, and of"),
    ("town, village", "settlement", "beside, behind, listing, town of, town, generic, of, and of"),
    ("port", "settlement", "beside, behind, before, opening, town of, of"),
    ("suburb, capital, metropolis, hamlet, resort", "settlement", "beside"),
    ("township", "settlement", "beside, behind, closing, town of, town"),
    ("neighborhood, neighbourhood", "settlement region", "beside"),
    ("state", "admin1", "beside, within, behind, listing, unit of, unit, generic, divided"),
    ("province", "admin1", "beside, within, behind, closing, listing, unit of, unit, divided"),
    ("governorate", "admin1", "beside, within, behind, closing, unit of, unit, divided"),
    ("oblast", "admin1", "beside, behind, unit, divided"),
    ("prefecture", "admin1", "beside, within, behind, unit, divided"),
    ("voivodeship", "admin1", "beside, unit"),
    ("canton", "admin1", "beside, behind, unit"),
    ("emirate", "admin1", "beside"),
    ("region", "admin1 region", "beside, within, behind, closing, unit of, unit, divided"),
    ("county", "admin1 admin2", "beside, within, behind, closing, listing, unit of, unit, generic"),
    ("parish", "admin1 admin2", "beside, within, behind, closing, unit"),
    ("district", "admin1 admin2", "beside, within, behind, closing, listing, unit of, unit, generic, of"),
    ("department", "admin1 admin2", "beside, unit of, unit, generic"),
    ("municipality", "admin1 admin2", "beside, town of, town"),
    ("borough", "admin1 admin2", "beside, behind, town of, unit"),
    ("raion", "admin1 admin2", "beside, unit"),
    ("country, nation", "country", "beside"),
    ("republic", "country", "beside, behind, unit of"),
    ("kingdom", "country", "beside, behind"),
    (
        "river, lake",
        "water",
        "beside, within, behind, before, closing, opening, listing, nature, nature last, river, river last, generic",
    ),
    ("sea", "water", "beside, within, behind, before, closing"),
    ("ocean, canal, channel", "water", "beside, within, behind"),
    ("gulf, strait", "water", "beside, within, behind, before, nature of"),
    ("bay", "water", "beside, within, behind, before, closing, nature of, generic"),
    ("straits", "water", "beside, within, behind, before"),
    ("reservoir, waterway", "water", "beside"),
    ("lagoon", "water", "beside, behind"),
    ("creek", "water", "beside, behind, closing, river last"),
    ("basin, delta", "water region", "beside, within, behind, nature last"),
    ("valley", "water region", "beside, within, behind, closing, nature last, generic"),
    ("estuary", "water region", "beside"),
    ("mountain", "mountain region", "beside, within, behind, nature last, generic"),
    ("mountains", "mountain region", "beside, within, behind, closing, nature last, generic"),
    ("range", "mountain region", "beside, within"),
    ("volcano", "mountain region", "beside, within, behind"),
    ("peak, glacier", "mountain region", "beside, behind"),
    ("massif, highlands", "mountain region", "beside"),
    ("hills", "mountain region", "beside, behind, nature last, generic"),
    ("island", "region admin1", "beside, within, behind, before, closing, nature of, nature last, generic"),
    ("islands", "region admin1", "beside, within, behind, before, closing, nature last, generic"),
    ("archipelago, plateau", "region admin1", "beside, within, behind"),
    ("atoll", "region admin1", "beside, behind"),
    ("peninsula", "region admin1", "beside, within, behind, nature last"),
    ("desert", "region admin1", "beside, within, behind, closing, nature last"),
    ("forest", "region admin1", "beside, behind, generic"),
    ("steppe", "region admin1", "beside"),
    ("airport", "facility", "beside, within, behind, generic"),
    ("dam, stadium", "facility", "beside, within, behind"),
    ("bridge", "facility", "beside, within, behind, road"),
    ("prison, palace", "facility", "beside, behind"),
    ("airbase", "facility", "beside"),
    ("continent", "continent", "beside"),
    ("mount", "", "behind, before, opening, listing, nature"),
    ("hill", "", "behind, nature last, generic"),
    (
        "coast, mosque, arena, mall, hotel, jail, base, border, pass, point, head, landing, swamp, marsh, bog, "
        "fen, moor, gate, crossing, junction, reserve, shoals, shoal, reef, ridge, falls, rapids, sound, plains, "
        "plain, canyon, gorge, cove, harbour, harbor, quay, springs, spit, oasis",
        "",
        "behind",
    ),
    (
        "park, beach, station, university, college, school, academy, hospital, church, cathedral, hall, house, "
        "center, centre, museum, library, union",
        "",
        "behind, generic",
    ),
    ("street, avenue, ave, road, rd, boulevard, drive, lane, highway, route, square", "", "behind, road"),
    ("st", "", "behind, before, road"),
    ("plaza, camp", "", "behind, before"),
    ("fort", "", "behind, before, opening"),
    ("cape", "", "behind, before, opening, nature"),
    (
        "lac, lago, lough, loch, mt, monte, mont, cabo, cap, porto, puerto, ile, isla, ilha, pulau, rio, río, "
        "wadi, oued, passo, paso, passe, col, jebel, jabal, gunung, tell, tel, tall, san, santa, santo, são, "
        "sainte, kampung, villa, vila, ciudad, cerro, sierra, piazza",
        "",
        "before",
    ),
    ("mt., saint, st.", "", "before, opening"),
    ("isle", "", "before, nature of"),
    ("place", "", "before, road"),
    ("metro, metropolitan area, area", "", "town"),
    ("territory, division, regency, local government area, agency", "", "unit"),
    ("blvd, ln, dr, hwy, way, ct, pl, circle, parkway, pike, trail", "", "road"),
    ("court", "", "road, generic"),
    ("institute, gardens, garden, police, council, commission", "", "generic"),
    ("settlement", "", "of"),
)


KINDS_SAID: dict[str, frozenset[PlaceKind]] = {
    word: frozenset(kind for kind in KINDS if kind in kinds.split())
    for words, kinds, _ in _TABLE
    if kinds
    for word in words.split(", ")
}
"""What kinds of place a word may mean, for words that say it."""


def words_for(use: Use) -> tuple[str, ...]:
    """Return the words, in lower case, that have a use."""
    return tuple(word for words, _, uses in _TABLE if use in uses.split(", ") for word in words.split(", "))


def any_of(use: Use) -> str:
    """Return a pattern, to be put into a group, of the words that have a use; none hides a longer one."""
    return "|".join(word.replace(".", r"\.") for word in sorted(words_for(use), key=len, reverse=True))


def plural(word: str) -> str:
    """Return a word's plural; one that ends with "s" is its own."""
    if word.endswith("s"):
        return word
    if re.search("[^aeiou]y\\Z", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith("h") else f"{word}s"
