"""The four outcomes are never confused: whatever a server does, "no such place" is only what it said itself."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from dataclasses import replace

import pytest

from geo.errors import Cancelled
from geo.geocode.cached import ATTEMPTS
from geo.geocode.chain import ChainedGeocoder
from geo.geocode.exchange import GeocodeQuery
from geo.model import BBox
from geo.settings.settings import Settings
from tests.geocode.conftest import MONDAY_S, Clock
from tests.geocode.server import Faults, GeocodingServer, serving

Build = Callable[[Settings], ChainedGeocoder]

VILLAGE = GeocodeQuery("Little Wenlock End")
NOWHERE = GeocodeQuery("Nowhere at All")
DAY_S = 86_400.0
KINDS = ("nominatim", "photon", "geonames")

OUTAGES = {
    "slow": Faults(delay_s=0.3),
    "429": Faults(status=429, headers={"Retry-After": "7"}),
    "500": Faults(status=500),
    "502": Faults(status=502),
    "503": Faults(status=503, headers={"Retry-After": "3"}),
    "504": Faults(status=504),
    "408": Faults(status=408),
    "broken JSON": Faults(body=b"[{]"),
    "no text": Faults(body=b"\xff\xfe\xff"),
    "HTML": Faults(body=b"<html>Please log in</html>"),
    "null": Faults(body=b"null"),
    "empty object": Faults(body=b"{}"),
    "number": Faults(body=b"0"),
    "empty text": Faults(body=b'""'),
    "nothing": Faults(body=b""),
    "other objects": Faults(body=b'[{"a": 1}]'),
    "deep": Faults(body=b"[" * 100_000),
    "no numbers": Faults(body=b'[{"lat": NaN, "lon": Infinity}]'),
    "endless": Faults(body=b" " * 6_000_000 + b"[]"),
    "truncated": Faults(cut="body"),
    "truncated to an empty list": Faults(body=b"[]  ", cut="body"),
    "dropped": Faults(cut="drop"),
    "redirect elsewhere": Faults(status=302, headers={"Location": "http://localhost:9/search"}),
    "redirect to no port": Faults(status=302, headers={"Location": "http://127.0.0.1:port/search"}),
}
REFUSALS = {
    400: "does not understand",
    401: "user name or key",
    402: "quota",
    403: "policy",
    404: "does not understand",
    407: "user name or key",
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_there_is_found_with_all_candidates(
    kind: str, settings: Settings, build: Build, server: GeocodingServer
) -> None:
    """An answer holds every place of the name, with kind, country, licence's source and extent."""
    (answer,) = build(replace(settings, geocoders=(kind,))).geocode([GeocodeQuery("Umm Saliba", countries=("IQ",))])
    assert (answer.outcome, answer.provider, answer.from_cache, answer.note) == ("found", kind, False, "")
    assert answer.asked_at_s == MONDAY_S
    iraq, syria = answer.places
    assert (iraq.country_code, syria.country_code) == ("IQ", "SY")
    assert (iraq.name, iraq.kind, iraq.country, iraq.admin1) == (
        "Umm Saliba",
        "settlement",
        "Iraq",
        "Dhi Qar Governorate",
    )
    assert iraq.footprint.point == pytest.approx((31.02, 45.91))
    if kind == "geonames":
        assert (iraq.id, iraq.source) == ("geonames:103", "geonames")
    else:
        assert (iraq.id, iraq.source) == ("osm:node/103", "openstreetmap")
        assert iraq.footprint.bbox == pytest.approx(BBox(31.0, 45.89, 31.04, 45.93))


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_answer_is_not_found_and_is_remembered(
    kind: str, settings: Settings, build: Build, server: GeocodingServer
) -> None:
    """Only a well-formed, empty answer means that there is no such place."""
    geocoder = build(replace(settings, geocoders=(kind,)))
    assert geocoder.geocode([NOWHERE])[0].outcome == "not_found"
    (again,) = geocoder.geocode([NOWHERE])
    assert (again.outcome, again.from_cache) == ("not_found", True)
    assert len(server.seen) == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("lat", "lon"), [("123", "0"), (-90.5, 12.0), (0.5, 181), ("1e300", "0")])
def test_a_position_off_the_earth_costs_one_result(
    kind: str, lat: object, lon: object, settings: Settings, build: Build, server: GeocodingServer
) -> None:
    """A result that is nowhere is left out of the answer; where it was the only one, there is no such place."""
    named = {"osm_type": "node", "osm_id": 1, "geonameId": 1, "name": "A", "display_name": "A"}
    good: dict[str, object] = {**named, "lat": "1", "lon": "2", "lng": "2"}
    bad: dict[str, object] = {**named, "lat": lat, "lon": lon, "lng": lon}

    def body(*results: dict[str, object]) -> bytes:
        features = [{"properties": one, "geometry": {"coordinates": [one["lon"], one["lat"]]}} for one in results]
        answers = {"nominatim": results, "photon": {"features": features}, "geonames": {"geonames": results}}
        return json.dumps(answers[kind]).encode()

    geocoder = build(replace(settings, geocoders=(kind,)))
    server.faults = Faults(body=body(bad, good))
    (answer,) = geocoder.geocode([VILLAGE])
    assert [place.footprint.point for place in answer.places] == [(1.0, 2.0)]
    server.faults = Faults(body=body(bad))
    (answer,) = geocoder.geocode([NOWHERE])
    assert (answer.outcome, answer.note) == ("not_found", "")
    assert len(server.seen) == 2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", OUTAGES)
def test_no_outage_is_taken_for_no_such_place(
    kind: str, fault: str, settings: Settings, build: Build, server: GeocodingServer, clock: Clock
) -> None:
    """Every outage is "transient", is tried again politely, is never stored, and is over when it is over."""
    geocoder = build(replace(settings, geocoders=(kind,), geocoder_timeout_s=0.1 if fault == "slow" else 5.0))
    server.faults = replace(OUTAGES[fault])
    for query in (VILLAGE, NOWHERE):
        (answer,) = geocoder.geocode([query])
        assert (answer.outcome, answer.places, answer.from_cache) == ("transient", (), False)
        assert answer.note
        assert "wenlock-secret" not in answer.note
    assert len(server.seen) <= 2 * ATTEMPTS
    server.faults = Faults()
    clock.now_s += 60
    assert [answer.outcome for answer in geocoder.geocode([VILLAGE, NOWHERE])] == ["found", "not_found"]


def test_a_refused_connection_is_an_outage(settings: Settings, build: Build) -> None:
    """Where nobody listens the outcome is "transient"."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but not listening
        domain = f"127.0.0.1:{taken.getsockname()[1]}"
        (answer,) = build(replace(settings, nominatim_domain=domain)).geocode([VILLAGE])
    assert answer.outcome == "transient"


@pytest.mark.parametrize("status", REFUSALS)
def test_a_refusal_is_never_repeated_and_pauses_the_provider(
    status: int, settings: Settings, build: Build, server: GeocodingServer, clock: Clock
) -> None:
    """After one refusal nothing more is sent; people are told why, what to do, and until when."""
    geocoder = build(settings)
    server.faults = Faults(status=status)
    answers = geocoder.geocode([VILLAGE, NOWHERE])
    assert [answer.outcome for answer in answers] == ["blocked", "blocked"]
    assert len(server.seen) == 1
    (notice,) = geocoder.notices()
    assert str(status) in notice and REFUSALS[status] in notice and "UTC" in notice
    assert answers[1].note == notice
    server.faults = Faults()
    clock.now_s += 3601
    assert geocoder.notices() == ()
    assert [answer.outcome for answer in geocoder.geocode([VILLAGE, NOWHERE])] == ["found", "not_found"]


@pytest.mark.parametrize(
    ("code", "outcome", "pause_h"), [(10, "blocked", 1), (18, "blocked", 24), (19, "blocked", 1), (22, "transient", 0)]
)
def test_geonames_says_its_errors_with_status_200(
    code: int, outcome: str, pause_h: int, settings: Settings, build: Build, server: GeocodingServer, clock: Clock
) -> None:
    """GeoNames' error objects are read by their codes; a quota pauses it for as long as the quota runs."""
    word = {18: "daily", 19: "hourly"}.get(code, "some")
    message = f"the {word} limit of 1000 credits for wenlock-secret has been exceeded"
    server.faults = Faults(body=json.dumps({"status": {"message": message, "value": code}}).encode())
    geocoder = build(replace(settings, geocoders=("geonames",)))
    (answer,) = geocoder.geocode([VILLAGE])
    assert answer.outcome == outcome
    assert "wenlock-secret" not in answer.note
    if pause_h:
        clock.now_s += pause_h * 3600 - 5
        assert geocoder.notices()
        clock.now_s += 10
        assert not geocoder.notices()


def test_retry_after_is_obeyed(settings: Settings, build: Build, server: GeocodingServer, clock: Clock) -> None:
    """A server that names a time is asked again then, and the answer counts."""
    server.faults = Faults(status=429, headers={"Retry-After": "7"}, times=1)
    (answer,) = build(settings).geocode([VILLAGE])
    assert answer.outcome == "found"
    assert sum(clock.slept) == pytest.approx(7)


def test_a_long_retry_after_pauses_the_provider(
    settings: Settings, build: Build, server: GeocodingServer, clock: Clock
) -> None:
    """Nobody waits an hour at a map: the provider is paused for as long as it asks, and the notice says so."""
    server.faults = Faults(status=429, headers={"Retry-After": "3600"})
    geocoder = build(settings)
    assert geocoder.geocode([VILLAGE])[0].outcome == "transient"
    assert len(server.seen) == 1
    assert sum(clock.slept) < 2
    assert "429" in geocoder.notices()[0]
    server.faults = Faults()
    assert geocoder.geocode([VILLAGE])[0].outcome == "transient"
    clock.now_s += 3600
    assert geocoder.geocode([VILLAGE])[0].outcome == "found"


@pytest.mark.parametrize("header", ["31536000", "9" * 400, "99999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_no_server_puts_us_off_for_more_than_a_day(
    header: str, settings: Settings, build: Build, server: GeocodingServer, clock: Clock
) -> None:
    """A time to wait that makes no sense is a pause of a day: then one name is tried again."""
    geocoder = build(settings)
    server.faults = Faults(status=503, headers={"Retry-After": header}, times=1)
    assert geocoder.geocode([VILLAGE])[0].outcome == "transient"
    clock.now_s += DAY_S - 1
    assert "is paused until 2027-01-16" in geocoder.notices()[0]
    assert geocoder.geocode([VILLAGE])[0].outcome == "transient"
    clock.now_s += 1
    assert geocoder.geocode([VILLAGE])[0].outcome == "found"


@pytest.mark.parametrize("header", ["-5", "0", "", "nan", "soon", "Fri, 31 Dec 1999 23:59:59 GMT"])
def test_a_retry_after_that_says_nothing_is_no_haste(
    header: str, settings: Settings, build: Build, server: GeocodingServer, clock: Clock
) -> None:
    """The pace holds whatever a server names."""
    server.faults = Faults(status=429, headers={"Retry-After": header})
    assert build(settings).geocode([VILLAGE])[0].outcome == "transient"
    assert len(server.seen) == ATTEMPTS
    assert sum(clock.slept) >= ATTEMPTS - 1


def test_back_off_grows(settings: Settings, build: Build, server: GeocodingServer, clock: Clock) -> None:
    """A failing server is left longer in peace each time."""
    server.faults = Faults(status=500)
    build(settings).geocode([VILLAGE])
    assert len(server.seen) == 3
    assert sum(clock.slept) == pytest.approx(1 + 2)


def test_the_circuit_breaker(settings: Settings, build: Build, server: GeocodingServer, clock: Clock) -> None:
    """After three names in a row that failed no more are tried; after the pause one is, and decides."""
    geocoder = build(settings)
    server.faults = Faults(status=500)
    names = [GeocodeQuery(f"Village {number}") for number in range(10)]
    assert {answer.outcome for answer in geocoder.geocode(names)} == {"transient"}
    assert len(server.seen) == 3 * ATTEMPTS
    clock.now_s += 61
    geocoder.geocode(names)
    assert len(server.seen) == 4 * ATTEMPTS
    clock.now_s += 61
    geocoder.geocode(names)  # the second pause is twice as long
    assert len(server.seen) == 4 * ATTEMPTS
    server.faults = Faults()
    clock.now_s += 61
    assert {answer.outcome for answer in geocoder.geocode(names)} == {"not_found"}
    assert geocoder.notices() == ()


def test_one_failure_loses_no_other_answer(settings: Settings, build: Build, server: GeocodingServer) -> None:
    """What strikes one name leaves the others alone."""
    server.faults = Faults(status=500, times=ATTEMPTS)
    answers = build(settings).geocode([NOWHERE, VILLAGE, GeocodeQuery("Wadi Tasil")])
    assert [answer.outcome for answer in answers] == ["transient", "found", "found"]
    assert answers[2].places[0].kind == "water"


def test_a_redirect_on_the_same_host_is_followed(settings: Settings, build: Build, server: GeocodingServer) -> None:
    """A server may move its own pages about."""
    server.faults = Faults(status=302, headers={"Location": f"http://{server.domain}/search?q=Wadi+Tasil"}, times=1)
    assert build(settings).geocode([VILLAGE])[0].places[0].name == "Wadi Tasil"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_service_is_told_to_nobody(
    status: int, host: str, settings: Settings, build: Build, server: GeocodingServer
) -> None:
    """Another host, or another port of the same, learns neither the name, nor the user name, nor who we are: it is not
    called at all."""
    with serving() as other:
        server.faults = Faults(status=status, headers={"Location": f"http://{host}:{other.server_port}/searchJSON"})
        (answer,) = build(replace(settings, geocoders=("geonames",))).geocode([VILLAGE])
        assert not other.seen
    assert answer.outcome == "transient"
    assert "another service" in answer.note
    assert "wenlock-secret" not in answer.note


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ({"features": []}, "not_found"),
        ({"features": {}}, "transient"),
        ({"features": ""}, "transient"),
        ({}, "transient"),
    ],
)
def test_a_geocoder_that_is_not_known_closely_must_show_an_empty_list(
    body: object, outcome: str, settings: Settings, build: Build, server: GeocodingServer
) -> None:
    """geopy gives "nothing" for more than "no such place"; only an answer with an empty list is taken for that."""
    arguments = (("class", "BANFrance"), ("domain", server.domain), ("scheme", "http"))
    geocoder = build(replace(settings, geocoders=("ban",), geocoder_arguments=(("ban", arguments),)))
    server.faults = Faults(body=json.dumps(body).encode())
    assert geocoder.geocode([VILLAGE])[0].outcome == outcome


def test_an_answer_that_cannot_be_kept_is_an_outage(settings: Settings, build: Build, server: GeocodingServer) -> None:
    """What is no JSON, or longer than any place, is not stored, and stops nothing."""
    place = {"osm_type": "node", "osm_id": 1, "lat": "1", "lon": "2", "display_name": "A"}
    for wrong in ({"importance": float("nan")}, {"display_name": "x" * 1_000_000}):
        server.faults = Faults(body=json.dumps([place | wrong]).encode(), times=1)
        (bad, good) = build(settings).geocode([NOWHERE, VILLAGE])
        assert (bad.outcome, good.outcome) == ("transient", "found")


def test_of_thousands_of_candidates_the_first_are_kept(
    settings: Settings, build: Build, server: GeocodingServer
) -> None:
    """No more than were asked for, in the provider's order."""
    places = [{"osm_type": "node", "osm_id": n, "lat": "1", "lon": "2", "display_name": "A"} for n in range(10_000)]
    server.faults = Faults(body=json.dumps(places).encode())
    (answer,) = build(settings).geocode([VILLAGE])
    assert [place.id for place in answer.places] == [f"osm:node/{n}" for n in range(VILLAGE.limit)]


def test_the_next_geocoder_is_asked_for_what_is_left(settings: Settings, build: Build, server: GeocodingServer) -> None:
    """A chain asks the second only for what the first has not found; all must say no for "not found"."""
    both = build(replace(settings, geocoders=("nominatim", "photon")))
    assert [answer.provider for answer in both.geocode([VILLAGE, NOWHERE])] == ["nominatim", "nominatim,photon"]
    assert [(seen.path, seen.parameters["q"]) for seen in server.seen] == [
        ("/search", VILLAGE.name),
        ("/search", NOWHERE.name),
        ("/api", NOWHERE.name),
    ]


def test_an_outage_of_one_geocoder_is_no_denial(settings: Settings, build: Build, server: GeocodingServer) -> None:
    """Where one geocoder says no and another is down, nobody knows."""
    both = build(replace(settings, geocoders=("nominatim", "photon")))
    server.faults = Faults(status=500, times=ATTEMPTS)
    (answer,) = both.geocode([NOWHERE])
    assert answer.outcome == "transient"
    assert "500" in answer.note


def test_cancelling_keeps_what_is_done(settings: Settings, build: Build, server: GeocodingServer) -> None:
    """A person who cancels after two names has their answers, and the rest was never sent."""
    geocoder = build(settings)
    queries = [VILLAGE, NOWHERE, GeocodeQuery("Wadi Tasil"), GeocodeQuery("Umm Saliba")]

    def progress(stage: str, fraction: float) -> None:
        if fraction >= 0.5:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        geocoder.geocode(queries, progress=progress)
    outcomes = [answer.outcome for answer in geocoder.geocode(queries, ask="nothing")]
    assert outcomes == ["found", "not_found", "transient", "transient"]
    assert server.names() == [VILLAGE.name, NOWHERE.name]


def test_a_wait_can_be_cancelled(settings: Settings, build: Build, server: GeocodingServer, clock: Clock) -> None:
    """Cancelling works while the pace or a back-off is waited for, within half a second."""
    server.faults = Faults(status=503, headers={"Retry-After": "50"})

    def progress(stage: str, fraction: float) -> None:
        if clock.now_s >= MONDAY_S + 10:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        build(settings).geocode([VILLAGE], progress=progress)
    assert clock.now_s <= MONDAY_S + 10.5


def test_hostile_names_are_sent_as_data(settings: Settings, build: Build, server: GeocodingServer) -> None:
    """Whatever a document holds arrives as one parameter; what cannot be a name is not sent at all."""
    hostile = "A&q=B\n\r\x00C\ud800 %0a#?"
    geocoder = build(settings)
    assert [
        a.outcome for a in geocoder.geocode([GeocodeQuery(hostile), GeocodeQuery(" \n"), GeocodeQuery("x" * 999)])
    ] == ["not_found"] * 3
    assert server.names() == ["A&q=B C %0a#?"]
