"""Which geocoders the settings give, and the rules of those who run them."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import UsageError
from geo.factory import build_geocoder
from geo.geocode.chain import ChainedGeocoder
from geo.geocode.configured import chained_geocoder
from geo.geocode.exchange import GeocodeQuery
from geo.model import BBox
from geo.settings.settings import Settings
from tests.geocode.conftest import Clock
from tests.geocode.server import GeocodingServer

ROOT = Path(__file__).resolve().parents[2]
CONTACT = "Newsroom map (maps@wenlock.example)"
PUBLIC = Settings(geocoders=("nominatim",), user_agent=CONTACT, nominatim_policy_accepted=True)
_ARGUED = {
    "nominatim_domain": "here.example",
    "geocoder_arguments": (("nominatim", (("domain", "nominatim.openstreetmap.org"),)),),
}


def test_none_unless_switched_on(tmp_path: Path) -> None:
    """Without `WHEREIN_GEOCODERS` there is no geocoder."""
    assert build_geocoder(Settings(cache_dir=tmp_path)) is None


def test_confidential_mode_opens_no_socket(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, server: GeocodingServer
) -> None:
    """In confidential mode there is no geocoder, whatever is switched on, and no socket is so much as made."""

    def no_socket(*args: object, **options: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", no_socket)
    monkeypatch.setattr(socket, "create_connection", no_socket)
    confidential = replace(settings, confidential=True, geocoders=("nominatim", "photon", "geonames"))
    assert build_geocoder(confidential) is None
    assert not server.seen
    with pytest.raises(AssertionError, match="socket"):  # the trap works
        build_geocoder(replace(settings)).geocode([GeocodeQuery("Umm Saliba")])  # type: ignore[union-attr]


def test_confidential_mode_loads_no_geocoder(tmp_path: Path) -> None:
    """In confidential mode the library that could ask is not even imported."""
    code = (
        "import sys; from geo.settings.settings import Settings; from geo.factory import build_geocoder;"
        "assert build_geocoder(Settings(geocoders=('nominatim',), confidential=True)) is None;"
        "print([name for name in sys.modules if name.split('.')[0] in ('geopy', 'http', 'urllib.request')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("changes", "batch", "says"),
    [
        ({"user_agent": "Wherein"}, False, "WHEREIN_USER_AGENT"),
        ({"user_agent": "Wherein newsroom"}, False, "WHEREIN_USER_AGENT"),
        ({"nominatim_policy_accepted": False}, False, "WHEREIN_NOMINATIM_POLICY_ACCEPTED"),
        ({}, True, "batch"),
        ({"nominatim_domain": "Nominatim.OpenStreetMap.org."}, True, "batch"),
        ({"nominatim_domain": "nominatim.openstreetmap.org:443"}, True, "batch"),
        (_ARGUED, True, "batch"),
        ({"geocoders": ("mine",), "geocoder_arguments": (("mine", (("class", "Nominatim"),)),)}, True, "batch"),
        ({"geocoder_requests_per_s": 0.01, "nominatim_policy_accepted": False}, False, "POLICY"),
    ],
)  # fmt: skip
def test_public_nominatim_has_conditions(tmp_path: Path, changes: dict[str, object], batch: bool, says: str) -> None:
    """Its own contact, its policy accepted, no batch runs; under whatever name it is set up."""
    with pytest.raises(UsageError, match=says):
        build_geocoder(replace(PUBLIC, cache_dir=tmp_path, **changes), batch=batch)  # type: ignore[arg-type]


@pytest.mark.parametrize("contact", [CONTACT, "Wherein (+https://wenlock.example/maps)"])
def test_public_nominatim_may_be_asked_politely(tmp_path: Path, contact: str) -> None:
    """With a contact and the policy accepted it is there: once a second, four times a minute for more than a day."""
    settings = replace(PUBLIC, cache_dir=tmp_path, user_agent=contact, geocoder_requests_per_s=50.0)
    geocoder = build_geocoder(settings)
    assert geocoder
    queries = [GeocodeQuery(f"Village {number}") for number in range(312)]
    assert geocoder.forecast(queries).sentence == "312 names to ask, 5 min 12 s at 1/s"
    (cached,) = chained_geocoder(settings)._geocoders
    assert cached._interval_s(86_400) == 1.0
    assert cached._interval_s(86_401) == 15.0


def test_an_own_server_has_the_pace_that_is_set(settings: Settings, clock: Clock, server: GeocodingServer) -> None:
    """One request a second unless the operator allows more of his own server; batch runs are his affair."""
    queries = [GeocodeQuery(f"Village {number}") for number in range(4)]
    assert build_geocoder(settings, batch=True)
    slow = chained_geocoder(settings, clock=clock, sleep=clock.sleep)
    slow.geocode(queries)
    assert sum(clock.slept) == pytest.approx(3)
    clock.now_s += 10
    clock.slept.clear()
    quick = chained_geocoder(replace(settings, geocoder_requests_per_s=4), clock=clock, sleep=clock.sleep)
    quick.geocode(queries, ask="all")
    assert sum(clock.slept) == pytest.approx(0.75)


def test_the_forecast_counts_what_is_not_known(settings: Settings, clock: Clock, server: GeocodingServer) -> None:
    """Known names and repetitions cost nothing."""
    geocoder = chained_geocoder(settings, clock=clock, sleep=clock.sleep)
    geocoder.geocode([GeocodeQuery("Umm Saliba"), GeocodeQuery("Nowhere")])
    queries = [GeocodeQuery(name) for name in ("Umm Saliba", "UMM SALIBA", "Nowhere", "New", "new", "Newer")]
    forecast = geocoder.forecast(queries)
    assert (forecast.requests, forecast.seconds) == (2, 2.0)
    both = chained_geocoder(replace(settings, geocoders=("nominatim", "photon")), clock=clock, sleep=clock.sleep)
    assert both.forecast(queries).sentence == "3 names to ask, at most 5 s with 2 geocoders"


def test_what_is_sent(settings: Settings, server: GeocodingServer) -> None:
    """The name as written, the language, a box of whole degrees, the limit, and who asks."""
    query = GeocodeQuery("Berģi Hospital", "lv", ("LV",), BBox(56.9, 23.5, 57.1, 24.5), 7)
    for kind in ("nominatim", "photon", "geonames"):
        chained_geocoder(replace(settings, geocoders=(kind,), user_agent=CONTACT)).geocode([query])
    nominatim, photon, geonames = server.seen
    assert nominatim.headers["User-Agent"] == CONTACT
    assert nominatim.parameters == {
        "q": "Berģi Hospital", "format": "json", "limit": "7", "addressdetails": "1", "accept-language": "lv",
        "viewbox": "23.0,56.0,25.0,58.0"}  # fmt: skip
    assert (photon.parameters["lat"], photon.parameters["lon"]) == ("57.0", "24.0")
    assert "lang" not in photon.parameters  # not every Photon has Latvian, and it refuses what it has not
    assert geonames.parameters["countryBias"] == "LV"


def test_secrets_are_neither_logged_nor_shown(
    settings: Settings, server: GeocodingServer, caplog: pytest.LogCaptureFixture
) -> None:
    """User names and keys are in no log, id or description of a geocoder or of the settings."""
    with caplog.at_level(logging.DEBUG):
        geocoder = build_geocoder(replace(settings, geocoders=("geonames",)))
        assert geocoder
        geocoder.geocode([GeocodeQuery("Umm Saliba")])
    assert server.seen[0].parameters["username"] == "wenlock-secret"
    assert "wenlock-secret" not in caplog.text + geocoder.id + repr(settings) + repr(geocoder)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"geocoders": ("geonames",), "geonames_username": None}, "WHEREIN_GEONAMES_USERNAME"),
        ({"geocoders": ("nominatum",)}, "no geocoder 'nominatum'"),
        ({"geocoders": ("opencage",)}, "api_key"),
        ({"geocoder_arguments": (("nominatim", (("colour", "red"),)),)}, "colour"),
        ({"geocoder_arguments": (("nominatim", (("domain", 7),)),)}, "nominatim cannot be set up"),
        ({"user_agent": "a\nHost: b"}, "WHEREIN_USER_AGENT"),
        ({"user_agent": "Редакция (maps@wenlock.example)"}, "WHEREIN_USER_AGENT"),
    ],
)
def test_a_geocoder_that_cannot_be_is_refused(settings: Settings, changes: dict[str, object], says: str) -> None:
    """A geocoder that is not known or lacks something is an error at the start, with its remedy."""
    with pytest.raises(UsageError, match=says):
        build_geocoder(replace(settings, **changes))  # type: ignore[arg-type]


def test_any_other_geocoder_of_geopy(settings: Settings, server: GeocodingServer) -> None:
    """A geocoder of another name is set up by its class and arguments, and is asked as the others are."""
    mine = (("class", "Pelias"), ("domain", server.domain), ("scheme", "http"), ("api_key", "s3cret"))
    geocoder = build_geocoder(
        replace(settings, geocoders=("mine",), geocoder_arguments=(("mine", mine),), geocoder_requests_per_s=100)
    )
    assert geocoder
    (answer,) = geocoder.geocode([GeocodeQuery("Umm Saliba")])
    assert server.seen[0].path == "/v1/search"
    assert server.seen[0].parameters["text"] == "Umm Saliba"
    assert answer.outcome == "blocked"  # the server has no such page
    assert "s3cret" not in answer.note + geocoder.id
    assert geocoder.geocode([GeocodeQuery("Umm Saliba")], ask="nothing")[0].provider == "mine"


Build = Callable[[Settings], ChainedGeocoder]


def test_a_pause_ends_when_the_credentials_change(settings: Settings, build: Build, server: GeocodingServer) -> None:
    """Whoever corrects a user name or a contact need not wait for the old one's pause to end."""
    from tests.geocode.server import Faults

    server.faults = Faults(status=401, times=1)
    query = GeocodeQuery("Umm Saliba")
    assert build(settings).geocode([query])[0].outcome == "blocked"
    assert build(settings).geocode([query])[0].outcome == "blocked"
    assert build(replace(settings, user_agent=CONTACT)).geocode([query])[0].outcome == "found"
