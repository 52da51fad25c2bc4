"""The place that a person means by a name typed alone: "Alexandria, Louisiana"."""

from __future__ import annotations

import re

from geo.model import Document, Mention, Place
from geo.protocols import Gazetteer
from geo.resolve.candidates import Query, find_options
from geo.resolve.prior_rules import judge
from geo.resolve.ranking import rank
from geo.resolve.weights import SHIPPED

_PART = re.compile(r"[^,\s](?:[^,]*[^,\s])?")


def place_called(gazetteer: Gazetteer, name: str) -> Place | None:
    """Return the likeliest place of a name, with what it lies in behind commas or without; None when there is none."""
    document = Document.make(name)
    mentions = [
        Mention(document.id, part.start(), part.end(), part[0], "GOLD", "typed") for part in _PART.finditer(name)
    ]
    queries = [Query.of(mention.surface, mention.label) for mention in mentions]
    names = [judge(find_options(gazetteer, query), SHIPPED.weights) for query in queries]
    ranked = rank(document, mentions, names, SHIPPED.weights)
    return ranked[0][0].place if ranked and ranked[0] else None
