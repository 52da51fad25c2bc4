"""Each document is read in its language."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from geo.model import Document, Mention
from geo.protocols import Gazetteer, Progress, Recognizer
from geo.recognize.names_only import GazetteerNames
from geo.recognize.spatial_phrases import with_phrases
from geo.text.language import language_name

_ENGLISH = "en"
_ANY = "xx"


class MultilingualRecognizer:
    """Reads English with one recognizer, other languages with theirs, and the rest by the gazetteer's names alone.

    In English it also looks for the spatial phrases around the names.
    """

    def __init__(self, english: Recognizer, others: Mapping[str, Recognizer], gazetteer: Gazetteer) -> None:
        """Take the recognizers of ``others`` by language code; "xx" reads every language that has none of its own."""
        self._english = english
        self._others = dict(others)
        self._names = GazetteerNames(gazetteer)
        self._gazetteer = gazetteer
        parts = [f"{language} {part.id}" for language, part in sorted(self._others.items())]
        digest = hashlib.sha256("\n".join((self._names.id, *parts)).encode()).hexdigest()[:8]
        self.id = f"{english.id}/languages-{digest}"

    def recognize(
        self, documents: Sequence[Document], *, progress: Progress | None = None
    ) -> list[tuple[Mention, ...]]:
        """Return the mentions of each document, in text order and not overlapping; same length and order."""
        found: dict[int, tuple[Mention, ...]] = {}
        readers: dict[str, list[int]] = {}
        for index, document in enumerate(documents):
            readers.setdefault(self._reader(document.language), []).append(index)
        for language, indexes in readers.items():
            mine = [documents[index] for index in indexes]
            reader = self._english if language == _ENGLISH else self._others.get(language, self._names)
            mentions = reader.recognize(mine, progress=progress)
            if language == _ENGLISH:
                mentions = [
                    with_phrases(document.text, names, self._country_of)
                    for document, names in zip(mine, mentions, strict=True)
                ]
            found.update(zip(indexes, mentions, strict=True))
        return [found[index] for index in range(len(documents))]

    def notice(self, document: Document) -> str:
        """Return what a reader should know about how a document is read, "" where there is nothing."""
        if self._reader(document.language):
            return ""
        language = language_name(document.language)
        return (
            f"Names only: no language model for {language} is installed, so place names are found by their spelling "
            "in the gazetteer alone; expect names that are missed and words that are no places."
        )

    def _reader(self, tag: str) -> str:
        """Return the code of the recognizer that reads a language, "" for the gazetteer's names."""
        primary = tag.partition("-")[0].lower()
        if primary in {_ENGLISH, ""} or primary in self._others:
            return primary or _ENGLISH
        return _ANY if _ANY in self._others else ""

    def _country_of(self, demonym: str) -> str | None:
        matches = self._gazetteer.lookup([demonym])[0]
        return next((match.place.name for match in matches if match.name_type == "demonym"), None)
