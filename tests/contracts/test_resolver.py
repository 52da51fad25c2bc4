"""What every `geo.protocols.Resolver` promises."""

from __future__ import annotations

import pytest

from geo.areas import AreaDrawing
from geo.protocols import Resolver
from geo.resolve.resolver import RuleResolver
from tests.fakes import ARTICLE, UNKNOWN, FakeGazetteer, FakeRecognizer, FakeResolver, parse

DOCUMENTS = (ARTICLE, parse("London.")[0].document, parse("Nothing here.")[0].document)
MENTIONS = FakeRecognizer().recognize(DOCUMENTS)


@pytest.fixture(params=["fake", "rules"])
def resolver(request: pytest.FixtureRequest) -> Resolver:
    if request.param == "fake":
        return FakeResolver()
    gazetteer = FakeGazetteer()
    return RuleResolver(gazetteer, areas=AreaDrawing(gazetteer))


def test_one_resolution_a_mention_in_order(resolver: Resolver) -> None:
    resolved = resolver.resolve(DOCUMENTS, MENTIONS)
    assert [[r.mention for r in found.resolutions] for found in resolved] == [list(found) for found in MENTIONS]
    assert all(r.resolver_id == resolver.id for found in resolved for r in found.resolutions)
    assert resolver.resolve([], []) == []


def test_status_place_and_candidates_agree(resolver: Resolver) -> None:
    """A place comes with a confidence and is the best candidate; what is not found has neither."""
    resolved = resolver.resolve(DOCUMENTS, MENTIONS)[0]
    for resolution in resolved.resolutions:
        candidates = resolved.candidates(resolution)
        scores = [candidate.score for candidate in candidates]
        assert scores == sorted(scores, reverse=True)
        if resolution.mention.surface == UNKNOWN:
            assert (resolution.status, resolution.place, resolution.confidence) == ("not_found", None, None)
            assert resolution.reading is None and not resolution.explanation and not resolution.change
        else:
            assert resolution.status in {"resolved", "ambiguous"}
            assert resolution.place == candidates[0].place
            assert resolution.confidence is not None and 0.0 <= resolution.confidence <= 1.0
            assert resolution.change
            assert resolution.explanation and set(resolution.explanation) <= set(candidates[0].reasons)


def test_mentions_of_one_name_share_their_reading(resolver: Resolver) -> None:
    """Candidates are written down once a name, and every reading is somebody's."""
    document = parse("London slept. London woke. Syria slept.")[0].document
    [resolved] = resolver.resolve([document], FakeRecognizer().recognize([document]))
    first, second, other = (resolution.reading for resolution in resolved.resolutions)
    assert first == second != other
    assert {first, other} == set(range(len(resolved.readings)))


def test_a_phrase_gives_a_footprint_of_its_own(resolver: Resolver) -> None:
    """ "northern Syria" is drawn as a part of Syria; Syria itself is not."""
    for resolution in resolver.resolve(DOCUMENTS, MENTIONS)[0].resolutions:
        assert (resolution.footprint is not None) == (resolution.mention.phrase is not None)
