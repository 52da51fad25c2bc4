"""One provider behind its cache: public services are asked by one at a time, and threads share a request."""

from __future__ import annotations

import itertools
import threading
from pathlib import Path

from geo.geocode.answers import AnswerStore
from geo.geocode.cached import CachedGeocoder
from geo.geocode.database import Database
from geo.geocode.exchange import GeocodeQuery
from geo.geocode.governor import Governor
from geo.geocode.provider import Provider, Record
from geo.geocode.query import cache_key, normalised
from tests.geocode.conftest import Clock


class Service:
    """A provider that takes its time and remembers from when to when it was busy."""

    def __init__(self, clock: Clock, takes_s: float) -> None:
        self._clock = clock
        self._takes_s = takes_s
        self.busy: list[tuple[float, float]] = []

    def ask(self, query: GeocodeQuery) -> tuple[Record, ...]:
        began_s = self._clock.now_s
        self._clock.now_s += self._takes_s
        self.busy.append((began_s, self._clock.now_s))
        return ()

    def behind(self, folder: Path) -> CachedGeocoder:
        """Return a geocoder for it as another process would build it."""
        database = Database(folder)
        provider = Provider(
            name="p",
            title="P",
            endpoint="https://p.example/",
            data_version="",
            credentials="",
            policy_url="",
            public=True,
            interval_s=1.0,
            long_job_interval_s=15.0,
            timeout_s=10.0,
            ask=self.ask,
        )
        return CachedGeocoder(
            provider,
            AnswerStore(database),
            Governor(database, clock=self._clock),
            found_s=1e6,
            not_found_s=1e6,
            clock=self._clock,
            sleep=self._clock.sleep,
        )


def starts(service: Service) -> list[float]:
    return [began_s for began_s, _ in service.busy]


def test_a_quick_public_service_is_asked_once_a_second(tmp_path: Path, clock: Clock) -> None:
    """The second counts from one request to the next, not from its answer."""
    service = Service(clock, takes_s=0.3)
    one, other = service.behind(tmp_path), service.behind(tmp_path)
    for number in range(3):
        one.geocode([GeocodeQuery(f"A {number}")])
        other.geocode([GeocodeQuery(f"B {number}")])
    gaps = {round(later - earlier, 3) for earlier, later in itertools.pairwise(starts(service))}
    assert gaps == {1.0}


def test_a_slow_public_service_is_asked_by_one_at_a_time(tmp_path: Path, clock: Clock) -> None:
    """While a request is out nobody else has a turn; after it ends, the next need not wait longer."""
    service = Service(clock, takes_s=4.0)
    one, other = service.behind(tmp_path), service.behind(tmp_path)
    turns: list[float] = []

    def ask(query: GeocodeQuery) -> tuple[Record, ...]:
        turns.append(other._governor.turn("https://p.example/", 1.0))
        return service.ask(query)

    object.__setattr__(one._provider, "ask", ask)
    one.geocode([GeocodeQuery("A")])
    assert turns[0] > 4.0
    other.geocode([GeocodeQuery("B")])
    (_, ended), (began, _) = service.busy
    assert began == ended


def test_a_job_of_more_than_a_day_slows_down(tmp_path: Path, clock: Clock) -> None:
    """Its requests are fifteen seconds apart from the first."""
    service = Service(clock, takes_s=0.1)
    geocoder = service.behind(tmp_path)
    names = [GeocodeQuery(f"A {number}") for number in range(3)]
    geocoder._interval_s = lambda requests: type(geocoder)._interval_s(geocoder, requests * 40_000)  # type: ignore[method-assign]
    geocoder.geocode(names)
    gaps = {round(later - earlier, 3) for earlier, later in itertools.pairwise(starts(service))}
    assert gaps == {15.0}


def test_threads_share_a_request(tmp_path: Path, clock: Clock) -> None:
    """Eight users who want the same name at once cause one request, and all have its answer."""
    service = Service(clock, takes_s=0.0)
    geocoder = service.behind(tmp_path)
    outcomes: list[str] = []
    everybody = threading.Barrier(8)

    def work() -> None:
        everybody.wait()
        outcomes.append(geocoder.geocode([GeocodeQuery("A")])[0].outcome)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == ["not_found"] * 8
    assert len(service.busy) == 1


def test_a_dead_askers_lease_runs_out(tmp_path: Path, clock: Clock) -> None:
    """Where a process died while it was asking, another asks when its time is over."""
    service = Service(clock, takes_s=0.1)
    dead, alive = service.behind(tmp_path), service.behind(tmp_path)
    dead._governor.lease(cache_key("p", "https://p.example/", normalised(GeocodeQuery("A"))), 70.0)
    assert alive.geocode([GeocodeQuery("A")])[0].outcome == "not_found"
    assert 69 < sum(clock.slept) < 71
