"""Documents from JSON Lines: ids and offsets unchanged, bad lines named."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.model import Page
from geo.read.content import Limits
from geo.read.documents import Loaded, Origin, Unread, read_file
from tests.strategies import prose

GOOD = {"doc_id": "1", "text": "Talks in Brussels."}


def read(*lines: dict[str, Any] | str | bytes) -> list[Loaded | Unread]:
    data = [
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    ]
    return list(read_file(io.BytesIO(b"\n".join(data)), Origin.file("set.jsonl")))


def one(line: dict[str, Any] | str | bytes) -> Loaded:
    [loaded] = read(line)
    assert isinstance(loaded, Loaded), loaded
    return loaded


def fault(line: dict[str, Any] | str | bytes) -> str:
    """Return the reason why a line is refused, after checking that its neighbours are read."""
    before, unread, after = read(GOOD, line, GOOD)
    assert isinstance(before, Loaded)
    assert isinstance(after, Loaded)
    assert isinstance(unread, Unread)
    assert unread.fault
    assert unread.reason.startswith("set.jsonl, line 2, ")
    return unread.reason


def test_every_field_is_kept() -> None:
    """Id, text, title, address and date come through; unknown keys are nobody's business."""
    loaded = one(
        {**GOOD, "doc_id": "a/b 7", "title": "T", "url": "https://example.org/", "published": "21 Oct 2019", "x": 1}
        | {"author": "A. Writer", "outlet": "The Gazette", "pages": [{"label": "iv", "start": 0}]}
    )
    document = loaded.document
    assert loaded.doc_id == "a/b 7"
    assert (document.text, document.title) == ("Talks in Brussels.", "T")
    assert (document.url, document.published) == ("https://example.org/", "2019-10-21")
    assert document.published_found == "21 Oct 2019"
    assert (document.author, document.outlet, document.pages) == ("A. Writer", "The Gazette", (Page("iv", 0),))
    assert document.source == "set.jsonl#a/b 7"
    assert loaded.given is None
    assert loaded.notice == ""


def test_numbers_are_ids_too() -> None:
    """An id that is a number comes back as a number."""
    assert one({**GOOD, "doc_id": 7}).doc_id == 7


@settings(deadline=None)  # the first text loads what detects languages
@given(prose, st.data())
def test_spans_are_code_points(text: str, data: st.DataObject) -> None:
    """Given spans come back with the offsets they had and the text that stands there, sorted, none lost."""
    spans = data.draw(
        st.lists(
            st.tuples(st.integers(0, max(0, len(text) - 1)), st.integers(1, 9)).filter(lambda s: sum(s) <= len(text)),
            max_size=5,
        )
    )
    toponyms = [{"start": start, "end": start + n, "name": text[start : start + n], "lat": 1} for start, n in spans]
    loaded = one({"doc_id": "1", "text": text, "toponyms": toponyms})
    assert loaded.given is not None
    assert [(m.start, m.end) for m in loaded.given] == sorted(((s, s + n) for s, n in spans), key=lambda span: span[0])
    for mention in loaded.given:
        assert mention.surface == loaded.document.text[mention.start : mention.end]
        assert mention.label == "GOLD"
        assert mention.document_id == loaded.document.id


def test_no_spans_is_not_the_same_as_spans_not_given() -> None:
    """An empty list means that there are no places; no list means that nobody said."""
    assert one({**GOOD, "toponyms": []}).given == ()
    assert one(GOOD).given is None


def test_a_name_that_is_not_there_is_noticed() -> None:
    """Offsets counted in bytes or UTF-16 units show, since the name is not what stands there; the span rules."""
    text = "🚢 in Brussels"
    loaded = one(
        {"doc_id": "1", "text": text, "toponyms": [{"start": 6, "end": 14, "name": "Brussels"}]} | {"text": text + "!"}
    )
    assert loaded.given is not None
    assert loaded.given[0].surface == "russels!"
    assert "code points" in loaded.notice


def test_line_ends_and_control_characters_stay() -> None:
    """The text is exactly what the JSON says."""
    text = "a\r\nb\0c\u2028d\x1be"
    assert one({"doc_id": "1", "text": text}).document.text == text


def test_half_a_surrogate_pair_keeps_its_place() -> None:
    """What no text can hold becomes U+FFFD, one for one, and is reported; a whole pair is its character."""
    loaded = one('{"doc_id": "1", "text": "a \\ud800 b \\ud83d\\udea2", "title": "\\udfff"}')
    assert loaded.document.text == "a \ufffd b 🚢"
    assert loaded.document.title == "\ufffd"
    assert "surrogate" in loaded.notice


def test_blank_lines_and_a_byte_order_mark_are_passed_over() -> None:
    """They are no documents and no faults; line numbers still count them."""
    found = read(b"\xef\xbb\xbf" + json.dumps(GOOD).encode(), "", "  ", "{")
    assert [type(item) for item in found] == [Loaded, Unread]
    assert isinstance(found[1], Unread)
    assert "line 4" in found[1].reason


def test_an_empty_text_is_a_document() -> None:
    """It comes back under its id, without mentions; the reader is told."""
    loaded = one({"doc_id": "1", "text": ""})
    assert loaded.document.text == ""
    assert "empty" in loaded.notice


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json}", "not JSON"),
        ("[1, 2]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ({"text": "x"}, "doc_id"),
        ({"doc_id": None, "text": "x"}, "doc_id"),
        ({"doc_id": True, "text": "x"}, "doc_id"),
        ({"doc_id": "1"}, "text"),
        ({"doc_id": "1", "text": 5}, "text"),
        ({**GOOD, "title": 5}, "title"),
        ({**GOOD, "url": ["x"]}, "url"),
        ({**GOOD, "author": ["A"]}, "author"),
        ({**GOOD, "pages": 3}, "pages"),
        ({**GOOD, "pages": [{"label": "1", "start": 0}, {"label": 2, "start": 3}]}, "number 2"),
        ({**GOOD, "pages": [{"label": "1", "start": 5}, {"label": "2", "start": 3}]}, "number 2"),
        ({**GOOD, "pages": [{"label": "1", "start": 99}]}, "outside"),
        ({**GOOD, "toponyms": {}}, "toponyms"),
        ({**GOOD, "toponyms": ["x"]}, "number 1"),
        ({**GOOD, "toponyms": [{"start": 0, "end": 1}, {"start": 1}]}, "number 2"),
        ({**GOOD, "toponyms": [{"start": 0.5, "end": 2}]}, "number 1"),
        ({**GOOD, "toponyms": [{"start": True, "end": 2}]}, "number 1"),
        ({**GOOD, "toponyms": [{"start": 9, "end": 99}]}, "outside"),
        ({**GOOD, "toponyms": [{"start": -1, "end": 3}]}, "outside"),
        ({**GOOD, "toponyms": [{"start": 3, "end": 3}]}, "outside"),
        ({**GOOD, "toponyms": [{"start": 5, "end": 3}]}, "outside"),
        (b'{"doc_id": "1", "text": "K\xf6ln"}', "UTF-8"),
        ("[" * 100_000, "JSON"),
        ('{"doc_id": ' + "9" * 5000 + "}", "JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(line: dict[str, Any] | str | bytes, reason: str) -> None:
    """Each bad line gives one sentence with file, line and reason."""
    assert reason in fault(line)
    assert "\n" not in fault(line)


def test_a_line_that_is_too_large_costs_no_other() -> None:
    """It is named and passed over, wherever it ends; the lines after it keep their numbers."""
    good = json.dumps(GOOD).encode()
    data = b"\n".join([good, b"x" * 500, b" " * 500, good, b"{", good, b"x" * 201])
    found = list(read_file(io.BytesIO(data), Origin.file("set.jsonl"), Limits(document_bytes=200)))
    assert [item.reason if isinstance(item, Unread) else item.doc_id for item in found] == [
        "1",
        "set.jsonl, line 2, is larger than 0.0002 MB; split it into several documents.",
        "set.jsonl, line 3, is larger than 0.0002 MB; split it into several documents.",
        "1",
        "set.jsonl, line 5, is not JSON: Expecting property name enclosed in double quotes at column 1.",
        "1",
        "set.jsonl, line 7, is larger than 0.0002 MB; split it into several documents.",
    ]
