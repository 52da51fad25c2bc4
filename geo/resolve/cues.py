"""What the words around a single mention say of its readings: "Paris, Texas", "the Niger river", "Ankara said"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from geo.kinds import NATURE, RULERS, SITES
from geo.lexicon.small_words import small_words
from geo.model import Document, Mention, Place
from geo.resolve.candidates import Option
from geo.resolve.connectives import contained
from geo.resolve.governments import acts
from geo.resolve.kind_words import Said, said_beside, said_beside_list

CONTAINMENT, CALLED, GOVERNMENT, ARTICLE, DATELINE = "containment", "called", "government", "article", "dateline"
CUE_RULES = {CONTAINMENT: True, CALLED: True, GOVERNMENT: True, ARTICLE: False, DATELINE: False}
"""The rules on the words beside a mention, and whether each supports the best reading (`geo.resolve.rule.Rule`)."""

IN_COUNTRY = 0.8
"""What "Paris, France" is worth to the rule, of 1 for "Paris, Texas"."""

# "LAHORE, Pakistan — ", "DARBHANGA: ", "WASHINGTON (AP) - "
_DATELINE = re.compile(r"(?:, [^\n]{1,24}?)?(?: ?\([^\n)]{2,24}\))?(?: ?[—–:] ?| --? )")
_ARTICLE = re.compile(r"\b[Tt]he \Z")
# What does not go on with a noun: "the Moscow talks" are no range.
_NO_NOUN = re.compile(rf"\s*(?:[.,;:!?)”’\"—–]|\Z)|\s(?:{'|'.join(small_words('ending'))})\b")
_COUNTRY_ACTS = 0.3
_NO_TOWN = -0.35  # and a bare name no more, which means a town more often than a region


class Cue(NamedTuple):
    """What one rule makes of one mention: a value for each reading, and a sentence."""

    rule: str
    values: Sequence[float]
    sentence: str


def own_cues(document: Document, mention: Mention, options: Sequence[Option]) -> Iterator[Cue]:
    """Yield what the words beside a mention say."""
    if said := said_beside(document.text, mention.start, mention.end):
        yield from _called(said, options)
    if _is_dateline(document.text, mention):
        values = [1.0 if option.place.kind == "settlement" else 0.0 for option in options]
        if any(values):
            yield Cue(DATELINE, values, "It stands in a dateline, which says in which town the text was written.")
    if _ARTICLE.search(document.text, max(0, mention.start - 4), mention.start) and _NO_NOUN.match(
        document.text, mention.end
    ):
        values = [1.0 if option.place.kind in NATURE else 0.0 for option in options]
        if any(values):
            yield Cue(ARTICLE, values, "It stands with “the”, as rivers, seas, ranges and regions do.")
    if mention.label != "NORP" and acts(document.text, mention.start, mention.end):
        values = [1.0 if o.seat else _COUNTRY_ACTS if o.place.kind == "country" else 0.0 for o in options]
        if any(values):
            yield Cue(GOVERNMENT, values, "The text makes it act as governments do.")


def _is_dateline(text: str, mention: Mention) -> bool:
    starts = text.rfind("\n", 0, mention.start) + 1 == mention.start or text.startswith(". ", mention.start - 2)
    return mention.surface.isupper() and starts and _DATELINE.match(text, mention.end) is not None


def list_cues(document: Document, first: Mention, last: Mention, options: Sequence[Option]) -> Iterator[Cue]:
    """Yield what the words beside a list say of a name in it: "Lakes Erie and Ontario"."""
    if said := said_beside_list(document.text, first.start, last.end):
        yield from _called(said, options)


def _called(said: Said, options: Sequence[Option]) -> Iterator[Cue]:
    values = [1.0 if o.place.kind in said.kinds else _NO_TOWN if o.place.kind == "settlement" else 0.0 for o in options]
    if max(values) > 0:
        yield Cue(CALLED, values, said.sentence)


def containment(
    document: Document, inner: Mention, outer: Mention, inside: Sequence[Option], outside: Sequence[Option]
) -> tuple[Cue, Cue] | None:
    """Return what two mentions like "Paris, Texas" say of each other, by all their readings; None if nothing."""
    if not contained(document, inner, outer):
        return None
    fits = [[_fit(o.place, i.place) for o in outside] for i in inside]
    if not any(map(any, fits)):
        return None
    rows = [max(row) for row in fits]
    columns = [max(column) for column in zip(*fits, strict=True)]
    return (
        Cue(CONTAINMENT, rows, f"It is followed by “{outer.surface}”, in which it lies."),
        Cue(CONTAINMENT, columns, f"It follows “{inner.surface}”, and a place of that name lies in it."),
    )


def _fit(outer: Place, inner: Place) -> float:
    """Return 1 where a place lies in another by their records, less where that is a whole country, else 0."""
    if outer.country_code is None or outer.country_code != inner.country_code or outer.id == inner.id:
        return 0.0
    match outer.kind:
        case "country":
            return 0.0 if inner.kind == "country" else IN_COUNTRY
        case "admin1":
            return 1.0 if inner.kind not in RULERS and inner.admin1 == outer.admin1 else 0.0
        case "admin2":
            same = (inner.admin1, inner.admin2) == (outer.admin1, outer.admin2)
            return 1.0 if same and inner.kind in SITES else 0.0
        case _:
            return 0.0
