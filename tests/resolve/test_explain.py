"""What a reader is told of a resolution."""

from __future__ import annotations

import pytest

from geo.areas import AreaDrawing
from geo.model import Document
from geo.resolve.decision import Decision
from geo.resolve.explain import telling_reasons, what_would_change
from geo.resolve.resolver import RuleResolver
from geo.resolve.weights import SHIPPED
from tests.resolve.tiny import TinyGazetteer, mention, read_all, resolve


def test_the_runner_up_is_named_with_the_evidence_that_it_lacks() -> None:
    [paris] = resolve("A night in Paris.", "Paris")
    assert paris.change == (
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
    assert f"would be chosen if the text {said}." in before.change
    assert resolve(changed, *changed_surfaces)[0].place != before.place


def test_a_runner_up_far_behind_is_said_to_be_so() -> None:
    """Where no word would help, the distance is named, with the word that would help most and the name it shares."""
    text = "Georgia is hot. They drove from Atlanta to Augusta, Georgia."
    augusta = resolve(text, "Georgia", "Atlanta", "Augusta", "Georgia")[2]
    behind = augusta.candidates[0].score - augusta.candidates[1].score
    assert augusta.change == (
        f"The runner-up, Augsburg, Bavaria, Germany, also called “Augusta”, is {behind:.1f} points behind; "
        "it would not be chosen even if the text said “Augusta, Germany”."
    )


def test_a_sign_that_may_or_may_not_do_is_not_promised() -> None:
    dublin = resolve("Dublin and Powell, Columbus.", "Dublin", "Powell", "Columbus")[0]
    assert "it might be chosen if the text said “Dublin, Ireland”" in dublin.change


def test_namesakes_close_by_are_no_runners_up() -> None:
    """The town and the county around it: the pin would hardly move."""
    [paris] = resolve("A night in Paris.", "Paris")
    close = paris.candidates[0]._replace(score=1.0)
    decision = Decision(paris.mention, "resolved", paris.place, 0.9, (paris.candidates[0], close))
    assert what_would_change(decision, SHIPPED.weights) == (
        "Little: every other place of this name lies within 161 km of it."
    )


def test_a_name_without_rivals_cannot_be_read_otherwise() -> None:
    [syria] = resolve("Rain fell on Syria.", "Syria")
    assert syria.change == "Nothing: the gazetteer knows no other place of this name."


def test_a_position_needs_no_evidence() -> None:
    [position] = resolve("A well at 35.336, 40.141.", "35.336, 40.141")
    assert position.change == "Nothing: the text gives the position itself."


def test_what_was_not_found_has_no_runner_up() -> None:
    assert resolve("They reached Atlantis.", "Atlantis")[0].change == ""


def test_that_something_is_not_known_explains_nothing() -> None:
    """It is kept where nothing else is said; the others stand by their weight, for or against."""
    [nowhere] = resolve("Nowhere Bloc met.", "Nowhere Bloc")
    reasons = nowhere.candidates[0].reasons
    assert list(reasons) == sorted(reasons, key=lambda reason: -abs(reason.weight))
    [unknown] = set(reasons) - set(nowhere.explanation)
    assert unknown.rule == "population" and len(nowhere.explanation) == len(reasons) - 1
    assert telling_reasons((unknown,)) == (unknown,)


def test_the_explanation_is_by_the_weights_that_decided() -> None:
    """What would change it is told by the numbers of the resolver that was asked, not by those that are shipped."""
    text, gazetteer = "A night in Paris.", TinyGazetteer()
    blind = SHIPPED._replace(weights={**SHIPPED.weights, "containment": 0.0, "region named": 0.0})
    resolver = RuleResolver(gazetteer, areas=AreaDrawing(gazetteer), numbers=blind)
    [paris] = read_all(resolver, Document.make(text), [mention(text, "Paris")])
    assert "Paris, Texas”" not in paris.change and paris.change != resolve(text, "Paris")[0].change
