"""The tables of outlets and of seats of government are well formed."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from geo.gazetteer.store import SqliteGazetteer
from geo.globe import distance_km
from geo.model import Point
from geo.resolve import home as origin

FOLDER = Path(origin.__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_outlets_have_one_row_a_bare_domain_and_a_known_reach() -> None:
    outlets = rows("outlets.csv")
    domains = [row["domain"] for row in outlets]
    assert len(domains) == len(set(domains)) > 1_000
    assert domains == sorted(domains)
    for row in outlets:
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", row["domain"]) and not row["domain"].startswith("www."), row
        assert row["reach"] in {"local", "regional", "national", "global"}, row
        assert all(row[column] for column in ("outlet", "town", "country_code", "country", "place_id")), row


@pytest.mark.parametrize("tld", ["co", "am", "is", "ly", "ml", "so", "cd", "mn", "bz", "hn", "lc", "mu", "tv", "io"])
def test_a_domain_that_is_sold_to_anyone_says_no_country(tld: str) -> None:
    """Few sites under .tv are of Tuvalu; those under .ie are of Ireland."""
    assert origin.home_of(f"https://news.example.{tld}/story") is None
    home = origin.home_of("https://news.example.ie/story")
    assert home is not None and home.country_code == "IE"


def test_sold_domains_are_kept_though_no_outlet_reports_from_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A first outlet of Tuvalu in the table makes no Tuvaluans of all that end in .tv."""
    countries = {"TV": "Tuvalu", "IO": "British Indian Ocean Territory", "ME": "Montenegro", "IE": "Ireland"}
    monkeypatch.setattr(origin, "_countries", lambda: countries)
    assert [origin.home_of(f"news.example.{code.lower()}") is None for code in countries] == [True, True, True, False]


@pytest.mark.gazetteer
def test_outlets_lie_where_their_towns_are(world: SqliteGazetteer) -> None:
    for row in rows("outlets.csv"):
        place = world.place(row["place_id"])
        assert place is not None and place.footprint.point is not None, row
        assert place.country_code == row["country_code"], row
        assert distance_km(place.footprint.point, Point(float(row["lat"]), float(row["lon"]))) < 2, row


@pytest.mark.gazetteer
def test_seats_of_government_are_places_in_their_countries(world: SqliteGazetteer) -> None:
    for row in rows("seats_of_government.csv"):
        place = world.place(row["place_id"])
        assert place is not None and place.country_code == row["country_code"], row
