"""Which stretches stand in one list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.recognize.lists import Mates
from tests.strategies import any_text

NAMES = ("Giru", "Clare", "Brandon", "Queensland", "New Clare")


def mates_of(text: str, name: str) -> list[str]:
    stretches = sorted(
        ((text.index(other), text.index(other) + len(other)) for other in NAMES if other in text),
        key=lambda stretch: (stretch[0], -stretch[1]),
    )
    start = text.index(name)
    return [text[slice(*mate)] for mate in Mates(text, stretches).of(start, start + len(name))]


@pytest.mark.parametrize(
    ("text", "mates"),
    [
        ("Brandon, Clare and Giru", ["Brandon", "Giru"]),
        ("from Giru to Clare", ["Giru"]),
        ("between Giru and the Clare", ["Giru"]),
        ("Giru | Clare | Brandon", ["Giru", "Brandon"]),
        ("Clare (Queensland)", ["Queensland"]),
        ("Clare, and at Brandon", ["Brandon"]),
        ("Giru is not Clare. Brandon is.", []),
        ("Clare said Giru", []),
    ],
)
def test_neighbours_in_a_list(text: str, mates: list[str]) -> None:
    assert mates_of(text, "Clare") == mates


def test_of_stretches_that_start_together_the_longest_is_the_neighbour() -> None:
    assert mates_of("Giru and New Clare", "Giru") == ["New Clare"]


@given(any_text, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=12))
def test_being_in_a_list_is_mutual(text: str, found: list[tuple[int, int]]) -> None:
    """Of stretches that do not overlap."""
    stretches: list[tuple[int, int]] = []
    for start, chars in sorted(found):
        if start + chars <= len(text) and (not stretches or stretches[-1][1] <= start):
            stretches.append((start, start + chars))
    mates = Mates(text, stretches)
    for stretch in stretches:
        for mate in mates.of(*stretch):
            assert stretch in mates.of(*mate)
