"""Place names that the model missed or took for something else, found by what the gazetteer knows of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from geo.recognize.known_names import KnownNames
from geo.recognize.spans import Span

_TOWN = 15_000
_VILLAGE = 3_000
"""So many people must live in a place whose name stands for it in spite of the model, or where a form speaks for it."""

_MISTAKEN = frozenset({"ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "EVENT"})
_BODIES = frozenset({"ORG", "FAC"})
_WHERE = re.compile(r"\b(?:in|at|near|from|to|of|around|outside|across|between|through|toward|towards|and)\s+\Z", re.I)
_WHERE_CHARS = 12
_HAS_REGION = re.compile(r",\s[A-Z][A-Za-z.]+")
# Words by which a town, county or state is served: "Mansfield Police" are the police of Mansfield.
_SERVICE = re.compile(
    r"(?:(?:State|Metropolitan|Metro|Municipal|Regional|Superior|Circuit|District|Public|Fire|Community|High|Middle|"
    r"Elementary|City|County|Town|Township) )*"
    r"(?:Police|Sheriff|Council|Department|Fire|Courts?|Schools?|Hospital|Mayor|Senate|House|Legislature|Commission|"
    r"Commissioners|Board|Airport|Chamber|Library|Jail|Fairgrounds|Courthouse|Health|Parks)\b"
)
_NO_TOWN = re.compile(r"State|Superior|Metro|Airport|University|Central|Union|Arcade|Grand|Carnegie", re.I)
_UNIT = re.compile(r".+ (?:County|Parish|Township)\Z")
_DATELINE = re.compile(
    r"([A-Z][A-Z.'’ -]{2,30}[A-Z.])(?:,\s*[A-Z][A-Za-z.]+(?:\s[A-Z][a-z]+)?)?\s*"
    r"(?:\([A-Za-z/ ]{2,20}\)\s*)?(?:—|–|--|-\s|:\s)"
)
_MAX_HEAD_WORDS = 3
_ACRONYM_CHARS = 4


def words_of_full_names(text: str, entities: Iterable[Span]) -> frozenset[str]:
    """Return the words of all persons' names that have more than one: "Clinton" once "Hillary Clinton" is named."""
    names = (text[span.start : span.end].split() for span in entities if span.label == "PERSON")
    return frozenset(word for words in names if len(words) > 1 for word in words)


def names_beside_model(text: str, entities: Iterable[Span], persons: Set[str], known: KnownNames) -> Iterator[Span]:
    """Yield spans that are likely place names although the model does not say so.

    Args:
        entities: all that the model named, trimmed, place names among them.
        persons: `words_of_full_names` of the text.
    """
    for span in entities:
        name = text[span.start : span.end]
        if span.label in _MISTAKEN and name not in persons and known.is_prominent(name, _TOWN):
            if " " in name or _is_shouted(name) or _stands_where_a_place_would(text, span):
                yield span._replace(label=known.label(name))
        elif span.label in _BODIES and (head := _head(name, known)):
            yield Span(span.start, span.start + len(head), known.label(head))
    yield from _datelines(text, known)


def _is_shouted(name: str) -> bool:
    return name.isupper() and len(name) > _ACRONYM_CHARS


def _stands_where_a_place_would(text: str, span: Span) -> bool:
    before = text[max(0, span.start - _WHERE_CHARS) : span.start]
    return bool(_WHERE.search(before) or _HAS_REGION.match(text, span.end))


def _head(name: str, known: KnownNames) -> str | None:
    """Return "Mansfield" of "Mansfield Police Department"; None where no known place leads the name."""
    words = name.split()
    for length in range(min(_MAX_HEAD_WORDS, len(words) - 1), 0, -1):
        head = " ".join(words[:length])
        if not (head[0].isupper() and name.startswith(head)):
            continue
        if _UNIT.match(head) and known.best(head):
            return head
        if known.is_prominent(head, _VILLAGE) and not _NO_TOWN.fullmatch(head):
            return head if _SERVICE.match(" ".join(words[length:])) else None
    return None


def _datelines(text: str, known: KnownNames) -> Iterator[Span]:
    """Yield the town that a report starts with: "BEIRUT (AP) —"."""
    start = 0
    for line in text.splitlines(keepends=True):
        offset = start + len(line) - len(line.lstrip())
        match = _DATELINE.match(text, offset, start + len(line))
        if match and known.is_prominent(match[1], _VILLAGE):
            yield Span(match.start(1), match.end(1), known.label(match[1]))
        start += len(line)
