"""The atlas: places, mentions and passages refer to each other without loss."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas, Pin, Unplaced
from geo.model import Document, Footprint, GeoparsedDocument, Mention, Resolution
from geo.text.passages import split_passages
from geo.view import Filter
from tests.fakes import BRUSSELS, DEMONYMS, LONDON, MIDDLE_EAST, SYRIA, UNKNOWN, WORLD, article_atlas, parse

WORDS = [place.name for place in WORLD] + [*DEMONYMS, UNKNOWN, "northern Syria", "somewhere"]
texts = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", ". ", "\n", "\n\n", "\r\n", " 🚢 ", "\u2028"])), max_size=40
).map(lambda pairs: "".join(word + end for word, end in pairs))


@given(st.lists(texts, max_size=3))
def test_every_mention_is_found_again_exactly_once(given_texts: list[str]) -> None:
    """Each resolution stands at one pin or one unplaced name (demonyms may be in neither), in its own passage."""
    documents = parse(*given_texts)
    atlas = Atlas.build(documents)
    owners: tuple[Pin | Unplaced, ...] = (*atlas.pins, *atlas.unplaced)
    occurrences = [o for owner in owners for o in owner.occurrences]
    found = [(o.document, o.resolution.mention.start) for o in occurrences]
    assert len(found) == len(set(found))
    expected = {
        (number, r.mention.start)
        for number, document in enumerate(documents)
        for r in document.resolutions
        if r.place is not None or r.mention.label != "NORP"
    }
    assert set(found) == expected
    for o in occurrences:
        mention, passage = o.resolution.mention, atlas.passage(o)
        assert passage.start <= mention.start < passage.end
        assert mention.surface in atlas.documents[o.document].document.text[passage.start : passage.end]
        assert o.resolution in documents[o.document].resolutions


@given(st.lists(texts, max_size=3))
def test_pins_are_ordered_and_distinct(given_texts: list[str]) -> None:
    """Most mentioned first, no pin twice, mentions in reading order, every pin with a point."""
    atlas = Atlas.build(parse(*given_texts))
    assert len({pin.id for pin in atlas.pins}) == len(atlas.pins)
    counts = [len(pin.occurrences) for pin in atlas.pins]
    assert counts == sorted(counts, reverse=True)
    assert atlas.mention_count == sum(counts)
    for pin in atlas.pins:
        assert pin.footprint.point is not None
        order = [(o.document, o.resolution.mention.start) for o in pin.occurrences]
        assert order == sorted(order)


@given(
    st.lists(texts, max_size=2),
    st.builds(
        Filter,
        min_confidence=st.floats(0, 1),
        kinds=st.frozensets(st.sampled_from(["country", "settlement"])),
        countries=st.frozensets(st.sampled_from(["SY", "GB", "XX"])),
        demonyms=st.booleans(),
        query=st.sampled_from(["", "syr", "LON", "zzz", "deir ez"]),
    ),
)
def test_a_filter_only_takes_away(given_texts: list[str], wanted: Filter) -> None:
    """What is left satisfies the filter, was there before, and filtering again changes nothing."""
    atlas = Atlas.build(parse(*given_texts))
    filtered = atlas.filter(wanted)
    before = {pin.id: set(pin.occurrences) for pin in atlas.pins}
    for pin in filtered.pins:
        assert pin.occurrences
        assert set(pin.occurrences) <= before[pin.id]
        assert not wanted.kinds or pin.place.kind in wanted.kinds
        assert not wanted.countries or pin.place.country_code in wanted.countries
        assert all((o.resolution.confidence or 0) >= wanted.min_confidence for o in pin.occurrences)
        assert wanted.demonyms or not any(o.is_demonym for o in pin.occurrences)
    counts = [len(pin.occurrences) for pin in filtered.pins]
    assert counts == sorted(counts, reverse=True), "the order is that of the mentions which are left"
    assert filtered.filter(wanted) == filtered
    assert (filtered.documents, filtered.unplaced) == (atlas.documents, atlas.unplaced)


def test_the_article() -> None:
    """Places, parts of places and lost names of a known text stand where they should."""
    atlas = article_atlas()
    pins = {pin.name: pin for pin in atlas.pins}
    assert set(pins) == {"Brussels", "Syria", "northern Syria", "Deir ez-Zor", "Turkey", "London"}
    assert pins["northern Syria"].id == f"{SYRIA.id}/northern"
    assert pins["northern Syria"].place == SYRIA
    assert pins["northern Syria"].footprint != SYRIA.footprint
    assert len(pins["Syria"].occurrences) == 2
    assert [o.is_demonym for o in pins["Turkey"].occurrences] == [False, True]
    assert atlas.quote(pins["Syria"].occurrences[1]) == "Syria said nothing."
    [lost] = atlas.unplaced
    assert lost.name == UNKNOWN
    assert "gazetteer" in lost.reason
    assert atlas.sources == ("geonames",)


def test_a_place_that_only_demonyms_mention_goes_with_them() -> None:
    """What names a people is marked; what also names the place keeps it on the map."""
    atlas = Atlas.build(parse("Turkish officers met Syrian ones in Syria."))
    marks = {pin.name: {o.is_demonym for o in pin.occurrences} for pin in atlas.pins}
    assert marks == {"Turkey": {True}, "Syria": {True, False}}
    assert [pin.name for pin in atlas.filter(Filter()).pins] == ["Syria"]
    assert len(atlas.filter(Filter(demonyms=True)).pins) == 2


def test_only_places_themselves() -> None:
    """A name inside another's goes when only places themselves are asked for; an area by a place stays."""
    [document] = parse("London Police in London, from northern Syria, by Brussels.")
    literals = (0.1, 0.9, 0.2, None)
    judged = tuple(
        replace(r, mention=replace(r.mention, literal=literal))
        for r, literal in zip(document.resolutions, literals, strict=True)
    )
    atlas = Atlas.build([replace(document, resolutions=judged)])
    assert atlas.mention_count == 4
    shown = atlas.filter(Filter(literal_only=True))
    kept = sorted((pin.name, pin.occurrences[0].resolution.mention.start) for pin in shown.pins)
    assert kept == [("Brussels", 49), ("London", 17), ("northern Syria", 39)]


def test_a_place_without_a_point_is_listed_and_not_drawn() -> None:
    """A known place whose position nobody knows says so."""
    atlas = Atlas.build(parse("Peace in the Middle East."))
    assert not atlas.pins
    assert atlas.unplaced[0].name == MIDDLE_EAST.name
    assert "where it is" in atlas.unplaced[0].reason


@pytest.mark.parametrize(
    ("status", "drawn"),
    [
        ("resolved", True),
        ("ambiguous", True),
        ("corrected", True),
        ("rejected", False),
        ("unavailable", False),
        ("not_found", False),
    ],
)
def test_the_status_decides(status: str, drawn: bool) -> None:
    """Only what was resolved, even if doubtful, or corrected is drawn; the rest is listed with a reason."""
    [document] = parse("Brussels")
    place = BRUSSELS if drawn or status == "rejected" else None
    resolution = replace(document.resolutions[0], status=status, place=place)  # type: ignore[arg-type]
    atlas = Atlas.build([replace(document, resolutions=(resolution,))])
    assert bool(atlas.pins) == drawn
    assert bool(atlas.unplaced) == (not drawn)
    if not drawn:
        assert atlas.unplaced[0].reason


def test_a_note_is_the_reason() -> None:
    """Where the resolver says why a name is not on the map, the reader is told that."""
    [document] = parse("Atlantis")
    resolution = replace(document.resolutions[0], note="It is a legend.")
    assert Atlas.build([replace(document, resolutions=(resolution,))]).unplaced[0].reason == "It is a legend."


def test_one_place_in_several_documents_is_one_pin() -> None:
    """Documents share pins; each occurrence knows its document."""
    atlas = Atlas.build(parse("London", "Syria and London"))
    london = next(pin for pin in atlas.pins if pin.id == LONDON.id)
    assert [o.document for o in london.occurrences] == [0, 1]


def test_queries_fold() -> None:
    """Search finds a place by its name or by how it is mentioned, in any case and spelling."""
    atlas = Atlas.build(parse("Turkish officers in Deir ez-Zor"))
    assert [pin.name for pin in atlas.filter(Filter(query="DEIR EZ ZOR")).pins] == ["Deir ez-Zor"]
    assert [pin.name for pin in atlas.filter(Filter(query="turkish", demonyms=True)).pins] == ["Turkey"]


def test_overlapping_and_passage_crossing_mentions_are_kept() -> None:
    """Given spans may overlap, be equal, or cross passages; each stands in the passage where it starts."""
    document = Document.make("New\nYork City")
    spans = [(0, 8), (0, 13), (4, 8), (4, 8), (9, 13)]
    resolutions = tuple(
        Resolution(
            Mention(document.id, start, end, document.text[start:end], "GOLD", "given"),
            "resolved",
            LONDON,
            0.9,
            None,
            "r",
        )
        for start, end in spans
    )
    atlas = Atlas.build([GeoparsedDocument(document, split_passages(document), resolutions, (), ())])
    [pin] = atlas.pins
    assert [o.passage for o in pin.occurrences] == [0, 0, 1, 1, 1]


def test_nothing_is_an_atlas_too() -> None:
    """No documents, or none with places, give an empty atlas, not an error."""
    assert Atlas.build([]).pins == ()
    atlas = Atlas.build(parse("", "Nothing here."))
    assert (atlas.pins, atlas.unplaced, atlas.mention_count) == ((), (), 0)
    assert atlas.filter(Filter(query="x")).pins == ()


def test_a_part_keeps_its_footprint() -> None:
    """A phrase without a footprint of its own leaves the pin at the whole place."""
    [document] = parse("northern Syria")
    whole = replace(document.resolutions[0], footprint=None)
    [pin] = Atlas.build([replace(document, resolutions=(whole,))]).pins
    assert (pin.id, pin.name, pin.phrase) == (SYRIA.id, "Syria", None)
    assert isinstance(pin.footprint, Footprint)


def test_a_mention_as_sure_as_is_asked_for_is_shown() -> None:
    """The least confidence is the least that is let through, not the most that is not."""
    atlas = article_atlas()
    asked = min(o.resolution.confidence or 0.0 for pin in atlas.pins for o in pin.occurrences)
    assert asked > 0
    assert atlas.filter(Filter(min_confidence=asked, demonyms=True)).mention_count == atlas.mention_count
    assert atlas.filter(Filter(min_confidence=asked + 1e-9, demonyms=True)).mention_count < atlas.mention_count


def test_a_map_is_called_after_its_document_or_after_how_many_there_are() -> None:
    one, two = parse("London.", "Syria.")
    assert Atlas.build([one]).title == one.document.title
    assert Atlas.build([one, two]).title == "2 documents"
