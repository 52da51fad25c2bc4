"""Geocoders' answers, kept: what was found and what was not, never a failure."""

from __future__ import annotations

import json
import math
import threading
import time
import weakref
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sql

from geo.attribution import title_of
from geo.errors import StoreError, UsageError
from geo.geocode.database import Database
from geo.geocode.exchange import AnswerCounts, GeocodeQuery
from geo.geocode.places import place_of
from geo.geocode.provider import Record
from geo.geocode.query import cache_key, normalised
from geo.geocode.schema import answers, counts
from geo.model import BBox, Footprint, Place, Point

_FLUSH_AFTER_S = 5.0  # oftener, and processes wait for each other to write
_PAGE_ROWS = 200
_MAX_RECORDS_CHARS = 200_000  # forty places with all their fields are a fifth of it
_YEAR_9999_S = 253_370_764_800.0  # the last that a date can be written in
_LOOKUP = sql.select(answers.c.outcome, answers.c.asked_at_s, answers.c.took_s, answers.c.places).where(
    answers.c.key == sql.bindparam("key")
)
_NEXT = sql.select(answers).where(answers.c.key > sql.bindparam("last")).order_by(answers.c.key).limit(_PAGE_ROWS)
_COUNTS = sql.select(counts)
_SIZES = sql.select(answers.c.outcome, sql.func.count()).group_by(answers.c.outcome)


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """A stored answer: when it was given, and how many seconds it took to get."""

    outcome: Literal["found", "not_found"]
    asked_at_s: float
    took_s: float
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What the store holds, and where."""

    where: str
    found: int
    not_found: int


class AnswerStore:
    """Keeps answers under `geo.geocode.query.cache_key`.

    Counts are kept in memory and written in lots, at the latest when the process ends: a lookup writes nothing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counts: dict[str, float] = defaultdict(float)
        self._flush_at_s = time.monotonic() + _FLUSH_AFTER_S
        self._lock = threading.Lock()
        self._last_words = weakref.finalize(self, _add_counts, database, self._counts)

        new = database.insert(answers)
        changing = [column.name for column in answers.columns if column.name != "key"]
        self._put = new.on_conflict_do_update(
            index_elements=["key"],
            set_={name: new.excluded[name] for name in changing},
        )

    @property
    def notice(self) -> str:
        """One sentence for people on why it does not keep what it is given, "" while it does."""
        return self._database.notice

    def get(self, key: bytes) -> KnownAnswer | None:
        """Return what is stored, however old it is."""
        rows = self._database.rows(_LOOKUP, {"key": key})
        if not rows:
            return None
        outcome, asked_at_s, took_s, places = rows[0]
        try:
            return KnownAnswer(outcome, asked_at_s, took_s, tuple(_place(row) for row in json.loads(places)))
        except (ValueError, TypeError, LookupError):
            return None  # a damaged row is asked again, and replaced

    def put(
        self,
        provider: str,
        source: str,
        query: GeocodeQuery,
        records: tuple[Record, ...],
        *,
        asked_at_s: float,
        took_s: float,
    ) -> KnownAnswer:
        """Store a successful answer to a normalised query, over an older one, and return it.

        Raises:
            ValueError: there are records, but no place can be read from any, or they cannot be kept.
        """
        places = tuple(filter(None, map(place_of, records)))
        if records and not places:
            raise ValueError("it names no place that can be read")
        kept = _json(records)
        if len(kept) > _MAX_RECORDS_CHARS:
            raise ValueError("it is too long to be kept")
        answer = KnownAnswer("found" if places else "not_found", asked_at_s, took_s, places)
        self._database.changes(
            self._put,
            {
                "key": cache_key(provider, source, query),
                "provider": provider,
                "source": source,
                "query": _json(_query_row(query)),
                "outcome": answer.outcome,
                "asked_at_s": asked_at_s,
                "took_s": took_s,
                "records": kept,
                "places": _json([_place_row(place) for place in places]),
            },
        )
        return answer

    def count(self, name: Literal["hits", "misses", "stale"], saved_s: float = 0.0) -> None:
        """Count a lookup, and the seconds for which nobody had to wait."""
        with self._lock:
            self._counts[name] += 1
            self._counts["saved_s"] += saved_s
            if time.monotonic() < self._flush_at_s:
                return
        self.flush()

    def flush(self) -> None:
        """Write the counts that are still in memory."""
        with self._lock:
            _add_counts(self._database, self._counts)
            self._flush_at_s = time.monotonic() + _FLUSH_AFTER_S

    def info(self) -> StoreInfo:
        """Return what the store holds."""
        sizes: dict[str, int] = dict(self._database.rows(_SIZES))
        return StoreInfo(self._database.place, sizes.get("found", 0), sizes.get("not_found", 0))

    def counts(self) -> AnswerCounts:
        """Return how often it helped, in all processes, since it was made or cleared.

        Raises:
            StoreError: the counts are no numbers.
        """
        self.flush()
        said: dict[str, float] = dict(self._database.rows(_COUNTS))
        if not all(isinstance(value, (int, float)) for value in said.values()):
            where = self._database.place
            raise StoreError(
                f"The counts in {where} are no numbers; `python -m geo cache clear --geocodes` resets them."
            )
        hits, misses, stale = (round(said.get(name, 0)) for name in ("hits", "misses", "stale"))
        return AnswerCounts(hits, misses, stale, said.get("saved_s", 0.0))

    def export(self) -> Iterator[dict[str, Any]]:
        """Yield every answer as a JSON object, for `load`; there is no secret in it."""
        last = b""
        while rows := self._database.rows(_NEXT, {"last": last}):
            last = rows[-1].key
            for row in rows:
                yield {
                    "provider": row.provider,
                    "source": row.source,
                    "query": json.loads(row.query),
                    "outcome": row.outcome,
                    "asked_at_s": row.asked_at_s,
                    "took_s": row.took_s,
                    "records": json.loads(row.records),
                }

    def load(self, row: object) -> None:
        """Store an answer that `export` gave, perhaps elsewhere; the newer of two answers stays.

        Raises:
            UsageError: the object is not what `export` yields.
        """
        try:
            answer = _mapping(row)
            asked_at_s, took_s = float(answer["asked_at_s"]), float(answer["took_s"])
            if not (0 < asked_at_s < _YEAR_9999_S and 0 <= took_s < math.inf):
                raise ValueError("its times are out of range")
            records = tuple(dict(_mapping(record)) for record in answer["records"])
            if answer["outcome"] != ("found" if records else "not_found"):
                raise ValueError("its outcome is not what its records say")
            query = normalised(_query(_mapping(answer["query"])))
            provider, source = _text(answer["provider"]), _text(answer["source"])
            known = self.get(cache_key(provider, source, query))
            if known is None or known.asked_at_s < asked_at_s:
                self.put(provider, source, query, records, asked_at_s=asked_at_s, took_s=took_s)
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise UsageError(f"not an answer of `cache export --geocodes`: {error}") from error

    def clear(self) -> int:
        """Forget every answer and count; return how many answers there were.

        Raises:
            StoreError: something of them is still there.
        """
        self.flush()
        info = self.info()
        self._database.forget(answers, counts)
        return info.found + info.not_found


def _add_counts(database: Database, pending: dict[str, float]) -> None:
    """Write what was counted, in one statement; what cannot be written now stays for the next time."""
    rows = [{"name": name, "value": value} for name, value in pending.items() if value]
    if rows:
        new = database.insert(counts).values(rows)
        sums = {"value": counts.c.value + new.excluded.value}
        if database.changes(new.on_conflict_do_update(index_elements=["name"], set_=sums)):
            pending.clear()


def _place_row(place: Place) -> list[Any]:
    at = place.footprint
    return [place.id, place.name, place.kind, place.country_code, place.country, place.admin1, place.admin2,
            place.population, place.source, at.point, at.bbox]  # fmt: skip


def _place(row: list[Any]) -> Place:
    place_id, name, kind, code, country, admin1, admin2, population, source, point, bbox = row
    footprint = Footprint(Point(*point), None if bbox is None else BBox(*bbox), None, "exact")
    return Place(place_id, name, kind, code, country, admin1, admin2, population, footprint, source, title_of(source))


def _query_row(query: GeocodeQuery) -> dict[str, Any]:
    return {
        "name": query.name,
        "language": query.language,
        "countries": query.countries,
        "viewbox": query.viewbox,
        "limit": query.limit,
    }


def _query(row: Mapping[str, Any]) -> GeocodeQuery:
    box = row["viewbox"]
    return GeocodeQuery(
        _text(row["name"]),
        _text(row["language"]),
        tuple(map(_text, row["countries"])),
        None if box is None else BBox(*map(float, box)),
        int(row["limit"]),
    )


def _json(value: object) -> str:
    """Return JSON in ASCII: lone surrogates and NUL are escaped; what is no number ("NaN") is refused."""
    try:
        return json.dumps(value, separators=(",", ":"), allow_nan=False)
    except (ValueError, RecursionError):
        raise ValueError("it holds what is no JSON") from None


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"an object was expected, not {value!r:.60}")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise TypeError(f"a text on one line was expected, not {value!r:.60}")
    return value
