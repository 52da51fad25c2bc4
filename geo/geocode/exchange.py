"""What an online geocoder is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.model import BBox, Place

Outcome = Literal["found", "not_found", "transient", "blocked"]


@dataclass(frozen=True, slots=True)
class GeocodeQuery:
    """A name to ask an online geocoder for.

    Attributes:
        name: the toponym as written; what is sent keeps its diacritics.
        language: BCP 47 tag of the language that names should come back in.
        countries: ISO 3166-1 alpha-2 codes of where the place probably lies: they rank answers, they exclude none.
        viewbox: where the place probably lies, a bias likewise; it is widened to whole degrees before it is sent.
        limit: how many candidates to ask for, 1 to 40.
    """

    name: str
    language: str = "en"
    countries: tuple[str, ...] = ()
    viewbox: BBox | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True)
class GeocodeAnswer:
    """What an online geocoder says of one query.

    Attributes:
        outcome: "found"; "not_found": it was asked and knows no such place; "transient": it could not be asked now
            (timeout, overload, no connection, not asked yet), which says nothing of the place; "blocked": it refuses
            us (bad request, no rights, quota used up) and is paused until a person acts.
        places: all candidates, in the provider's order but for those in ``GeocodeQuery.countries``, which come first.
        provider: who answered ("nominatim"; "nominatim,photon" where none of them knows it), "" when none was asked.
        asked_at_s: when the provider answered, seconds since 1970 UTC; 0.0 when it did not.
        from_cache: the answer was known already, no request was sent for it.
        stale: its lifetime is over, and asking again failed.
        note: one sentence for people on what went wrong and what to do, "" when nothing did.
    """

    outcome: Outcome
    places: tuple[Place, ...] = ()
    provider: str = ""
    asked_at_s: float = 0.0
    from_cache: bool = False
    stale: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """How often kept answers of geocoders helped: names known already, names that had to be asked for, names whose old
    answer was given since asking again failed, and the seconds that nobody had to wait."""

    hits: int = 0
    misses: int = 0
    stale: int = 0
    saved_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """What answering some queries will take: requests to send, seconds, and one sentence that says so."""

    requests: int
    seconds: float
    sentence: str
