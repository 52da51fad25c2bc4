"""The main path with a geocoder at its end."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from geo.errors import Cancelled
from geo.geocode.completion import OnlineLookup
from geo.geocode.exchange import Forecast
from geo.model import Document, GeoparsedDocument, Mention
from geo.progress import share_of
from geo.protocols import Geoparser, Progress


class OnlinePipeline:
    """A pipeline whose open names are asked of a geocoder, once for each call.

    The documents that the pipeline's own cache keeps are those without the geocoder's answers: answers age, and an
    outage must not last longer than it does. The geocoder keeps the answers, each for its time.
    """

    def __init__(
        self,
        pipeline: Geoparser,
        online: OnlineLookup,
        *,
        on_forecast: Callable[[Forecast], None] | None = None,
        on_interrupt: Callable[[], None] | None = None,
    ) -> None:
        """Complete what ``pipeline`` returns.

        Where ``on_forecast`` or a `Progress` raises `Cancelled` while the geocoder is asked, the documents come back
        with what is known by then.

        Args:
            on_forecast: told of what is about to be sent, before it is.
            on_interrupt: told of a Ctrl+C while the geocoder is asked. It then ends the asking, for all documents to
                come as well, and not the work; without it a Ctrl+C ends everything, as usual.
        """
        self.id = hashlib.sha256(f"{pipeline.id}\n{online.id}".encode()).hexdigest()[:16]
        self._pipeline = pipeline
        self._online = online
        self._on_forecast = on_forecast
        self._on_interrupt = on_interrupt
        self._interrupted = False

    def geoparse(
        self,
        documents: Sequence[Document],
        *,
        progress: Progress | None = None,
        on_cached: Callable[[Document], None] | None = None,
    ) -> list[GeoparsedDocument]:
        parsed = self._pipeline.geoparse(documents, progress=share_of(progress, 0.0, 0.5), on_cached=on_cached)
        return self._complete(parsed, share_of(progress, 0.5, 1.0))

    def resolve(self, documents: Sequence[Document], mentions: Sequence[Sequence[Mention]]) -> list[GeoparsedDocument]:
        return self._complete(self._pipeline.resolve(documents, mentions), None)

    def _complete(self, parsed: Sequence[GeoparsedDocument], progress: Progress | None) -> list[GeoparsedDocument]:
        try:
            return self._online.complete(parsed, progress=progress, on_forecast=self._forecast)
        except KeyboardInterrupt:
            if self._on_interrupt is None:
                raise
            self._interrupted = True
            self._on_interrupt()
            return self._online.complete(parsed, on_forecast=self._forecast)

    def _forecast(self, forecast: Forecast) -> None:
        if self._interrupted:
            raise Cancelled("Stopped.")
        if self._on_forecast:
            self._on_forecast(forecast)
