"""What tests of the store of answers put into it."""

from __future__ import annotations

from geo.geocode.answers import AnswerStore
from geo.geocode.exchange import GeocodeQuery
from geo.geocode.query import cache_key, normalised
from tests.geocode.conftest import MONDAY_S

VILLAGE = GeocodeQuery("Little Wenlock End")
NOWHERE = GeocodeQuery("Nowhere at All")
RECORD = {"osm_type": "way", "osm_id": 7, "lat": "1.5", "lon": "2.5", "name": "A", "class": "natural", "type": "peak"}


def put(store: AnswerStore, name: str, *, found: bool = True, asked_at_s: float = MONDAY_S) -> None:
    records = ({**RECORD, "name": name},) if found else ()
    store.put("p", "http://e/", normalised(GeocodeQuery(name)), records, asked_at_s=asked_at_s, took_s=1.5)


def key(name: str) -> bytes:
    return cache_key("p", "http://e/", normalised(GeocodeQuery(name)))
