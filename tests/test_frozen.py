"""Objects made by an open twin are those of the frozen class."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from geo.frozen import open_twin
from geo.model import Reason


def test_a_handed_over_object_is_equal_and_frozen() -> None:
    made = open_twin(Reason)("rule", 1.5, "Because.")
    made.__class__ = Reason
    assert made == Reason("rule", 1.5, "Because.") and hash(made) == hash(Reason("rule", 1.5, "Because."))
    with pytest.raises(FrozenInstanceError):
        made.rule = "other"
