"""What speaks for and against a stretch of text being a place name, as the names of the features that hold.

A feature is a short text, "template value value …"; `geo.recognize.span_model` has a weight for each that matters.
The templates join what the model says, what the gazetteer knows, the words around, and the rest of the document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from geo.recognize.candidate_spans import PLACE_LABELS, Extent
from geo.recognize.known_names import KnownNames, NameEvidence
from geo.recognize.mates import Mates
from geo.recognize.spans import Span, SpanSet
from geo.recognize.words import follows_kin, given_names, is_kind, is_kind_in_front, preposition_class

_BEFORE = re.compile(r"([^\W_]+|(?<!\w)[A-Z][a-z]{1,4}\.|[^\w\s]|\n)[ \t]*\Z")
_BEHIND = re.compile(r"[ \t]*(['’]s\b|[^\W_]+|[^\w\s]|\n)")
_LONGEST_WORD_CHARS = 30
_REGION_BEHIND = re.compile(r",\s([A-Z][A-Za-z.]+)")
_TRUSTED = frozenset({"canonical", "abbreviation", "alias"})
_LINE_START_CHARS = 3
_MANY_COUNTRIES = 6
_MOST_WORDS, _MOST_CHARS, _MOST_REST = 4, 12, 3
_MATES = ("none", "person", "other", "known", "labelled", "place")
_MATE_REGIONS = ("none", "country", "unit")


class DocumentFeatures:
    """The features of stretches of one document."""

    def __init__(self, text: str, entities: Sequence[Span], known: KnownNames) -> None:
        """Take the text and all that the model named in it, trimmed."""
        self._text = text
        self._known = known
        self._entities = SpanSet(entities)
        self._labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._part_of_person: dict[str, str] = {}
        self._place_names: set[str] = set()
        self._regions: Counter[object] = Counter()
        for start, end, label in entities:
            name = text[start:end]
            if label in PLACE_LABELS and name not in self._place_names:
                self._place_names.add(name)
                evidence = known.evidence(name)
                self._regions.update(evidence.regions)
                self._regions.update({region[0] for region in evidence.regions})
            self._labels[name][label] += 1
            if label == "PERSON" and " " in name:
                # News says the full name once, then the last of it; so that decides where both are used.
                first, *others = name.split()
                self._part_of_person.setdefault(first, "first")
                self._part_of_person.update(dict.fromkeys(others, "last"))

        self._is_wide = sum(isinstance(region, str) for region in self._regions) >= _MANY_COUNTRIES

    def entity(self, start: int, end: int) -> Span | None:
        """Return what the model named here, if only in part."""
        return self._entities.overlapping(Span(start, end, ""))

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
        entity = self.entity(start, end)
        relation, label = _relation(start, end, entity)
        model = f"{relation} {label}"
        known = self._known.evidence(name)
        gazetteer = f"{known.how} {known.kind}"
        before, at = self._before(start)
        before2, _ = self._before(at)
        behind, at = self._behind(end)
        behind2, _ = self._behind(at)
        behind_shape = _shape(behind)
        before, before2, behind, behind2 = map(_word, (before, before2, behind, behind2))
        shape = _shape(name) if len(words) == 1 else _shape_of_words(name)
        elsewhere = self._elsewhere(name, relation, label)
        near = self._near(name, known)
        person = (
            self._part_of_person.get(name, "none") if not (label == "PERSON" and relation.startswith("in")) else "none"
        )
        is_given = name in given_names()
        article = before == "the"
        preposition = f"{preposition_class(before2 if article else before)} {article}"
        mate, mate_region = self._mate(mates, known)
        last = words[-1].lower() if len(words) > 1 else ""
        is_generic = is_kind(last)
        is_generic_first = is_kind_in_front(words[0].lower())
        found = [
            f"size+place {known.how} {known.size} {relation} {label in PLACE_LABELS}",
            f"model+gazetteer {model} {gazetteer}",
            f"namesakes {known.namesakes}",
            f"abroad+model {known.abroad} {near} {model}",
            f"abroad+gazetteer {known.abroad} {near} {gazetteer} {known.size // 2}",
            f"curated+model {known.curated} {model}",
            f"covered+model {is_covered} {model} {known.how}",
            f"words {min(_MOST_WORDS, len(words))} {relation}",
            f"chars {min(_MOST_CHARS, len(name))}",
            f"shape+gazetteer {shape} {known.how}",
            f"shape+model {shape} {model}",
            f"elsewhere+model {elsewhere} {label if relation == 'is' else relation}",
            f"before {before}",
            f"before2 {before2} {before}",
            f"before+gazetteer {before} {known.how}",
            f"behind {behind}",
            f"behind2 {behind} {behind2}",
            f"behind-shape+model {behind_shape} {model}",
            f"generic+model {is_generic} {model}",
            f"person {person} {known.how} {known.size}",
            f"given+model {is_given} {model}",
            f"given+gazetteer {is_given} {gazetteer} {known.size}",
            f"demonym+model {known.demonym} {model}",
            f"generic-first+model {is_generic_first} {min(2, len(words))} {model}",
            f"mate+model {mate} {model} {known.how}",
            f"mate+region {mate_region} {known.how} {relation}",
        ]
        if known.how != "none" or label in PLACE_LABELS:
            found += (
                f"preposition+model {preposition} {model} {known.how}",
                f"preposition+gazetteer {preposition} {gazetteer} {known.size // 2}",
            )
        if person != "none":
            found += (f"person+label {person} {model}", f"person+before {before}", f"person+behind {behind}")
        if is_given:
            is_kin = follows_kin(text, start)
            among_given = any(text[slice(*other)] in given_names() for other in mates)
            found += (
                f"given+kin {is_kin} {label}",
                f"given+mates {among_given} {mate} {label}",
                f"given+before {before}",
                f"given+behind {behind}",
                f"given+behind-shape {behind_shape} {label}",
            )
        if last:  # of one word alone it would be the name itself, learnt by heart
            found.append(f"last {last}")
        if relation == "is":
            found += (f"before+label {before} {label}", f"behind+label {behind} {label}")
        elif entity is not None and relation.startswith("in"):
            found += self._inside(start, end, entity, known)
        if behind == "," and (match := _REGION_BEHIND.match(text, end)):
            region = self._known.evidence(match[1])
            found += (f"region {region.how} {region.kind}", f"region+gazetteer {region.kind} {relation} {known.how}")
        if start - (text.rfind("\n", 0, start) + 1) < _LINE_START_CHARS:
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

    def _mate(self, mates: Sequence[Extent], known: NameEvidence) -> tuple[str, str]:
        """Return what the likeliest place in a list with the name is, and whether one lies in a region with it."""
        best, region = 0, 0
        for start, end in mates:
            entity = self.entity(start, end)
            label = entity.label if entity else "-"
            evidence = self._known.evidence(self._text[start:end])
            trusted = evidence.how in _TRUSTED
            if label in PLACE_LABELS:
                best = max(best, 5 if trusted else 4)
            elif trusted and label != "PERSON":
                best = max(best, 3)
            else:
                best = max(best, 1 if label == "PERSON" else 2)
            if evidence.regions & known.regions:
                region = 2
            elif region == 0 and {code for code, _ in evidence.regions} & {code for code, _ in known.regions}:
                region = 1
        return _MATES[best], _MATE_REGIONS[region]

    def _near(self, name: str, known: NameEvidence) -> str:
        """Return whether a place of that name lies where other places of the document do: unit, country or none."""
        own = name in self._place_names
        if any(self._regions[region] > own for region in known.regions):
            return "unit"
        if any(self._regions[country] > own for country in {region[0] for region in known.regions}):
            return "country"
        return "wide" if self._is_wide else "none"

    def _before(self, start: int) -> tuple[str, int]:
        """Return the word or sign before an offset, and where it starts."""
        match = _BEFORE.search(self._text, max(0, start - _LONGEST_WORD_CHARS), start)
        return (match[1], match.start(1)) if match else ("^", start)

    def _behind(self, end: int) -> tuple[str, int]:
        """Return the word or sign behind an offset, and where it ends."""
        match = _BEHIND.match(self._text, end)
        return (match[1], match.end()) if match else ("$", end)

    def _elsewhere(self, name: str, relation: str, label: str) -> str:
        """Return what the model takes the same name for in the rest of the document."""
        labels = self._labels.get(name)
        if labels is None:
            return "none"
        places = sum(labels[place] for place in PLACE_LABELS)
        others = labels.total()
        if relation == "is":
            others -= 1
            places -= label in PLACE_LABELS
        if others <= 0:
            return "none"
        if places == others:
            return "place"
        return "mixed" if places else max(labels, key=lambda other: labels[other])


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
