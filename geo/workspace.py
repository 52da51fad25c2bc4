"""One composition: the parts that the settings ask for, opened when they are first needed, and what is read with them.

The command line, the dashboard and a notebook open their parts here; `geo.factory` says which they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar

from geo import factory
from geo.errors import DocumentError, UsageError
from geo.geocode.exchange import Forecast
from geo.linked_map import LinkedMap
from geo.model import Document
from geo.pipeline import Pipeline
from geo.protocols import Geoparser, Progress
from geo.reading import read
from geo.settings.settings import Settings

if TYPE_CHECKING:
    from geo.gazetteer.store import SqliteGazetteer
    from geo.geocode.answers import AnswerStore
    from geo.geocode.completion import OnlineLookup
    from geo.store.parses import SqliteDocumentCache

P = ParamSpec("P")
T = TypeVar("T")


class Wherein:
    """A workspace. Nothing is opened before it is needed, and each part once. Safe to share between threads."""

    def __init__(self, settings: Settings | None = None, *, remember: bool = True) -> None:
        """Work by ``settings``, None for those of the environment and of ``wherein.toml``.

        Args:
            remember: take documents that have been read before from the cache, and keep new ones there.
        """
        self.settings = settings or Settings.from_environment()
        self._remember = remember
        self._gazetteer = _Once(partial(factory.build_gazetteer, self.settings))
        self._cache = _Once(partial(factory.build_cache, self.settings))
        self._answers = _Once(partial(factory.build_answer_store, self.settings))
        self._pipeline = _Once(self._open_pipeline)
        self._online = {several: _Once(partial(self._open_online, several)) for several in (False, True)}

    def gazetteer(self, progress: Progress | None = None) -> SqliteGazetteer:
        """Return the world gazetteer; where it is missing or out of date it is built first (about 25 s).

        Raises:
            GazetteerError: it can be neither opened nor built.
        """
        return self._gazetteer(progress=progress)

    def cache(self) -> SqliteDocumentCache:
        """Return the store of parsed documents."""
        return self._cache()

    def answers(self) -> AnswerStore:
        """Return the store of geocoders' answers, whether or not any geocoder is switched on.

        Raises:
            UsageError: WHEREIN_CACHE_URL is no address of a database.
        """
        return self._answers()

    def pipeline(self) -> Pipeline:
        """Return what reads documents with this machine alone.

        Raises:
            GazetteerError: as for `gazetteer`.
            ModelError: no usable spaCy model, or its files are not the known ones.
        """
        return self._pipeline()

    def online(self, *, several: bool = False) -> OnlineLookup | None:
        """Return what completes documents with the geocoders of the settings, None where there are none.

        Args:
            several: it is for more than one document, which public servers may not allow.

        Raises:
            UsageError: a geocoder's settings break its provider's rules, or make no sense.
        """
        return self._online[several]()

    def geoparser(
        self,
        *,
        several: bool,
        on_forecast: Callable[[Forecast], None] | None = None,
        on_interrupt: Callable[[], None] | None = None,
    ) -> Geoparser:
        """Return the main path with all that the settings switch on, geocoders too; raises what its parts raise.

        Args:
            several: as for `online`.
            on_forecast, on_interrupt: as for `geo.geocode.online_pipeline.OnlinePipeline`.
        """
        online = self.online(several=several)
        return factory.with_online(self.pipeline(), online, on_forecast=on_forecast, on_interrupt=on_interrupt)

    def near(self, name: str) -> Wherein:
        """Return a workspace for documents about a place: of places that share a name, those near it are preferred.

        It shares with this one all that is open or will be.

        Args:
            name: as people write it: "Oxford", "Alexandria, Louisiana".

        Raises:
            UsageError: the gazetteer has no such place.
        """
        from geo.resolve.typed_name import place_called

        gazetteer = self.gazetteer()
        home = place_called(gazetteer, name)
        if home is None:
            raise UsageError(
                f"The gazetteer has no place called “{name}”. Write it otherwise, or say where it lies: “Paris, Texas”."
            )
        resolver_over = factory.resolver_over(gazetteer, home=home)

        def online_near(several: bool) -> OnlineLookup | None:
            online = self.online(several=several)
            return online and online.with_resolver(resolver_over)

        nearer = copy(self)
        nearer._pipeline = _Once(lambda: self.pipeline().with_resolver(resolver_over(gazetteer)))
        nearer._online = {several: _Once(partial(online_near, several)) for several in (False, True)}
        return nearer

    def geoparse(
        self, given: str | Document | Iterable[str | Document], *, progress: Progress | None = None
    ) -> LinkedMap:
        """Return the map of a text or a document, or of several.

        A text is a text and never the name of a file, which `read` takes; `Document.make` gives it a title and more.

        Raises:
            UsageError: something else was given.
        """
        return self._mapped(_documents(given), (), progress)

    def read(self, sources: str | Path | Iterable[str | Path], *, progress: Progress | None = None) -> LinkedMap:
        """Return the map of the documents in files, folders and globs (`geo.read.sources.read_documents`).

        Its notices say which of them could not be read.

        Raises:
            DocumentError: none could be.
        """
        from geo.read.documents import Unread
        from geo.read.sources import read_documents

        items = list(read_documents(map(str, [sources] if isinstance(sources, str | Path) else sources)))
        notices = [item.reason if isinstance(item, Unread) else item.notice for item in items]
        documents = [item.document for item in items if not isinstance(item, Unread)]
        if not documents:
            raise DocumentError(" ".join(filter(None, notices)) or "There is nothing to read: no source was given.")
        return self._mapped(documents, notices, progress)

    def _mapped(self, documents: Sequence[Document], notices: Iterable[str], progress: Progress | None) -> LinkedMap:
        gazetteer = self.gazetteer(progress)
        several = len(documents) > 1
        atlas = read(self.geoparser(several=several), documents, progress).atlas
        online = self.online(several=several)
        said = (*notices, self.cache().notice if self._remember else "", *(online.geocoder.notices() if online else ()))
        return LinkedMap(atlas, gazetteer, notices=tuple(filter(None, said)))

    def _open_pipeline(self) -> Pipeline:
        cache = self.cache() if self._remember else None
        return factory.build_pipeline(self.settings, self.gazetteer(), cache=cache)

    def _open_online(self, several: bool) -> OnlineLookup | None:
        return factory.build_online_lookup(self.settings, self.gazetteer(), batch=several)


class _Once(Generic[P, T]):
    """Opens a part for whoever asks first, while others wait for it; what failed is tried again."""

    def __init__(self, opening: Callable[P, T]) -> None:
        self._opening = opening
        self._lock = Lock()
        self._opened: list[T] = []

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._lock:
            if not self._opened:
                self._opened.append(self._opening(*args, **kwargs))
            return self._opened[0]


def _documents(given: str | Document | Iterable[str | Document]) -> list[Document]:
    from geo.read.pasted import text_document

    if isinstance(given, str):
        given = [text_document(given, title="Text", source="Text")]
    documents = []
    for number, one in enumerate(given if isinstance(given, Iterable) else [given], 1):
        if isinstance(one, str):
            one = text_document(one, title=f"Text {number}", source=f"Text {number}")
        if not isinstance(one, Document):
            raise UsageError(f"Give texts or Documents, not {type(one).__name__}; files are read by read().")
        documents.append(one)
    return documents
