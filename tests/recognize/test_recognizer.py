"""How place names are picked from a model's entities, with a scripted tagger and a gazetteer of a handful of places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Document, Mention
from geo.phrase import Phrase
from geo.protocols import Progress
from geo.recognize.recognizer import PlaceRecognizer
from geo.recognize.span_model import Logistic, SpanModel
from geo.recognize.spans import Span
from tests.resolve.tiny import TinyGazetteer
from tests.strategies import any_text, prose


class ScriptedTagger:
    """Finds what it is told to: (surface, label) pairs, each at its first place behind the one before."""

    id = "scripted"

    def __init__(self, *entities: tuple[str, str]) -> None:
        self._entities = entities

    def entities(self, documents: Sequence[Document], *, progress: Progress | None = None) -> Iterator[list[Span]]:
        for document in documents:
            found: list[Span] = []
            for surface, label in self._entities:
                start = document.text.index(surface, found[-1].end if found else 0)
                found.append(Span(start, start + len(surface), label))
            yield found


def recognize(text: str, *entities: tuple[str, str]) -> tuple[Mention, ...]:
    return PlaceRecognizer(ScriptedTagger(*entities), TinyGazetteer()).recognize([Document.make(text)])[0]


def surfaces(text: str, *entities: tuple[str, str]) -> list[str]:
    return [mention.surface for mention in recognize(text, *entities)]


def test_places_are_kept_and_others_are_not() -> None:
    """GPE, LOC and FAC are places; persons, alliances, agencies and dates are none."""
    text = "Jens Stoltenberg of Nato flew to Manila over Texas, Reuters said on Friday."
    entities = [("Jens Stoltenberg", "PERSON"), ("Nato", "ORG"), ("Manila", "GPE"), ("Texas", "GPE"),
                ("Reuters", "ORG"), ("Friday", "DATE")]  # fmt: skip
    assert surfaces(text, *entities) == ["Manila", "Texas"]


def test_a_demonym_is_kept_and_another_group_is_not() -> None:
    """ "Syrian" belongs to a country that the gazetteer knows; "Republican" does not."""
    found = recognize("Syrian and Republican leaders met.", ("Syrian", "NORP"), ("Republican", "NORP"))
    assert [(mention.surface, mention.label) for mention in found] == [("Syrian", "NORP")]


@pytest.mark.parametrize("entity", ["northern Syria", "Syria"])
def test_a_direction_word_becomes_a_phrase(entity: str) -> None:
    """Whether the model takes the word into its span or not."""
    (found,) = recognize("A convoy in northern Syria.", (entity, "GPE"))
    assert (found.surface, found.phrase) == ("Syria", Phrase("part", ("northern",)))


def test_a_direction_in_a_proper_name_stays() -> None:
    """ "North Main Street" is no part of a place called Main Street."""
    (found,) = recognize("A shop on North Main Street.", ("North Main Street", "FAC"))
    assert (found.surface, found.phrase) == ("North Main Street", None)


def test_a_name_once_accepted_is_found_throughout() -> None:
    """Where the model is silent, and inside the name of a body, but not inside another word."""
    text = "Dublin woke. The Dublin Arts Council met. dublin. Dubliners slept. Dublin!"
    found = recognize(text, ("Dublin", "GPE"), ("The Dublin Arts Council", "ORG"))
    assert [mention.start for mention in found] == [m.start() for m in re.finditer(r"Dublin\b", text)]


def test_what_is_surely_a_place_is_one_where_that_is_doubtful_too() -> None:
    """By a judge to whom a name is sure behind "in", doubtful elsewhere, and hardly possible before "said"."""
    judge = SpanModel("scripted", Logistic(-1.4, {"before in": 3.5, "behind said": -3.0}), Logistic(0.0, {}))
    text = "Powell woke. They met in Powell at noon. Powell said no. Manila woke."
    [found] = PlaceRecognizer(ScriptedTagger(), TinyGazetteer(), judge=judge).recognize([Document.make(text)])
    assert [mention.start for mention in found] == [0, text.index("Powell at")]
    taken_for_persons = ScriptedTagger(("Powell", "PERSON"))
    [found] = PlaceRecognizer(taken_for_persons, TinyGazetteer(), judge=judge).recognize([Document.make(text)])
    assert [mention.start for mention in found] == [text.index("Powell at")]


def test_a_name_is_not_propagated_into_a_persons_name() -> None:
    text = "Paris is large. Paris Hilton said so."
    assert [m.start for m in recognize(text, ("Paris", "GPE"), ("Paris Hilton", "PERSON"))] == [0]


def test_a_surname_is_no_place() -> None:
    """ "Powell" after "Colin Powell" is the man, unless the place is large."""
    text = "Colin Powell spoke. Powell left for Dallas."
    assert surfaces(text, ("Colin Powell", "PERSON"), ("Powell", "GPE"), ("Dallas", "GPE")) == ["Dallas"]


def test_a_town_that_the_model_took_for_something_else() -> None:
    """A well-known name standing where a place would is one, whatever the model says; an unknown one is not."""
    assert surfaces("Fans came from Columbus today.", ("Columbus", "ORG")) == ["Columbus"]
    assert surfaces("He resigned from Lufthansa in May.", ("Lufthansa", "ORG")) == []


def test_the_town_of_a_towns_service() -> None:
    assert surfaces("Columbus Police Department is hiring.", ("Columbus Police Department", "ORG")) == ["Columbus"]
    assert surfaces("Butler County Health Board met.", ("Butler County Health Board", "ORG")) == ["Butler County"]


def test_a_dateline() -> None:
    assert surfaces("TBILISI (AP) — Votes were counted.") == ["TBILISI"]


def test_a_generic_word_alone_is_no_place() -> None:
    assert surfaces("He lives on the Street.", ("Street", "GPE")) == []


def test_labels_of_names_that_the_model_had_none_for() -> None:
    """A place found beside the model gets the label of its kind."""
    assert recognize("TBILISI: Votes were counted.")[0].label == "GPE"


class AnywhereTagger:
    """Calls given stretches of the text whatever it is told to."""

    id = "anywhere"

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans

    def entities(self, documents: Sequence[Document], *, progress: Progress | None = None) -> Iterator[list[Span]]:
        for document in documents:
            yield [span for span in self._spans if span.end <= len(document.text)]


labels = st.sampled_from(["GPE", "LOC", "FAC", "NORP", "ORG", "PERSON", "DATE"])
spans = st.lists(
    st.builds(
        lambda start, length, label: Span(start, start + length, label), st.integers(0, 60), st.integers(0, 20), labels
    )
)


@given(
    st.one_of(any_text, prose, st.just("Paris, Texas and Paris in northern Syria; Dublin Police. Syria's Syria.")),
    spans,
)
def test_offsets_are_exact_whatever_the_text(text: str, spans: list[Span]) -> None:
    """The surface is the text between the offsets, and mentions are in order and apart."""
    found = PlaceRecognizer(AnywhereTagger(spans), TinyGazetteer()).recognize([Document.make(text)])[0]
    end = 0
    for mention in found:
        assert mention.start >= end and mention.end > mention.start
        assert mention.surface == text[mention.start : mention.end]
        end = mention.end
