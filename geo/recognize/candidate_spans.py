"""Stretches of a text that may be place names: what the model named, parts of it, and known capitalised words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from geo.lexicon.kind_words import plural, words_for
from geo.lexicon.people import TITLES
from geo.lexicon.small_words import small_words
from geo.recognize.known_names import KnownNames
from geo.recognize.spans import ARTICLE, Span, SpanSet, leading_direction, trim

Extent = tuple[int, int]
"""Start and end in code points, half-open."""

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
NUMBERS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
_MAX_WORDS = 4
# A word that may start with a capital, or initials; the article before a name is none.
_WORD = re.compile(
    rf"(?=[^\W\d_a-z])(?<![^\W_])(?<![^\W_]['’ʼ‘])(?!(?i:{ARTICLE.pattern}))"
    r"(?:(?:[A-Z]\.\s?)+[A-Z]\.(?![a-z])|(?:W\.Va|N\.Mex)\.|[^\W_]+(?:['’ʼ‘][^\W_]+)*)"
)
_POSSESSIVE = ("'s", "’s")
# What may stand between two words of a name: "Rio de Janeiro", "Deir ez-Zor".
_SMALL_WORDS = (
    "of", "de", "la", "del", "da", "do", "dos", "du", "and", "el", "le", "al", "bin", "upon", "on", "ez", "es", "as",
    "ad", "ar", "az", "an", "sur", "en", "in",
)  # fmt: skip
_LINKS = frozenset({" ", "-", *(f"{sign}{word}{link}" for sign in " -" for word in _SMALL_WORDS for link in " -")})
# Blanks are taken whole, once: a pattern that asks more of them tries anew at each blank of a long run.
_BLANKS = re.compile(r"\s*+[|•]\s*+|\s++")
_CELL_SIGNS = frozenset("|•\t")
_PARAGRAPH_LINE_ENDS = 2
# Few abbreviations are so long: a state's, and those of English counties.
_LONG_ABBREVIATIONS = (
    "Calif", "Penna", "Berks", "Bucks", "Cambs", "Hants", "Herts", "Lancs", "Leics", "Lincs", "Notts", "Staffs",
    "Wilts", "Worcs", "Yorks",
)  # fmt: skip
_SENTENCE_END = re.compile(
    rf"(?<=[^\W\d_A-Z]{{4}}){''.join(f'(?<!{short})' for short in _LONG_ABBREVIATIONS)}\.(?:\s+|\Z)"
)
# Of a list, not of its first name: "Lakes Erie and Ontario".
_KINDS_IN_FRONT = re.compile(
    rf"(?:{'|'.join(plural(word).capitalize() for word in words_for('listing'))}) (?:of )?(?=[^\W\d_a-z])"
)
_BETWEEN_PLACES = re.compile(rf" (?:{'|'.join(small_words('parting'))}) ")
_TITLE = re.compile(rf"\b(?:{TITLES})\.? \Z")
_TITLE_CHARS = 6
_SHORT_WORD_CHARS = 2
_ABBREVIATION_CHARS = 6
_GENERIC_BEFORE = re.compile(rf"(?:{'|'.join(re.escape(word.capitalize()) for word in words_for('opening'))}) \Z")
_GENERIC_BEFORE_CHARS = 12
_GENERIC_BEHIND = re.compile(rf" (?:{'|'.join(word.capitalize() for word in words_for('closing'))})\b")


def trimmed_entities(text: str, entities: Iterable[Span], known: KnownNames) -> list[Span]:
    """Return what the model named without signs, articles and possessives, and without "northern" before a place.

    What it took for one name across the end of a sentence, a paragraph or a table's cell is two, and so are two places
    with a word between them ("left Davao for Cebu"). The kind that a list begins with is no part of its first name.
    """
    trimmed = []
    for piece in (piece for entity in entities for piece in _pieces(text, entity, known)):
        if span := trim(text, piece):
            if text[span.start].islower() and span.label in PLACE_LABELS:
                span = span._replace(start=span.start + leading_direction(text[span.start : span.end]))
            trimmed.append(span)
    return trimmed


def _start(match: re.Match[str]) -> int:
    return match.start()


def _cell_ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what parts paragraphs and a table's cells, with the blanks around it."""
    for gap in _BLANKS.finditer(text, start, end):
        if gap[0].count("\n") >= _PARAGRAPH_LINE_ENDS or not _CELL_SIGNS.isdisjoint(gap[0]):
            yield gap


def _pieces(text: str, entity: Span, known: KnownNames) -> Iterator[Span]:
    start, end, label = entity
    for gap in sorted([*_cell_ends(text, start, end), *_SENTENCE_END.finditer(text, start, end)], key=_start):
        if gap.start() > start:
            yield Span(start, gap.start(), label)
        start = max(start, gap.end())
    if start >= end:
        return
    kinds = _KINDS_IN_FRONT.match(text, start, end)
    if kinds and known.has(text[kinds.end() : end]) and not known.has(text[start:end]):
        start = kinds.end()
    link = _BETWEEN_PLACES.search(text, start, end) if label in PLACE_LABELS else None
    if link and not known.has(text[start:end]):
        one, other = text[start : link.start()], text[link.end() : end]
        if known.has(one) and known.has(other):
            yield Span(start, link.start(), label)
            start = link.end()
    yield Span(start, end, label)


def candidate_spans(text: str, entities: Sequence[Span], known: KnownNames) -> list[Extent]:
    """Return every stretch that is to be judged, by their starts, longer ones first.

    Words in lower case are none, nor is what stands behind a person's title. Else all that the model named stays, but
    for dates and numbers; what it did not name must be in the gazetteer, and no part of a person's name.

    Args:
        entities: all that the model named, trimmed.
    """
    spans: set[Extent] = set()
    if_known: set[Extent] = set()
    for start, end, label in entities:
        if label in NUMBERS:
            continue
        spans.add((start, end))
        if cut := leading_direction(text[start:end]):
            spans.add((start + cut, end))  # "Northern California"; a direction in lower case is gone already
        if match := _GENERIC_BEHIND.match(text, end):
            spans.add((start, match.end()))
        if match := _GENERIC_BEFORE.search(text[max(0, start - _GENERIC_BEFORE_CHARS) : start]):
            if_known.add((start - len(match[0]), end))
        if text.startswith(".", end) and end - start <= _ABBREVIATION_CHARS:
            if_known.add((start, end + 1))
    closed = SpanSet(entity for entity in entities if entity.label == "PERSON" or entity.label in NUMBERS)
    for start, end in _capitalised(text):
        inside = closed.overlapping(start, end)
        if inside is None or (start <= inside.start and inside.end <= end):
            if_known.add((start, end))
    if_known -= spans
    known.learn(text[start:end] for start, end in (*spans, *if_known))
    for start, end in if_known:
        name = text[start:end]
        if known.evidence(name).how == "abbreviation" if name.endswith(".") else known.has(name):
            spans.add((start, end))
    return sorted((span for span in spans if _may_be_name(text, *span)), key=lambda span: (span[0], -span[1]))


def _may_be_name(text: str, start: int, end: int) -> bool:
    return not (
        text[start:end].islower()
        or text[start:end].isnumeric()
        or _TITLE.search(text, max(0, start - _TITLE_CHARS), start)
    )


def _capitalised(text: str) -> Iterator[Extent]:
    """Yield the stretches of up to four words in every run of capitalised words."""
    for run in _runs(text):
        for first, (start, _) in enumerate(run):
            for _, end in run[first : first + _MAX_WORDS]:
                yield start, end
        if text.startswith(".", end) and end - start <= _ABBREVIATION_CHARS:
            yield start, end + 1


def _runs(text: str) -> Iterator[list[Extent]]:
    run: list[Extent] = []
    may_go_on = False
    for match in _WORD.finditer(text):
        start, end = match.span()
        if not text[start].isupper():
            continue
        if not (may_go_on and _is_link(text, run[-1], start)):
            if run:
                yield run
            run = []
        may_go_on = not match[0].endswith(_POSSESSIVE)
        run.append((start, end if may_go_on else end - 2))
    if run:
        yield run


def _is_link(text: str, word: Extent, start: int) -> bool:
    start_before, end = word
    between = text[end:start]
    return between in _LINKS or (between == ". " and end - start_before == _SHORT_WORD_CHARS)  # "St. Louis"
