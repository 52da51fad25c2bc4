"""Which language a text is in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from geo.text import language
from geo.text.language import detect_language, language_name
from tests.strategies import prose

ENGLISH = "The ministers said that they had met in the city on Monday, and that talks with the rebels were over."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENGLISH, "en"),
        ("Des combats ont éclaté mardi dans le nord du pays, selon des témoins joints par téléphone.", "fr"),
        ("Am Montag haben sich die Minister in der Hauptstadt getroffen und lange miteinander gesprochen.", "de"),
        ("Министры встретились в понедельник в столице и долго беседовали.", "ru"),
        ("التقى الوزراء يوم الاثنين في العاصمة وتحدثوا مطولا", "ar"),
        ("部长们星期一在首都会面并进行了长时间的会谈", "zh"),
    ],
)
def test_a_sentence_is_enough(text: str, expected: str) -> None:
    assert detect_language(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Paris",
        "Berlin, Gao, Mopti",
        "FIRE IN CHICAGO",
        "42",
        "Aleppo, Homs, Hama, Idlib",
        "Jumatatu mawaziri walikutana",
    ],
)
def test_what_could_be_any_language_is_taken_for_english(text: str) -> None:
    """Headlines and lists of names are read as before."""
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "El presidente viaja a la ciudad",
        "Le marche est ouvert, 12 personnes, Hotel Central Madrid",
        "O presidente visita a cidade hoje, Sao Paulo",
    ],
)
def test_a_language_is_believed_only_where_it_is_sure(text: str) -> None:
    """A guess that is right three times in four reads a line of names by the wrong model in the fourth."""
    language, probability = detector()(text)
    assert language != "en" and 0.5 < probability < 0.9
    assert detect_language(text) == "en"


def detector() -> Callable[[str], tuple[str, float]]:
    """Return py3langid's own judgement."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True).classify  # type: ignore[no-any-return]


def test_plain_english_needs_no_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading English is not slowed down by loading one."""

    def load() -> None:
        raise AssertionError("The detector was loaded.")

    monkeypatch.setattr(language, "_detector", load)
    assert detect_language(ENGLISH) == "en"


@settings(deadline=None)
@given(prose)
def test_any_text_has_a_language(text: str) -> None:
    assert detect_language(text).isalpha()


@pytest.mark.parametrize(
    ("tag", "name"), [("fr", "French"), ("pt-BR", "Portuguese"), ("qqq", "qqq"), ("x", "x"), ("", "")]
)
def test_languages_have_english_names(tag: str, name: str) -> None:
    assert language_name(tag) == name
