"""The only place that names concrete classes: settings in, a working pipeline out."""

from __future__ import annotations

from geo.config import Settings
from geo.gazetteer.store import SqliteGazetteer, open_gazetteer
from geo.pipeline import Pipeline
from geo.protocols import Progress


def build_pipeline(settings: Settings | None = None, *, progress: Progress | None = None) -> Pipeline:
    """Return the pipeline that the settings ask for, building the gazetteer first if it is not there.

    Raises:
        ModelError: no usable spaCy model.
        GazetteerError: the gazetteer can be neither opened nor built.
    """
    from geo.cache import SqliteDocumentCache
    from geo.recognize import build_recognizer
    from geo.resolve.resolver import RuleResolver

    settings = settings or Settings.from_environment()
    gazetteer: SqliteGazetteer = open_gazetteer(settings.cache_dir, progress=progress)
    recognizer = build_recognizer(gazetteer, model=settings.model)
    resolver = RuleResolver(gazetteer)
    return Pipeline(
        recognizer,
        resolver,
        cache=SqliteDocumentCache(settings.cache_dir),
        provenance=(
            ("recognizer", recognizer.id),
            ("gazetteer", gazetteer.id),
            ("resolver", resolver.id),
        ),
    )
