"""How far a phrase reaches, whatever it is measured in."""

from __future__ import annotations

import pytest

from geo.areas.distances import band_km
from geo.lexicon.units import LengthUnit
from geo.phrase import Phrase


@pytest.mark.parametrize(("unit", "km"), [("km", 1.0), ("m", 0.001), ("miles", 1.609344), ("nautical miles", 1.852)])
def test_every_unit_is_as_long_as_it_is(unit: LengthUnit, km: float) -> None:
    """A range keeps its ends; one number, which is rounded, is taken a fifth to either side."""
    assert band_km(Phrase("at_distance", distance=(10.0, 20.0), unit=unit)) == pytest.approx((10 * km, 20 * km))
    assert band_km(Phrase("at_distance", distance=(10.0,), unit=unit)) == pytest.approx((8 * km, 12 * km))
