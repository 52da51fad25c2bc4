"""Several geocoders as one: each is asked for what those before it do not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.geocode.answers import AnswerStore
from geo.geocode.cached import CachedGeocoder
from geo.geocode.exchange import AnswerCounts, Forecast, GeocodeAnswer, GeocodeQuery
from geo.geocode.forecast import total
from geo.protocols import Ask, Progress


class ChainedGeocoder:
    """Gives the first answer that is "found".

    Where none is, the answer is "not_found" only if every geocoder said so: one that could not be asked might know.
    """

    def __init__(self, geocoders: Sequence[CachedGeocoder], store: AnswerStore) -> None:
        """Ask ``geocoders`` in this order; ``store`` is where all of them keep their answers."""
        self._geocoders = tuple(geocoders)
        self._store = store

    @property
    def id(self) -> str:
        """The ids of its geocoders, in order."""
        return "+".join(geocoder.id for geocoder in self._geocoders)

    def geocode(
        self, queries: Sequence[GeocodeQuery], *, ask: Ask = "missing", progress: Progress | None = None
    ) -> list[GeocodeAnswer]:
        answers: list[GeocodeAnswer | None] = [None] * len(queries)
        for geocoder in self._geocoders:
            open_ones = [number for number, answer in enumerate(answers) if answer is None or answer.outcome != "found"]
            if not open_ones:
                break
            new = geocoder.geocode([queries[number] for number in open_ones], ask=ask, progress=progress)
            for number, answer in zip(open_ones, new, strict=True):
                answers[number] = _joined(answers[number], answer)
        return [answer or GeocodeAnswer("transient", note="No geocoder is switched on.") for answer in answers]

    def forecast(self, queries: Sequence[GeocodeQuery]) -> Forecast:
        parts, left = [], list(queries)
        for geocoder in self._geocoders:
            parts.append(geocoder.forecast(left))
            left = geocoder.without_place(left)
        return total(tuple(parts))

    def notices(self) -> tuple[str, ...]:
        kept = (self._store.notice,) if self._store.notice else ()
        return (*kept, *(notice for geocoder in self._geocoders for notice in geocoder.notices()))

    def counts(self) -> AnswerCounts:
        return self._store.counts()


def _joined(earlier: GeocodeAnswer | None, later: GeocodeAnswer) -> GeocodeAnswer:
    if earlier is None or later.outcome == "found":
        return later
    notes = " ".join(note for note in (earlier.note, later.note) if note)
    if earlier.outcome == "not_found" and later.outcome == "not_found":
        both = ",".join(filter(None, (earlier.provider, later.provider)))
        return replace(later, provider=both, stale=earlier.stale or later.stale, note=notes)
    return replace(earlier if earlier.outcome != "not_found" else later, note=notes)
