"""The only place that names concrete classes: settings in, working parts out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from geo.geocode.exchange import Forecast
from geo.model import Place
from geo.pipeline import Pipeline
from geo.protocols import DocumentCache, Gazetteer, Geocoder, Geoparser, Progress, Resolver
from geo.settings.settings import Settings

if TYPE_CHECKING:
    from geo.gazetteer.store import SqliteGazetteer
    from geo.geocode.answers import AnswerStore
    from geo.geocode.completion import OnlineLookup
    from geo.store.parses import SqliteDocumentCache


def build_gazetteer(settings: Settings, *, progress: Progress | None = None) -> SqliteGazetteer:
    """Open the world gazetteer, building it first (about 25 s) where it is missing or out of date.

    Raises:
        GazetteerError: it can be neither opened nor built.
    """
    from geo.gazetteer.store import open_gazetteer

    return open_gazetteer(settings.cache_dir, progress=progress)


def build_cache(settings: Settings) -> SqliteDocumentCache:
    """Open the store of parsed documents; where its folder cannot be written it lives in memory and says so."""
    from geo.store.parses import SqliteDocumentCache

    return SqliteDocumentCache(settings.cache_dir)


def build_geocoder(settings: Settings, *, batch: bool = False) -> Geocoder | None:
    """Return the online geocoders that the settings switch on, as one; None when there are none.

    In confidential mode there are none, and not even the library is loaded.

    Args:
        batch: the queries come from a run over many documents, which public Nominatim does not allow.

    Raises:
        UsageError: a geocoder's settings break its provider's rules, or make no sense.
    """
    if settings.confidential or not settings.geocoders:
        return None
    from geo.geocode.configured import chained_geocoder

    return chained_geocoder(settings, batch=batch)


def build_online_lookup(settings: Settings, gazetteer: Gazetteer, *, batch: bool = False) -> OnlineLookup | None:
    """Return what asks the geocoders of the settings for what the gazetteer leaves open; None when there are none.

    Args:
        batch: the queries come from a run over many documents, which public Nominatim does not allow.

    Raises:
        UsageError: a geocoder's settings break its provider's rules, or make no sense.
    """
    geocoder = build_geocoder(settings, batch=batch)
    if geocoder is None:
        return None
    from geo.geocode.completion import OnlineLookup

    return OnlineLookup(geocoder, gazetteer, resolver_over(gazetteer), below=settings.geocode_below)


def build_answer_store(settings: Settings) -> AnswerStore:
    """Open the store of geocoders' answers, whether or not any geocoder is switched on.

    Raises:
        UsageError: WHEREIN_CACHE_URL is no address of a database.
    """
    from geo.geocode.answers import AnswerStore
    from geo.geocode.database import Database

    return AnswerStore(Database(settings.cache_dir, settings.cache_url))


def resolver_over(gazetteer: Gazetteer, *, home: Place | None = None) -> Callable[[Gazetteer], Resolver]:
    """Return what makes resolvers to a gazetteer's places, or to those of one laid over it; all draw by its outlines.

    Args:
        home: a place that the documents are about, by their reader's word; else their web addresses tell the region.
    """
    from geo.areas import AreaDrawing
    from geo.resolve.resolver import RuleResolver

    areas = AreaDrawing(gazetteer)
    return lambda places: RuleResolver(places, areas=areas, home=home)


def build_pipeline(settings: Settings, gazetteer: Gazetteer, *, cache: DocumentCache | None = None) -> Pipeline:
    """Return the pipeline that the settings ask for.

    Raises:
        ModelError: no usable spaCy model, or its files are not the known ones.
    """
    from geo.recognize import build_recognizer
    from geo.recognize.language_models import build_language_recognizers
    from geo.recognize.multilingual import MultilingualRecognizer

    english, others = build_recognizer(gazetteer, model=settings.model), build_language_recognizers(gazetteer)
    recognizer = MultilingualRecognizer(english, others, gazetteer)
    resolver = resolver_over(gazetteer)(gazetteer)
    provenance = (("recognizer", recognizer.id), ("gazetteer", gazetteer.id), ("resolver", resolver.id))
    return Pipeline(recognizer, resolver, cache=cache, provenance=provenance, notice_of=recognizer.notice)


def with_online(
    pipeline: Pipeline,
    online: OnlineLookup | None,
    *,
    on_forecast: Callable[[Forecast], None] | None = None,
    on_interrupt: Callable[[], None] | None = None,
) -> Geoparser:
    """Return the pipeline with the geocoders, if there are any, at its end.

    Args:
        on_forecast, on_interrupt: as for `geo.geocode.online_pipeline.OnlinePipeline`.
    """
    if online is None:
        return pipeline
    from geo.geocode.online_pipeline import OnlinePipeline

    return OnlinePipeline(pipeline, online, on_forecast=on_forecast, on_interrupt=on_interrupt)
