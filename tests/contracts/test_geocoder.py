"""What every `geo.protocols.Geocoder` promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import Cancelled
from geo.geocode.configured import chained_geocoder
from geo.geocode.exchange import GeocodeQuery
from geo.protocols import Geocoder
from geo.settings.settings import Settings
from tests.geocode.conftest import Clock
from tests.geocode.server import Faults, GeocodingServer, serving

VILLAGE, NOWHERE = GeocodeQuery("Little Wenlock End"), GeocodeQuery("Nowhere at All")


@pytest.fixture
def server() -> Iterator[GeocodingServer]:
    with serving() as one:
        yield one


def chained(settings: Settings, clock: Clock) -> Geocoder:
    return chained_geocoder(replace(settings, geocoders=("photon", "nominatim")), clock=clock, sleep=clock.sleep)


def cached(settings: Settings, clock: Clock) -> Geocoder:
    return chained_geocoder(settings, clock=clock, sleep=clock.sleep)._geocoders[0]


@pytest.fixture(params=[cached, chained], ids=lambda make: make.__name__)
def geocoder(request: pytest.FixtureRequest, tmp_path: Path, server: GeocodingServer) -> Geocoder:
    make: Callable[[Settings, Clock], Geocoder] = request.param
    settings = Settings(
        cache_dir=tmp_path,
        geocoders=("nominatim",),
        nominatim_domain=server.domain,
        nominatim_scheme="http",
        photon_domain=server.domain,
        photon_scheme="http",
    )
    return make(settings, Clock())


def test_one_answer_for_each_query_in_order(geocoder: Geocoder) -> None:
    """Same length, same order, repetitions included."""
    queries = [NOWHERE, VILLAGE, NOWHERE, GeocodeQuery(""), VILLAGE]
    assert [answer.outcome for answer in geocoder.geocode(queries)] == [
        "not_found", "found", "not_found", "not_found", "found"]  # fmt: skip
    assert geocoder.geocode([]) == []


def test_a_known_answer_sends_nothing(geocoder: Geocoder, server: GeocodingServer) -> None:
    """What was answered is answered again from the cache, with the same places."""
    new = geocoder.geocode([VILLAGE, NOWHERE])
    sent = len(server.seen)
    old = geocoder.geocode([VILLAGE, NOWHERE])
    assert len(server.seen) == sent
    assert old == [replace(answer, from_cache=True) for answer in new]
    assert geocoder.forecast([VILLAGE, NOWHERE]).requests == 0


def test_nothing_is_sent_for_nothing(geocoder: Geocoder, server: GeocodingServer) -> None:
    """With ``ask="nothing"``, and for a forecast, no request is sent."""
    assert geocoder.geocode([VILLAGE], ask="nothing")[0].outcome == "transient"
    assert geocoder.forecast([VILLAGE]).requests >= 1
    assert not server.seen


def test_a_provider_never_raises(geocoder: Geocoder, server: GeocodingServer) -> None:
    """Whatever the provider does is an outcome, and a notice when it is left alone."""
    server.faults = Faults(status=403)
    assert [answer.outcome for answer in geocoder.geocode([VILLAGE, NOWHERE])] == ["blocked", "blocked"]
    assert geocoder.notices()


def test_cancelling_goes_through(geocoder: Geocoder) -> None:
    """A `Progress` that raises stops the work."""

    def progress(stage: str, fraction: float) -> None:
        assert stage
        assert 0 <= fraction <= 1
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        geocoder.geocode([VILLAGE], progress=progress)


def test_what_was_known_is_counted(geocoder: Geocoder) -> None:
    """Hits and misses add up, whoever asks for them."""
    geocoder.geocode([VILLAGE])
    before = geocoder.counts()
    geocoder.geocode([VILLAGE])
    after = geocoder.counts()
    assert (after.hits - before.hits, after.misses, after.stale) == (1, before.misses, 0)
    assert after.saved_s >= before.saved_s


def test_the_id_is_steady(geocoder: Geocoder) -> None:
    """Asking changes nothing of the id."""
    before = geocoder.id
    geocoder.geocode([VILLAGE])
    assert geocoder.id == before
