"""Answers of geocoders that are known already: time of one lookup, and lookups a second from four processes.

    python -m benchmarks.geocode [ADDRESS_OF_A_DATABASE]

Budgets: median of a cached lookup 100 µs; 5,000 lookups/s from 4 processes.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import tempfile
import time
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from geo.factory import build_answer_store, build_geocoder
from geo.geocode.exchange import GeocodeQuery
from geo.geocode.query import normalised
from geo.protocols import Geocoder
from geo.settings.settings import Settings

NAMES, LOOKUPS, PROCESSES, SECONDS = 5_000, 20_000, 4, 3.0
DOMAIN = "127.0.0.1:9"


def _settings(folder: Path, url: str | None) -> Settings:
    return Settings(
        cache_dir=folder, cache_url=url, geocoders=("nominatim",), nominatim_domain=DOMAIN, nominatim_scheme="http"
    )


def _query(number: int) -> GeocodeQuery:
    return GeocodeQuery(f"Village {number % NAMES}", countries=("SY",))


def _record(number: int, rank: int) -> dict[str, object]:
    return {
        "osm_type": "node", "osm_id": number * 10 + rank, "lat": "35.5", "lon": "40.1", "class": "place",
        "type": "village", "addresstype": "village", "name": f"Village {number}", "importance": 0.2,
        "boundingbox": ["35.4", "35.6", "40.0", "40.2"], "licence": "ODbL 1.0",
        "address": {"country": "Syria", "country_code": "sy", "state": "Deir ez-Zor Governorate"},
    }  # fmt: skip


def _fill(settings: Settings) -> None:
    """Store answers with three candidates each, as a query for a village has them."""
    store = build_answer_store(settings)
    for number in range(NAMES):
        records = tuple(_record(number, rank) for rank in range(3))
        source = f"http://{DOMAIN}/search"
        store.put("nominatim", source, normalised(_query(number)), records, asked_at_s=time.time(), took_s=1.0)


def _geocoder(settings: Settings) -> Geocoder:
    geocoder = build_geocoder(settings)
    assert geocoder is not None
    assert geocoder.geocode([_query(1)], ask="nothing")[0].from_cache
    return geocoder


def _lookups(folder: Path, url: str | None, everybody: Barrier, counted: Queue[tuple[int, float]]) -> None:
    geocoder = _geocoder(_settings(folder, url))
    everybody.wait()
    number, end_s, worked_s = 0, time.monotonic() + SECONDS, time.process_time()
    while time.monotonic() < end_s:
        geocoder.geocode([_query(number * 7919)])
        number += 1
    counted.put((number, time.process_time() - worked_s))


def main() -> None:
    """Measure, and print one line for each figure."""
    url = sys.argv[1] if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        began_s = time.perf_counter()
        _fill(_settings(folder, url))
        print(f"stored       {NAMES / (time.perf_counter() - began_s):,.0f} answers/s")

        geocoder = _geocoder(_settings(folder, url))
        times_s, worked_s = [], time.process_time()
        for number in range(LOOKUPS):
            began_s = time.perf_counter()
            geocoder.geocode([_query(number * 7919)])
            times_s.append(time.perf_counter() - began_s)
        worked_s = time.process_time() - worked_s
        times_s.sort()
        median_s, p99_s = statistics.median(times_s), times_s[-LOOKUPS // 100]
        print(
            f"one lookup   median {median_s * 1e6:.0f} µs, p99 {p99_s * 1e6:.0f} µs, "
            f"{worked_s / LOOKUPS * 1e6:.0f} µs of processor time"
        )

        context = multiprocessing.get_context("spawn")
        everybody, counted = context.Barrier(PROCESSES), context.Queue()
        processes = [context.Process(target=_lookups, args=(folder, url, everybody, counted)) for _ in range(PROCESSES)]
        for process in processes:
            process.start()
        counts = [counted.get() for _ in processes]
        for process in processes:
            process.join()
        lookups, worked_s = (sum(column) for column in zip(*counts, strict=True))
        print(
            f"{PROCESSES} processes  {lookups / SECONDS:,.0f} lookups/s, "
            f"{lookups / worked_s:,.0f} for each second of processor time"
        )


if __name__ == "__main__":
    main()
