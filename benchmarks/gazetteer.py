"""Measure the gazetteer: building it, and looking names up.

    python -m benchmarks.gazetteer [--no-build]

Building is measured in a fresh process, with its peak memory. Lookups are timed one name at a time, each name for the
first time, so that no answer comes from memory.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from geo.gazetteer.store import SqliteGazetteer, open_gazetteer
from geo.settings.settings import DEFAULT_CACHE_DIR

NAMES = 20_000
BUDGETS = {"build": "25 s", "peak memory": "900 MB", "exact lookup": "15 µs"}


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--no-build", action="store_true", help="only time lookups, in the gazetteer under cache/")
    arguments = options.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    if arguments.no_build:
        measure_lookups(open_gazetteer(DEFAULT_CACHE_DIR))
        return
    with tempfile.TemporaryDirectory() as folder:
        measure_build(Path(folder))
        measure_lookups(open_gazetteer(Path(folder)))


def measure_build(folder: Path) -> None:
    """Build into an empty folder, in a process of its own."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_build, args=(folder, sender))
    process.start()
    wall_s, cpu_s, peak_mb = receiver.recv()
    process.join()
    report("build", f"{wall_s:.1f} s wall, {cpu_s:.1f} s CPU")
    report("peak memory", f"{peak_mb:.0f} MB")


def measure_lookups(gazetteer: SqliteGazetteer) -> None:
    """Time each way of finding a name."""
    info = gazetteer.info()
    report("file", f"{info.size_bytes / 1e6:.1f} MB, {info.places:,} places, {info.names:,} names")
    with sqlite3.connect(info.path) as database:
        keys = [row[0] for row in database.execute("SELECT DISTINCT key FROM name")]
    chosen = random.Random(2).sample(keys, 2 * NAMES)  # noqa: S311 - a sample, not a secret
    # Folded keys are names too; upper case makes the folding work.
    names = [key.title() for key in chosen[:NAMES]]
    others = [key for key in chosen[NAMES:] if key.isascii() and len(key) > 7]
    gazetteer.lookup(names[:1])
    report("exact lookup", timed(lambda name: gazetteer.lookup([name]), names))
    report("same again", timed(lambda name: gazetteer.lookup([name]), names[-10_000:]))
    report("no such name", timed(lambda name: gazetteer.lookup([name]), [f"{name} qx" for name in names]))
    spaced = [f"{key[:4]} {key[4:].replace(' ', '')}".title() for key in others]
    report("squashed key", timed(lambda name: gazetteer.lookup([name]), spaced))
    misspelt = [key[:4] + key[5:] for key in others[:300]]
    report("misspelt, search", timed(lambda name: gazetteer.search(name), misspelt))


def timed(action: Callable[[str], object], names: Sequence[str]) -> str:
    """Run an action on each name and return its median and 95th percentile."""
    times_us = []
    for name in names:
        start = time.perf_counter_ns()
        action(name)
        times_us.append((time.perf_counter_ns() - start) / 1000)
    return f"median {statistics.median(times_us):.1f} µs, p95 {statistics.quantiles(times_us, n=20)[-1]:.1f} µs"


def report(what: str, figure: str) -> None:
    """Print a figure, with its budget where it has one."""
    budget = f"  (budget {BUDGETS[what]})" if what in BUDGETS else ""
    print(f"{what:18} {figure}{budget}", flush=True)


def _build(folder: Path, sender) -> None:  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    open_gazetteer(folder)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    sender.send((time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3))


if __name__ == "__main__":
    main()
