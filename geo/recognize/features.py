"""What speaks for and against a stretch of text being a place name, as the names of the features that hold.

A feature is a short text, "template value value …"; `geo.recognize.span_model` has a weight for each that matters.
The templates join what the model says, what the gazetteer knows, the words around, and the rest of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from geo.recognize.candidate_spans import PLACE_LABELS, Extent
from geo.recognize.known_names import KnownNames, NameEvidence, Region, shared_region
from geo.recognize.lists import Mates
from geo.recognize.spans import Span, SpanSet
from geo.recognize.words import follows_kin, given_names, is_kind, is_kind_in_front, preposition_class

# A word or sign and the next one: behind a name in the text, before it in the text read backwards.
# A word is followed no further than any is long: some scripts have no blanks.
_FORWARDS = r"[ \t]*(['’]s\b|[^\W_]{1,40}|[^\w\s]|\n)"
_BACKWARDS = r"[ \t]*(\.[a-z]{1,4}[A-Z](?!\w)|[^\W_]{1,40}|[^\w\s]|\n)"
_BEHIND = re.compile(f"{_FORWARDS}(?:{_FORWARDS})?")
_BEFORE = re.compile(f"{_BACKWARDS}(?:{_BACKWARDS})?")
_REGION_BEHIND = re.compile(r",\s([A-Z][A-Za-z.]+)")
_TRUSTED = frozenset({"canonical", "abbreviation", "alias"})
_LINE_START_CHARS = 3
_MANY_COUNTRIES = 6
_MOST_WORDS, _MOST_CHARS, _MOST_REST = 4, 12, 3
_MATES = ("none", "person", "other", "known", "labelled", "place")
_MATE_REGIONS = ("none", "country", "unit")
_KEPT = 4_096


class DocumentFeatures:
    """The features of stretches of one document."""

    def __init__(self, text: str, entities: Sequence[Span], known: KnownNames) -> None:
        """Take the text and all that the model named in it, trimmed."""
        self._text = text
        self._backwards = text[::-1]
        self._known = known
        self._entities = SpanSet(entities)
        self._labels: dict[str, dict[str, int]] = {}  # how often each name has each label
        self._part_of_person: dict[str, str] = {}
        self._place_names: set[str] = set()
        self._regions: set[Region] = set()
        self._regions_of_two: set[Region] = set()
        for start, end, label in entities:
            name = text[start:end]
            if label in PLACE_LABELS and name not in self._place_names:
                self._place_names.add(name)
                regions = known.regions(name)
                self._regions_of_two |= self._regions & regions
                self._regions |= regions
            labels = self._labels.setdefault(name, {})
            labels[label] = labels.get(label, 0) + 1
            if label == "PERSON" and " " in name:
                # News says the full name once, then the last of it; so that decides where both are used.
                first, *others = name.split()
                self._part_of_person.setdefault(first, "first")
                self._part_of_person.update(dict.fromkeys(others, "last"))

        self._is_wide = sum(isinstance(region, str) for region in self._regions) >= _MANY_COUNTRIES

    def entity(self, start: int, end: int) -> Span | None:
        """Return what the model named here, if only in part."""
        return self._entities.overlapping(start, end)

    def of_all(self, spans: Iterable[Extent]) -> Iterator[list[str]]:
        """Yield the features of each stretch, given by their starts and longer ones first."""
        spans = list(spans)
        mates = Mates(self._text, spans)
        known_until = 0
        for start, end in spans:
            yield self._of(start, end, mates.of(start, end), is_covered=end <= known_until)
            if end > known_until and self._known.evidence(self._text[start:end]).how in _TRUSTED:
                known_until = end

    def _of(self, start: int, end: int, mates: Sequence[Extent], *, is_covered: bool) -> list[str]:
        text = self._text
        name = text[start:end]
        words = name.split()
        last = words[-1].lower() if len(words) > 1 else ""  # one word alone would be the name itself, learnt by heart
        form = _Form(
            _shape_of_words(name) if last else _shape(name),
            min(_MOST_WORDS, len(words)),
            name in given_names(),
            is_kind(last),
            is_kind_in_front(words[0].lower()),
        )
        entity = self.entity(start, end)
        relation, label = _relation(start, end, entity)
        model = f"{relation} {label}"
        known = self._known.evidence(name)
        gazetteer = f"{known.how} {known.kind}"
        before, before2 = _words(_BEFORE.match(self._backwards, len(text) - start), "^", -1)
        behind, behind2 = _words(_BEHIND.match(text, end), "$", 1)
        behind_shape = _shape(behind)
        before, before2, behind, behind2 = map(_word, (before, before2, behind, behind2))
        elsewhere = self._elsewhere(name, relation, label)
        near = self._near(name)
        article = before == "the"
        preposition = f"{preposition_class(before2 if article else before)} {article}"
        mate, mate_region = self._mate(mates, name)
        found = [
            *_of_name(form, known, relation, label),
            f"abroad+model {known.abroad} {near} {model}",
            f"abroad+gazetteer {known.abroad} {near} {gazetteer} {known.size // 2}",
            f"covered+model {is_covered} {model} {known.how}",
            f"chars {min(_MOST_CHARS, len(name))} {relation == 'is' and label in PLACE_LABELS}",
            f"elsewhere+model {elsewhere} {label if relation == 'is' else relation}",
            f"before {before}",
            f"before2 {before2} {before}",
            f"before+gazetteer {before} {known.how}",
            f"behind {behind}",
            f"behind2 {behind} {behind2}",
            f"behind-shape+model {behind_shape} {model}",
            f"mate+model {mate} {model} {known.how}",
            f"mate+region {mate_region} {known.how} {relation}",
        ]
        if known.how != "none" or label in PLACE_LABELS:
            found += (
                f"preposition+model {preposition} {model} {known.how}",
                f"preposition+gazetteer {preposition} {gazetteer} {known.size // 2}",
            )
        is_in_person = label == "PERSON" and relation.startswith("in")
        person = "none" if is_in_person else self._part_of_person.get(name, "none")
        found.append(f"person {person} {known.how} {known.size}")
        if person != "none":
            found += (f"person+label {person} {model}", f"person+before {before}", f"person+behind {behind}")
        if form.is_given:
            is_kin = follows_kin(text, start)
            among_given = any(text[slice(*other)] in given_names() for other in mates)
            found += (
                f"given+kin {is_kin} {label}",
                f"given+mates {among_given} {mate} {label}",
                f"given+before {before}",
                f"given+behind {behind}",
                f"given+behind-shape {behind_shape} {label}",
            )
        if last:
            found.append(f"last {last}")
        if relation == "is":
            found += (f"before+label {before} {label}", f"behind+label {behind} {label}")
        elif entity is not None and relation.startswith("in"):
            found += self._inside(start, end, entity, known)
        if behind == "," and (match := _REGION_BEHIND.match(text, end)):
            region = self._known.evidence(match[1])
            found += (f"region {region.how} {region.kind}", f"region+gazetteer {region.kind} {relation} {known.how}")
        if start < _LINE_START_CHARS or "\n" in text[start - _LINE_START_CHARS : start]:
            found.append(f"line-start-behind {behind}")
        return found

    def _inside(self, start: int, end: int, entity: Span, known: NameEvidence) -> tuple[str, ...]:
        """Return what speaks for and against a part of a longer name."""
        whole = self._text[entity.start : entity.end]
        around = self._known.evidence(whole)
        last = whole.split()[-1].lower()
        rest = min(_MOST_REST, len(self._text[end : entity.end].split()))
        return (
            f"entity-last {last}",
            f"entity-last+label {entity.label} {last}",
            f"rest {rest} {entity.label} {known.how}",
            f"whole {around.how} {around.kind}",
            f"whole+label {around.how} {entity.label} {entity.start == start}",
        )

    def _mate(self, mates: Sequence[Extent], name: str) -> tuple[str, str]:
        """Return what the likeliest place in a list with the name is, and whether one lies in a region with it."""
        best, region = 0, "none"
        for start, end in mates:
            entity = self.entity(start, end)
            label = entity.label if entity else "-"
            mate = self._text[start:end]
            trusted = self._known.evidence(mate).how in _TRUSTED
            if label in PLACE_LABELS:
                best = max(best, 5 if trusted else 4)
            elif trusted and label != "PERSON":
                best = max(best, 3)
            else:
                best = max(best, 1 if label == "PERSON" else 2)
            shared = shared_region(self._known.regions(mate), self._known.regions(name))
            region = max(region, shared, key=_MATE_REGIONS.index)
        return _MATES[best], region

    def _near(self, name: str) -> str:
        """Return whether a place of that name lies where other places of the document do: unit, country or none."""
        others = self._regions_of_two if name in self._place_names else self._regions
        region = shared_region(self._known.regions(name), others)
        return "wide" if region == "none" and self._is_wide else region

    def _elsewhere(self, name: str, relation: str, label: str) -> str:
        """Return what the model takes the same name for in the rest of the document."""
        labels = self._labels.get(name)
        if labels is None:
            return "none"
        others = sum(labels.values()) - (relation == "is")
        if not others:
            return "none"
        places = sum(labels.get(place, 0) for place in PLACE_LABELS) - (relation == "is" and label in PLACE_LABELS)
        if places == others:
            return "place"
        return "mixed" if places else max(labels, key=lambda other: labels[other])


class _Form(NamedTuple):
    """What a name looks like by itself."""

    shape: str
    words: int
    is_given: bool
    is_generic: bool
    is_generic_first: bool


@lru_cache(_KEPT)
def _of_name(form: _Form, known: NameEvidence, relation: str, label: str) -> tuple[str, ...]:
    """Return the features that say nothing of the text, so that many names have the same."""
    model = f"{relation} {label}"
    gazetteer = f"{known.how} {known.kind}"
    return (
        f"size+place {known.how} {known.size} {relation} {label in PLACE_LABELS}",
        f"model+gazetteer {model} {gazetteer}",
        f"namesakes {known.namesakes}",
        f"curated+model {known.curated} {model}",
        f"words {form.words} {relation}",
        f"shape+gazetteer {form.shape} {known.how}",
        f"shape+model {form.shape} {model}",
        f"generic+model {form.is_generic} {model}",
        f"given+model {form.is_given} {model}",
        f"given+gazetteer {form.is_given} {gazetteer} {known.size}",
        f"demonym+model {known.demonym} {model}",
        f"generic-first+model {form.is_generic_first} {min(2, form.words)} {model}",
    )


def _relation(start: int, end: int, entity: Span | None) -> tuple[str, str]:
    """Return how a stretch lies to what the model named there, and the label of that.

    "in0" shares its start with the entity, "in1" its end.
    """
    if entity is None:
        return "out", "-"
    if (entity.start, entity.end) == (start, end):
        return "is", entity.label
    if start <= entity.start and entity.end <= end:
        return "has", entity.label
    if entity.start <= start and end <= entity.end:
        return f"in{'0' * (entity.start == start)}{'1' * (entity.end == end)}", entity.label
    return "part", entity.label


def _words(match: re.Match[str] | None, nothing: str, step: Literal[1, -1]) -> tuple[str, str]:
    """Return a word or sign and the next one, read forwards (step 1) or backwards."""
    if match is None:
        return nothing, nothing
    first, second = match.groups(nothing)
    return first[::step], second[::step]


def _word(word: str) -> str:
    return "0" if word[0].isdigit() else word.lower()


def _shape(word: str) -> str:
    if word.isupper() and len(word) > 1:
        return "X"
    if word.islower():
        return "x"
    if word[0].isupper():
        return "Xx"
    return "d" if word[0].isdigit() else "."


def _shape_of_words(name: str) -> str:
    if name.isupper():
        return "X"
    return "x" if name[0].islower() else "Xx"
