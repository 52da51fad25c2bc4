"""The blind corpus is well-formed: spans, places and sizes are as docs/corpus.md says."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from geo.model import PlaceKind
from tests.corpus import BLIND, FIELD, FOLDER, PLAIN, USES, GoldDocument, main, read_corpus

CORPUS = read_corpus(BLIND)


@pytest.mark.parametrize("document", CORPUS, ids=lambda document: document.doc_id)
def test_marks_are_whole_names_and_every_occurrence_is_marked(document: GoldDocument) -> None:
    """80 to 180 words; marks in order, at word boundaries; a name marked once does not stand bare elsewhere."""
    assert 80 <= len(document.text.split()) <= 180
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
    assert not [m.surface for m in document.mentions if re.search(rf"\b{re.escape(m.surface)}\b", rest)]


def test_places_are_used_and_placed() -> None:
    """Every row is used, every kind known, every point on earth."""
    places = {mention.place.name: mention.place for document in CORPUS for mention in document.mentions}
    rows = (BLIND / "places.tsv").read_text("utf-8").splitlines()[1:]
    assert {row.split("\t")[0] for row in rows} == set(places)
    for place in places.values():
        assert place.kind in get_args(PlaceKind)
        assert -90 <= place.lat <= 90 and -180 <= place.lon <= 180


def test_it_is_as_large_as_said_and_apart_from_the_others(tmp_path: Path) -> None:
    """24 documents and at least 450 places mentioned; written by ``--blind``; none shared with another corpus."""
    uses = Counter(mention.use for document in CORPUS for mention in document.mentions)
    assert set(uses) <= set(USES)
    assert uses["literal"] + uses["metonym"] + uses["embedded"] >= 450
    assert main([str(tmp_path / "blind.jsonl"), "--blind"]) == 0
    written = {json.loads(line)["text"] for line in (tmp_path / "blind.jsonl").read_text("utf-8").splitlines()}
    others = {document.text for folder in (FOLDER, PLAIN, FIELD) for document in read_corpus(folder)}
    assert len(written) == 24 and not written & others
