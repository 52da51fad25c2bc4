"""The names that readers see."""

from __future__ import annotations

import pytest

from geo.gazetteer.reader_names import plain_name, unit_name


@pytest.mark.parametrize(
    ("name", "others", "code", "shown"),
    [
        ("Mahārāshtra", ["mahārāshtra", "Maharashtra", "Maharastra"], "IN", "Maharashtra"),
        ("Ḩamāh", ["Hama", "Hamah"], "SY", "Hamah"),
        ("Rīga", ["Riga"], "LV", "Rīga"),  # Latvian is written so
        ("São Paulo", ["Sao Paulo"], "BR", "São Paulo"),
        ("Kāmoke", [], "PK", "Kāmoke"),
    ],
)
def test_transliteration_marks_go_where_the_plain_name_is_known(
    name: str, others: list[str], code: str, shown: str
) -> None:
    """Only the marks change, and only in names that are transliterated."""
    assert plain_name(name, others, code) == shown


@pytest.mark.parametrize(
    ("name", "geonames_name", "aliases", "shown"),
    [
        ("Dimashq", "Damascus Governorate", [], "Damascus Governorate"),
        ("Bauchi", "Bauchi State", [], "Bauchi"),
        ("Bayern", "Bavaria", [], "Bavaria"),
        ("Jakarta Raya", "Daerah Khusus Ibukota Jakarta", [], "Jakarta Raya"),
        ("Guangdong Sheng", "Guangdong Sheng", ["Guangdong Province", "Guangdong"], "Guangdong"),
        ("Madrid, Comunidad de", "Comunidad de Madrid", [], "Madrid"),
        ("Ontario", None, ["ᐋᓐᑎᐅᕆᔪ"], "Ontario"),
    ],
)
def test_a_unit_is_called_by_its_english_name(
    name: str, geonames_name: str | None, aliases: list[str], shown: str
) -> None:
    """GeoNames' English name, or ISO's without its native unit word."""
    assert unit_name(name, geonames_name, aliases) == shown
