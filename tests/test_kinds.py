"""Kinds of place: one table, and each set of kinds once."""

from __future__ import annotations

from typing import get_args

import pytest

from geo import kinds
from geo.kinds import KINDS, PlaceKind

SETS = {name: value for name, value in vars(kinds).items() if isinstance(value, frozenset) and name[0] != "_"}


def test_every_kind_has_a_row() -> None:
    """The table has a row for each kind of place, and no other."""
    assert set(KINDS) == set(get_args(PlaceKind))


def test_kinds_are_told_apart_by_what_they_are_called() -> None:
    """No two kinds have one title or one noun, and a noun brings its article."""
    assert len({facts.title for facts in KINDS.values()}) == len(KINDS)
    assert len({facts.noun for facts in KINDS.values()}) == len(KINDS)
    assert all(facts.noun.startswith("a ") for facts in KINDS.values())


@pytest.mark.parametrize("name", SETS)
def test_each_set_is_written_once(name: str) -> None:
    """A set of kinds has some of them, not all, and no other set has the same."""
    assert set() < SETS[name] < set(KINDS)
    assert [other for other, members in SETS.items() if members == SETS[name]] == [name]
