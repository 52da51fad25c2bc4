"""Names in oblique cases."""

from __future__ import annotations

import pytest
from hypothesis import given

from geo.text.declension import nominatives
from tests.strategies import any_text


@pytest.mark.parametrize(
    ("declined", "name"),
    [
        ("Киева", "Киев"),
        ("Москвы", "Москва"),
        ("Сирии", "Сирия"),
        ("Казани", "Казань"),
        ("Китая", "Китай"),
        ("Києві", "Київ"),
        ("Харкова", "Харків"),
        ("Дніпра", "Дніпро"),
        ("Чернівців", "Чернівці"),
        ("Маріуполя", "Маріуполь"),
        ("Αθήνας", "Αθήνα"),
    ],
)
def test_the_nominative_is_among_the_forms(declined: str, name: str) -> None:
    assert name in nominatives(declined)


@pytest.mark.parametrize("name", ["Paris", "Ур", "北京", "دمشق", ""])
def test_other_scripts_and_short_words_have_none(name: str) -> None:
    assert nominatives(name) == ()


@given(any_text)
def test_any_text_has_forms_that_differ_from_it(text: str) -> None:
    assert text not in nominatives(text)
