"""Asking in the background, without a dashboard around it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

from components.inquiry import Inquiry
from geo.errors import GazetteerError
from geo.geocode.completion import OnlineLookup
from geo.geocode.exchange import GeocodeAnswer, GeocodeQuery
from geo.protocols import Ask, Progress
from tests.fakes import LONDON, FakeGazetteer, FakeGeocoder, article_atlas
from tests.geocode.completion.conftest import resolver_over

ATLANTIS = replace(LONDON, id="osm:node/9", name="Atlantis", source="openstreetmap")
ENOUGH_S = 20.0


class Waiting(FakeGeocoder):
    """Answers when it is let go."""

    def __init__(self) -> None:
        super().__init__({"Atlantis": [ATLANTIS]})
        self.begun, self.go = threading.Event(), threading.Event()

    def geocode(
        self, queries: Sequence[GeocodeQuery], *, ask: Ask = "missing", progress: Progress | None = None
    ) -> list[GeocodeAnswer]:
        if ask != "nothing":
            self.begun.set()
            assert self.go.wait(ENOUGH_S)
        return super().geocode(queries, ask=ask, progress=progress)


class Broken(FakeGeocoder):
    """Raises what no geocoder should."""

    def geocode(
        self, queries: Sequence[GeocodeQuery], *, ask: Ask = "missing", progress: Progress | None = None
    ) -> list[GeocodeAnswer]:
        if ask != "nothing":
            raise GazetteerError("The file is gone.")
        return super().geocode(queries, ask=ask, progress=progress)


def begin(geocoder: FakeGeocoder) -> Inquiry:
    """Return an inquiry that has recalled what is known."""
    inquiry = Inquiry(OnlineLookup(geocoder, FakeGazetteer(), resolver_over, below=0.0), article_atlas())
    settle(inquiry)
    return inquiry


def settle(inquiry: Inquiry) -> None:
    assert inquiry.task is None or inquiry.task.finished(ENOUGH_S)


def status(inquiry: Inquiry) -> str:
    [parsed] = inquiry.latest.atlas.documents
    return next(r.status for r in parsed.resolutions if r.mention.surface == "Atlantis")


def test_nothing_is_sent_by_itself() -> None:
    """An inquiry begins with what is known, says what is open, and leaves the mentions as they are."""
    geocoder = FakeGeocoder({"Atlantis": [ATLANTIS]})
    inquiry = begin(geocoder)
    assert list(inquiry.latest.open) == ["atlantis"]
    assert inquiry.latest.revision == ""
    assert status(inquiry) == "not_found"
    assert not geocoder.asked


def test_what_is_known_is_there_while_more_is_asked() -> None:
    """The map never waits for a geocoder."""
    geocoder = Waiting()
    inquiry = begin(geocoder)
    inquiry.ask()
    assert geocoder.begun.wait(ENOUGH_S)
    assert inquiry.latest.atlas == article_atlas()
    geocoder.go.set()
    settle(inquiry)
    assert status(inquiry) == "resolved"
    assert not inquiry.latest.open


def test_stopping_sends_nothing_more() -> None:
    """What could not be asked any more is "unavailable", and can be asked later."""
    geocoder = Waiting()
    inquiry = begin(geocoder)
    inquiry.ask()
    assert geocoder.begun.wait(ENOUGH_S)
    inquiry.stop()
    geocoder.go.set()
    settle(inquiry)
    assert not geocoder.asked
    assert status(inquiry) == "unavailable"
    inquiry.ask()
    settle(inquiry)
    assert status(inquiry) == "resolved"


def test_one_thing_is_asked_at_a_time() -> None:
    """A second click while a question is out changes nothing."""
    geocoder = Waiting()
    inquiry = begin(geocoder)
    inquiry.ask()
    inquiry.ask()
    inquiry.ask_again("atlantis")
    geocoder.go.set()
    settle(inquiry)
    assert geocoder.asked == ["Atlantis"]


def test_an_unknown_name_is_not_asked() -> None:
    """Only names of these documents can be asked for again."""
    geocoder = FakeGeocoder({})
    inquiry = begin(geocoder)
    inquiry.ask_again("elsewhere")
    assert inquiry.task is None
    assert not geocoder.asked


def test_a_failure_is_a_sentence_and_costs_nothing() -> None:
    """What was there before is still there, and asking again clears the fault."""
    inquiry = begin(Broken({}))
    inquiry.ask()
    settle(inquiry)
    assert inquiry.latest.atlas == article_atlas()
    assert inquiry.fault == "The file is gone."
    assert list(inquiry.latest.open) == ["atlantis"]
