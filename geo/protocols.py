"""The seams of Wherein: every swappable part stands here, on one page.

A part's ``id`` is its name, settings and code, model or data version, hashed or spelled out; it goes into every
result and every cache key, so a changed part never serves an old answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Literal, Protocol

from geo.atlas import Atlas
from geo.geocode.exchange import AnswerCounts, Forecast, GeocodeAnswer, GeocodeQuery
from geo.model import Area, Document, GeoparsedDocument, Mention, NameMatch, Resolved
from geo.read.content import Content, Limits, Unreadable
from geo.view import (
    Basis,
    Counts,
    DocumentSummary,
    Facet,
    Filter,
    MarkedPassage,
    PassagePage,
    PinSummary,
    Step,
    Tally,
    UnplacedName,
)

BaseMapLevel = Literal["110m", "50m"]
"""How detailed a base map is, named after the Natural Earth scales it is comparable with."""

Ask = Literal["missing", "nothing", "all"]
"""What a geocoder may send requests for: what its cache does not know, nothing, or everything anew."""


class Progress(Protocol):
    """Called during long work; may raise `geo.errors.Cancelled` to stop it."""

    def __call__(self, stage: str, fraction: float) -> None:
        """Report that ``stage`` ("Reading cities") has reached ``fraction`` (0..1) of the whole work."""


class Reader(Protocol):
    """Reads files of one format. Importing it loads no library: what it needs is loaded when it reads."""

    @property
    def title(self) -> str:
        """What people call the format."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Endings of the names of such files, in small letters with their dot: (".htm", ".html")."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Return whether a file is of this format, by how it begins (`geo.read.registry.HEAD_BYTES`), else by its name.

        Readers are asked in the order of the registry, those that know their files by the first bytes before others.
        """

    def read(self, file: BinaryIO, limits: Limits) -> Iterator[Content | Unreadable]:
        """Yield what the file holds, one document after the other and only as they are asked for.

        Nothing of the system but ``file``, read forwards, is touched, and of a document no more is taken in than
        ``limits`` allow.

        Raises:
            DocumentError: the file is not what it looked like, or too large; the message completes "NAME ...".
        """


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a format may want to know beside what there is to write.

    ``title`` is what the map is called; what ``wanted`` does not let through stays out of formats that do not hold
    everything.
    """

    gazetteer: Gazetteer
    title: str
    wanted: Filter


class Format(Protocol):
    """Writes what was found as a file of one kind."""

    @property
    def name(self) -> str:
        """What the command line calls it: "geojson"."""

    @property
    def title(self) -> str:
        """What people call it, and what is in it: "Places (GeoJSON)"."""

    @property
    def suffix(self) -> str:
        """The ending of such files, with its dot."""

    @property
    def mime(self) -> str:
        """The media type of such files."""

    @property
    def everything(self) -> bool:
        """Whether it always holds all that was found, whatever is filtered."""

    def write(self, atlas: Atlas, out: BinaryIO, options: ExportOptions) -> None:
        """Write all of a file, forwards; ``atlas`` is not filtered yet."""


class Recognizer(Protocol):
    """Finds place names in texts."""

    @property
    def id(self) -> str:
        """Name and version."""

    def recognize(
        self, documents: Sequence[Document], *, progress: Progress | None = None
    ) -> list[tuple[Mention, ...]]:
        """Return the mentions of each document, in text order and not overlapping; same length and order."""


class Gazetteer(Protocol):
    """Knows places by name. Safe to share between threads."""

    @property
    def id(self) -> str:
        """Name and data version."""

    def lookup(self, names: Sequence[str]) -> list[tuple[NameMatch, ...]]:
        """Return the places of each name, most prominent first; same length and order; () when none has it.

        Names are folded (`geo.text.toponym.fold`); where the folded name is unknown its squashed key is tried.
        """

    def area(self, place_id: str) -> Area | None:
        """Return the outline of a place, None when there is none; one that was drawn says by which rule."""

    def basemap(self, level: BaseMapLevel) -> str:
        """Return the world's countries as the text of a TopoJSON topology.

        Its one object is "countries", a GeometryCollection; each geometry's ``id`` is the ISO 3166-1 alpha-2 code
        (absent for land that has none). Arcs are quantised and delta-encoded, shared borders are shared arcs.
        """


class Resolver(Protocol):
    """Decides which place each mention denotes, and says why."""

    @property
    def id(self) -> str:
        """Name and version."""

    def resolve(
        self,
        documents: Sequence[Document],
        mentions: Sequence[Sequence[Mention]],
        *,
        progress: Progress | None = None,
    ) -> list[Resolved]:
        """Return one resolution for each mention of each document; same lengths and order."""


class Geocoder(Protocol):
    """Asks an online service for places by name. Safe to share between threads."""

    @property
    def id(self) -> str:
        """Name, settings and version; it holds no secret."""

    def geocode(
        self, queries: Sequence[GeocodeQuery], *, ask: Ask = "missing", progress: Progress | None = None
    ) -> list[GeocodeAnswer]:
        """Return one answer for each query; same length and order.

        It never raises for what a provider does: a failure is the outcome of the one query it struck. Where
        ``progress`` raises `geo.errors.Cancelled`, that goes through, and what was answered by then stays known:
        ``ask="nothing"`` returns it.
        """

    def forecast(self, queries: Sequence[GeocodeQuery]) -> Forecast:
        """Return how many requests the queries will need at most, and how long they take at the agreed pace."""

    def notices(self) -> tuple[str, ...]:
        """Return one sentence for each thing a person should know: a paused provider, a cache kept in memory."""

    def counts(self) -> AnswerCounts:
        """Return how often the answers that are kept helped, whoever asked."""


class Geoparser(Protocol):
    """Puts documents through the main path. Safe to share between threads."""

    @property
    def id(self) -> str:
        """Hash of its parts' ids."""

    def geoparse(
        self,
        documents: Sequence[Document],
        *,
        progress: Progress | None = None,
        on_cached: Callable[[Document], None] | None = None,
    ) -> list[GeoparsedDocument]:
        """Return each document with its mentions and what they denote; same length and order.

        ``on_cached`` is told of each document that had been parsed before.
        """

    def resolve(self, documents: Sequence[Document], mentions: Sequence[Sequence[Mention]]) -> list[GeoparsedDocument]:
        """Return the documents with the given mentions resolved, bypassing recognition and cache."""


class DocumentCache(Protocol):
    """Keeps parsed documents. A failing store is reported once and then behaves as empty: it never loses a result."""

    @property
    def notice(self) -> str:
        """One sentence for people on why it does not keep what it is given, "" while it does."""

    def get(self, document_ids: Sequence[str], pipeline_id: str) -> list[GeoparsedDocument | None]:
        """Return what was stored for each id, None where there is nothing; same length and order."""

    def put(self, parsed: Sequence[GeoparsedDocument], pipeline_id: str) -> None:
        """Store parsed documents, all in one go: storing many one by one writes far more."""


class View(Protocol):
    """Documents, the places they mention and the passages that mention them, asked a question at a time.

    ``offset`` and ``limit`` (None: to the end) cut out one page of an answer that has an order; past its end there is
    nothing. No answer needs the text of all documents in memory, and only `passages`, `search` and `text` hold any.
    """

    def basis(self) -> Basis:
        """Return what all answers rest on."""

    def counts(self, wanted: Filter) -> Counts:
        """Return how much there is of what the filter lets through."""

    def documents(self, *, offset: int = 0, limit: int | None = None) -> tuple[DocumentSummary, ...]:
        """Return the documents in reading order; a document's number is its place in it."""

    def pins(self, wanted: Filter, *, offset: int = 0, limit: int | None = None) -> tuple[PinSummary, ...]:
        """Return the pins of which the filter lets a mention through, those with most first, then by name."""

    def unplaced(self, *, offset: int = 0, limit: int | None = None) -> tuple[UnplacedName, ...]:
        """Return the names that are not on the map, those with most mentions first, then by name."""

    def facet(self, by: Facet, wanted: Filter, *, limit: int | None = None) -> tuple[Tally, ...]:
        """Return the values that the mentions have, those with most mentions first.

        The filter counts whole: whoever offers a choice of kinds beside the chosen ones asks without them.
        """

    def timeline(self, step: Step, wanted: Filter) -> tuple[Tally, ...]:
        """Return when the documents with such mentions were published, the earliest first, undated ones ("") before."""

    def passages(
        self, wanted: Filter, *, subject: str | None = None, since: int = 0, offset: int = 0, limit: int | None = None
    ) -> PassagePage:
        """Return the passages that hold a mention which the filter lets through, in reading order.

        With ``subject`` only its mentions count; those of a name that is not on the map no filter hides. There are none
        of a subject that is not known. ``offset`` counts from the passage of the number ``since`` on.
        """

    def search(self, words: str, wanted: Filter, *, offset: int = 0, limit: int | None = None) -> PassagePage:
        """Return those of `passages` that hold every one of the words, as whole words, whatever their case and accents.

        Where there is no word there is no passage. Places are searched by name with ``Filter.query``.
        """

    def text(self, *, offset: int = 0, limit: int | None = None) -> tuple[MarkedPassage, ...]:
        """Return passages by their number, whatever they hold: ``offset`` is the number of the first."""
