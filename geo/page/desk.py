"""Answers what an embedded page asks its host for: passages (docs/page.md). What it asks is not trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard

from geo.page.content import EVERYTHING
from geo.page.passages import piece_of, subject_numbers
from geo.protocols import View
from geo.view import Filter

MAX_PASSAGES = 120
"""How many passages one answer holds at most."""

MAX_REQUESTS = 8
"""How many open requests are answered at a time, the newest."""

_PAGE = 30  # passages of a subject in an answer


class Desk:
    """Answers for one view; safe to share between threads."""

    def __init__(self, view: View, revision: str) -> None:
        """Take the view that the page was made of, and the revision that the page was given with it."""
        self._view = view
        self._revision = revision
        pins = [pin.id for pin in view.pins(EVERYTHING)]
        unplaced = [name.id for name in view.unplaced()]
        self._numbers = subject_numbers(pins, unplaced)
        self._subjects = {number: subject for subject, number in self._numbers.items()}
        self._latest: tuple[Any, list[dict[str, Any]]] = (None, [])
        self._passages = sum(document.passages for document in view.documents())

    def answer(self, requests: Any) -> list[dict[str, Any]]:
        """Return an answer to each request that is as docs/page.md says and of this revision; to others none.

        The latest answers are kept: a host draws them again and again, until the page asks for something else.
        """
        asked, answers = self._latest
        if requests != asked:
            latest = requests[-MAX_REQUESTS:] if isinstance(requests, list) else []
            answers = [answer for request in latest if isinstance(request, Mapping) and (answer := self._one(request))]
            self._latest = requests, answers
        return answers

    def visible(self, wanted: Filter) -> tuple[list[int], list[int]]:
        """Return what a command says to a page without text: the numbers of the shown pins, and `tallies_of` them."""
        pins = self._view.pins(wanted)
        tallies = (number for pin in pins for number in (pin.mentions, round(100 * pin.confidence), int(pin.ambiguous)))
        return [self._numbers[pin.id] for pin in pins], list(tallies)

    def knows(self, subject: str | None) -> bool:
        """Whether the page holds a subject of this id."""
        return subject in self._numbers

    def _one(self, request: Mapping[Any, Any]) -> dict[str, Any] | None:
        if request.get("revision") != self._revision or not _is_whole(request.get("id")):
            return None
        told = {"id": request["id"], "revision": self._revision}
        first = request.get("from")
        if not _is_whole(first) or first > self._passages:
            return None
        if "subject" in request:
            found = self._of_subject(request, first)
            return found and {**told, **found}
        count = request.get("count")
        if not _is_whole(count) or not 1 <= count <= MAX_PASSAGES:
            return None
        passages = self._view.text(offset=first, limit=count)
        return {**told, **piece_of(passages, self._view, self._numbers)}

    def _of_subject(self, request: Mapping[Any, Any], number: int) -> dict[str, Any] | None:
        subject, back, wanted = request["subject"], request.get("back"), _filter_of(request)
        if type(subject) is not int or subject not in self._subjects or type(back) is not bool or wanted is None:
            return None
        name = self._subjects[subject]
        page = self._view.passages(wanted, subject=name, since=number, limit=0 if back else _PAGE)
        if back:
            offset = max(0, page.before - _PAGE)
            page = self._view.passages(wanted, subject=name, offset=offset, limit=page.before - offset)
        return {"before": page.mentions_before, **piece_of(page.passages, self._view, self._numbers)}


def _filter_of(request: Mapping[Any, Any]) -> Filter | None:
    least, demonyms, literal_only = (request.get(name) for name in ("minConfidence", "demonyms", "literalOnly"))
    if not isinstance(demonyms, bool) or not isinstance(literal_only, bool):
        return None
    if isinstance(least, bool) or not isinstance(least, int | float) or not 0 <= least <= 1:  # no NaN passes either
        return None
    return Filter(min_confidence=least, demonyms=demonyms, literal_only=literal_only)


def _is_whole(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 <= value < 2**53
