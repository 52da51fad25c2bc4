"""The language of a text, where nobody says it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

DEFAULT_LANGUAGE = "en"
"""What a text is taken for unless it surely is something else."""

_SAMPLE_CHARS = 4_000
# Words that make up a fifth of any English prose, and are not words of its neighbours.
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|that|was|for|with|is|from|were|said|has|have|had|which|they)\b", re.IGNORECASE
)
_ENGLISH_SHARE = 0.12
_ENOUGH_WORDS = 8
_LEAST_LETTERS = 30  # of Latin script: a shorter text is a headline or a list of names, in which any language is seen
_SURE = 0.9


def detect_language(text: str) -> str:
    """Return the language of a text as a BCP 47 tag: English unless it surely is another.

    Whatever is not in Latin letters counts as surely another; the detector, which takes half a second to load, is
    asked only where the text is not plain English prose.
    """
    sample = text[:_SAMPLE_CHARS]
    found = len(_ENGLISH.findall(sample))
    if found >= _ENOUGH_WORDS and found >= _ENGLISH_SHARE * len(sample.split()):
        return DEFAULT_LANGUAGE
    letters = [char for char in sample if char.isalpha()]
    latin = sum("LATIN" in unicodedata.name(char, "") for char in letters)
    is_latin = 2 * latin >= len(letters)
    if is_latin and len(letters) < _LEAST_LETTERS:
        return DEFAULT_LANGUAGE
    language, probability = _detector().classify(sample)
    known = language not in {"zxx", "und"}
    return str(language) if known and (probability >= _SURE or not is_latin) else DEFAULT_LANGUAGE


def language_name(tag: str) -> str:
    """Return the English name of a language, the tag itself where nobody knows one."""
    from babel import Locale, UnknownLocaleError

    primary = tag.partition("-")[0].lower()
    try:
        return Locale.parse(primary).get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag


@cache
def _detector() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
