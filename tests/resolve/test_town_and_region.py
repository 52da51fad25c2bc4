"""A name that a town shares with the region around it."""

from __future__ import annotations

import pytest

from geo.areas import AreaDrawing
from geo.gazetteer.store import SqliteGazetteer
from geo.model import Document, Mention
from geo.resolve.resolver import RuleResolver

pytestmark = pytest.mark.gazetteer


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Fighting went on in Herat on Monday.", "Herat", "settlement"),
        ("A café in Zürich was shut.", "Zürich", "settlement"),
        ("Buses run to Cusco.", "Cusco", "settlement"),
        ("The province of Quebec voted, and Quebec waited.", "Quebec", "admin1"),
        ("Voters in Texas waited.", "Texas", "admin1"),
        ("Aid reached Gaza by sea.", "Gaza", "admin1"),
    ],
)
def test_a_bare_name_is_the_town_where_the_region_is_named_after_it(
    world: SqliteGazetteer, text: str, name: str, kind: str
) -> None:
    """A region much larger than its town keeps the name, one that is its town's hinterland yields it."""
    document = Document.make(text)
    start = text.rindex(name)
    mention = Mention(document.id, start, start + len(name), name, "GPE", "test")
    resolution = RuleResolver(world, areas=AreaDrawing(world)).resolve([document], [[mention]])[0][0]
    assert resolution.place is not None
    assert resolution.place.kind == kind
