"""Named entities by spaCy: the only module that imports it."""

from __future__ import annotations

import gc
import re
import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.errors import ModelError
from geo.model import Document
from geo.protocols import Progress
from geo.recognize.model_choice import ModelChoice
from geo.recognize.spans import Span
from geo.text.passages import split_passages

if TYPE_CHECKING:
    from spacy.language import Language

CHUNK_CHARS = 20_000
"""About how much text the model reads at once: enough to keep its matrices busy, little enough to report progress.

A longer document is cut into chunks, and shorter ones are read together: one at a time takes twice as long for tweets.
"""

_UPSTREAM = ("tok2vec", "transformer", "curated_transformer")
_KEPT_WORDS = 50_000
# spaCy cannot encode lone surrogates; the model reads one code point in the place of each.
_SURROGATE = re.compile("[\ud800-\udfff]")
# For every sign that it takes off a word, spaCy's tokenizer searches the whole rest of the word once more.
_LONG_CHARS = 20
_SIGN_RUN = re.compile(rf"(?:[^\w\s]|_){{{_LONG_CHARS},}}")
_LONG_WORD = re.compile(r"\S{100,}")
_SIGN = re.compile(r"[\W_]")
_STAGE = "Finding names"


class SpacyEntities:
    """Named entities of every type, by one spaCy model with nothing but its ``ner`` running. Safe to share."""

    def __init__(self, choice: ModelChoice) -> None:
        """Load the model, in about a second.

        Raises:
            ModelError: it cannot be loaded, or recognises no entities.
        """
        self.id = choice.id
        self._nlp = _load(choice)
        tokenizer: Any = self._nlp.tokenizer
        tokenizer.max_cache_size = _KEPT_WORDS
        gc.freeze()  # the model stays: the garbage collector need not walk through it, again and again
        self._lock = threading.Lock()  # a memory zone is a state of the whole vocabulary

    def entities(self, documents: Sequence[Document], *, progress: Progress | None = None) -> Iterator[list[Span]]:
        """Yield the entities of each document in text order, labelled as in OntoNotes."""
        total = max(1, sum(len(document.text) for document in documents))
        done = 0
        found: list[list[Span]] = [[] for _ in documents]
        complete = 0
        for batch in _batches(documents):
            for chunk, spans in zip(batch, self._read(batch), strict=True):
                found[chunk.document].extend(spans)
            done += sum(len(chunk.text) for chunk in batch)
            if progress:
                progress(_STAGE, done / total)
            yield from found[complete : batch[-1].document]
            complete = batch[-1].document
        yield from found[complete:]

    def _read(self, batch: Sequence[_Chunk]) -> list[list[Span]]:
        with self._lock, self._memory():
            docs = self._nlp.pipe([_readable(chunk.text) for chunk in batch], batch_size=len(batch))
            return [
                [Span(chunk.start + e.start_char, chunk.start + e.end_char, e.label_) for e in doc.ents]
                for chunk, doc in zip(batch, docs, strict=True)
            ]

    def _memory(self) -> AbstractContextManager[object]:
        """Return where words are kept: the first for good, since a word met again is cut in a fifth of the time; later
        ones while a chunk is read, for memory has an end."""
        return nullcontext() if len(self._nlp.vocab) < _KEPT_WORDS else self._nlp.memory_zone()


def _readable(text: str) -> str:
    """Return the text with spaces for the signs that would take the tokenizer minutes: rules drawn in signs, and all
    signs in words of a hundred code points and more; none is part of a name, and no offset changes."""
    text = _SURROGATE.sub("\ufffd", text)
    if max(map(len, text.split()), default=0) < _LONG_CHARS:
        return text
    text = _SIGN_RUN.sub(lambda match: " " * len(match[0]), text)
    return _LONG_WORD.sub(lambda match: _SIGN.sub(" ", match[0]), text)


def _load(choice: ModelChoice) -> Language:
    import spacy

    with warnings.catch_warnings():
        # W095: md 3.7.1 was trained with spaCy 3.7; under 3.8 it gives the same entities.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            config = spacy.util.load_config(choice.path / "config.cfg")
            wanted = _wanted_pipes(config)
            exclude = [pipe for pipe in config["nlp"]["pipeline"] if pipe not in wanted]
            return spacy.load(choice.path, exclude=exclude)
        except Exception as error:  # spaCy's loaders raise errors of many kinds for a bad model
            raise ModelError(f"The spaCy model {choice.package} cannot be loaded: {error}") from error


def _wanted_pipes(config: Mapping[str, Any]) -> tuple[str, ...]:
    """Return ``ner`` and, where it listens to a shared layer, that layer; in sm, md and lg it has its own."""
    layer = config["components"]["ner"]["model"].get("tok2vec", {}).get("@architectures", "")
    return ("ner", *_UPSTREAM) if "Listener" in layer else ("ner",)


class _Chunk(NamedTuple):
    """A run of whole passages: the number of its document, where it starts there, and its text."""

    document: int
    start: int
    text: str


def _batches(documents: Sequence[Document]) -> Iterator[list[_Chunk]]:
    """Gather chunks, in order, into batches of about `CHUNK_CHARS`."""
    batch: list[_Chunk] = []
    size = 0
    for number, document in enumerate(documents):
        for start, end in _chunks(document):
            if batch and size + end - start > CHUNK_CHARS:
                yield batch
                batch, size = [], 0
            batch.append(_Chunk(number, start, document.text[start:end]))
            size += end - start
    if batch:
        yield batch


def _chunks(document: Document) -> Iterator[tuple[int, int]]:
    start = end = 0
    for passage in split_passages(document):
        if passage.end - start > CHUNK_CHARS and end > start:
            yield start, end
            start = end
        end = passage.end
    if end > start:
        yield start, end


def stop_words(language: str) -> frozenset[str]:
    """Return the words that spaCy knows to carry no meaning in a language, none where it does not know the language."""
    from spacy.util import get_lang_class

    if not (language.isascii() and language.isalpha()):  # it becomes a part of a module's name
        return frozenset()
    try:
        return frozenset(get_lang_class(language).Defaults.stop_words)
    except ImportError:
        return frozenset()
