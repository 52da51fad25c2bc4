"""What a reader is told would change a resolution."""

from __future__ import annotations

from geo.resolve.explain import what_would_change
from tests.resolve.tiny import resolve


def test_the_runner_up_is_named_with_the_evidence_that_it_lacks() -> None:
    [paris] = resolve("A night in Paris.", "Paris")
    sentence = what_would_change(paris)
    assert sentence == (
        "The runner-up is Paris, Texas, United States; it would be preferred if the text said “Paris, Texas”."
    )


def test_what_it_says_would_change_it_does_change_it() -> None:
    assert (
        resolve("A night in Paris, Texas.", "Paris", "Texas")[0].place
        == resolve("Paris, Tex.", "Paris", "Tex.")[0].place
    )
    [georgia] = resolve("Georgia is green.", "Georgia")
    assert "a state or province" in what_would_change(georgia)
    changed = resolve("The state of Georgia is green.", "Georgia")[0]
    assert changed.place != georgia.place


def test_a_name_without_rivals_cannot_be_read_otherwise() -> None:
    [syria] = resolve("Rain fell on Syria.", "Syria")
    assert what_would_change(syria) == "Nothing: the gazetteer knows no other place of this name."


def test_what_was_not_found_has_no_runner_up() -> None:
    assert what_would_change(resolve("They reached Atlantis.", "Atlantis")[0]) == ""
