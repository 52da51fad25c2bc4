"""Outcomes by kind, country, use and label; what kinds are taken for."""

from __future__ import annotations

from geo.evaluate.measure.breakdown import by_country, by_kind, by_label, by_use
from geo.evaluate.measure.confusion import confusion
from geo.evaluate.measure.gold import GoldPlace
from tests.evaluate.made import IN_LONDON, IN_SYRIA, gold_document, namesake, recognized, resolution
from tests.fakes import LONDON, SYRIA


def test_kinds_are_confused_with_what_they_were_taken_for() -> None:
    gold = gold_document(
        GoldPlace(0, 6, IN_LONDON, kind="settlement"),
        GoldPlace(11, 16, IN_SYRIA, kind="settlement"),
        GoldPlace(27, 33, IN_LONDON, kind="water"),
        GoldPlace(43, 50, None, kind="water"),
    )
    judged = recognized(gold, resolution(0, 6, LONDON), resolution(11, 16, SYRIA), resolution(43, 50))
    assert confusion([judged]) == {
        "settlement": {"settlement": 1, "country": 1}, "water": {"not recognised": 1},
    }  # fmt: skip


def test_slices_count_what_has_something_in_common() -> None:
    """Recall is over all places, accuracy over those with a point; no mention says how a name is used."""
    gold = gold_document(GoldPlace(0, 6, IN_LONDON, use="a"), GoldPlace(11, 16, None, use="a"), GoldPlace(27, 33, None))
    judged = recognized(gold, resolution(0, 6, LONDON), resolution(27, 32), resolution(18, 22))
    first, second = by_use([judged])
    assert (first.name, first.count, first.recall, first.with_point, first.accuracy) == ("a", 2, 0.5, 1, 1.0)
    assert (second.name, second.recall, second.overlap_recall, second.accuracy) == ("unknown", 0.0, 1.0, None)
    assert (first.found, first.precision, first.f1) == (0, None, None)


def test_a_kind_has_the_precision_of_what_was_resolved_to_it() -> None:
    """Of two mentions taken for countries one is a known name; of two known countries one was found."""
    gold = gold_document(GoldPlace(11, 16, IN_SYRIA, kind="country"), GoldPlace(0, 6, IN_LONDON, kind="country"))
    judged = recognized(gold, resolution(11, 16, SYRIA), resolution(18, 22, SYRIA))
    (country,) = by_kind([judged])
    assert (country.count, country.found, country.precision, country.recall, country.f1) == (2, 2, 0.5, 0.5, 0.5)
    assert [(part.name, part.count, part.found) for part in by_country([judged])] == [("unknown", 2, 0), ("SY", 0, 2)]


def test_a_label_is_compared_with_the_places_that_have_it() -> None:
    """Settlements and blocs are GPE, peoples NORP, whatever they were found as."""
    gold = gold_document(
        GoldPlace(0, 6, IN_LONDON, kind="settlement"),
        GoldPlace(11, 16, IN_SYRIA, kind="country", demonym=True),
        GoldPlace(27, 33, IN_LONDON, kind="facility"),
        GoldPlace(43, 50, None, kind="bloc"),
    )
    judged = recognized(
        gold,
        resolution(0, 6, LONDON),
        resolution(11, 16, SYRIA),
        resolution(27, 32, label="FAC"),
        resolution(43, 50),
    )
    parts = {part.name: part for part in by_label([judged])}
    assert (parts["GPE"].count, parts["GPE"].precision, parts["GPE"].recall) == (2, 1.0, 1.0)
    assert (parts["FAC"].f1, parts["FAC"].overlap_f1) == (0.0, 1.0)
    assert (parts["NORP"].found, parts["NORP"].recall) == (0, 1.0)


def test_given_names_have_no_precision_and_no_recall() -> None:
    for part in by_kind([namesake()]):
        assert part.precision is part.recall is part.overlap_f1 is None
        assert part.accuracy is not None
