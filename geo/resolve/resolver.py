"""The resolver: an ordered list of rules, every candidate and every reason kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Protocol
from zlib import crc32

from geo.model import Candidate, Document, Mention, Place, Resolution
from geo.protocols import Gazetteer
from geo.resolve.candidates import Name, Query, find_options
from geo.resolve.confidence import AMBIGUOUS_BELOW, confidence_of, rival_of
from geo.resolve.governments import acts, government_of, seats_of_government
from geo.resolve.home import Home, home_of
from geo.resolve.prior_rules import INSIDE, judge
from geo.resolve.ranking import rank
from geo.resolve.stated_positions import position_of
from geo.resolve.unknown_names import at_parent
from geo.resolve.weights import SHIPPED, Numbers
from geo.version import parsing_version

_KEPT_NAMES = 4_096  # some 6 KB each


class Drawing(Protocol):
    """Draws what modifiers mean ("northern", "50 km east of"); `geo.areas` has the one that is used."""

    @property
    def id(self) -> str:
        """Name and version."""

    def draw(self, resolutions: Sequence[Resolution]) -> tuple[Resolution, ...]:
        """Return the resolutions of one document with their footprints; same length and order."""


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
        self, documents: Sequence[Document], mentions: Sequence[Sequence[Mention]]
    ) -> list[tuple[Resolution, ...]]:
        """Return one resolution for each mention of each document; same lengths and order."""
        results = []
        for document, found in zip(documents, mentions, strict=True):
            names = [self._name(Query.of(mention.surface, mention.label)) for mention in found]
            ranked = rank(document, found, names, self._numbers.weights, self._home or home_of(document.url))
            decided = [
                position_of(m, self.id) or self._decide(document, m, candidates)
                for m, candidates in zip(found, ranked, strict=True)
            ]
            for index, (one, following) in enumerate(pairwise(decided)):
                next_but_one = decided[index + 2] if index + 2 < len(decided) else None
                if parent := at_parent(document, one, following, next_but_one):
                    decided[index] = parent
            results.append(self._areas.draw(decided))
        return results

    def _read_name(self, query: Query) -> Name:
        return judge(find_options(self._gazetteer, query), self._numbers.weights)

    def _decide(self, document: Document, mention: Mention, candidates: tuple[Candidate, ...]) -> Resolution:
        if not candidates:
            return Resolution(mention, "not_found", None, None, (), self.id, note=_why_not_found(mention))
        place = candidates[0].place
        confidence = confidence_of(candidates, self._numbers)
        ambiguous = confidence < AMBIGUOUS_BELOW and rival_of(candidates) is not None
        return Resolution(
            mention,
            "ambiguous" if ambiguous else "resolved",
            place,
            confidence,
            candidates,
            self.id,
            note=_note(document, mention, candidates),
        )


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
