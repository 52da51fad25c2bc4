"""Training of the span model, on a handful of made-up sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest

from benchmarks.training.examples import Prepared, prepare
from benchmarks.training.recognition import fit, fit_out_of_fold, measure
from geo.evaluate.measure.gold import GoldDocument, GoldPlace
from geo.model import Document, Point
from geo.protocols import Progress
from geo.recognize.known_names import KnownNames
from geo.recognize.spans import Span
from tests.resolve.tiny import TinyGazetteer

TOWNS = ("Dallas", "Atlanta", "Manila", "Columbus", "Tbilisi", "Dublin")


def sentence(number: int) -> tuple[GoldDocument, list[Span]]:
    """A town after "in" is a place, a literal one; before "Police" it is not literal; "Ford" is none."""
    town, other = TOWNS[number % len(TOWNS)], TOWNS[(number + 1) % len(TOWNS)]
    text = f"Case {number}: they met in {town} on Monday. {other} Police drove a Ford."
    document = Document.make(text)
    places = tuple(
        GoldPlace(text.index(name), text.index(name) + len(name), Point(1.0, 2.0), use=use)
        for name, use in ((town, "Literal"), (other, "Embedded_Non_Lit"))
    )
    entities = [Span(*match.span(), "ORG") for match in re.finditer(r"\w+ Police|Ford", text)]
    return GoldDocument(number, document, places), entities


class FakeTagger:
    """Finds what it was told, document by document."""

    id = "fake"

    def __init__(self, entities: Sequence[list[Span]]) -> None:
        self._entities = entities

    def entities(self, documents: Sequence[Document], *, progress: Progress | None = None) -> Iterator[list[Span]]:
        yield from self._entities


@pytest.fixture(scope="module")
def documents() -> list[Prepared]:
    corpus, entities = zip(*map(sentence, range(60)), strict=True)
    return prepare(corpus, [FakeTagger(entities)], KnownNames(TinyGazetteer()))


def test_what_the_truth_says_is_learnt(documents: list[Prepared]) -> None:
    """On documents of folds that were left out, the row of the table is perfect."""
    row = measure("made up", documents, fit_out_of_fold(documents), TinyGazetteer())
    assert row.split(" | ")[0] == "| made up"
    every, literal, sure = re.findall(r"\*\*([\d.]+)\*\*", row)
    assert (every, sure) == ("1.000", "1.000")
    assert float(literal) < 1  # half of the mentions are not literal, and count as wrong there


def test_training_is_repeatable(documents: list[Prepared]) -> None:
    assert fit(documents) == fit(documents)


def test_a_corpus_without_uses_teaches_nothing_about_them(documents: list[Prepared]) -> None:
    """Then every name is half literal."""
    from dataclasses import replace

    bare = [
        replace(document, examples=tuple(replace(example, literal=None) for example in document.examples))
        for document in documents
    ]
    assert fit(bare).literal.probability([]) == 0.5
