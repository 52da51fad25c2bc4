"""Each document is read in its language."""

from __future__ import annotations

from collections.abc import Sequence

from geo.model import Document, Mention
from geo.protocols import Gazetteer, Progress, Recognizer
from geo.recognize.spatial import with_phrases


class MultilingualRecognizer:
    """Reads English with one recognizer; looks for spatial phrases in what it finds."""

    def __init__(self, english: Recognizer, gazetteer: Gazetteer) -> None:
        self.id = english.id
        self._english = english
        self._gazetteer = gazetteer

    def recognize(
        self, documents: Sequence[Document], *, progress: Progress | None = None
    ) -> list[tuple[Mention, ...]]:
        """Return the mentions of each document, in text order and not overlapping; same length and order."""
        found = self._english.recognize(documents, progress=progress)
        return [
            with_phrases(document.text, mentions, self._country_of)
            for document, mentions in zip(documents, found, strict=True)
        ]

    def _country_of(self, demonym: str) -> str | None:
        matches = self._gazetteer.lookup([demonym])[0]
        return next((match.place.name for match in matches if match.name_type == "demonym"), None)
