"""Small real implementations of the Protocols, for tests that need a pipeline but not spaCy or the world."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from geo.atlas import Atlas
from geo.geocode.exchange import AnswerCounts, Forecast, GeocodeAnswer, GeocodeQuery, Outcome
from geo.model import (
    Area,
    BBox,
    Candidate,
    Document,
    Footprint,
    GeoparsedDocument,
    Mention,
    NameMatch,
    Place,
    Point,
    Reason,
    Resolution,
    Resolved,
)
from geo.phrase import Phrase
from geo.pipeline import Pipeline
from geo.protocols import Ask, BaseMapLevel, DocumentCache, Progress
from geo.text.toponym import fold


def make_place(
    place_id: str,
    name: str,
    kind: str,
    lat: float | None,
    lon: float | None,
    code: str | None = None,
    country: str | None = None,
    admin1: str | None = None,
    population: int | None = None,
    bbox: BBox | None = None,
) -> Place:
    """Return a place with an exact point, or with none where ``lat`` is None."""
    point = None if lat is None or lon is None else Point(lat, lon)
    footprint = Footprint(point, bbox, None, "exact" if point else "none")
    return Place(place_id, name, kind, code, country, admin1, None, population, footprint, "geonames")  # type: ignore[arg-type]


SYRIA = make_place("geonames:163843", "Syria", "country", 35.0, 38.0, "SY", "Syria", None, 20_000_000,
                   BBox(32.3, 35.7, 37.3, 42.4))  # fmt: skip
TURKEY = make_place("geonames:298795", "Turkey", "country", 39.0, 35.0, "TR", "Turkey", None, 82_000_000)
DEIR_EZ_ZOR = make_place("geonames:170794", "Deir ez-Zor", "settlement", 35.336, 40.141, "SY", "Syria",
                         "Deir ez-Zor Governorate", 271_800)  # fmt: skip
BRUSSELS = make_place("geonames:2800866", "Brussels", "settlement", 50.85, 4.35, "BE", "Belgium", "Brussels Capital",
                      1_019_022)  # fmt: skip
LONDON = make_place("geonames:2643743", "London", "settlement", 51.508, -0.126, "GB", "United Kingdom", "England",
                    8_961_989)  # fmt: skip
LONDON_ONTARIO = make_place("geonames:6058560", "London", "settlement", 42.983, -81.233, "CA", "Canada", "Ontario",
                            422_324)  # fmt: skip
MIDDLE_EAST = make_place("geonames:6269133", "Middle East", "region", None, None)

WORLD = (SYRIA, TURKEY, DEIR_EZ_ZOR, BRUSSELS, LONDON, LONDON_ONTARIO, MIDDLE_EAST)
DEMONYMS = {"Turkish": TURKEY, "Syrian": SYRIA}
UNKNOWN = "Atlantis"

ARTICLE = Document.make(
    "Talks opened in Brussels on Monday. Ministers spoke of Syria and of northern Syria.\n\n"
    "A convoy left Deir ez-Zor for Turkey; Turkish officers met it. Nobody in London, or in Atlantis, knew.\n\n"
    "Syria said nothing.",
    title="A convoy & a <meeting>",
    source="tests",
)


class FakeRecognizer:
    """Finds the names that `WORLD` has, its demonyms and "Atlantis", as written."""

    id = "fake-recognizer-1"

    def recognize(
        self, documents: Sequence[Document], *, progress: Progress | None = None
    ) -> list[tuple[Mention, ...]]:
        names = sorted({*(place.name for place in WORLD), *DEMONYMS, UNKNOWN}, key=len, reverse=True)
        pattern = re.compile(r"(?:(northern|southern) )?\b(" + "|".join(map(re.escape, names)) + r")\b")
        results = []
        for number, document in enumerate(documents, 1):
            found = []
            for match in pattern.finditer(document.text):
                label = "NORP" if match[2] in DEMONYMS else "GPE"
                phrase = Phrase("part", (match[1],)) if match[1] else None
                found.append(Mention(document.id, *match.span(2), match[2], label, self.id, phrase))  # type: ignore[arg-type]
            results.append(tuple(found))
            if progress:
                progress("Reading", number / len(documents))
        return results


class FakeGazetteer:
    """Knows `WORLD`; two square countries make its base map."""

    id = "fake-gazetteer-1"

    def lookup(self, names: Sequence[str]) -> list[tuple[NameMatch, ...]]:
        return [self._one(name) for name in names]

    def _one(self, name: str) -> tuple[NameMatch, ...]:
        if name in DEMONYMS:
            return (NameMatch(DEMONYMS[name], name, "demonym"),)
        found = [place for place in WORLD if fold(place.name) == fold(name)]
        found.sort(key=lambda place: -(place.population or 0))
        return tuple(NameMatch(place, place.name, "canonical") for place in found)

    def place(self, place_id: str) -> Place | None:
        return next((place for place in WORLD if place.id == place_id), None)

    def area(self, place_id: str) -> Area | None:
        if place_id != SYRIA.id:
            return None
        ring = [[35.7, 32.3], [42.4, 32.3], [42.4, 37.3], [35.7, 37.3], [35.7, 32.3]]
        return Area(json.dumps({"type": "Polygon", "coordinates": [ring]}))

    def basemap(self, level: BaseMapLevel) -> str:
        arcs = [
            [[3570, 3230], [670, 0], [0, 500], [-670, 0], [0, -500]],
            [[2600, 3600], [1900, 0], [0, 600], [-1900, 0], [0, -600]],
        ]
        geometries = [
            {"type": "Polygon", "id": "SY", "arcs": [[0]]},
            {"type": "Polygon", "id": "TR", "arcs": [[1]]},
        ]
        return json.dumps(
            {
                "type": "Topology",
                "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
                "objects": {"countries": {"type": "GeometryCollection", "geometries": geometries}},
                "arcs": arcs,
            }
        )


class FakeResolver:
    """Takes the first place of a name, with the others as rivals."""

    id = "fake-resolver-1"

    def __init__(self, gazetteer: FakeGazetteer | None = None) -> None:
        self._gazetteer = gazetteer or FakeGazetteer()

    def resolve(
        self,
        documents: Sequence[Document],
        mentions: Sequence[Sequence[Mention]],
        *,
        progress: Progress | None = None,
    ) -> list[Resolved]:
        if progress:
            progress("Placing names", 1.0)
        return [self._resolved(found) for found in mentions]

    def _resolved(self, mentions: Sequence[Mention]) -> Resolved:
        known = {surface: self._candidates(surface) for surface in dict.fromkeys(m.surface for m in mentions)}
        readings = {surface: candidates for surface, candidates in known.items() if candidates}
        numbers = {surface: number for number, surface in enumerate(readings)}
        resolutions = (self._resolve(m, known[m.surface], numbers.get(m.surface)) for m in mentions)
        return Resolved(tuple(resolutions), tuple(readings.values()))

    def _candidates(self, surface: str) -> tuple[Candidate, ...]:
        matches = self._gazetteer.lookup([surface])[0]
        return tuple(
            Candidate(
                match.place,
                match.name,
                5.0 - rank,
                (Reason("population", 5.0 - rank, f"{match.place.population} people live there.", 1.0),),
            )
            for rank, match in enumerate(matches)
        )

    def _resolve(self, mention: Mention, candidates: tuple[Candidate, ...], reading: int | None) -> Resolution:
        if not candidates:
            return Resolution(mention, "not_found", None, None, None, self.id)
        place = candidates[0].place
        footprint = None
        if mention.phrase:
            ring = [[35.7, 34.8], [42.4, 34.8], [42.4, 37.3], [35.7, 37.3], [35.7, 34.8]]
            area = json.dumps({"type": "Polygon", "coordinates": [ring]})
            footprint = Footprint(Point(36.0, 39.0), BBox(34.8, 35.7, 37.3, 42.4), area, "centroid")
        confidence = 0.95 if len(candidates) == 1 else 0.62
        change = "Nothing: the gazetteer knows no other place of this name."
        if len(candidates) > 1:
            rival = candidates[1].place
            change = f"The runner-up is {rival.name}, {rival.admin1}, {rival.country}."
        return Resolution(
            mention,
            "resolved" if len(candidates) == 1 else "ambiguous",
            place,
            confidence,
            reading,
            self.id,
            footprint,
            explanation=candidates[0].reasons,
            change=change,
        )


class FakeGeocoder:
    """Knows `answers`, and what was asked before; `asked` are the names that it sent requests for.

    While ``failing`` has an outcome, that is what comes of every request.
    """

    id = "fake-geocoder-1"

    def __init__(self, answers: Mapping[str, Sequence[Place]]) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.queries: list[GeocodeQuery] = []
        self.failing: Outcome | None = None
        self.paused: tuple[str, ...] = ()
        self._known: dict[str, GeocodeAnswer] = {}

    def geocode(
        self, queries: Sequence[GeocodeQuery], *, ask: Ask = "missing", progress: Progress | None = None
    ) -> list[GeocodeAnswer]:
        answers = []
        for number, query in enumerate(queries):
            if progress:
                progress("Asking fake", number / len(queries))
            answers.append(self._answer(query, ask))
        return answers

    def _answer(self, query: GeocodeQuery, ask: Ask) -> GeocodeAnswer:
        known = self._known.get(query.name)
        if known and ask != "all":
            return replace(known, from_cache=True)
        if ask == "nothing":
            return GeocodeAnswer("transient", note="It was not asked yet.")
        self.asked.append(query.name)
        self.queries.append(query)
        if self.failing:
            return GeocodeAnswer(self.failing, note="fake is down; try again later.")
        places = tuple(self.answers.get(query.name, ()))
        answer = GeocodeAnswer("found" if places else "not_found", places, "fake", 1_780_000_000.0)
        self._known[query.name] = answer
        return answer

    def forecast(self, queries: Sequence[GeocodeQuery]) -> Forecast:
        new = sum(query.name not in self._known for query in queries)
        return Forecast(new, float(new), f"{new} names to ask, {new} s at 1/s")

    def notices(self) -> tuple[str, ...]:
        return self.paused

    def counts(self) -> AnswerCounts:
        return AnswerCounts(hits=1_234, misses=len(self.asked), saved_s=95.0)


class MemoryCache:
    """A `DocumentCache` that lasts as long as the test."""

    notice = ""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], GeoparsedDocument] = {}

    def get(self, document_ids: Sequence[str], pipeline_id: str) -> list[GeoparsedDocument | None]:
        return [self.kept.get((document_id, pipeline_id)) for document_id in document_ids]

    def put(self, parsed: Sequence[GeoparsedDocument], pipeline_id: str) -> None:
        self.kept |= {(one.document.id, pipeline_id): one for one in parsed}


def fake_pipeline(cache: DocumentCache | None = None) -> Pipeline:
    """Return a whole pipeline of fakes."""
    return Pipeline(FakeRecognizer(), FakeResolver(), cache=cache, provenance=(("recognizer", "fake"),))


def parse(*texts: str) -> list[GeoparsedDocument]:
    """Return the texts geoparsed by the fakes, titled "Document 1" and so on."""
    return fake_pipeline().geoparse(
        [Document.make(text, title=f"Document {number}") for number, text in enumerate(texts, 1)]
    )


def article_atlas() -> Atlas:
    """Return the atlas of `ARTICLE`."""
    return Atlas.build(fake_pipeline().geoparse([ARTICLE]))
