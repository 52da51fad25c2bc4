"""Demonyms as the Factbook writes them."""

from __future__ import annotations

import pytest

from geo.gazetteer.sources.world_atlas import parse_demonyms


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("Turk(s)", ["Turk", "Turks"]),
        ("Swiss (singular and plural)", ["Swiss"]),
        ("Briton(s), British (collective plural)", ["Briton", "Britons", "British"]),
        ("Irishman(men), Irishwoman(women)", ["Irishman", "Irishmen", "Irishwoman", "Irishwomen"]),
        ("Antiguan(s), Barbudan(s)", ["Antiguan", "Antiguans", "Barbudan", "Barbudans"]),
        ("Congolese or Congo", ["Congolese", "Congo"]),
        ("", []),
        ("none (see note)", []),
    ],
)
def test_an_entry_holds_singular_and_plural(entry: str, words: list[str]) -> None:
    """Endings in brackets are added or put in place; notes are not words."""
    assert list(parse_demonyms(entry)) == words
