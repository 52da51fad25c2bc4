"""What a visitor has asked a geocoder about the documents on the map."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from components.background import Task
from geo.atlas import Atlas
from geo.errors import GeoError
from geo.geocode.completion import OnlineLookup
from geo.geocode.exchange import AnswerCounts, GeocodeAnswer, GeocodeQuery
from geo.model import GeoparsedDocument
from geo.protocols import Ask, Progress

_KNOWN = frozenset({"found", "not_found"})


@dataclass(frozen=True, slots=True)
class Answered:
    """Documents with a geocoder's answers.

    Attributes:
        queries: what can be asked, by folded name.
        answers: what was said, likewise; a name that nobody has asked for yet has none.
        forecast: a sentence on what asking for `open` will take.
    """

    atlas: Atlas
    queries: Mapping[str, GeocodeQuery] = field(default_factory=dict)
    answers: Mapping[str, GeocodeAnswer] = field(default_factory=dict)
    forecast: str = ""

    @property
    def open(self) -> dict[str, GeocodeQuery]:
        """What remains to be asked: nobody has, or it could not be answered."""
        return {key: query for key, query in self.queries.items() if not _settled(self.answers.get(key))}

    @property
    def revision(self) -> str:
        """Differs for other answers; "" while there are none."""
        if not self.answers:
            return ""
        said = repr(sorted((key, a.outcome, a.asked_at_s, a.stale, a.note) for key, a in self.answers.items()))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Inquiry:
    """Asks in the background; the script of one visitor, which is one thread at a time, looks at what came of it."""

    def __init__(self, online: OnlineLookup, atlas: Atlas) -> None:
        """Begin with what the geocoder's cache knows: nothing is sent before `ask` or `ask_again`."""
        self._online = online
        self._documents: Sequence[GeoparsedDocument] = atlas.documents
        self._latest = Answered(atlas)
        self.fault = ""
        self.task: Task[Answered] | None = Task(self._recall)

    @property
    def latest(self) -> Answered:
        """What is known by now."""
        if self.task and self.task.finished(0.0):
            try:
                self._latest = self.task.result()
            except GeoError as error:
                self.fault = str(error)
            self.task = None
        return self._latest

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person should know of the geocoder: that it is paused, and until when."""
        return self._online.geocoder.notices()

    @property
    def counts(self) -> AnswerCounts:
        """How often answers that were known already helped."""
        return self._online.geocoder.counts()

    def ask(self) -> None:
        """Ask for all that is open."""
        self._start(self.latest.open, "missing")

    def ask_again(self, name: str) -> None:
        """Ask for one folded name whose answer is known already, whatever its age."""
        latest = self.latest
        if name in latest.queries:
            self._start({name: latest.queries[name]}, "all")

    def stop(self) -> None:
        """Send no further request; what was answered is kept."""
        if self.task:
            self.task.cancel()

    def _start(self, queries: Mapping[str, GeocodeQuery], ask: Ask) -> None:
        if self.task is None:
            self.fault = ""
            self.task = Task(partial(self._ask, self._latest, queries, ask))

    def _recall(self, progress: Progress) -> Answered:
        queries = self._online.queries(self._documents)
        known = self._online.ask(queries, ask="nothing")
        answers = {key: answer for key, answer in known.items() if answer.outcome in _KNOWN}
        return self._answered(Answered(self._latest.atlas, queries), answers)

    def _ask(self, before: Answered, queries: Mapping[str, GeocodeQuery], ask: Ask, progress: Progress) -> Answered:
        return self._answered(before, {**before.answers, **self._online.ask(queries, ask=ask, progress=progress)})

    def _answered(self, before: Answered, answers: Mapping[str, GeocodeAnswer]) -> Answered:
        atlas = Atlas.build(self._online.apply(self._documents, answers)) if answers else before.atlas
        after = Answered(atlas, before.queries, answers)
        forecast = self._online.geocoder.forecast(list(after.open.values())).sentence if after.open else ""
        return Answered(atlas, after.queries, answers, forecast)


def _settled(answer: GeocodeAnswer | None) -> bool:
    return answer is not None and answer.outcome in _KNOWN and not answer.stale
