"""What is taken for a place name and what is not, with the real model and the world gazetteer."""

from __future__ import annotations

import pytest

from geo.gazetteer.store import SqliteGazetteer
from geo.model import Document, Mention
from geo.recognize import build_recognizer
from geo.recognize.recognizer import PlaceRecognizer

pytestmark = [pytest.mark.model, pytest.mark.gazetteer]


@pytest.fixture(scope="module")
def recognizer(world: SqliteGazetteer) -> PlaceRecognizer:
    return build_recognizer(world, model=None)


def read(recognizer: PlaceRecognizer, text: str) -> list[Mention]:
    return list(recognizer.recognize([Document.make(text)])[0])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Paris Hilton arrived in Paris with Chad Smith. Hilton smiled.", ["Paris"]),
        ("Jordan Peterson spoke; Jordan said he was tired. He flew to Jordan.", ["Jordan"]),
        ("Ms. Florence, 41, lives in Florence, Italy.", ["Florence", "Italy"]),
        ("George Washington disagreed.", []),
        ("Sofia Coppola visited Sofia last week.", ["Sofia"]),
    ],
)
def test_a_persons_name_is_no_place(recognizer: PlaceRecognizer, text: str, names: list[str]) -> None:
    """Though a town is called the same, and stands in the same text."""
    assert [mention.surface for mention in read(recognizer, text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We ate turkey in Turkey. It was nice in Nice.", ["Turkey", "Nice"]),
        ("Jordan brought the china.", ["Jordan"]),
        ("The mobile phone was sold in Mobile, Ala.", ["Mobile", "Ala."]),
        ("Bath is a city. He took a bath.", ["Bath"]),
        ("In the hope of rain they were reading of a split.", []),
    ],
)
def test_a_common_word_is_no_place(recognizer: PlaceRecognizer, text: str, names: list[str]) -> None:
    """Lower case decides; at the start of a sentence the words around do."""
    assert [mention.surface for mention in read(recognizer, text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("BEIRUT (AP) — Shells fell on TRIPOLI on Monday.", ["BEIRUT", "TRIPOLI"]),
        ("MIDLAND, Texas -- A man was shot.", ["MIDLAND", "Texas"]),
        ("FLOODS CUT ROAD BETWEEN NAIROBI AND MOMBASA", ["NAIROBI", "MOMBASA"]),
    ],
)
def test_datelines_and_headlines_in_capitals(recognizer: PlaceRecognizer, text: str, names: list[str]) -> None:
    assert [mention.surface for mention in read(recognizer, text)] == names


def test_abbreviations_keep_their_full_stop(recognizer: PlaceRecognizer) -> None:
    text = "He drove from Huntington, W.Va., to Victoria, B.C., and on to Sydney, N.S.W."
    names = ["Huntington", "W.Va.", "Victoria", "B.C.", "Sydney", "N.S.W."]
    assert [mention.surface for mention in read(recognizer, text)] == names


def test_every_name_of_a_list(recognizer: PlaceRecognizer) -> None:
    names = ["Homs", "Hama", "Idlib", "Nyala", "Taiz"]
    text = "Fighting spread in Homs, Hama and Idlib; trucks went to Nyala, and talks to Taiz."
    assert [mention.surface for mention in read(recognizer, text)] == names


def test_peoples_are_demonyms_in_singular_and_plural(recognizer: PlaceRecognizer) -> None:
    found = read(recognizer, "Syrians and Iraqis crossed; the Turkish army watched the Syrian-Turkish border.")
    assert [mention.surface for mention in found] == ["Syrians", "Iraqis", "Turkish", "Syrian", "Turkish"]
    assert {mention.label for mention in found} == {"NORP"}


def test_a_place_in_the_name_of_a_body_is_found_and_called_not_literal(recognizer: PlaceRecognizer) -> None:
    """ "Columbus Police" are not Columbus; somebody in Columbus is there."""
    inside, itself = read(recognizer, "Columbus Police said so. They met in Columbus.")
    assert inside.surface == itself.surface == "Columbus"
    assert inside.literal is not None and itself.literal is not None
    assert inside.literal < 0.5 < itself.literal


def test_every_name_has_its_probability(recognizer: PlaceRecognizer) -> None:
    """An obvious place is surer than a doubtful one."""
    sure, doubtful = read(recognizer, "She lives in Paris, and the Phoenix Suns won.")
    assert sure.probability is not None and doubtful.probability is not None
    assert 1 >= sure.probability > doubtful.probability >= 0.33


def test_positions_are_mentions(recognizer: PlaceRecognizer) -> None:
    (found,) = read(recognizer, "The wreck lies at 12°24′N 47°06′E.")
    assert (found.surface, found.label) == ("12°24′N 47°06′E", "LOC")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They left Davao for Cebu.", ["Davao", "Cebu"]),
        ("They marched in Cajamarca\n\nFarmers want water.", ["Cajamarca"]),
        ("The Horn of Africa and the Sahel are dry.", ["Horn of Africa", "Sahel"]),
        ("The water of the Kosi was falling in Bihar, the Ganges at Patna.", ["Kosi", "Bihar", "Ganges", "Patna"]),
    ],
)
def test_names_in_one_sentence(recognizer: PlaceRecognizer, text: str, names: list[str]) -> None:
    """A neighbour in the sentence, a preposition, the whole of a name speak; a paragraph's end parts names."""
    assert [mention.surface for mention in read(recognizer, text)] == names
