"""Measure the store of parsed documents: reading one back, and writing it.

    python -m benchmarks.cache [--no-model]

Two documents: the first example as the real pipeline parses it, and a synthetic one of the worst shape a page of news
takes: 15 names, five of them with a hundred rivals, each with five reasons. Every read decodes the document anew.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from geo.factory import build_gazetteer, build_pipeline
from geo.model import (
    Candidate,
    Document,
    Footprint,
    GeoparsedDocument,
    Mention,
    Place,
    Point,
    Reason,
    Resolution,
)
from geo.read.seeds import load_seeds
from geo.settings.settings import Settings
from geo.store.parses import SqliteDocumentCache
from geo.text.passages import split_passages

ROUNDS = 300
READ_BUDGET = "2 ms"
NAMES, MENTIONS, RIVALS, REASONS = 15, 30, (100,) * 5 + (10,) * 10, 5


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--no-model", action="store_true", help="only the synthetic document")
    arguments = options.parse_args()
    print(
        f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"SQLite {sqlite3.sqlite_version}"
    )
    measure("synthetic document", synthetic_document())
    if not arguments.no_model:
        pipeline = build_pipeline(Settings(), build_gazetteer(Settings()))
        measure("first example", pipeline.geoparse([load_seeds()[0].document])[0])


def measure(name: str, parsed: GeoparsedDocument) -> None:
    """Store a document in a new file and read it back many times."""
    candidates = sum(map(len, parsed.readings))
    reasons = sum(len(candidate.reasons) for reading in parsed.readings for candidate in reading)
    print(f"\n{name}: {len(parsed.resolutions)} mentions, {candidates} candidates, {reasons} reasons")
    with tempfile.TemporaryDirectory() as folder:
        cache = SqliteDocumentCache(Path(folder))
        report("write", lambda: cache.put([parsed], "benchmark"))
        report("read", lambda: cache.get([parsed.document.id], "benchmark"), f"budget {READ_BUDGET}")
        assert cache.get([parsed.document.id], "benchmark") == [parsed]
        report("miss", lambda: cache.get([parsed.document.id], "other"))
        cache.close()


def report(what: str, work: Callable[[], object], remark: str = "") -> None:
    """Print the median and the best of many rounds."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    print(f"  {what:6} median {statistics.median(times):6.2f} ms, best {min(times):6.2f} ms  {remark}")


def synthetic_document() -> GeoparsedDocument:
    """Return a document whose places, populations, distances and weights are all different."""
    rng = random.Random(1)  # noqa: S311 - not a secret
    document = Document.make("".join(f"Name{n % NAMES:02} went there once more.\n" for n in range(MENTIONS)))
    readings = tuple(tuple(_candidate(rng, f"Name{n:02}") for _ in range(rivals)) for n, rivals in enumerate(RIVALS))
    resolutions = []
    position = 0
    for number in range(MENTIONS):
        name = f"Name{number % NAMES:02}"
        start = document.text.index(name, position)
        position = start + len(name)
        mention = Mention(document.id, start, position, name, "GPE", "spacy")
        best = readings[number % NAMES][0]
        change = f"The runner-up, {best.place.admin1}, is 3.2 points behind; it would be chosen if the text said so."
        resolutions.append(
            Resolution(
                mention,
                "resolved",
                best.place,
                0.87,
                number % NAMES,
                "rules",
                explanation=best.reasons,
                change=change,
            )
        )
    return GeoparsedDocument(document, split_passages(document), tuple(resolutions), readings, (("model", "none"),))


def _candidate(rng: random.Random, name: str) -> Candidate:
    point = Point(rng.uniform(-90, 90), rng.uniform(-180, 180))
    population = rng.randrange(10**6)
    place = Place(
        f"geonames:{rng.randrange(10**7)}",
        name,
        "settlement",
        "US",
        "United States",
        f"State {rng.randrange(50)}",
        f"County {rng.randrange(3000)}",
        population,
        Footprint(point),
        "geonames",
    )
    reasons = (
        Reason("population", rng.uniform(0, 5), f"{population:,} people live there.", rng.uniform(0, 5)),
        Reason("name", 1.0, f"“{name}” is its usual name.", 1.0),
        Reason("country", 0.5, "The text speaks mostly of the United States.", 1.0),
        Reason("proximity", rng.uniform(0, 1), f"It lies {rng.randrange(3000)} km from the other places.", 0.5),
        Reason("kind", -0.2, "The text speaks of a town.", -1.0),
    )
    assert len(reasons) == REASONS
    return Candidate(place, name, sum(reason.weight for reason in reasons), reasons)


if __name__ == "__main__":
    main()
