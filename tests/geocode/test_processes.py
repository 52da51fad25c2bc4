"""Several real processes on one database and one server: one pace, one request for each name, nothing lost."""

from __future__ import annotations

import itertools
import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from geo.factory import build_answer_store
from geo.geocode.answers import AnswerStore
from geo.geocode.database import FILE_NAME, Database
from geo.settings.settings import Settings
from tests.geocode.records import key, put
from tests.geocode.server import GeocodingServer

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 8


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def outputs(processes: list[subprocess.Popen[str]]) -> list[str]:
    """Return what the processes print; fail if one fails."""
    printed = []
    for process in processes:
        out, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        printed.append(out)
    return printed


_TURNS = """
import sys, time
from pathlib import Path
from geo.geocode.database import Database
from geo.geocode.governor import Governor
read = []
governor = Governor(Database(Path("."), sys.argv[1]), clock=lambda: read.append(time.time()) or read[-1])
taken = 0
while taken < 5:
    if left_s := governor.turn("http://e/", 0.03):
        time.sleep(left_s)
    else:
        taken += 1
        print(repr(read[-1]))
"""


def test_eight_processes_keep_one_pace(cache_url: str) -> None:
    """No two turns at an endpoint are closer than agreed, whoever takes them."""
    processes = [start(_TURNS, cache_url) for _ in range(PROCESSES)]
    turns = sorted(float(line) for out in outputs(processes) for line in out.splitlines())
    assert len(turns) == 5 * PROCESSES
    assert min(later - earlier for earlier, later in itertools.pairwise(turns)) >= 0.03 - 1e-6  # a float's last digits


_LOOKUPS = """
import json, random, sys
from pathlib import Path
from geo.settings.settings import Settings
from geo.factory import build_geocoder
from geo.geocode.exchange import GeocodeQuery
folder, url, domain, number, rounds = sys.argv[1:]
names = ["Umm Saliba", *(f"Hamlet {n}" for n in range(199))]
geocoder = build_geocoder(Settings(cache_dir=Path(folder), cache_url=url, geocoders=("nominatim",),
    nominatim_domain=domain, nominatim_scheme="http", geocoder_requests_per_s=10_000))
chance = random.Random(int(number))
outcomes = {"found": 0, "not_found": 0}
for _ in range(int(rounds)):
    asked = chance.sample(names, 50)
    answers = geocoder.geocode([GeocodeQuery(name) for name in asked])
    assert len(answers) == 50
    for name, answer in zip(asked, answers, strict=True):
        assert answer.outcome == ("found" if name == "Umm Saliba" else "not_found"), answer
        outcomes[answer.outcome] += 1
assert not geocoder.notices(), geocoder.notices()
print(json.dumps(outcomes))
"""


def test_fifty_thousand_lookups_by_eight_processes(cache_url: str, tmp_path: Path, server: GeocodingServer) -> None:
    """Every lookup gets its answer and is counted once; every name is asked for once, whoever needs it first.

    Through PostgreSQL, where a lookup is a journey to another process, they are ten thousand.
    """
    rounds = 125 if cache_url.startswith("sqlite") else 25
    processes = [start(_LOOKUPS, tmp_path, cache_url, server.domain, number, rounds) for number in range(PROCESSES)]
    counts = [json.loads(out) for out in outputs(processes)]
    lookups = 50 * rounds * PROCESSES
    assert sum(sum(count.values()) for count in counts) == lookups
    assert len(server.names()) == len(set(server.names())) == 200
    store = build_answer_store(Settings(cache_dir=tmp_path, cache_url=cache_url))
    info, kept = store.info(), store.counts()
    assert (info.found, info.not_found) == (1, 199)
    assert (kept.hits, kept.misses, kept.stale) == (lookups - 200, 200, 0)


_WRITER = """
import itertools, resource, signal, sys
from pathlib import Path
from geo.geocode.database import Database
from geo.geocode.query import normalised
from geo.geocode.answers import AnswerStore
from geo.geocode.exchange import GeocodeQuery
from tests.geocode.records import RECORD
store = AnswerStore(Database(Path(sys.argv[1])))
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python would go on, with an error
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
long = {**RECORD, "display_name": "x" * 150_000}
for number in itertools.count():
    store.put("p", "http://e/", normalised(GeocodeQuery(f"Peak {number}")), (long,), asked_at_s=1.0, took_s=1.0)
    print(number, flush=True)
"""


@pytest.mark.parametrize(
    "limit_bytes", [200_000, 1_000_000, 6_000_000], ids=["second answer", "seventh answer", "checkpoint"]
)
def test_a_process_that_is_killed_in_mid_write_leaves_all_that_it_had_stored(tmp_path: Path, limit_bytes: int) -> None:
    """Killed where a file of the cache reaches a size, with an answer half written: what went before is whole.

    The largest limit is reached while the write-ahead log is copied into the database. Without a log or a journal the
    database is left torn.
    """
    process = start(_WRITER, tmp_path, limit_bytes)
    written = [int(number) for number in process.communicate(timeout=60)[0].split()]
    assert process.returncode == -signal.SIGXFSZ
    store = AnswerStore(Database(tmp_path))
    assert all(store.get(key(f"Peak {number}")) for number in written)
    put(store, "Another")
    assert store.get(key("Another"))
    assert not store.notice
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


_FORK = """
import os, sys
from pathlib import Path
from geo.geocode.database import Database
from geo.geocode.answers import AnswerStore
from tests.geocode.records import key, put
store = AnswerStore(Database(Path(sys.argv[1])))
put(store, "Before")
child = os.fork()
name = "Parent" if child else "Child"
for number in range(100):
    put(store, f"{name} {number}")
    assert store.get(key(f"{name} {number}")) and store.get(key("Before"))
if child:
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert store.info().found == 201
    assert not store.notice
"""


def test_a_fork_opens_its_own_connection(tmp_path: Path) -> None:
    """Parent and child of a fork write through connections of their own."""
    outputs([start(_FORK, tmp_path)])
