"""What the gazetteer left open, asked of a geocoder; its answers go through the same resolver as all else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from geo.errors import Cancelled
from geo.geocode.bias import confident_places, countries_of, viewbox_of
from geo.geocode.exchange import Forecast, GeocodeAnswer, GeocodeQuery
from geo.geocode.supplemented import SupplementedGazetteer
from geo.model import GeoparsedDocument, Place, Resolution
from geo.protocols import Ask, Gazetteer, Geocoder, Progress, Resolver
from geo.resolve.unknown_names import is_at_parent
from geo.text.toponym import fold
from geo.version import GEO, files_digest

_TITLES = {"nominatim": "Nominatim", "photon": "Photon", "geonames": "GeoNames"}


class OnlineLookup:
    """Completes geoparsed documents with what a geocoder knows. Safe to share between threads.

    A mention is open when the gazetteer has no place for it, or one that it is less sure of than ``below``; peoples
    are never asked for. Names are told apart by `fold`, so each is asked once, as it is first written.
    """

    def __init__(
        self, geocoder: Geocoder, gazetteer: Gazetteer, resolver_over: Callable[[Gazetteer], Resolver], *, below: float
    ) -> None:
        """Ask ``geocoder``; ``resolver_over`` makes the resolver that ranks a gazetteer's places."""
        self.id = f"online-{files_digest(GEO, ('geocode',))}/below-{below:g}/{geocoder.id}"
        self.geocoder = geocoder
        self._gazetteer = gazetteer
        self._resolver_over = resolver_over
        self._below = below

    def with_resolver(self, resolver_over: Callable[[Gazetteer], Resolver]) -> OnlineLookup:
        """Return one that ranks otherwise, and asks the same geocoder."""
        return OnlineLookup(self.geocoder, self._gazetteer, resolver_over, below=self._below)

    def complete(
        self,
        parsed: Sequence[GeoparsedDocument],
        *,
        progress: Progress | None = None,
        on_forecast: Callable[[Forecast], None] | None = None,
    ) -> list[GeoparsedDocument]:
        """Return the documents with what the geocoder knows of their open names; same length and order.

        What could not be asked, also because somebody stopped it, is "unavailable", and its note says why.

        Args:
            on_forecast: told what is about to be sent, if anything; it may raise `Cancelled`, like ``progress``.
        """
        queries = self.queries(parsed)
        return self.apply(parsed, self.ask(queries, progress=progress, on_forecast=on_forecast))

    def queries(self, parsed: Sequence[GeoparsedDocument]) -> dict[str, GeocodeQuery]:
        """Return what to ask, by folded name, with where the documents that have the name play."""
        written: dict[str, str] = {}
        around: defaultdict[str, list[Place]] = defaultdict(list)
        for document in parsed:
            surfaces = [r.mention.surface for r in document.resolutions if self._is_open(r)]
            places = confident_places(document.resolutions) if surfaces else []
            for key in dict.fromkeys(map(fold, surfaces)):
                around[key] += places
            for surface in surfaces:
                written.setdefault(fold(surface), " ".join(surface.split()))
        return {
            key: GeocodeQuery(name, countries=countries_of(around[key]), viewbox=viewbox_of(around[key]))
            for key, name in written.items()
        }

    def ask(
        self,
        queries: Mapping[str, GeocodeQuery],
        *,
        ask: Ask = "missing",
        progress: Progress | None = None,
        on_forecast: Callable[[Forecast], None] | None = None,
    ) -> dict[str, GeocodeAnswer]:
        """Return the answers, by folded name; a job that is stopped returns what is known by then."""
        asked = list(queries.values())
        if not asked:
            return {}
        try:
            if on_forecast and (forecast := self.geocoder.forecast(asked)).requests:
                on_forecast(forecast)
            answers = self.geocoder.geocode(asked, ask=ask, progress=progress)
        except Cancelled:
            answers = [_stopped(answer) for answer in self.geocoder.geocode(asked, ask="nothing")]
        return dict(zip(queries, answers, strict=True))

    def apply(
        self, parsed: Sequence[GeoparsedDocument], answers: Mapping[str, GeocodeAnswer]
    ) -> list[GeoparsedDocument]:
        """Return the documents resolved anew where there are answers for what they left open; nothing is sent."""
        return [self._completed(document, answers) for document in parsed]

    def _is_open(self, resolution: Resolution) -> bool:
        mention = resolution.mention
        if mention.label == "NORP" or not fold(mention.surface):
            return False
        if resolution.status == "not_found":
            return True
        unsure = (resolution.confidence or 0.0) < self._below or is_at_parent(resolution.explanation)
        return resolution.status in {"resolved", "ambiguous"} and unsure

    def _completed(self, parsed: GeoparsedDocument, answers: Mapping[str, GeocodeAnswer]) -> GeoparsedDocument:
        said = [answers.get(fold(r.mention.surface)) if self._is_open(r) else None for r in parsed.resolutions]
        if not any(said):
            return parsed
        found = {
            fold(r.mention.surface): answer.places
            for r, answer in zip(parsed.resolutions, said, strict=True)
            if answer and answer.outcome == "found"
        }
        resolutions, readings = parsed.resolutions, parsed.readings
        if found:
            gazetteer = SupplementedGazetteer(self._gazetteer, found, source_id=self.geocoder.id)
            mentions = [resolution.mention for resolution in resolutions]
            [(resolutions, readings)] = self._resolver_over(gazetteer).resolve([parsed.document], [mentions])
        return replace(
            parsed,
            resolutions=tuple(_noted(r, answer) if answer else r for r, answer in zip(resolutions, said, strict=True)),
            readings=readings,
            provenance=(*parsed.provenance, ("geocoder", self.geocoder.id)),
        )


def names_of(resolutions: Iterable[Resolution]) -> list[str]:
    """Return the keys under which `OnlineLookup` asks for the names of some mentions, each once."""
    return list(dict.fromkeys(fold(resolution.mention.surface) for resolution in resolutions))


def provider_title(provider: str) -> str:
    """Return how a geocoder, or several with commas between, are called in a sentence."""
    return " and ".join(_TITLES.get(name, name) for name in provider.split(","))


def answered(answer: GeocodeAnswer) -> str:
    """Return a sentence on which geocoder said so, and when."""
    day = datetime.fromtimestamp(answer.asked_at_s, UTC)
    since = ", and could not be asked again since" if answer.stale else ""
    asked = "were asked" if "," in answer.provider else "was asked"
    return f"{provider_title(answer.provider)} {asked} on {day.day} {day:%B %Y}{since}."


def _stopped(answer: GeocodeAnswer) -> GeocodeAnswer:
    if answer.outcome != "transient":
        return answer
    return replace(answer, note="The geocoder was not asked for it: the work was stopped before.")


def _noted(resolution: Resolution, answer: GeocodeAnswer) -> Resolution:
    if answer.outcome in {"transient", "blocked"}:
        if resolution.place is None:
            return replace(resolution, status="unavailable", note=answer.note)
        return replace(resolution, note=f"{resolution.note} {answer.note}".strip())
    if answer.outcome == "found":
        if resolution.place not in answer.places:
            return resolution
        return replace(resolution, note=f"{resolution.note} {answered(answer)}".strip())
    if not answer.provider or (resolution.place is not None and not is_at_parent(resolution.explanation)):
        return resolution
    nor = provider_title(answer.provider).replace(" and ", " nor ")
    unknown = f"Neither the gazetteer nor {nor} has a place called “{resolution.mention.surface}”. {answered(answer)}"
    if resolution.place is not None:
        unknown += f" The pin is at {resolution.place.name}, where the text puts it."
    return replace(resolution, note=unknown)
