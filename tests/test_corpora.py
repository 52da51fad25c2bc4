"""The plain, the field and the blind corpus are well-formed: spans, places and sizes are as docs/corpus.md says."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from geo.model import PlaceKind
from tests.corpus import BLIND, FIELD, FOLDER, PLAIN, USES, GoldDocument, main, read_corpus


class Corpus(NamedTuple):
    """What is said of one: its folder and option, documents, most words of each, and fewest places mentioned."""

    folder: Path
    option: str
    documents: int
    most_words: int
    places: int


CORPORA = (
    Corpus(PLAIN, "--plain", 46, 220, 800),
    Corpus(FIELD, "--field", 48, 250, 1400),
    Corpus(BLIND, "--blind", 24, 180, 500),
)
FEWEST_WORDS = 80
# Diseases, persons, teams, schools and bodies that hold the name of a place that is marked elsewhere in the text.
BARE = {
    "01-marburg-kagera": {"Marburg"},
    "12-conurbano-trains": {"Rosario"},
    "13-springfield-vermont-mill": {"Chester"},
    "15-newport-floods": {"Newport"},
    "19-athens-alabama": {"Athens"},
    "20-newcastle-kzn": {"Newcastle"},
    "30-wind-release": {"Oslo"},
    "34-federal-sentencing": {"Houston"},
    "40-lithium-triangle": {"Salta"},
    "47-football-travel-posts": {"Reading"},
}
DOCUMENTS = [
    pytest.param(corpus, document, id=f"{corpus.option[2:]}-{document.doc_id}")
    for corpus in CORPORA
    for document in read_corpus(corpus.folder)
]
each_corpus = pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.option[2:])


@pytest.mark.parametrize(("corpus", "document"), DOCUMENTS)
def test_marks_are_whole_names_and_every_occurrence_is_marked(corpus: Corpus, document: GoldDocument) -> None:
    """Spans are in order and at word boundaries; a name marked once does not stand bare elsewhere."""
    assert FEWEST_WORDS <= len(document.text.split()) <= corpus.most_words
    bare = list(document.text)
    end = 0
    for mention in document.mentions:
        assert end <= mention.start
        end = mention.end
        assert document.text[mention.start : end] == mention.surface
        assert not re.match(r"\w", document.text[mention.start - 1 : mention.start] if mention.start else "")
        assert not re.match(r"\w", document.text[end : end + 1])
        bare[mention.start : end] = " " * len(mention.surface)
    rest = "".join(bare)
    found = {m.surface for m in document.mentions if re.search(rf"\b{re.escape(m.surface)}\b", rest)}
    assert found <= BARE.get(document.doc_id, set())


@each_corpus
def test_places_are_used_and_placed(corpus: Corpus) -> None:
    """Every row is used, every kind known, every point on earth."""
    mentions = [mention for document in read_corpus(corpus.folder) for mention in document.mentions]
    places = {mention.place.name: mention.place for mention in mentions}
    rows = (corpus.folder / "places.tsv").read_text("utf-8").splitlines()[1:]
    assert {row.split("\t")[0] for row in rows} == {name for name in places if not name.startswith("@")}
    for place in places.values():
        assert place.kind in {*get_args(PlaceKind), "position"}
        assert -90 <= place.lat <= 90 and -180 <= place.lon <= 180


@each_corpus
def test_it_is_as_large_as_said_and_apart_from_the_others(corpus: Corpus, tmp_path: Path) -> None:
    """It is written by its option, and shares no document with another corpus."""
    uses = Counter(mention.use for document in read_corpus(corpus.folder) for mention in document.mentions)
    assert set(uses) <= set(USES)
    assert uses["literal"] + uses["metonym"] + uses["embedded"] >= corpus.places
    assert main([str(tmp_path / "out.jsonl"), corpus.option]) == 0
    written = {json.loads(line)["text"] for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()}
    folders = {FOLDER, *(other.folder for other in CORPORA)} - {corpus.folder}
    others = {document.text for folder in folders for document in read_corpus(folder)}
    assert len(written) == corpus.documents and not written & others


def test_an_unknown_corpus_or_no_file_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """An option that names no corpus, two of them, or no file to write: one line of usage, exit code 2."""
    for arguments in (["a.jsonl", "--fields"], ["a.jsonl", "--plain", "--field"], ["--field"]):
        assert main(arguments) == 2
        assert capsys.readouterr().err.startswith("usage: ")
