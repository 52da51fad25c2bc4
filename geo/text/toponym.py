"""Folding of place names: one key for the ways in which a name is written."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻ`´ʿʾ‛′ʹ"), None)
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ə": "e"}
)
_INITIALS = re.compile(r"\b((?:\w\.){2,}\w?)(?!\w)")
_SEPARATORS = re.compile(r"[\W_]+")
_ARTICLE = "the "


def fold(name: str) -> str:
    """Return the key under which a name is stored and looked up; "" when nothing of it is a letter or digit.

    Case, diacritics, punctuation and apostrophes go; initials close up ("U.S." and "US" are one key);
    a leading English "the" goes. Scripts other than Latin keep their letters. Idempotent.
    """
    if name.isascii():
        text = name.replace("'", "").replace("`", "").lower()
    else:
        text = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold().translate(_LETTERS)
        text = "".join(c for c in text if not unicodedata.combining(c))
        text = unicodedata.normalize("NFC", text)
    if "." in text:
        text = _INITIALS.sub(lambda match: match[1].replace(".", ""), text)
    text = _SEPARATORS.sub(" ", text).strip()
    while text.startswith(_ARTICLE):
        text = text[len(_ARTICLE) :]
    return text


def squash(key: str) -> str:
    """Return a folded key without its spaces and with doubled letters made single, so "Deir Ezzor" meets "Deir ez-Zor".

    Only the fallback of a failed lookup: it joins names that differ ("San Ta" and "Santa").
    """
    closed = key.replace(" ", "")
    return re.sub(r"(.)\1+", r"\1", closed)
