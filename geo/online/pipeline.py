"""The main path with a geocoder at its end."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from geo.model import Document, Forecast, GeoparsedDocument, Mention
from geo.online.lookup import OnlineLookup
from geo.protocols import Geoparser, Progress


class OnlinePipeline:
    """A pipeline whose open names are asked of a geocoder, once for each call.

    The documents that the pipeline's own cache keeps are those without the geocoder's answers: answers age, and an
    outage must not last longer than it does. The geocoder keeps the answers, each for its time.
    """

    def __init__(
        self, pipeline: Geoparser, online: OnlineLookup, *, on_forecast: Callable[[Forecast], None] | None = None
    ) -> None:
        """Complete what ``pipeline`` returns; ``on_forecast`` is told of what is about to be sent, before it is.

        Where ``on_forecast`` or a `Progress` raises `Cancelled` while the geocoder is asked, the documents come back
        with what is known by then.
        """
        self.id = hashlib.sha256(f"{pipeline.id}\n{online.id}".encode()).hexdigest()[:16]
        self._pipeline = pipeline
        self._online = online
        self._on_forecast = on_forecast

    def geoparse(
        self,
        documents: Sequence[Document],
        *,
        progress: Progress | None = None,
        on_cached: Callable[[Document], None] | None = None,
    ) -> list[GeoparsedDocument]:
        parsed = self._pipeline.geoparse(documents, progress=_half(progress, 0.0), on_cached=on_cached)
        return self._online.complete(parsed, progress=_half(progress, 0.5), on_forecast=self._on_forecast)

    def resolve(self, documents: Sequence[Document], mentions: Sequence[Sequence[Mention]]) -> list[GeoparsedDocument]:
        return self._online.complete(self._pipeline.resolve(documents, mentions), on_forecast=self._on_forecast)


def _half(progress: Progress | None, begin: float) -> Progress | None:
    """Return a `Progress` for one half of the work."""
    if progress is None:
        return None

    def report(stage: str, fraction: float) -> None:
        progress(stage, begin + fraction / 2)

    return report
