"""What is said for and against a stretch: the words around it, the rest of the document, other names of its list."""

from __future__ import annotations

import pytest

from geo.recognize.features import DocumentFeatures
from geo.recognize.known_names import KnownNames
from geo.recognize.spans import Span
from geo.recognize.words import given_names
from tests.resolve.tiny import TinyGazetteer


def features(text: str, name: str, *entities: tuple[str, str], mates: tuple[str, ...] = ()) -> set[str]:
    spans = [Span(text.index(entity), text.index(entity) + len(entity), label) for entity, label in entities]
    stretches = sorted((text.rindex(other), text.rindex(other) + len(other)) for other in (name, *mates))
    found = DocumentFeatures(text, spans, KnownNames(TinyGazetteer())).of_all(stretches)
    return set(dict(zip(stretches, found, strict=True))[text.rindex(name), text.rindex(name) + len(name)])


@pytest.mark.parametrize(
    ("text", "before", "before2", "behind", "behind2"),
    [
        ("They met in Dallas on Monday", "in", "met", "on", "monday"),
        ("in the  Dallas, Texas", "the", "in", ",", "texas"),
        ("Dallas", "^", "^", "$", "$"),
        ("1990 \nDallas’s mayor", "\n", "0", "’s", "mayor"),
        ("(Dallas)", "(", "^", ")", "$"),
        ("in Wash. Dallas", "wash.", "in", "$", "$"),
        ("It was in Washington. Dallas", ".", "washington", "$", "$"),
        ("_ Dallas_", "^", "^", "$", "$"),
    ],
)
def test_two_words_or_signs_on_either_side_speak(
    text: str, before: str, before2: str, behind: str, behind2: str
) -> None:
    """In lower case, any number as one; "^" and "$" where there are none."""
    wanted = {f"before {before}", f"before2 {before2} {before}", f"behind {behind}", f"behind2 {behind} {behind2}"}
    assert wanted <= features(text, "Dallas")


@pytest.mark.parametrize(("name", "is_given"), [("Georgia", True), ("Dallas", True), ("Atlanta", False)])
def test_a_given_name_speaks(name: str, is_given: bool) -> None:
    """Of a place that is called like a person it is said, and what stands beside it counts for more."""
    found = features(f"Then {name} laughed", name)
    assert any(feature.startswith(f"given+model {is_given} ") for feature in found)
    assert ("given+behind laughed" in found) == is_given


def test_given_names_are_many() -> None:
    """The list is the one that the model has learnt with; a name in it may be a place's."""
    assert len(given_names()) > 700
    assert given_names() >= {"Florence", "Jordan", "Sydney", "Chelsea"}


@pytest.mark.parametrize(("text", "is_start"), [("Dallas", True), ("a b Dallas", False), ("x\n- Dallas", True)])
def test_the_start_of_a_line_speaks(text: str, is_start: bool) -> None:
    assert ("line-start-behind $" in features(text, "Dallas")) == is_start


@pytest.mark.parametrize(
    ("others", "near"),
    [(("Paris", "Texas"), "unit"), (("Ohio",), "country"), (("Syria",), "none"), ((), "none")],
)
def test_places_around_speak_for_a_name_in_their_region(others: tuple[str, ...], near: str) -> None:
    """Itself does not count."""
    text = " ".join((*others, "Dallas"))
    found = features(text, "Dallas", ("Dallas", "GPE"), *((other, "GPE") for other in others))
    assert f"abroad+model False {near} is GPE" in found


@pytest.mark.parametrize(
    ("entities", "elsewhere"),
    [([("Dallas", "GPE")], "place"), ([("Dallas", "PERSON")], "PERSON"), ([("Paris", "GPE")], "none")],
)
def test_what_the_model_takes_the_name_for_elsewhere_speaks(entities: list[tuple[str, str]], elsewhere: str) -> None:
    assert f"elsewhere+model {elsewhere} out" in features("Dallas, Paris. Then Dallas", "Dallas", *entities)


def test_a_name_that_is_taken_for_both_is_mixed() -> None:
    """A town here and a person there are no two towns."""
    text = "Dallas met Dallas. Then Dallas"
    spans = [Span(0, 6, "GPE"), Span(11, 17, "PERSON")]
    [found] = DocumentFeatures(text, spans, KnownNames(TinyGazetteer())).of_all([(24, 30)])
    assert "elsewhere+model mixed out" in found


@pytest.mark.parametrize(("countries", "near"), [(5, "none"), (6, "wide")])
def test_a_text_on_half_the_world_speaks_for_no_region(countries: int, near: str) -> None:
    """Where places lie in six countries or more, that a name lies in none of them says nothing against it."""
    names = ("Dublin", "Syria", "Manila", "Tbilisi", "Augsburg")[: countries - 1]  # one Dublin is in Ohio
    found = features(" ".join((*names, "Xyz")), "Xyz", *((name, "GPE") for name in names))
    assert f"abroad+model False {near} out -" in found


@pytest.mark.parametrize(("mate", "region"), [("Paris", "unit"), ("Ohio", "country"), ("Syria", "none")])
def test_a_neighbour_in_a_list_speaks_by_its_region(mate: str, region: str) -> None:
    found = features(f"{mate} and Dallas", "Dallas", mates=(mate,))
    assert {f"mate+region {region} canonical out", "mate+model known out - canonical"} <= found
