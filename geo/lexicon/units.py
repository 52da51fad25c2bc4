"""Units of length: how texts spell them, and how long they are."""

from __future__ import annotations

from typing import Literal

LengthUnit = Literal["km", "m", "miles", "nautical miles"]

KM_PER_UNIT: dict[LengthUnit, float] = {"km": 1.0, "m": 0.001, "miles": 1.609344, "nautical miles": 1.852}

SPELT: dict[LengthUnit, str] = {
    "km": r"kms?|kilomet(?:re|er)s?",
    "nautical miles": r"nautical[-\s]miles?|sea\smiles?|nmi?",
    "miles": r"miles?|mi",
    "m": r"met(?:re|er)s?",
}
"""A pattern of each unit's spellings in lower case; nautical miles are tried before miles."""
