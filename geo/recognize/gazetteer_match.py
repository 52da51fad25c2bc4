"""Place names that the model missed or took for something else, found by what the gazetteer knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.recognize.known_names import KnownNames
from geo.recognize.spans import Span


def names_beside_model(text: str, entities: Sequence[Span], known: KnownNames) -> Iterator[Span]:
    """Yield spans that are likely place names although the model does not say so."""
    yield from ()
