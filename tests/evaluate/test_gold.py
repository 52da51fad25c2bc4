"""The reading of texts whose places are known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.errors import DocumentError
from geo.evaluate.measure.gold import GoldPlace, complete, read_corpus
from geo.model import Point
from tests.evaluate.made import gold_document
from tests.fakes import LONDON, FakeGazetteer

TEXT = "Paris, Dublin and Atlantis."


def corpus(path: Path, *toponyms: dict[str, Any], text: str = TEXT) -> Path:
    path = path / "gold.jsonl"
    path.write_text(json.dumps({"doc_id": "1", "text": text, "toponyms": toponyms}) + "\n", encoding="utf-8")
    return path


def test_a_span_counts_once_by_the_first_toponym_with_a_point(tmp_path: Path) -> None:
    path = corpus(
        tmp_path,
        {"start": 7, "end": 13, "lat": None, "lon": None},
        {"start": 0, "end": 5, "lat": None, "lon": None},
        {"start": 0, "end": 5, "lat": 48.85, "lon": 2.35, "geonameid": 2988507},
        {"start": 0, "end": 5, "lat": 1.0, "lon": 1.0},
    )
    (gold,) = read_corpus(path)
    assert gold.document.text == TEXT
    assert gold.places == (GoldPlace(0, 5, Point(48.85, 2.35), "geonames:2988507"), GoldPlace(7, 13, None))
    assert [(m.surface, m.label) for m in gold.mentions()] == [("Paris", "GOLD"), ("Dublin", "GOLD")]


def test_with_types_only_what_has_a_point_is_a_place(tmp_path: Path) -> None:
    """A typed corpus marks homonyms and expressions too; its uses are kept, and tell literal ones from the others."""
    path = corpus(
        tmp_path,
        {"start": 0, "end": 5, "lat": 48.85, "lon": 2.35, "type": "Literal"},
        {"start": 7, "end": 13, "lat": 53.3, "lon": -6.3, "type": "Non_Literal_Modifier"},
        {"start": 18, "end": 26, "lat": None, "lon": None, "type": "Homonym"},
    )
    (gold,) = read_corpus(path)
    assert [(place.use, place.literal) for place in gold.places] == [("Literal", True), ("Non_Literal_Modifier", False)]


@pytest.mark.parametrize(
    ("toponym", "kind"),
    [
        ({"kind": "water"}, "water"),
        ({"kind": "position"}, None),
        ({"fclass": "A", "fcode": "ADM1"}, "admin1"),
        ({"fclass": "A", "fcode": "ADM3"}, "admin2"),
        ({"fclass": "A", "fcode": "PCLI"}, "country"),
        ({"fclass": "P", "fcode": "PPL"}, "settlement"),
        ({"fclass": "S", "fcode": "AIRP"}, "facility"),
    ],
)
def test_the_kind_is_the_corpus_own_or_follows_from_the_geonames_class(
    tmp_path: Path, toponym: dict[str, Any], kind: str | None
) -> None:
    (gold,) = read_corpus(corpus(tmp_path, {"start": 0, "end": 5, "lat": 1, "lon": 2, **toponym}))
    assert gold.places[0].kind == kind


def test_the_gazetteer_completes_what_the_corpus_leaves_out() -> None:
    """Kind and country come by id, demonyms by name; what the corpus says itself stays."""
    text = "London, Turkish, London"
    gold = gold_document(
        GoldPlace(0, 6, None, LONDON.id),
        GoldPlace(8, 15, None),
        GoldPlace(17, 23, None, LONDON.id, "region", "XX", "Literal"),
        text=text,
    )
    (completed,) = complete([gold], FakeGazetteer())
    assert [(p.kind, p.country_code, p.demonym) for p in completed.places] == [
        ("settlement", "GB", False), (None, None, True), ("region", "XX", False),
    ]  # fmt: skip
    london = "London, England, United Kingdom"
    assert [p.name for p in completed.places] == [london, None, london]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{}", "doc_id"),
        ("[1]", "not a JSON object"),
        ("nonsense", "not JSON"),
        ('{"doc_id": 1, "text": "x"}', 'no list of "toponyms"'),
        ('{"doc_id": 1, "text": "x", "toponyms": [{}]}', "without whole numbers"),
        ('{"doc_id": 1, "text": "x", "toponyms": [{"start": 0, "end": 2}]}', "outside its text"),
        ('{"doc_id": 1, "text": "x", "toponyms": [{"start": 0, "end": 1, "lat": 91, "lon": 0}]}', "nowhere on earth"),
        ('{"doc_id": 1, "text": "x", "toponyms": [{"start": 0, "end": 1, "lat": "N", "lon": 0}]}', "nowhere on earth"),
        ('{"doc_id": 1, "text": "x", "toponyms": [{"start": 0, "end": 1, "lat": NaN, "lon": 0}]}', "nowhere on earth"),
        ('{"doc_id": 1, "text": "x", "toponyms": [{"start": 0, "end": 1, "type": 7}]}', '"type" or "country" is no'),
        ('{"doc_id": 1, "text": "x", "toponyms": [{"start": 0, "end": 1, "geonameid": "a"}]}', '"geonameid" is no'),
    ],
)
def test_a_bad_line_is_one_clear_error(tmp_path: Path, line: str, said: str) -> None:
    """A corpus with a hole would give wrong figures, so nothing is measured; the line is named."""
    path = tmp_path / "gold.jsonl"
    path.write_text('\n{"doc_id": 0, "text": "", "toponyms": []}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(DocumentError, match=f"line 3, .*({said})"):
        read_corpus(path)


def test_lines_may_end_as_on_windows_and_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"doc_id": 1, "text": "x", "toponyms": []}\r\n{"doc_id": 2, "text": "y", "toponyms": []}\r\n'
    )
    assert [gold.doc_id for gold in read_corpus(path)] == [1, 2]
