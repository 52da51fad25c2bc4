"""What looking unknown names up by similar spelling would yield: why the resolver does not.

    python -m benchmarks.misspelt CORPUS.jsonl …

For every given name with a point that the resolver finds no place for, the gazetteer's most similar name is taken, one
in a country of the document first, and counted right within 161 km.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz

from geo.areas import AreaDrawing
from geo.evaluate.measure.gold import GoldDocument, read_corpus
from geo.evaluate.measure.outcomes import ACCURATE_KM
from geo.factory import build_gazetteer
from geo.gazetteer.store import SqliteGazetteer
from geo.globe import distance_km
from geo.model import Resolved
from geo.resolve.resolver import RuleResolver
from geo.settings.settings import Settings
from geo.text.toponym import fold

SIMILAR = 85
"""How alike two names must be, of 100 (`rapidfuzz.fuzz.ratio`)."""


def main() -> None:
    """Print for each corpus how many unknown names have a similar one, and how many of these are right."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpora", nargs="+", type=Path)
    gazetteer = build_gazetteer(Settings.from_environment())
    resolver = RuleResolver(gazetteer, areas=AreaDrawing(gazetteer))
    for path in options.parse_args().corpora:
        corpus = read_corpus(path)
        resolved = resolver.resolve([gold.document for gold in corpus], [gold.mentions() for gold in corpus])
        guesses = [guess for pair in zip(corpus, resolved, strict=True) for guess in _guesses(*pair, gazetteer)]
        print(f"{path.stem}: {len(guesses)} unknown names have a similar one, {sum(guesses)} of them right")


def _guesses(gold: GoldDocument, resolved: Resolved, gazetteer: SqliteGazetteer) -> Iterator[bool]:
    countries = {resolution.place.country_code for resolution in resolved.resolutions if resolution.place}
    for place, resolution in zip(gold.places, resolved.resolutions, strict=True):
        if resolution.reading is not None or place.point is None:
            continue
        key = fold(resolution.mention.surface)
        similar = [
            (fuzz.ratio(key, fold(match.name)), match.place.country_code in countries, match.place.footprint.point)
            for match in gazetteer.search(resolution.mention.surface)
            if match.place.footprint.point
        ]
        likeness, _, point = max(similar, default=(0.0, False, None))
        if likeness >= SIMILAR and point:
            yield distance_km(place.point, point) <= ACCURATE_KM


if __name__ == "__main__":
    main()
