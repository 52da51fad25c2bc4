"""The store of answers on each kind of database: what it keeps, for how long it counts, and what it survives."""

from __future__ import annotations

import json
import logging
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.config import Settings
from geo.errors import UsageError
from geo.geocode.chain import ChainedGeocoder
from geo.geocode.database import FILE_NAME, Database
from geo.geocode.query import cache_key, normalised
from geo.geocode.schema import answers
from geo.geocode.store import AnswerStore
from geo.model import AnswerCounts, BBox, GeocodeQuery
from tests.geocode.conftest import MONDAY_S, Clock
from tests.geocode.server import LICENCE, Faults, GeocodingServer

ROOT = Path(__file__).resolve().parents[2]
DAY_S = 86_400.0
VILLAGE = GeocodeQuery("Little Wenlock End")
NOWHERE = GeocodeQuery("Nowhere at All")
RECORD = {"osm_type": "way", "osm_id": 7, "lat": "1.5", "lon": "2.5", "name": "A", "class": "natural", "type": "peak"}

Build = Callable[[Settings], ChainedGeocoder]


def put(store: AnswerStore, name: str, *, found: bool = True, asked_at_s: float = MONDAY_S) -> None:
    records = ({**RECORD, "name": name},) if found else ()
    store.put("p", "http://e/", normalised(GeocodeQuery(name)), records, asked_at_s=asked_at_s, took_s=1.5)


def key(name: str) -> bytes:
    return cache_key("p", "http://e/", normalised(GeocodeQuery(name)))


def test_what_is_put_is_got(database: Database) -> None:
    """Found and not found come back, with their places and times."""
    store = AnswerStore(database)
    put(store, "Peak")
    put(store, "Nothing", found=False)
    peak, nothing = store.get(key("Peak")), store.get(key("Nothing"))
    assert peak and nothing
    assert (peak.outcome, peak.asked_at_s, peak.took_s) == ("found", MONDAY_S, 1.5)
    assert [(place.id, place.kind, place.footprint.point) for place in peak.places] == [
        ("osm:way/7", "mountain", (1.5, 2.5))
    ]
    assert (nothing.outcome, nothing.places) == ("not_found", ())
    assert store.get(key("Other")) is None


def test_an_import_replaces_older_answers_alone(database: Database) -> None:
    """An answer that a colleague got earlier does not replace ours; a later one does."""
    store = AnswerStore(database)
    put(store, "Peak")
    row = {**next(iter(store.export())), "outcome": "not_found", "records": []}
    store.load({**row, "asked_at_s": MONDAY_S - 1})
    assert store.get(key("Peak")).outcome == "found"  # type: ignore[union-attr]
    store.load({**row, "asked_at_s": MONDAY_S + 1})
    assert store.get(key("Peak")).outcome == "not_found"  # type: ignore[union-attr]


def test_counts_add_up_over_stores(database: Database) -> None:
    """Two stores on one database add to the same counts; clearing forgets them."""
    one, two = AnswerStore(database), AnswerStore(database)
    put(one, "Peak")
    for _ in range(700):
        one.count("hits", 0.5)
    two.count("misses")
    two.count("stale", 1.0)
    two.flush()
    assert one.counts() == two.counts() == AnswerCounts(hits=700, misses=1, stale=1, saved_s=351)
    assert one.clear() == 1
    assert two.counts() == AnswerCounts()
    assert two.info().found == 0


def test_export_and_import_share_answers(database: Database, tmp_path: Path) -> None:
    """What one store exports another imports: same answers, same places; through JSON, more than a page of them."""
    one = AnswerStore(database)
    for number in range(450):
        put(one, f"Peak {number}", found=number % 3 > 0)
    box = BBox(1.0, 2.0, 3.0, 4.0)
    query = normalised(GeocodeQuery("Biased", "de", ("SY", "IQ"), box, 5))
    one.put("p", "http://e/", query, (RECORD,), asked_at_s=MONDAY_S, took_s=0.1)
    lines = [json.dumps(answer) for answer in one.export()]
    assert len(lines) == 451
    other = AnswerStore(Database(tmp_path / "other"))
    for line in lines:
        other.load(json.loads(line))
    assert [json.dumps(answer) for answer in other.export()] == lines
    assert other.get(cache_key("p", "http://e/", query)) == one.get(cache_key("p", "http://e/", query))
    assert other.info().not_found == 150


@pytest.mark.parametrize(
    "damage",
    [
        lambda row: [],
        lambda row: {**row, "outcome": "not_found"},
        lambda row: {**row, "records": [{}]},
        lambda row: {**row, "records": "x"},
        lambda row: {**row, "asked_at_s": float("nan")},
        lambda row: {**row, "asked_at_s": None},
        lambda row: {**row, "asked_at_s": 1e300},
        lambda row: {**row, "records": [{**row["records"][0], "importance": float("nan")}]},
        lambda row: {**row, "provider": 7},
        lambda row: {**row, "source": "a\0b"},
        lambda row: {**row, "query": {**row["query"], "limit": float("inf")}},
        lambda row: {**row, "query": {**row["query"], "viewbox": [1, 2]}},
        lambda row: {key: value for key, value in row.items() if key != "query"},
    ],
)
def test_an_import_that_makes_no_sense_is_refused(
    tmp_path: Path, damage: Callable[[dict[str, object]], object]
) -> None:
    """A line that no export writes is an error of the user's, and nothing of it is stored."""
    store = AnswerStore(Database(tmp_path))
    put(store, "Peak")
    row = damage(next(iter(store.export())))
    store.clear()
    with pytest.raises(UsageError):
        store.load(row)
    assert store.info().found == store.info().not_found == 0


@given(st.text(max_size=30), st.text(max_size=30))
def test_names_share_a_key_only_when_they_fold_alike(left: str, right: str) -> None:
    """Case, width and spaces make no difference to the key; diacritics do."""
    names = [normalised(GeocodeQuery(name)).name for name in (left, right)]
    assert cache_key("p", "e", normalised(GeocodeQuery(f"  {left.strip()} \n"))) == key_of(names[0])
    if key_of(names[0]) == key_of(names[1]):
        import unicodedata

        folded = [" ".join(unicodedata.normalize("NFKC", name).casefold().split()) for name in names]
        assert folded[0] == folded[1]


def key_of(name: str) -> bytes:
    return cache_key("p", "e", normalised(GeocodeQuery(name)))


def test_the_key_holds_all_that_changes_an_answer() -> None:
    """Provider, source, name with diacritics, language, countries, box and limit each make another key."""
    query = GeocodeQuery("Berģi", "en", ("LV",), BBox(56.0, 23.0, 57.0, 25.0), 10)
    others = [
        cache_key("q", "e", query),
        cache_key("p", "f", query),
        *(
            cache_key("p", "e", normalised(other))
            for other in (
                replace(query, name="Bergi"),
                replace(query, language="lv"),
                replace(query, countries=("LV", "EE")),
                replace(query, countries=()),
                replace(query, viewbox=None),
                replace(query, viewbox=BBox(55.0, 23.0, 57.0, 25.0)),
                replace(query, limit=5),
            )
        ),
    ]
    assert len({cache_key("p", "e", query), *others}) == 1 + len(others)
    same = replace(query, name="BERĢI ", countries=("lv",), viewbox=BBox(56.2, 23.3, 56.9, 24.4))
    assert cache_key("p", "e", normalised(same)) == cache_key("p", "e", query)


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


def test_answers_of_another_layout_are_left_as_they_are(tmp_path: Path) -> None:
    """Tables of an earlier version in the same file are neither read nor changed; the answers are asked for anew."""
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("CREATE TABLE geocode1_answers (key BLOB PRIMARY KEY, endpoint TEXT)")
        connection.execute("INSERT INTO geocode1_answers VALUES (?, 'http://e/')", (key("Peak"),))
    connection.close()
    store = AnswerStore(Database(tmp_path))
    assert store.get(key("Peak")) is None
    put(store, "Peak")
    assert store.get(key("Peak")) and not store.notice
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        assert connection.execute("SELECT key, endpoint FROM geocode1_answers").fetchall() == [
            (key("Peak"), "http://e/")
        ]
    connection.close()


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


@pytest.mark.parametrize("damage", [b"no database, but long enough to be taken for one " * 50, b"SQLite format 3\0"])
def test_a_damaged_file_is_set_aside(tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """A file that is no database is kept under another name, with a warning, and a new one works."""
    (tmp_path / FILE_NAME).write_bytes(damage)
    with caplog.at_level(logging.WARNING):
        store = AnswerStore(Database(tmp_path))
    assert (tmp_path / f"{FILE_NAME}.corrupt-1").read_bytes() == damage
    assert "set aside" in caplog.text
    put(store, "Peak")
    assert AnswerStore(Database(tmp_path)).get(key("Peak"))
    assert not store.notice


def test_damage_that_shows_later_is_survived(tmp_path: Path) -> None:
    """A file damaged while it is open gives no wrong answer and no error; a new one takes its place."""
    database = Database(tmp_path)
    store = AnswerStore(database)
    for number in range(2000):
        put(store, f"Peak {number}")
    database.close()
    path = tmp_path / FILE_NAME
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))
    for number in range(0, 2000, 100):
        answer = store.get(key(f"Peak {number}"))
        assert answer is None or answer.outcome == "found"
        put(store, f"Peak {number}")
        assert store.get(key(f"Peak {number}"))
    assert list(tmp_path.glob(f"{FILE_NAME}.corrupt-*"))
    assert not store.notice


def test_a_damaged_row_is_asked_again(tmp_path: Path) -> None:
    """A row that cannot be read counts as unknown."""
    database = Database(tmp_path)
    store = AnswerStore(database)
    put(store, "Peak")
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute(f"UPDATE {answers.name} SET places = '[[1]]'")  # noqa: S608
    connection.close()
    assert store.get(key("Peak")) is None


def test_a_folder_that_cannot_be_made(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where no file can be made the store works in memory, and says so once."""
    (tmp_path / "file").write_text("in the way")
    store = AnswerStore(Database(tmp_path / "file" / "cache"))
    put(store, "Peak")
    assert store.get(key("Peak"))
    assert "kept in memory only" in store.notice
    assert store.info().where == "in memory"


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    """A PostgreSQL server that does not answer is no reason to fail; its password is not shown."""
    store = AnswerStore(Database(tmp_path, "postgresql+psycopg://me:s3cret@127.0.0.1:9/answers"))
    put(store, "Peak")
    assert store.get(key("Peak"))
    assert "127.0.0.1" in store.notice
    assert "s3cret" not in store.notice


@pytest.mark.parametrize(
    "url",
    ["nonsense", "mysql://u@h/d", "oracle://h", "postgresql+nodriver://h/d", "sqlite://", "sqlite:///:memory:"],
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    """An address of another kind is an error of the operator's, with an example of a right one."""
    with pytest.raises(UsageError, match="WHEREIN_CACHE_URL"):
        Database(tmp_path, url)


_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from tests.geocode.test_store import AnswerStore, Database, key, put
store = AnswerStore(Database(Path(sys.argv[1])))
assert not store.notice
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
for number in range(3000):
    put(store, f"Peak {number}")
    assert store.get(key(f"Peak {number}"))
print(store.notice)
"""


def test_a_full_disk(tmp_path: Path) -> None:
    """When the file cannot grow any more nothing fails: the store goes on in memory and says so."""
    result = subprocess.run([sys.executable, "-c", _FULL_DISK, str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert "kept in memory only" in result.stdout


def test_public_services_are_not_asked_without_a_shared_pace(
    tmp_path: Path, settings: Settings, build: Build, clock: Clock
) -> None:
    """In memory no process knows of another: a public endpoint, which counts all together, is then left alone."""
    (tmp_path / "file").write_text("in the way")
    geocoder = build(
        replace(
            settings,
            cache_dir=tmp_path / "file",
            nominatim_domain="nominatim.openstreetmap.org",
            nominatim_policy_accepted=True,
            user_agent="Wherein tests (tests@wenlock.example)",
        )
    )
    (answer,) = geocoder.geocode([VILLAGE])
    assert answer.outcome == "transient"
    assert "limit" in answer.note
    assert "kept in memory only" in geocoder.notices()[0]
