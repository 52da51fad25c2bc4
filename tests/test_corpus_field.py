"""The field corpus is well-formed: spans, places and sizes are as docs/corpus.md says."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from geo.model import PlaceKind
from tests.corpus import FIELD, FOLDER, PLAIN, USES, GoldDocument, main, read_corpus

CORPUS = read_corpus(FIELD)


@pytest.mark.parametrize("document", CORPUS, ids=lambda document: document.doc_id)
def test_marks_are_whole_names_and_every_occurrence_is_marked(document: GoldDocument) -> None:
    """80 to 250 words; spans in order, at word boundaries; a name marked once does not stand bare elsewhere.

    A disease, a person, a team, a school or an organisation may hold the name of a place that is marked elsewhere in
    the text: they are listed here.
    """
    assert 80 <= len(document.text.split()) <= 250
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
    assert found <= {
        "01-marburg-kagera": {"Marburg"},
        "12-conurbano-trains": {"Rosario"},
        "13-springfield-vermont-mill": {"Chester"},
        "15-newport-floods": {"Newport"},
        "19-athens-alabama": {"Athens"},
        "20-newcastle-kzn": {"Newcastle"},
        "40-lithium-triangle": {"Salta"},
        "47-football-travel-posts": {"Reading"},
    }.get(document.doc_id, set())


def test_places_are_used_once_and_placed() -> None:
    """Every row is used, every kind known, every point on earth."""
    places = {mention.place.name: mention.place for document in CORPUS for mention in document.mentions}
    rows = (FIELD / "places.tsv").read_text("utf-8").splitlines()[1:]
    assert {row.split("\t")[0] for row in rows} == {name for name in places if not name.startswith("@")}
    for place in places.values():
        assert place.kind in {*get_args(PlaceKind), "position"}
        assert -90 <= place.lat <= 90 and -180 <= place.lon <= 180


def test_it_is_large_enough_and_apart_from_the_others(tmp_path: Path) -> None:
    """48 documents and at least 900 places mentioned; written by ``--field``; no document shared with the others."""
    uses = Counter(mention.use for document in CORPUS for mention in document.mentions)
    assert len(CORPUS) == 48 and set(uses) <= set(USES)
    assert uses["literal"] + uses["metonym"] + uses["embedded"] >= 900
    assert main([str(tmp_path / "field.jsonl"), "--field"]) == 0
    written = {json.loads(line)["text"] for line in (tmp_path / "field.jsonl").read_text("utf-8").splitlines()}
    others = {document.text for folder in (FOLDER, PLAIN) for document in read_corpus(folder)}
    assert len(written) == 48 and not written & others


def test_an_unknown_corpus_or_no_file_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """An option that names no corpus, two of them, or no file to write: one line of usage, exit code 2."""
    for arguments in (["a.jsonl", "--fields"], ["a.jsonl", "--plain", "--field"], ["--field"]):
        assert main(arguments) == 2
        assert capsys.readouterr().err.startswith("usage: ")
