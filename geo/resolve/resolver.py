"""The resolver: an ordered list of rules, every candidate and every reason kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Protocol
from zlib import crc32

from geo.model import Candidate, Document, Mention, Place, Resolution, Resolved, Status
from geo.progress import share_of
from geo.protocols import Gazetteer, Progress
from geo.resolve.candidates import Name, Query, find_options
from geo.resolve.confidence import AMBIGUOUS_BELOW, confidence_of, rival_of
from geo.resolve.decision import Decision
from geo.resolve.explain import telling_reasons, what_would_change
from geo.resolve.governments import acts, government_of, seats_of_government
from geo.resolve.home import Home, home_of
from geo.resolve.prior_rules import INSIDE, judge
from geo.resolve.ranking import rank
from geo.resolve.stated_positions import STATED_CONFIDENCE, stated_position
from geo.resolve.unknown_names import at_parent
from geo.resolve.weights import SHIPPED, Numbers
from geo.version import parsing_version

_STAGE = "Placing names"
_KEPT_NAMES = 4_096  # some 6 KB each


class Drawing(Protocol):
    """Draws what phrases mean ("northern", "50 km east of"); `geo.areas` has the one that is used."""

    @property
    def id(self) -> str:
        """Name and version."""

    def draw(self, resolved: Resolved, *, progress: Progress | None = None) -> Resolved:
        """Return what was found in one document with the footprints of its mentions; all else as it is."""


class RuleResolver:
    """Resolves by the rules of `geo.resolve.prior_rules` and `geo.resolve.context_rules`, a document at a time."""

    def __init__(
        self, gazetteer: Gazetteer, *, areas: Drawing, home: Place | None = None, numbers: Numbers = SHIPPED
    ) -> None:
        """Resolve to a gazetteer's places; ``areas`` draws "northern Syria".

        ``home`` is a place that the texts are about, by their reader's word. Without it a document's web address
        tells which region it comes from.
        """
        by = "" if numbers is SHIPPED else f"/by-{crc32(repr(numbers).encode()):08x}"
        about = f"/near-{home.id}" if home else ""
        self.id = f"rules-{parsing_version()}{by}{about}/{areas.id}/{gazetteer.id}"
        self._gazetteer = gazetteer
        self._areas = areas
        self._home = Home.near(home) if home else None
        self._numbers = numbers
        self._name = lru_cache(_KEPT_NAMES)(self._read_name)

    def resolve(
        self,
        documents: Sequence[Document],
        mentions: Sequence[Sequence[Mention]],
        *,
        progress: Progress | None = None,
    ) -> list[Resolved]:
        """Return one resolution for each mention of each document; same lengths and order."""
        results = []
        for number, (document, found) in enumerate(zip(documents, mentions, strict=True)):
            part = share_of(progress, number / len(documents), (number + 1) / len(documents))
            if part:
                part(_STAGE, 0.0)
            decided = self._decided(document, found)
            for index, (one, following) in enumerate(pairwise(decided)):
                next_but_one = decided[index + 2] if index + 2 < len(decided) else None
                if parent := at_parent(document, one, following, next_but_one):
                    decided[index] = parent
            results.append(self._areas.draw(self._written(decided), progress=part))
            if part:
                part(_STAGE, 1.0)
        return results

    def _read_name(self, query: Query) -> Name:
        return judge(find_options(self._gazetteer, query), self._numbers.weights)

    def _decided(self, document: Document, mentions: Sequence[Mention]) -> list[Decision]:
        names = [self._name(Query.of(mention.surface, mention.label)) for mention in mentions]
        ranked = rank(document, mentions, names, self._numbers.weights, self._home or home_of(document.url))
        verdicts = {key: self._verdict(shared) for key, shared in {id(one): one for one in ranked if one}.items()}
        return [
            self._decide(document, mention, candidates, verdicts)
            for mention, candidates in zip(mentions, ranked, strict=True)
        ]

    def _verdict(self, candidates: tuple[Candidate, ...]) -> tuple[Status, float]:
        confidence = confidence_of(candidates, self._numbers)
        ambiguous = confidence < AMBIGUOUS_BELOW and rival_of(candidates) is not None
        return "ambiguous" if ambiguous else "resolved", confidence

    def _decide(
        self,
        document: Document,
        mention: Mention,
        candidates: tuple[Candidate, ...],
        verdicts: Mapping[int, tuple[Status, float]],
    ) -> Decision:
        if position := stated_position(mention):
            return Decision(mention, "resolved", position.place, STATED_CONFIDENCE, (position,))
        if not candidates:
            return Decision(mention, "not_found", None, None, (), _why_not_found(mention))
        status, confidence = verdicts[id(candidates)]
        return Decision(
            mention,
            status,
            candidates[0].place,
            confidence,
            candidates,
            _note(document, mention, candidates),
        )

    def _written(self, decided: Sequence[Decision]) -> Resolved:
        """Number the candidates, which the mentions of a name share, and write down what a reader is told of them."""
        readings = {id(one.candidates): one.candidates for one in decided if one.candidates}
        numbers = {key: number for number, key in enumerate(readings)}
        explanations = {key: telling_reasons(candidates[0].reasons) for key, candidates in readings.items()}
        changes: dict[tuple[int, str, str], str] = {}
        resolutions = []
        for one in decided:
            key = id(one.candidates)
            asked = (key, one.mention.surface, one.mention.label)
            if asked not in changes:
                changes[asked] = what_would_change(one, self._numbers.weights)
            resolutions.append(
                Resolution(
                    one.mention,
                    one.status,
                    one.place,
                    one.confidence,
                    numbers.get(key),
                    self.id,
                    note=one.note,
                    explanation=explanations.get(key, ()),
                    change=changes[asked],
                )
            )
        return Resolved(tuple(resolutions), tuple(readings.values()))


def _why_not_found(mention: Mention) -> str:
    if mention.label == "NORP":
        return f"“{mention.surface}” names people; the gazetteer has no one country or region for them."
    return f"The gazetteer has no place called “{mention.surface}”."


def _note(document: Document, mention: Mention, candidates: Sequence[Candidate]) -> str:
    best = candidates[0]
    if best.place.footprint.point is None:
        return f"The gazetteer knows {best.place.name} but not where it is."
    if any(reason.rule == INSIDE for reason in best.reasons):
        return (
            f"The gazetteer does not know “{mention.surface}”; the pin is at {best.place.name}, which is in the name."
        )
    place = best.place
    if place.country and place.id in seats_of_government() and acts(document.text, mention.start, mention.end):
        return f"Here it stands for {government_of(place.country)}."
    return ""
