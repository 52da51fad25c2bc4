"""One provider behind its cache and its governor: asked only for what is not known, and never faster than agreed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

from geo.geocode.answers import AnswerStore, KnownAnswer
from geo.geocode.exchange import AnswerCounts, Forecast, GeocodeAnswer, GeocodeQuery
from geo.geocode.forecast import DAY_S, forecast
from geo.geocode.governor import Governor, Pause
from geo.geocode.provider import Provider, Record, Refused, Unavailable
from geo.geocode.query import KEY_VERSION, cache_key, normalised
from geo.model import Place
from geo.protocols import Ask, Progress

ATTEMPTS = 3
LONGEST_WAIT_S = 60.0
"""A provider that asks for more patience than this is paused instead of waited for."""
LONGEST_REST_S = DAY_S
"""And for no longer than this: a server that asks for a year is broken, and may be mended tomorrow."""

_MAX_NAME_CHARS = 200
_FIRST_BACKOFF_S = 1.0
_POLL_S = 0.1
_STEP_S = 0.5  # how soon a cancelled wait ends
_CLOCK_SLACK_S = 86_400.0  # an answer from further ahead than this was stored under a wrong clock


class CachedGeocoder:
    """Answers from the store, and asks the provider for the rest, one query at a time.

    Args:
        found_s: how long a place that was found counts as known.
        not_found_s: how long "no such place" does.
        clock: seconds since 1970; it may jump.
        sleep: waits for some seconds.
    """

    def __init__(
        self,
        provider: Provider,
        store: AnswerStore,
        governor: Governor,
        *,
        found_s: float,
        not_found_s: float,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._provider = provider
        self._store = store
        self._governor = governor
        self._lifetimes_s = {"found": found_s, "not_found": not_found_s}
        self._clock = clock
        self._sleep = sleep
        self._scope = f"{provider.name} {provider.endpoint} {provider.credentials}"
        self._lease_s = provider.timeout_s + LONGEST_WAIT_S

    @property
    def id(self) -> str:
        """Name and a digest of the address and of how answers are read."""
        digest = hashlib.sha256(f"{self._provider.source} {KEY_VERSION}".encode()).hexdigest()[:8]
        return f"{self._provider.name}-{digest}"

    def geocode(
        self, queries: Sequence[GeocodeQuery], *, ask: Ask = "missing", progress: Progress | None = None
    ) -> list[GeocodeAnswer]:
        asked = [normalised(query) for query in queries]
        keys = [self._key(query) for query in asked]
        answers: dict[bytes, GeocodeAnswer] = {}
        missing: dict[bytes, tuple[GeocodeQuery, KnownAnswer | None]] = {}
        for key, query in zip(keys, asked, strict=True):
            if key in answers or key in missing:
                continue
            if not query.name or len(query.name) > _MAX_NAME_CHARS:
                answers[key] = GeocodeAnswer("not_found", note="No place has such a name; nobody was asked.")
                continue
            known = self._store.get(key)
            if known and ask != "all" and self._fresh(known):
                answers[key] = self._hit(query, known)
            elif ask == "nothing":
                answers[key] = self._fallback(query, known, "transient", f"{self._provider.title} was not asked.")
            else:
                missing[key] = (query, known)
        interval_s = self._interval_s(len(missing))
        for number, (key, (query, known)) in enumerate(missing.items()):
            wait = _Wait(self._sleep, progress, f"Asking {self._provider.title}", number / len(missing))
            answers[key] = self._one(key, query, known, interval_s, wait, anew=ask == "all")
            if not answers[key].from_cache:
                self._store.count("misses")
        if progress and missing:
            progress(f"Asking {self._provider.title}", 1.0)
        return [answers[key] for key in keys]

    def forecast(self, queries: Sequence[GeocodeQuery]) -> Forecast:
        requests = sum(self._known(key) is None for key in {self._key(normalised(query)) for query in queries})
        return forecast(requests, self._interval_s(requests))

    def without_place(self, queries: Sequence[GeocodeQuery]) -> list[GeocodeQuery]:
        """Return the queries for which no place is known now; nothing is sent or counted."""
        known = (self._known(self._key(normalised(query))) for query in queries)
        return [query for query, answer in zip(queries, known, strict=True) if not (answer and answer.places)]

    def notices(self) -> tuple[str, ...]:
        pause = self._governor.pause(self._scope)
        return (self._paused(pause.reason, pause.until_s),) if pause else ()

    def counts(self) -> AnswerCounts:
        return self._store.counts()

    def _key(self, query: GeocodeQuery) -> bytes:
        return cache_key(self._provider.name, self._provider.source, query)

    def _known(self, key: bytes) -> KnownAnswer | None:
        """Return what need not be asked."""
        known = self._store.get(key)
        return known if known and self._fresh(known) else None

    def _one(
        self,
        key: bytes,
        query: GeocodeQuery,
        known: KnownAnswer | None,
        interval_s: float,
        wait: _Wait,
        *,
        anew: bool,
    ) -> GeocodeAnswer:
        """Ask for one name, unless somebody else is asking for it already: then wait for their answer."""
        if self._provider.public and not self._governor.shared:
            reason = "it was not asked: without the cache its limit cannot be kept by all processes together."
            return self._fallback(query, known, "transient", f"{self._provider.title}: {reason}")
        wait(0.0)
        while not (leased := self._governor.lease(key, self._lease_s)) and not self._governor.pause(self._scope):
            wait(_POLL_S)
        try:
            # Somebody may have got the answer since we looked; a new one is new even to whom wants it anew.
            latest = self._store.get(key)
            if latest and self._fresh(latest) and (not anew or (known is None or latest.asked_at_s > known.asked_at_s)):
                return self._hit(query, latest)
            return self._request(key, query, latest, interval_s, wait)
        finally:
            if leased:
                self._governor.release(key)

    def _request(
        self, key: bytes, query: GeocodeQuery, known: KnownAnswer | None, interval_s: float, wait: _Wait
    ) -> GeocodeAnswer:
        provider, began_s = self._provider, self._clock()
        reason = ""
        for attempt in range(1, ATTEMPTS + 1):
            if pause := self._turn(key, interval_s, wait):
                return self._fallback(query, known, pause.outcome, self._paused(pause.reason, pause.until_s))
            sent_s = self._clock()
            try:
                records = provider.ask(query)
            except Refused as refusal:
                self._governor.rest(self._scope, "blocked", str(refusal), refusal.pause_s)
                note = self._paused(str(refusal), self._clock() + refusal.pause_s)
                return self._fallback(query, known, "blocked", note)
            except Unavailable as failure:
                reason, delay_s = str(failure), failure.retry_after_s
                delay_s = delay_s if delay_s is None else min(delay_s, LONGEST_REST_S)
            else:
                return self._answered(query, records, began_s)
            finally:
                if provider.public:  # others waited for its end: one request at a time
                    self._governor.hold(provider.endpoint, max(sent_s + interval_s - self._clock(), 0.0))
            if delay_s is not None and delay_s > LONGEST_WAIT_S:
                self._governor.rest(self._scope, "transient", reason, delay_s)
                return self._fallback(query, known, "transient", self._paused(reason, self._clock() + delay_s))
            if delay_s is not None:
                self._governor.hold(provider.endpoint, max(delay_s, interval_s))  # it asked all of us to wait
            elif attempt < ATTEMPTS:
                wait(_FIRST_BACKOFF_S * 2.0 ** (attempt - 1))
        self._governor.failed(self._scope, reason)
        return self._fallback(query, known, "transient", f"{provider.title} cannot answer now: {reason}.")

    def _turn(self, key: bytes, interval_s: float, wait: _Wait) -> Pause | None:
        """Wait for our turn; return why there is none."""
        hold_s = interval_s + (self._provider.timeout_s if self._provider.public else 0.0)
        while True:
            if pause := self._governor.pause(self._scope):
                return pause
            left_s = self._governor.turn(self._provider.endpoint, hold_s)
            if not left_s:
                return None
            self._governor.keep(key, self._lease_s)
            wait(min(left_s, LONGEST_WAIT_S))

    def _answered(self, query: GeocodeQuery, records: tuple[Record, ...], began_s: float) -> GeocodeAnswer:
        provider, now_s = self._provider, self._clock()
        took_s = max(now_s - began_s, 0.0)
        try:
            answer = self._store.put(provider.name, provider.source, query, records, asked_at_s=now_s, took_s=took_s)
        except ValueError as error:
            self._governor.failed(self._scope, str(error))
            return self._fallback(query, None, "transient", f"{provider.title} gave an answer, but {error}.")
        self._governor.succeeded(self._scope)
        return replace(self._from_store(query, answer), from_cache=False)

    def _fresh(self, known: KnownAnswer) -> bool:
        return -_CLOCK_SLACK_S <= self._clock() - known.asked_at_s <= self._lifetimes_s[known.outcome]

    def _hit(self, query: GeocodeQuery, known: KnownAnswer) -> GeocodeAnswer:
        self._store.count("hits", known.took_s)
        return self._from_store(query, known)

    def _fallback(
        self, query: GeocodeQuery, known: KnownAnswer | None, outcome: Literal["transient", "blocked"], note: str
    ) -> GeocodeAnswer:
        """Return the old answer, marked as such, or that there is none."""
        if known is None:
            return GeocodeAnswer(outcome, provider=self._provider.name, note=note)
        self._store.count("stale", known.took_s)
        return replace(self._from_store(query, known), stale=not self._fresh(known), note=note)

    def _from_store(self, query: GeocodeQuery, known: KnownAnswer) -> GeocodeAnswer:
        places = _ranked(known.places, query)
        return GeocodeAnswer(known.outcome, places, self._provider.name, known.asked_at_s, from_cache=True)

    def _interval_s(self, requests: int) -> float:
        """Return the pace of a job: slower where it would take more than a day."""
        provider = self._provider
        return provider.long_job_interval_s if requests * provider.interval_s > DAY_S else provider.interval_s

    def _paused(self, reason: str, until_s: float) -> str:
        until = datetime.fromtimestamp(until_s, UTC)
        return f"{self._provider.title} is paused until {until:%Y-%m-%d %H:%M} UTC: {reason}."


class _Wait:
    """Waits in small steps, and reports progress at each, so that a person who cancels need not wait as well."""

    def __init__(self, sleep: Callable[[float], None], progress: Progress | None, stage: str, fraction: float) -> None:
        self._sleep = sleep
        self._progress = progress
        self._stage = stage
        self._fraction = fraction

    def __call__(self, seconds: float) -> None:
        while True:
            if self._progress:
                self._progress(self._stage, self._fraction)
            if seconds <= 0:
                return
            self._sleep(min(seconds, _STEP_S))
            seconds -= _STEP_S


def _ranked(places: tuple[Place, ...], query: GeocodeQuery) -> tuple[Place, ...]:
    """Return the places with those in the expected countries first."""
    if not query.countries:
        return places
    return tuple(sorted(places, key=lambda place: place.country_code not in query.countries))
