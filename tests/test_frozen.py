"""Objects made by a maker are those of the frozen class."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from geo.frozen import maker
from geo.model import Reason


def test_a_made_object_is_equal_and_frozen() -> None:
    made = maker(Reason)("rule", 1.5, "Because.", 1.0)
    assert made == Reason("rule", 1.5, "Because.", 1.0) and hash(made) == hash(Reason("rule", 1.5, "Because.", 1.0))
    with pytest.raises(FrozenInstanceError):
        made.rule = "other"  # type: ignore[misc]
