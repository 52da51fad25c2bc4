"""How long an answer counts, and when it is asked for again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from geo.geocode.answers import AnswerStore
from geo.geocode.chain import ChainedGeocoder
from geo.geocode.database import Database
from geo.geocode.exchange import AnswerCounts
from geo.settings.settings import Settings
from tests.geocode.conftest import Clock
from tests.geocode.records import NOWHERE, VILLAGE
from tests.geocode.server import LICENCE, Faults, GeocodingServer

DAY_S = 86_400.0

Build = Callable[[Settings], ChainedGeocoder]


def test_found_lives_longer_than_not_found(
    settings: Settings, build: Build, server: GeocodingServer, clock: Clock
) -> None:
    """Answers are asked again when their lifetimes are over: 180 and 14 days unless set."""
    geocoder = build(settings)
    geocoder.geocode([VILLAGE, NOWHERE])
    clock.now_s += 13 * DAY_S
    assert all(answer.from_cache for answer in geocoder.geocode([VILLAGE, NOWHERE]))
    clock.now_s += 2 * DAY_S
    assert [answer.from_cache for answer in geocoder.geocode([VILLAGE, NOWHERE])] == [True, False]
    clock.now_s += 166 * DAY_S
    assert [answer.from_cache for answer in geocoder.geocode([VILLAGE, NOWHERE])] == [False, False]
    brief = build(replace(settings, found_days=1, not_found_days=0.5))
    clock.now_s += 0.75 * DAY_S
    assert [answer.from_cache for answer in brief.geocode([VILLAGE, NOWHERE])] == [True, False]


def test_a_stale_answer_is_served_while_a_refresh_fails(
    settings: Settings, build: Build, server: GeocodingServer, clock: Clock
) -> None:
    """An outage or a refusal takes nothing away that was known; the answer says that it is old, and why."""
    geocoder = build(settings)
    (new,) = geocoder.geocode([VILLAGE])
    clock.now_s += 200 * DAY_S
    for status in (500, 403):
        server.faults = Faults(status=status)
        (old,) = geocoder.geocode([VILLAGE])
        assert (old.outcome, old.places, old.asked_at_s) == ("found", new.places, new.asked_at_s)
        assert (old.stale, old.from_cache) == (True, True)
        assert str(status) in old.note
    server.faults = Faults()
    clock.now_s += DAY_S
    (again,) = geocoder.geocode([VILLAGE])
    assert (again.stale, again.from_cache, again.note) == (False, False, "")


def test_look_up_again(settings: Settings, build: Build, server: GeocodingServer, clock: Clock) -> None:
    """Asking for all anew sends a request for what is known too; asking for nothing sends none."""
    geocoder = build(settings)
    assert geocoder.geocode([VILLAGE], ask="nothing")[0].outcome == "transient"
    assert not server.seen
    geocoder.geocode([VILLAGE])
    clock.now_s += 60
    (again,) = geocoder.geocode([VILLAGE], ask="all")
    assert (again.from_cache, again.asked_at_s) == (False, clock.now_s)
    assert len(server.seen) == 2
    assert geocoder.geocode([VILLAGE], ask="nothing")[0].from_cache


@pytest.mark.parametrize("jump_s", [-3600.0, -400 * DAY_S, 400 * DAY_S])
def test_a_clock_that_jumps(
    jump_s: float, settings: Settings, build: Build, server: GeocodingServer, clock: Clock
) -> None:
    """After the clock was set, answers and pace go on: nothing waits for a time that will not come."""
    geocoder = build(settings)
    geocoder.geocode([VILLAGE])
    clock.now_s += jump_s
    clock.slept.clear()
    assert [answer.outcome for answer in geocoder.geocode([VILLAGE, NOWHERE])] == ["found", "not_found"]
    assert sum(clock.slept) <= 2
    assert geocoder.geocode([VILLAGE])[0].from_cache


def test_new_data_are_asked_anew(settings: Settings, build: Build, server: GeocodingServer) -> None:
    """Under another version of the data no old answer is found; under the old one it still is, also in an export."""
    (old,) = build(settings).geocode([VILLAGE])
    renewed = replace(settings, geocoder_data_version="2026-11")
    (new,) = build(renewed).geocode([VILLAGE])
    assert (old.from_cache, new.from_cache, len(server.seen)) == (False, False, 2)
    assert build(renewed).geocode([VILLAGE])[0].from_cache
    assert build(settings).geocode([VILLAGE])[0].from_cache
    assert build(settings).id != build(renewed).id
    store = AnswerStore(Database(settings.cache_dir))
    rows = list(store.export())
    store.clear()
    for row in rows:
        store.load(json.loads(json.dumps(row)))
    assert build(renewed).geocode([VILLAGE])[0].from_cache
    assert len(server.seen) == 2
    assert {row["source"].partition("#")[2] for row in rows} == {"", "2026-11"}


def test_a_forecast_counts_as_no_lookup(settings: Settings, build: Build, server: GeocodingServer) -> None:
    """Only what was given to somebody is a hit."""
    geocoder = build(replace(settings, geocoders=("nominatim", "photon")))
    geocoder.geocode([VILLAGE])
    for _ in range(3):
        geocoder.forecast([VILLAGE])
    assert geocoder.counts() == AnswerCounts(misses=1)
    geocoder.geocode([VILLAGE])
    assert (geocoder.counts().hits, geocoder.counts().misses) == (1, 1)


def test_what_the_provider_said_is_kept(settings: Settings, build: Build, tmp_path: Path) -> None:
    """Ids, class, type, importance, box and licence of the raw answer are in the export; secrets are not."""
    both = replace(settings, geocoders=("nominatim", "geonames"), user_agent="Wherein (me@wenlock.example)")
    build(both).geocode([VILLAGE, NOWHERE])
    rows = list(AnswerStore(Database(settings.cache_dir)).export())
    (record,) = next(row for row in rows if row["outcome"] == "found")["records"]
    assert record["licence"] == LICENCE
    assert {"osm_type", "osm_id", "class", "type", "importance", "boundingbox"} <= set(record)
    assert "place_id" not in record  # it is not persistent
    whole = json.dumps(rows) + b"".join(file.read_bytes() for file in settings.cache_dir.iterdir()).decode("latin-1")
    assert "wenlock-secret" not in whole
    assert "me@wenlock.example" not in whole
