"""The plain corpus is well-formed: spans, places and sizes are as docs/corpus.md says."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from geo.model import PlaceKind
from tests.corpus import FOLDER, PLAIN, USES, GoldDocument, main, read_corpus

CORPUS = read_corpus(PLAIN)


@pytest.mark.parametrize("document", CORPUS, ids=lambda document: document.doc_id)
def test_marks_are_whole_names_and_every_occurrence_is_marked(document: GoldDocument) -> None:
    """80 to 220 words; spans in order, at word boundaries; a name marked once does not stand bare elsewhere.

    A surname, a language or an organisation may hold the name of a place that is marked elsewhere in the text: they
    are listed here.
    """
    assert 80 <= len(document.text.split()) <= 220
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
        "30-wind-release": {"Oslo"},
        "34-federal-sentencing": {"Houston"},
    }.get(document.doc_id, set())


def test_places_are_used_once_and_placed() -> None:
    """Every row is used, every kind known, every point on earth."""
    places = {mention.place.name: mention.place for document in CORPUS for mention in document.mentions}
    rows = (PLAIN / "places.tsv").read_text("utf-8").splitlines()[1:]
    assert {row.split("\t")[0] for row in rows} == {name for name in places if not name.startswith("@")}
    for place in places.values():
        assert place.kind in {*get_args(PlaceKind), "position"}
        assert -90 <= place.lat <= 90 and -180 <= place.lon <= 180


def test_it_is_large_enough_and_apart_from_the_other(tmp_path: Path) -> None:
    """At least 40 documents and 450 places mentioned; written by ``--plain``; no document shared with the other."""
    uses = Counter(mention.use for document in CORPUS for mention in document.mentions)
    assert len(CORPUS) >= 40 and set(uses) <= set(USES)
    assert uses["literal"] + uses["metonym"] + uses["embedded"] >= 450
    assert main([str(tmp_path / "a.jsonl"), "--plain"]) == main([str(tmp_path / "b.jsonl")]) == 0
    plain, hard = (
        {json.loads(line)["text"] for line in (tmp_path / name).read_text("utf-8").splitlines()}
        for name in ("a.jsonl", "b.jsonl")
    )
    assert len(plain) == len(CORPUS) and len(hard) == len(read_corpus(FOLDER)) and not plain & hard
