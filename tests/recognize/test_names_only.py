"""Place names by the gazetteer alone, in scripts with capitals and without."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given

from geo.model import Document, NameMatch
from geo.recognize.names_only import GazetteerNames
from tests.fakes import FakeGazetteer, make_place
from tests.strategies import prose

NAMES = {
    "Berlin": ("settlement", 3_400_000), "Frankfurt am Main": ("settlement", 750_000), "Essen": ("settlement", 590_000),
    "Köln": ("settlement", 1_000_000), "Dorf": ("settlement", 900), "Halle": ("settlement", 240_000),
    "Ukraine": ("country", None), "Москва": ("settlement", 10_000_000), "北京": ("settlement", 18_000_000),
    "和平": ("settlement", 30_000), "القاهرة": ("settlement", 9_600_000), "서울": ("settlement", 10_000_000),
    "תל אביב": ("settlement", 430_000), "भारत": ("country", None), "Rhein": ("water", None),
}  # fmt: skip


class Names(FakeGazetteer):
    """Knows a few names in several scripts; "Berliner" is said of people."""

    def lookup(self, names: Sequence[str]) -> list[tuple[NameMatch, ...]]:
        return [self._of(name) for name in names]

    def _of(self, name: str) -> tuple[NameMatch, ...]:
        if name == "Berliner":
            return (NameMatch(make_place("x:b", "Berlin", "settlement", 52.5, 13.4, population=9**7), name, "demonym"),)
        if name not in NAMES:
            return ()
        kind, people = NAMES[name]
        return (NameMatch(make_place(f"x:{name}", "X", kind, 1, 2, population=people), name, "alternate"),)


RECOGNIZER = GazetteerNames(Names())


def names(text: str, language: str = "de") -> list[str]:
    document = Document.make(text, language=language)
    [found] = RECOGNIZER.recognize([document])
    assert all(mention.surface == text[mention.start : mention.end] for mention in found)
    return [mention.surface for mention in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Heute sprachen sie in Berlin und Frankfurt am Main.", ["Berlin", "Frankfurt am Main"]),
        ("fr", "Ils ont quitté l'Ukraine.", ["Ukraine"]),
        ("ru", "Это город Москва.", ["Москва"]),
        ("ru", "Она живёт в Москве, а он из Москвы.", ["Москве", "Москвы"]),
        ("zh", "领导人在北京会见", ["北京"]),
        ("ar", "وصل الوفد بالقاهرة", ["القاهرة"]),
        ("ko", "서울에서 왔다", ["서울"]),
        ("he", "פגישה בתל אביב", ["תל אביב"]),
        ("hi", "भारत सरकार", ["भारत"]),
    ],
)
def test_names_are_found_in_any_script(language: str, text: str, expected: list[str]) -> None:
    """Joined particles stay outside the mention, so that the gazetteer knows it."""
    assert names(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Heute in Dorf.",  # too small to be meant by so common a word
        "Alle Berliner kamen.",  # people
        "Herr Halle Schmidt kam.",  # beside another capitalised word: rather a person
        "wir essen. Essen ist gut",  # the word is also written small
        "天下和平",  # two characters ask for a large city
        "in berlin",
    ],
)
def test_what_may_be_a_word_or_a_person_is_left_alone(text: str) -> None:
    assert names(text) == []


def test_a_stop_word_of_the_language_is_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """ "Para" is a state in Brazil, and "for" in Spanish."""
    monkeypatch.setitem(NAMES, "Para", ("country", None))
    assert names("Dijo algo. Para todos.", "es") == []
    assert names("Dijo algo. Para todos.", "de") == ["Para"]


def test_labels_follow_the_kind_of_place() -> None:
    [found] = RECOGNIZER.recognize([Document.make("Von Köln an den Rhein", language="de")])
    assert [(mention.surface, mention.label) for mention in found] == [("Köln", "GPE")]


@given(prose)
def test_any_text_is_read(text: str) -> None:
    """Mentions lie in order and do not overlap."""
    [found] = RECOGNIZER.recognize([Document.make(text, language="und")])
    assert all(one.end <= other.start for one, other in pairwise(found))
