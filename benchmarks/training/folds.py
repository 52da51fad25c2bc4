"""Cross-validation by document: each is read and resolved by what was fitted without it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from typing import TypeVar

from geo.model import Document, Mention, Resolved
from geo.protocols import Progress, Recognizer, Resolver

_Answer = TypeVar("_Answer")
_Part = TypeVar("_Part", Recognizer, Resolver)


def fold_of(document: Document, folds: int) -> int:
    """Return which of so many folds a document belongs to: set by its text alone."""
    return zlib.crc32(document.text.encode("utf-8", "surrogatepass")) % folds


class OutOfFoldRecognizer:
    """Reads each document with the recognizer of its fold, which was fitted to the other folds."""

    def __init__(self, recognizers: Sequence[Recognizer]) -> None:
        """Take one recognizer a fold."""
        self.id = f"{recognizers[0].id}/out-of-{len(recognizers)}-folds"
        self._recognizers = recognizers

    def recognize(
        self, documents: Sequence[Document], *, progress: Progress | None = None
    ) -> list[tuple[Mention, ...]]:
        """Return the mentions of each document, in text order and not overlapping; same length and order."""
        return _by_fold(
            documents,
            self._recognizers,
            lambda part, indexes: part.recognize([documents[index] for index in indexes], progress=progress),
        )


class OutOfFoldResolver:
    """Resolves each document with the resolver of its fold, which was fitted to the other folds."""

    def __init__(self, resolvers: Sequence[Resolver]) -> None:
        """Take one resolver a fold."""
        self.id = f"{resolvers[0].id}/out-of-{len(resolvers)}-folds"
        self._resolvers = resolvers

    def resolve(
        self,
        documents: Sequence[Document],
        mentions: Sequence[Sequence[Mention]],
        *,
        progress: Progress | None = None,
    ) -> list[Resolved]:
        """Return one resolution for each mention of each document; same lengths and order."""
        return _by_fold(
            documents,
            self._resolvers,
            lambda part, indexes: part.resolve(
                [documents[i] for i in indexes], [mentions[i] for i in indexes], progress=progress
            ),
        )


def _by_fold(
    documents: Sequence[Document], parts: Sequence[_Part], ask: Callable[[_Part, list[int]], list[_Answer]]
) -> list[_Answer]:
    answers: dict[int, _Answer] = {}
    for fold, part in enumerate(parts):
        mine = [index for index, document in enumerate(documents) if fold_of(document, len(parts)) == fold]
        answers.update(zip(mine, ask(part, mine), strict=True))
    return [answers[index] for index in range(len(documents))]
