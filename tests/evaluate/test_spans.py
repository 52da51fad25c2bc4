"""Which spans count as the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.evaluate.measure.spans import Extent, agreement, touched, trimmed


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("the Netherlands", "Netherlands"),
        ("The Hague", "Hague"),
        ("Turkey's", "Turkey"),
        ("Turkey’s", "Turkey"),
        ("the United States'", "United States"),
        ("The", "The"),
        ("Theodore", "Theodore"),
        ("Coeur d'Alene", "Coeur d'Alene"),
        ("'s", "'s"),
    ],
)
def test_articles_and_possessives_are_trimmed(name: str, bare: str) -> None:
    text = f"in {name} now"
    assert text[slice(*trimmed(text, 3, 3 + len(name)))] == bare


def test_agreement_counts_what_is_equal_and_what_touches() -> None:
    """Spans that only meet do not touch; one span may touch two."""
    wanted = {Extent(0, 5), Extent(10, 15), Extent(15, 20), Extent(30, 35)}
    assert agreement(wanted, {Extent(0, 5), Extent(12, 18), Extent(20, 25)}) == {
        "wanted": 4, "given": 3, "exact": 1, "wanted_touched": 3, "given_touched": 2,
    }  # fmt: skip


SPANS = st.sets(st.builds(lambda a, n: Extent(a, a + n), st.integers(0, 30), st.integers(1, 9)))


@given(SPANS, SPANS)
def test_touching_is_sharing_a_code_point(spans: set[Extent], others: set[Extent]) -> None:
    covered = {position for other in others for position in range(*other)}
    assert set(touched(spans, others)) == {span for span in spans if covered & set(range(*span))}


@given(SPANS)
def test_spans_agree_with_themselves(spans: set[Extent]) -> None:
    assert set(agreement(spans, spans).values()) == {len(spans)}
