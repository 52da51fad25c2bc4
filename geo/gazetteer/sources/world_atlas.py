"""pyworldatlas: demonyms, capitals and English names of countries, mostly from the CIA World Factbook."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from geo.errors import GazetteerError

_SEPARATOR = re.compile(r"[,;/]| or ")
_NOTE = re.compile(r"\s*\([^()]*(?:singular|plural|collective)[^()]*\)")
_SUFFIX = re.compile(r"^(?P<stem>.+?)\((?P<suffix>\w+)\)$")
_WORD_FORM = re.compile(r"(?:wo)?man$")


class CountryFacts(NamedTuple):
    """What is known of a country: English names, demonyms, and the GeoNames id of its capital."""

    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital_id: int | None


def read_country_facts(root: Path) -> dict[str, CountryFacts]:
    """Return the facts of each country by ISO 3166-1 alpha-2 code.

    Raises:
        GazetteerError: the package's database is missing or is not what it should be.
    """
    path = root / "pyworldatlas" / "data" / "atlas.sqlite3"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            return _read(database)
    except sqlite3.Error as error:
        raise GazetteerError(f"{path} cannot be read ({error}); reinstall pyworldatlas") from error


def parse_demonyms(text: str) -> Iterator[str]:
    """Yield the words of a Factbook entry.

    "Irishman(men), Irish (collective plural)" holds Irishman, Irishmen and Irish; "Turk(s)" holds Turk and Turks.
    """
    for part in _SEPARATOR.split(_NOTE.sub("", text)):
        word = part.strip()
        match = _SUFFIX.match(word)
        if match is None:
            if word and "(" not in word:
                yield word
            continue
        stem, suffix = match["stem"], match["suffix"]
        yield stem
        # "Irishman(men)" gives the plural's ending in full, "Turk(s)" what to add.
        yield _WORD_FORM.sub(suffix, stem) if suffix.endswith("men") else stem + suffix


def _read(database: sqlite3.Connection) -> dict[str, CountryFacts]:
    codes = dict(database.execute("SELECT id, alpha2 FROM country"))
    names: dict[int, list[str]] = {}
    for country, name in database.execute(
        "SELECT country_id, name FROM country_name WHERE kind IN ('common', 'alias') ORDER BY preferred DESC, name"
    ):
        names.setdefault(country, []).append(name)
    demonyms: dict[int, list[str]] = {}
    for country, noun, adjective in database.execute("SELECT country_id, noun, adjective FROM country_demonym"):
        own = set(names.get(country, ()))
        words = dict.fromkeys((*parse_demonyms(adjective or ""), *parse_demonyms(noun or "")))
        demonyms[country] = [word for word in words if word not in own]
    capitals = dict(database.execute("SELECT country_id, geonames_id FROM capital WHERE is_primary"))
    return {
        code: CountryFacts(tuple(names.get(country, ())), tuple(demonyms.get(country, ())), capitals.get(country))
        for country, code in codes.items()
    }
