"""Names of countries in a sentence."""

from __future__ import annotations

import pytest

from geo.resolve.country_names import with_article


@pytest.mark.parametrize(
    "name",
    ["United States", "Netherlands", "Dominican Republic", "Republic of the Congo", "Cook Islands", "Isle of Man",
     "Federated States of Micronesia", "Netherlands Antilles", "Gambia"],
)  # fmt: skip
def test_some_take_an_article(name: str) -> None:
    assert with_article(name) == f"the {name}"


@pytest.mark.parametrize(
    "name", ["Turkey", "Christmas Island", "South Georgia and the South Sandwich Islands", "Saint Martin", ""]
)
def test_others_take_none(name: str) -> None:
    assert with_article(name) == name


def test_no_country_has_no_name() -> None:
    assert with_article(None) == ""
