"""What every `geo.protocols.View` promises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.atlas_view import AtlasView
from geo.document import Document
from geo.model import GeoparsedDocument, PlaceKind
from geo.protocols import View
from geo.text.toponym import fold
from geo.view import Facet, Filter, MarkedPassage, Step
from tests.fakes import DEMONYMS, LONDON, SYRIA, UNKNOWN, WORLD, fake_pipeline

Make = Callable[[Sequence[GeoparsedDocument]], View]

WORDS = [*(place.name for place in WORLD), *DEMONYMS, UNKNOWN, "northern Syria", "convoys", "Málaga"]
PIECES = st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", ". ", "\n\n", "\n\n🚢 "]))
TEXTS = st.lists(PIECES, max_size=25).map(lambda pieces: "".join(word + end for word, end in pieces))
DAYS = st.none() | st.sampled_from(["2024-02-29", "2024-03-01", "2023-12-31", "no day"])
OUTLETS = st.none() | st.sampled_from(["The Courier", "The Post"])
LITERAL = st.sampled_from([None, 0.1, 0.9])
FILTERS = st.builds(
    Filter,
    st.sampled_from([0.0, 0.5, 0.7, 1.0]),
    st.frozensets(st.sampled_from(get_args(PlaceKind)), max_size=2),
    st.frozensets(st.sampled_from(["SY", "GB", "CA", "FR"]), max_size=2),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "", "lon", "SYRIA", "north", "—"]),
)


@st.composite
def sets(draw: st.DrawFn) -> list[GeoparsedDocument]:
    """Documents of the fakes, some mentions of which may not mean the place itself."""
    given_texts = draw(st.lists(st.tuples(TEXTS, DAYS, OUTLETS), max_size=3))
    documents = [
        Document.make(text, title=f"Report {number}", source="tests", published=day, outlet=outlet)
        for number, (text, day, outlet) in enumerate(given_texts)
    ]
    parsed = fake_pipeline().geoparse(documents)
    judge = st.lists(LITERAL, min_size=1, max_size=5)
    return [_judged(one, draw(judge)) for one in parsed]


def _judged(parsed: GeoparsedDocument, values: Sequence[float | None]) -> GeoparsedDocument:
    resolutions = tuple(
        replace(r, mention=replace(r.mention, literal=values[number % len(values)]))
        for number, r in enumerate(parsed.resolutions)
    )
    return replace(parsed, resolutions=resolutions)


@pytest.fixture(scope="module", params=["atlas"])
def make(request: pytest.FixtureRequest) -> Make:
    """Return what makes the view under test of some documents."""
    return {"atlas": lambda parsed: AtlasView(Atlas.build(parsed))}[request.param]


def is_shown(passage: MarkedPassage, wanted: Filter, subjects: set[str]) -> bool:
    """Whether a passage holds a mention, of one of the subjects, that the filter's rules on mentions let through."""
    return any(
        mark.subject in subjects
        and (mark.resolution.confidence or 0.0) >= wanted.min_confidence
        and (wanted.demonyms or mark.resolution.mention.label != "NORP")
        and (not wanted.literal_only or mark.resolution.mention.is_literal or mark.resolution.footprint is not None)
        for mark in passage.marks
    )


@given(sets(), FILTERS)
def test_counts_and_pins_agree(make: Make, parsed: list[GeoparsedDocument], wanted: Filter) -> None:
    """The counts are those of the pins; a stricter filter never lets more through."""
    view = make(parsed)
    counts, pins = view.counts(wanted), view.pins(wanted)
    assert counts.pins == len(pins) == len({pin.id for pin in pins})
    assert counts.mentions == sum(pin.mentions for pin in pins)
    assert counts.passages == view.passages(wanted).total
    assert counts.documents <= len(view.documents()) == len(parsed)
    assert counts.unplaced == len(view.unplaced())
    assert [(-pin.mentions, pin.name, pin.id) for pin in pins] == sorted((-p.mentions, p.name, p.id) for p in pins)
    everything = {pin.id: pin for pin in view.pins(Filter(demonyms=True))}
    for pin in pins:
        assert 1 <= pin.mentions <= everything[pin.id].mentions
        assert wanted.min_confidence <= pin.confidence <= everything[pin.id].confidence
        assert not wanted.kinds or pin.place.kind in wanted.kinds
        assert not wanted.countries or pin.place.country_code in wanted.countries


@given(sets(), FILTERS, st.sampled_from(get_args(Facet)))
def test_every_mention_has_one_value_of_a_facet(
    make: Make, parsed: list[GeoparsedDocument], wanted: Filter, by: Facet
) -> None:
    """The mentions of a facet's values add up to all mentions; so do the pins, where a pin has one value."""
    view = make(parsed)
    counts, tallies = view.counts(wanted), view.facet(by, wanted)
    assert sum(tally.mentions for tally in tallies) == counts.mentions
    if by in ("kind", "country"):
        assert sum(tally.pins for tally in tallies) == counts.pins
    assert len({tally.value for tally in tallies}) == len(tallies)
    assert [tally.mentions for tally in tallies] == sorted((tally.mentions for tally in tallies), reverse=True)
    assert all(0 < tally.documents <= counts.documents and 0 < tally.pins <= counts.pins for tally in tallies)
    assert view.facet(by, wanted, limit=1) == tallies[:1]
    if by == "kind":
        for tally in tallies:
            only = replace(wanted, kinds=frozenset({tally.value}))  # type: ignore[arg-type]
            assert view.counts(only).mentions == tally.mentions


@given(sets(), FILTERS)
def test_the_timeline_holds_every_mention_once_whatever_the_step(
    make: Make, parsed: list[GeoparsedDocument], wanted: Filter
) -> None:
    """Every document stands at one date, so documents and mentions add up; a coarser step only joins finer ones."""
    view = make(parsed)
    counts = view.counts(wanted)
    lengths: dict[Step, int] = {"day": 10, "month": 7, "year": 4}
    days = view.timeline("day", wanted)
    for step, length in lengths.items():
        line = view.timeline(step, wanted)
        assert [tally.value for tally in line] == sorted({day.value[:length] for day in days})
        assert sum(tally.mentions for tally in line) == counts.mentions
        assert sum(tally.documents for tally in line) == counts.documents
        for tally in line:
            assert tally.mentions == sum(day.mentions for day in days if day.value[:length] == tally.value)


@given(sets(), FILTERS, st.integers(1, 4))
def test_pages_hold_everything_once_in_order(
    make: Make, parsed: list[GeoparsedDocument], wanted: Filter, limit: int
) -> None:
    """Page by page the passages of a pin are those of one great page: the text's passages that hold a shown mention."""
    view = make(parsed)
    text = view.text()
    assert [passage.number for passage in text] == list(range(sum(len(one.passages) for one in parsed)))
    for pin in view.pins(wanted):
        whole = view.passages(wanted, subject=pin.id)
        assert whole.passages == tuple(passage for passage in text if is_shown(passage, wanted, {pin.id}))
        assert (whole.total, whole.before, whole.mentions_before) == (len(whole.passages), 0, 0)
        pages = [
            view.passages(wanted, subject=pin.id, offset=at, limit=limit) for at in range(0, whole.total + limit, limit)
        ]
        assert tuple(passage for page in pages for passage in page.passages) == whole.passages
        assert {page.total for page in pages} == {whole.total}
        assert [page.before for page in pages] == [min(at, whole.total) for at in range(0, whole.total + limit, limit)]
        before = [page.mentions_before for page in pages]
        assert before == sorted(before)
        assert before[-1] == pin.mentions
        for number in range(len(text) + 1):
            rest = view.passages(wanted, subject=pin.id, since=number, limit=limit)
            assert rest.passages == tuple(p for p in whole.passages if p.number >= number)[:limit]
            assert rest == view.passages(wanted, subject=pin.id, offset=rest.before, limit=limit)
    shown = {pin.id for pin in view.pins(wanted)}
    assert view.passages(wanted).passages == tuple(passage for passage in text if is_shown(passage, wanted, shown))
    assert tuple(p for at in range(0, len(text) + 1, limit) for p in view.text(offset=at, limit=limit)) == text
    assert view.pins(wanted, offset=1, limit=limit) == view.pins(wanted)[1 : 1 + limit]
    assert view.documents(offset=1, limit=limit) == view.documents()[1 : 1 + limit]


@given(sets())
def test_the_marks_of_a_passage_tell_what_its_names_mean(make: Make, parsed: list[GeoparsedDocument]) -> None:
    """Marks stand in text order where the name stands, belong to a subject that is known, and count its mentions."""
    view = make(parsed)
    everything = Filter(demonyms=True)
    mentions = {pin.id: pin.mentions for pin in view.pins(everything)}
    mentions |= {name.id: name.mentions for name in view.unplaced()}
    seen: dict[str, list[int]] = {subject: [] for subject in mentions}
    for passage in view.text():
        document = parsed[passage.document]
        assert passage.text == document.document.text[passage.start :][: len(passage.text)]
        starts = [mark.resolution.mention.start for mark in passage.marks]
        assert starts == sorted(starts)
        for mark in passage.marks:
            mention = mark.resolution.mention
            assert document.document.text[mention.start : mention.end] == mention.surface
            assert passage.start <= mention.start < passage.start + len(passage.text)
            seen[mark.subject].append(mark.ordinal)
    assert seen == {subject: list(range(count)) for subject, count in mentions.items()}


@given(sets(), FILTERS, st.sampled_from([*WORDS, "convoys", "MALAGA", "Syria London", "no such word", "", "-"]))
def test_what_a_search_finds_holds_the_words_and_passes_the_filter(
    make: Make, parsed: list[GeoparsedDocument], wanted: Filter, words: str
) -> None:
    """It finds all of those passages, and pages them likewise."""
    view = make(parsed)
    found = view.search(words, wanted)
    keys = fold(words).split()
    expected = [p for p in view.passages(wanted).passages if keys and set(keys) <= set(fold(p.text).split())]
    assert list(found.passages) == expected
    assert found.total == len(expected)
    assert view.search(words, wanted, offset=1, limit=2).passages == found.passages[1:3]


def test_a_place_is_found_by_its_name_and_by_what_it_is_called_in_the_text(make: Make) -> None:
    """`Filter.query` finds the pin, whose passages then are all that mention it."""
    view = make(fake_pipeline().geoparse([Document.make("The Syrian side left.\n\nSyria and London met.")]))
    [pin] = view.pins(Filter(query="syrian", demonyms=True))
    assert pin.id == SYRIA.id
    passages = view.passages(Filter(query="syrian", demonyms=True)).passages
    assert [passage.text.strip() for passage in passages] == ["The Syrian side left.", "Syria and London met."]
    assert [pin.id for pin in view.pins(Filter(query="LÓN"))] == [LONDON.id]


def test_a_name_that_is_not_on_the_map_has_passages_that_no_filter_hides(make: Make) -> None:
    view = make(fake_pipeline().geoparse([Document.make(f"London.\n\n{UNKNOWN} sank.\n\n{UNKNOWN} rose.")]))
    [name] = view.unplaced()
    page = view.passages(Filter(min_confidence=1.0, query="london"), subject=name.id)
    assert (page.total, name.mentions) == (2, 2)
    assert view.passages(Filter(), subject="nothing of this name").total == 0


def test_what_the_answers_rest_on_is_told(make: Make) -> None:
    """Where the pins come from and where what was weighed does, by which parts, and how many mentions have a place."""
    parsed = fake_pipeline().geoparse([Document.make(f"London, Middle East, {UNKNOWN}.")])
    basis = make(parsed).basis()
    assert basis.provenance == parsed[0].provenance
    assert basis.sources == basis.weighed_sources == {"geonames"}
    assert basis.placed == 2
    assert make([]).basis().placed == 0
