"""Objects made by a maker are those of the frozen class."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from geo.gazetteer.frozen import maker
from geo.model import Footprint, Point


def test_a_made_object_is_equal_and_frozen() -> None:
    values = (Point(36.0, 39.0), None, None, "exact", None)
    made = maker(Footprint)(*values)
    same = Footprint(Point(36.0, 39.0))
    assert made == same and hash(made) == hash(same) and type(made) is Footprint
    with pytest.raises(FrozenInstanceError):
        made.area = "other"  # type: ignore[misc]
