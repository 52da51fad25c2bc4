"""How sure a resolution is, of candidates whose scores and reasons are given."""

from __future__ import annotations

import pytest

from geo.model import Candidate, Place, Reason
from geo.resolve.confidence import confidence_of
from geo.resolve.weights import SHIPPED
from tests.resolve.tiny import PARIS, PARIS_TEXAS

SUPPORT = (
    "position", "containment", "called", "government", "home", "county", "region named", "neighbours", "shared region",
    "shared country", "country present", "foreign", "bearing", "list", "fellow countries", "fellow capitals",
    "fellow regions",
)  # fmt: skip


def candidate(place: Place, score: float, *reasons: Reason) -> Candidate:
    return Candidate(place, place.name, score, reasons)


def sure(score: float, *reasons: Reason) -> float:
    """Return the confidence in one Paris against the other, which has no score."""
    return confidence_of((candidate(PARIS, score, *reasons), candidate(PARIS_TEXAS, 0.0)), SHIPPED)


def test_a_lead_is_worth_no_more_from_eight_on() -> None:
    """A larger margin makes surer, but none makes certain: what is fitted stops at 8."""
    assert sure(0.0) < sure(4.0) < sure(8.0) == sure(8.5) == sure(80.0) < 1.0


def test_support_is_worth_no_more_from_ten_on() -> None:
    told = [sure(8.0, Reason("containment", weight, "It is so.", 1.0)) for weight in (0.0, 5.0, 10.0, 11.0, 100.0)]
    assert told[0] < told[1] < told[2] == told[3] == told[4]


@pytest.mark.parametrize("rule", SUPPORT)
def test_what_the_text_says_of_a_place_makes_it_surer(rule: str) -> None:
    """Beyond the lead that it gives: a town named with its state is surer than one that is only large."""
    assert sure(5.0, Reason(rule, 3.0, "It is so.", 0.0)) > sure(5.0, Reason("population", 3.0, "It is large.", 0.0))
