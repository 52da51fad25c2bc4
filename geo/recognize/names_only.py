"""Place names where no language model reads the language: by the gazetteer alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from geo.kinds import KINDS, WORLDLY
from geo.model import Document, Mention, NameMatch, Place
from geo.protocols import Gazetteer, Progress
from geo.recognize.spacy_ner import stop_words
from geo.recognize.spans import Span, SpanSet
from geo.text.declension import nominatives
from geo.text.toponym import fold
from geo.version import parsing_version

# Inhabitants that a place must have for its name to count, by how easily a stretch of that shape is something else.
_TOWN, _CITY, _LARGE_CITY, _METROPOLIS = 15_000, 100_000, 300_000, 1_000_000

_MOST_WORDS = 4
_MOST_CHARS = 10  # of a name in a script that does not part its words
_UNPARTED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_GEORGIAN = re.compile("[\u10d0-\u10ff]")
# "And", "in", "from", "the" and others, which Arabic and Hebrew write together with the next word.
_PROCLITICS = re.compile(
    "[\u0648\u0641\u0628\u0644\u0643]{1,2}(?=\u0627\u0644|.{3})|[\u05d5\u05d1\u05dc\u05de\u05db\u05e9\u05d4]{1,2}"
)
_JOINS_WORDS = re.compile(r"[ \u00a0]|-")
_SMALL_WORD_CHARS = 3
_BEGINS = re.compile(r"(?:\A|[.!?…:;\n\"“«„(\[]\s*|[-–—]\s)\Z")
_LOOK_BACK_CHARS = 6


class GazetteerNames:
    """Names that the gazetteer has in the script of the text: capitalised ones, or any where a script has no capitals.

    It cannot tell a town from a person or a word that is spelt alike, so only names of some prominence count.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.id = f"names-{parsing_version()}/{gazetteer.id}"
        self._gazetteer = gazetteer

    def recognize(
        self, documents: Sequence[Document], *, progress: Progress | None = None
    ) -> list[tuple[Mention, ...]]:
        """Return the mentions of each document, in text order and not overlapping; same length and order."""
        results = []
        for number, document in enumerate(documents, 1):
            results.append(tuple(self._mentions(document)))
            if progress:
                progress("Finding names", number / len(documents))
        return results

    def _mentions(self, document: Document) -> Iterator[Mention]:
        text = document.text
        common = stop_words(document.language.partition("-")[0].lower())
        proposed = [*_capitalised(text), *_uncapitalised(text)]
        proposed = [(start, end, least) for start, end, least in proposed if text[start:end].lower() not in common]
        names = list(dict.fromkeys(text[start:end] for start, end, _ in proposed))
        forms = {name: nominatives(name) for name in names}
        asked = list(dict.fromkeys([*names, *(form for declined in forms.values() for form in declined)]))
        known = dict(zip(asked, self._gazetteer.lookup(asked), strict=True))
        chosen = SpanSet()
        for start, end, least in sorted(proposed, key=lambda item: (item[0] - item[1], item[0])):
            name = text[start:end]
            place = _meant(name, known[name], least)
            if place is None and (declined := [_meant(form, known[form], max(least, _CITY)) for form in forms[name]]):
                place = next(filter(None, declined), None)
            if place:
                chosen.add(Span(start, end, KINDS[place.kind].label))
        for span in chosen:
            surface = text[span.start : span.end]
            yield Mention(document.id, span.start, span.end, surface, span.label, self.id)  # type: ignore[arg-type]


Proposal = tuple[int, int, int]
"""Start and end of a stretch, and the inhabitants that a place must have for the stretch to be its name."""


def _meant(name: str, matches: Iterable[NameMatch], least: int) -> Place | None:
    """Return the most prominent place that bears exactly this name and is prominent enough."""
    key = fold(name)
    for match in matches:
        place = match.place
        if match.name_type == "demonym" or fold(match.name) != key:
            continue
        people = place.population or 0
        if place.kind in WORLDLY or people >= least:
            return place
    return None


def _capitalised(text: str) -> Iterator[Proposal]:
    """Yield runs of capitalised words, small words inside them allowed ("Rio de Janeiro")."""
    words = [(start, end) for start, end in _words(text) if not _has_no_capitals(text[start])]
    lower = {text[start:end] for start, end in words if text[start].islower()}
    joined = False
    for first, (start, end) in enumerate(words):
        capital = text[start].isupper()
        was_joined, joined = joined, capital and end + 1 < len(text) and text[end] == " " and text[end + 1].isupper()
        if not capital:
            continue
        is_short = end - start <= _SMALL_WORD_CHARS
        begins = bool(_BEGINS.search(text[max(0, start - _LOOK_BACK_CHARS) : start]))
        # A word that is also written small is no name where a sentence begins, if anywhere.
        if end - start > 1 and not (is_short and begins) and text[start:end].lower() not in lower:
            # Beside another capitalised word it is rather a part of a person's name.
            yield start, end, _METROPOLIS if joined or was_joined else _CITY if begins or is_short else _TOWN
        last_end = end
        for next_start, next_end in words[first + 1 : first + _MOST_WORDS]:
            if not _JOINS_WORDS.fullmatch(text[last_end:next_start]):
                break
            last_end = next_end
            if text[next_start].isupper():
                yield start, next_end, _TOWN
            elif next_end - next_start > _SMALL_WORD_CHARS:
                break


def _uncapitalised(text: str) -> Iterator[Proposal]:
    """Yield the stretches of scripts without capitals that may be names."""
    words = [(start, end) for start, end in _words(text) if _has_no_capitals(text[start])]
    for first, (start, end) in enumerate(words):
        if _UNPARTED.match(text[start]):
            for begin in range(start, end - 1):
                for stop in range(begin + 2, min(end, begin + _MOST_CHARS) + 1):
                    yield begin, stop, _LARGE_CITY if stop - begin == 2 else _CITY
            continue
        if _HANGUL.match(text[start]):  # what follows the name in its word are particles
            yield from ((start, stop, _LARGE_CITY if stop - start == 2 else _CITY) for stop in range(start + 2, end))
        letters = sum(char.isalpha() for char in text[start:end])
        if letters > 1:
            yield start, end, _LARGE_CITY if letters == 2 else _CITY if letters == _SMALL_WORD_CHARS else _TOWN
        begins = [start]
        if match := _PROCLITICS.match(text, start, end):
            begins += [start + length for length in range(1, match.end() - start + 1) if end - start - length > 1]
            yield from ((begin, end, _CITY) for begin in begins[1:])
        last_end = end
        for next_start, next_end in words[first + 1 : first + _MOST_WORDS]:
            if not _JOINS_WORDS.fullmatch(text[last_end:next_start]):
                break
            last_end = next_end
            yield from ((begin, next_end, _TOWN) for begin in begins)


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of letters and of the marks on them, in any script."""
    start = None
    for index, char in enumerate(text):
        in_word = char.isalpha() or (char in "'’ʼ.‌" and start is not None) or unicodedata.category(char)[0] == "M"
        if in_word and start is None:
            start = index
        elif not in_word and start is not None:
            yield start, _without_signs(text, start, index)
            start = None
        elif start is not None and char.isupper() and text[index - 1] in "'’" and text[start].islower():
            start = index  # "l'Ukraine"
    if start is not None:
        yield start, _without_signs(text, start, len(text))


def _without_signs(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] in "'’ʼ.‌":
        end -= 1
    return end


def _has_no_capitals(char: str) -> bool:
    return char.lower() == char.upper() or _GEORGIAN.match(char) is not None
