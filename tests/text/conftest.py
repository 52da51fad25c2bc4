"""What the tests of reading texts share."""

from __future__ import annotations

import pytest

from geo.text.language import detect_language


@pytest.fixture(scope="session", autouse=True)
def _language_detector() -> None:
    """Load it once beforehand: in the middle of a property test it would break the deadline."""
    detect_language("Ministerstvo oznámilo, že se jednání přesouvají na příští pondělí ráno.")
