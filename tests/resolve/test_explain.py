"""What a reader is told of a resolution."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.model import Reason
from geo.resolve.explain import telling_reasons, what_would_change
from tests.resolve.tiny import resolve


def test_the_runner_up_is_named_with_the_evidence_that_it_lacks() -> None:
    [paris] = resolve("A night in Paris.", "Paris")
    assert what_would_change(paris) == (
        "The runner-up is Paris, Texas, United States; it would be chosen if the text said “Paris, Texas”."
    )


@pytest.mark.parametrize(
    ("text", "surfaces", "said", "changed", "changed_surfaces"),
    [
        ("A night in Paris.", ["Paris"], "said “Paris, Texas”", "A night in Paris, Texas.", ["Paris", "Texas"]),
        ("Georgia is green.", ["Georgia"], "called it a state or province", "The state of Georgia.", ["Georgia"]),
        ("The state of Georgia.", ["Georgia"], "called it a country", "The country of Georgia.", ["Georgia"]),
    ],
)
def test_what_it_says_would_change_it_does_change_it(
    text: str, surfaces: list[str], said: str, changed: str, changed_surfaces: list[str]
) -> None:
    """The words that it asks for lead to another place."""
    before = resolve(text, *surfaces)[0]
    assert f"would be chosen if the text {said}." in what_would_change(before)
    assert resolve(changed, *changed_surfaces)[0].place != before.place


def test_a_runner_up_far_behind_is_said_to_be_so() -> None:
    """Where no word would help, the distance is named, with the word that would help most and the name it shares."""
    text = "Georgia is hot. They drove from Atlanta to Augusta, Georgia."
    augusta = resolve(text, "Georgia", "Atlanta", "Augusta", "Georgia")[2]
    behind = augusta.candidates[0].score - augusta.candidates[1].score
    assert what_would_change(augusta) == (
        f"The runner-up, Augsburg, Bavaria, Germany, also called “Augusta”, is {behind:.1f} points behind; "
        "it would not be chosen even if the text said “Augusta, Germany”."
    )


def test_a_sign_that_may_or_may_not_do_is_not_promised() -> None:
    dublin = resolve("Dublin and Powell, Columbus.", "Dublin", "Powell", "Columbus")[0]
    assert "it might be chosen if the text said “Dublin, Ireland”" in what_would_change(dublin)


def test_namesakes_close_by_are_no_runners_up() -> None:
    """The town and the county around it: the pin would hardly move."""
    [paris] = resolve("A night in Paris.", "Paris")
    close = replace(paris.candidates[0], score=1.0)
    assert what_would_change(replace(paris, candidates=(paris.candidates[0], close))) == (
        "Little: every other place of this name lies within 161 km of it."
    )


def test_a_name_without_rivals_cannot_be_read_otherwise() -> None:
    [syria] = resolve("Rain fell on Syria.", "Syria")
    assert what_would_change(syria) == "Nothing: the gazetteer knows no other place of this name."


def test_a_position_needs_no_evidence() -> None:
    [position] = resolve("A well at 35.336, 40.141.", "35.336, 40.141")
    assert what_would_change(position) == "Nothing: the text gives the position itself."


def test_what_was_not_found_has_no_runner_up() -> None:
    assert what_would_change(resolve("They reached Atlantis.", "Atlantis")[0]) == ""


def test_no_word_of_the_text_changes_what_a_person_chose() -> None:
    [paris] = resolve("A night in Paris.", "Paris")
    assert what_would_change(replace(paris, status="corrected", place=paris.candidates[1].place)) == ""
    assert what_would_change(replace(paris, status="corrected")) == ""


def test_that_something_is_not_known_explains_nothing() -> None:
    """It is kept where nothing else is said; the others stand by their weight, for or against."""
    [nowhere] = resolve("Nowhere Bloc met.", "Nowhere Bloc")
    told = telling_reasons(nowhere.candidates[0].reasons)
    assert len(told) == len(nowhere.candidates[0].reasons) - 1
    unknown = next(reason for reason in nowhere.candidates[0].reasons if reason not in told)
    assert telling_reasons([unknown]) == [unknown]
    light, against = Reason("a", 0.5, "It is near."), Reason("b", -2.0, "It is far.")
    assert telling_reasons([light, unknown, against]) == [against, light]
