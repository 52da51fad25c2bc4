"""Hypothesis strategies for the concepts of `geo.model`, with texts of any code points."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from hypothesis import strategies as st

from geo.model import (
    BBox,
    Candidate,
    Document,
    Footprint,
    GeoparsedDocument,
    Label,
    Mention,
    Page,
    Passage,
    Place,
    PlaceKind,
    Point,
    Precision,
    Reason,
    Resolution,
    Status,
)
from tests.phrases import phrases

LINE_ENDS = ["\n", "\r\n", "\r", "\n\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"]

any_text = st.text(st.characters(exclude_categories=()), max_size=30)
"""Any code points, halves of surrogate pairs among them."""

_ODDITIES = [*LINE_ENDS, " ", ". ", "x" * 1300, "\0", "👩‍🚀", "e\u0301", "עזה"]
prose = st.lists(
    st.one_of(st.text(max_size=40), st.sampled_from(_ODDITIES)),
    max_size=30,
).map("".join)
"""Texts with many line ends, long lines, control characters, and characters of every plane."""

numbers = st.floats(allow_nan=False)
lats, lons = st.floats(-90, 90), st.floats(-180, 180)
points = st.builds(Point, lats, lons)
boxes = st.builds(
    lambda one, west, other, east: BBox(min(one, other), west, max(one, other), east), lats, lons, lats, lons
)
footprints = st.builds(
    Footprint,
    st.none() | points,
    st.none() | boxes,
    st.none() | any_text,
    st.sampled_from(get_args(Precision)),
    st.none() | any_text,
)
places = st.builds(
    Place,
    any_text,
    any_text,
    st.sampled_from(get_args(PlaceKind)),
    st.none() | any_text,
    st.none() | any_text,
    st.none() | any_text,
    st.none() | any_text,
    st.none() | st.integers(0, 10**12),
    footprints,
    any_text,
    any_text,
    st.lists(st.tuples(any_text, any_text), max_size=2).map(tuple),
)
reasons = st.builds(Reason, any_text, numbers, any_text, numbers)
candidates = st.builds(Candidate, places, any_text, numbers, st.lists(reasons, max_size=3).map(tuple))
offsets = st.integers(0, 10**7)
shares = st.none() | st.floats(0, 1)
mentions = st.builds(
    lambda document_id, start, chars, *others: Mention(document_id, start, start + chars, *others),
    any_text,
    offsets,
    st.integers(1, 1000),
    any_text,
    st.sampled_from(get_args(Label)),
    any_text,
    st.none() | phrases,
    shares,
    shares,
)
resolutions = st.builds(
    Resolution,
    mentions,
    st.sampled_from(get_args(Status)),
    st.none() | places,
    st.none() | st.floats(0, 1),
    st.none(),
    any_text,
    st.none() | footprints,
    any_text,
    st.lists(reasons, max_size=3).map(tuple),
    any_text,
)


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    text = draw(any_text)
    starts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    optional = st.none() | any_text
    return Document.make(
        text,
        title=draw(any_text),
        language=draw(any_text),
        source=draw(any_text),
        url=draw(optional),
        published=draw(optional | st.just("2019-10-21T10:00Z")),
        author=draw(optional),
        outlet=draw(optional),
        pages=tuple(Page(draw(any_text), start) for start in starts),
    )


documents = _documents()


@st.composite
def _geoparsed_documents(draw: st.DrawFn) -> GeoparsedDocument:
    readings = tuple(draw(st.lists(st.lists(candidates, max_size=3).map(tuple), max_size=4)))
    numbered = st.none() | st.sampled_from(range(len(readings))) if readings else st.none()
    found = [replace(one, reading=draw(numbered)) for one in draw(st.lists(resolutions, max_size=4))]
    passages = draw(st.lists(st.builds(Passage, any_text, offsets, offsets, offsets), max_size=3))
    provenance = draw(st.lists(st.tuples(any_text, any_text), max_size=3))
    return GeoparsedDocument(draw(documents), tuple(passages), tuple(found), readings, tuple(provenance))


geoparsed_documents = _geoparsed_documents()
