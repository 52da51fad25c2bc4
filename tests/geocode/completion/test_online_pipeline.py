"""The main path with a geocoder at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from geo.geocode.completion import OnlineLookup
from geo.geocode.exchange import Forecast, GeocodeAnswer, GeocodeQuery
from geo.geocode.online_pipeline import OnlinePipeline
from geo.model import Document, GeoparsedDocument, Mention, Resolution
from geo.protocols import Ask
from tests.fakes import LONDON, FakeGazetteer, FakeGeocoder, fake_pipeline
from tests.geocode.completion.conftest import resolver_over
from tests.test_pipeline import DictCache

ATLANTIS = replace(LONDON, id="osm:node/9", name="Atlantis", source="openstreetmap")


def pipeline(
    geocoder: FakeGeocoder, cache: DictCache | None = None, heard: list[Forecast] | None = None
) -> OnlinePipeline:
    online = OnlineLookup(geocoder, FakeGazetteer(), resolver_over, below=0.0)
    return OnlinePipeline(fake_pipeline(cache), online, on_forecast=None if heard is None else heard.append)


def atlantis(parsed: Sequence[GeoparsedDocument]) -> Resolution:
    [document] = parsed
    return next(r for r in document.resolutions if r.mention.surface == "Atlantis")


def make(*texts: str) -> list[Document]:
    return [Document.make(text) for text in texts]


def test_the_id_differs_when_a_geocoder_is_on() -> None:
    """Results with and without a geocoder are never taken for one another."""
    with_one = pipeline(FakeGeocoder({}))
    assert with_one.id != fake_pipeline().id
    assert with_one.id == pipeline(FakeGeocoder({})).id


def test_same_length_order_and_one_question_a_call() -> None:
    """All documents of a call are asked for together."""
    geocoder = FakeGeocoder({"Atlantis": [ATLANTIS]})
    heard: list[Forecast] = []
    documents = make("Atlantis", "London", "Atlantis and London")
    results = pipeline(geocoder, heard=heard).geoparse(documents)
    assert [parsed.document for parsed in results] == documents
    assert geocoder.asked == ["Atlantis"]
    assert [forecast.requests for forecast in heard] == [1]


def test_an_outage_is_not_remembered() -> None:
    """A document with "unavailable" is in no cache; the next run asks again, and reads nothing again."""
    geocoder, cache = FakeGeocoder({"Atlantis": [ATLANTIS]}), DictCache()
    geocoder.failing = "transient"
    cached: list[Document] = []
    assert atlantis(pipeline(geocoder, cache).geoparse(make("Atlantis"))).status == "unavailable"
    assert all(r.status != "unavailable" for stored in cache.stored.values() for r in stored.resolutions)
    geocoder.failing = None
    assert atlantis(pipeline(geocoder, cache).geoparse(make("Atlantis"), on_cached=cached.append)).place == ATLANTIS
    assert cached == make("Atlantis")


def test_an_answer_that_has_changed_is_seen() -> None:
    """Documents that were read before follow what the geocoder knows now."""
    geocoder, cache = FakeGeocoder({}), DictCache()
    assert atlantis(pipeline(geocoder, cache).geoparse(make("Atlantis"))).status == "not_found"
    later = FakeGeocoder({"Atlantis": [ATLANTIS]})
    assert atlantis(pipeline(later, cache).geoparse(make("Atlantis"))).place == ATLANTIS


def test_given_mentions_are_asked_too() -> None:
    """Spans from elsewhere are completed like recognised ones."""
    [document] = make("Atlantis")
    mention = Mention(document.id, 0, 8, "Atlantis", "GOLD", "given")
    geocoder = FakeGeocoder({"Atlantis": [ATLANTIS]})
    assert atlantis(pipeline(geocoder).resolve([document], [(mention,)])).place == ATLANTIS


class Interrupted(FakeGeocoder):
    """Somebody presses Ctrl+C when it is asked for Nowhere."""

    def _answer(self, query: GeocodeQuery, ask: Ask) -> GeocodeAnswer:
        if query.name == "Nowhere" and ask != "nothing":
            raise KeyboardInterrupt
        return super()._answer(query, ask)


def given(*names: str) -> tuple[list[Document], list[list[Mention]]]:
    """Return a document that consists of names, and its mentions."""
    [document] = make(" ".join(names))
    starts = [len(" ".join((*names[:number], ""))) for number in range(len(names))]
    return [document], [
        [
            Mention(document.id, start, start + len(name), name, "GOLD", "given")
            for start, name in zip(starts, names, strict=True)
        ]
    ]


def test_an_interrupt_ends_the_asking_and_not_the_work() -> None:
    """What was answered is there, the rest is "unavailable", and of later documents nothing is asked."""
    geocoder, told = Interrupted({"Atlantis": [ATLANTIS]}), []
    online = OnlineLookup(geocoder, FakeGazetteer(), resolver_over, below=0.0)
    interrupted = OnlinePipeline(fake_pipeline(), online, on_interrupt=lambda: told.append("stopped"))
    [document] = interrupted.resolve(*given("Atlantis", "Nowhere"))
    assert [r.status for r in document.resolutions] == ["resolved", "unavailable"]
    [later] = interrupted.resolve(*given("Atlantis", "Mu"))
    assert [r.status for r in later.resolutions] == ["resolved", "unavailable"]
    assert "stopped" in later.resolutions[1].note
    assert geocoder.asked == ["Atlantis"]
    assert told == ["stopped"]


def test_an_interrupt_that_nobody_waits_for_ends_everything() -> None:
    """As in any other program."""
    with pytest.raises(KeyboardInterrupt):
        pipeline(Interrupted({})).resolve(*given("Nowhere"))


def test_progress_only_rises() -> None:
    """Reading is the first half of the work and asking the second."""
    heard: list[tuple[str, float]] = []
    pipeline(FakeGeocoder({})).geoparse(
        make("Atlantis", "London"), progress=lambda stage, fraction: heard.append((stage, fraction))
    )
    assert [stage for stage, _ in heard] == ["Reading", "Reading", "Placing names", "Asking fake"]
    assert [fraction for _, fraction in heard] == sorted(fraction for _, fraction in heard)
