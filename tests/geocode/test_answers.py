"""The store of answers on each kind of database: what it keeps, under which key, and how it is shared."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UsageError
from geo.geocode.answers import AnswerStore
from geo.geocode.database import Database
from geo.geocode.exchange import AnswerCounts, GeocodeQuery
from geo.geocode.query import cache_key, normalised
from geo.model import BBox
from tests.geocode.conftest import MONDAY_S
from tests.geocode.records import RECORD, key, put


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
